"""What every verb starts from: the folder that was named, and what lies in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from watcher.settings import Config
    from watcher.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """`folder`: of the configuration, as the user named it."""

    folder: Path
    debug: bool = False

    def config(self) -> Config:
        """The configuration, checked to the last query; raises ConfigError with every fault."""
        from watcher import config
        from watcher.analyze import query
        from watcher.collect import opml

        return config.load(self.folder, credentials=credentials(), read_opml=opml.read, check_query=query.parse)

    @contextlib.contextmanager
    def store(self, *, readonly: bool = True) -> Iterator[Store]:
        """The configured store, for reading beside a running daemon; raises StoreError."""
        from watcher import store

        with store.open(self.config().store, readonly=readonly) as kept:
            yield kept


def credentials() -> Path | None:
    """Where systemd put secrets (systemd.exec(5), LoadCredential=)."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


pass_desk = click.make_pass_decorator(Desk)
