"""Appends feeds to feeds.toml. What stands there stays as it is, comments and order included."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from watcher.cli.desk import Desk
from watcher.collect.opml import slug
from watcher.errors import ConfigError, tell_reason
from watcher.settings import Feed


def make_name(title: str, taken: Iterable[str]) -> str:
    """A name from a title or address, not taken yet: "Süddeutsche Zeitung" becomes sueddeutsche-zeitung."""
    name = re.sub(r"^https?-(www-)?", "", slug(title)) or "feed"
    others = set(taken)
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in others:
        number += 1
    return found


def one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def choose_new(listed: Iterable[Feed], known: Sequence[Feed]) -> list[Feed]:
    """Those whose address is not known, under names that are not taken."""
    urls = {feed.url for feed in known}
    names = {feed.name for feed in known}
    new = []
    for feed in listed:
        if feed.url not in urls:
            new.append(replace(feed, name=make_name(feed.name, names) if feed.name in names else feed.name))
            urls.add(feed.url)
            names.add(new[-1].name)
    return new


def append(desk: Desk, feeds: Iterable[Feed]) -> str:
    """Append a block for each and return the blocks; the file stays as it was if the result were not sound."""
    path = (desk.folder / "feeds.toml").resolve()
    before = _read(path)
    blocks = "".join(f"\n{write_block(feed)}" for feed in feeds)
    if not blocks:
        return ""
    gap = "" if not before or before.endswith("\n") else "\n"
    _write(path, before + gap + blocks)
    try:
        desk.config()
    except ConfigError:
        _write(path, before)
        raise
    return blocks.lstrip("\n")


def write_block(feed: Feed) -> str:
    """The `[[feed]]` of a feed; a JSON string is a TOML string too (toml.io/en/v1.0.0#string)."""
    values: dict[str, object] = {"name": feed.name, "url": feed.url, "outlet": one_line(feed.outlet)}
    values |= {"language": feed.language} if feed.language else {}
    values |= {"every_minutes": feed.every_minutes} if feed.every_minutes else {}
    values |= {"full_text": True} if feed.full_text else {}
    values |= {} if feed.enabled else {"enabled": False}
    return "[[feed]]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); mend it first") from error


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a daemon may read it at any moment."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(text.encode())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({tell_reason(error)}); check its rights") from error
