"""What every verb starts from: the folder that was named, and what lies in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.errors import ConfigError, StoreError, tell_reason

if TYPE_CHECKING:
    from watcher.settings import Config, Feed
    from watcher.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """`folder`: of the configuration, as the user named it."""

    folder: Path
    debug: bool = False

    def config(self) -> Config:
        """The configuration, checked to the last query; raises ConfigError with every fault."""
        from watcher.collect import opml

        listed: list[Feed] = []

        def read(body: bytes, where: str) -> tuple[Feed, ...]:
            listed.extend(found := opml.read(body, where))
            return found

        told = self._load(read)
        renamed = {feed.url: name for feed, name in _seen(listed, told) if name != feed.name}
        if not renamed:
            return told
        return self._load(
            lambda body, where: [
                replace(feed, name=renamed.get(feed.url, feed.name)) for feed in opml.read(body, where)
            ]
        )

    def _load(self, read_opml: Callable[[bytes, str], Sequence[Feed]]) -> Config:
        from watcher import config
        from watcher.analyze import query

        return config.load(self.folder, credentials=credentials(), read_opml=read_opml, check_query=query.parse)

    @contextlib.contextmanager
    def store(self, *, readonly: bool = True) -> Iterator[Store]:
        """The configured store, beside a running daemon; raises StoreError.

        None is begun here: a verdict or a search before the first pass would leave an empty one behind.
        """
        from watcher import store

        path = self.config().store
        with store.open(path, readonly=readonly or not path.exists()) as kept:
            yield kept


def _seen(listed: Sequence[Feed], told: Config) -> Iterator[tuple[Feed, str]]:
    """The feeds of OPML files that were checked before, with their name then: it is kept from first sight.

    Their items are kept under it, and titles in other people's OPML files change.
    """
    from watcher import store
    from watcher.collect.links import fingerprint

    if not listed or not told.store.exists():
        return
    # A store that cannot be read stops whoever opens it next; the configuration itself is sound.
    with contextlib.suppress(StoreError), store.open(told.store, readonly=True) as kept:
        names = {state.url: state.feed for state in kept.feeds.states().values()}
        placed = ((feed, fingerprint(feed.url)) for feed in listed)
        yield from ((feed, names[url]) for feed, url in placed if url in names)


def credentials() -> Path | None:
    """Where systemd put secrets (systemd.exec(5), LoadCredential=)."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


def make_folder(folder: Path) -> None:
    """A place for what a verb writes; raises ConfigError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be made ({tell_reason(error)}); name another folder") from error


pass_desk = click.make_pass_decorator(Desk)
