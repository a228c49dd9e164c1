"""Articles from a file or a pipe: JSON Lines or plain text, also gzipped. One bad line costs one line."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from watcher import records
from watcher.collect.text import digest
from watcher.errors import ConfigError, RecordError, tell_reason
from watcher.model import Revision

PIPE = "-"
_PLAIN = (".txt", ".text", ".md")
Complain = Callable[[RecordError], None]


def is_plain(file: str) -> bool:
    """Whether the file's name says that it is a text and not JSON Lines."""
    return Path(file).suffix.lower() in _PLAIN


def read_articles(
    file: str, now: datetime, complain: Complain, opened: BinaryIO | None = None
) -> Iterator[tuple[int, Revision]]:
    """Yield the articles of a file with their line numbers; what cannot be read goes to `complain`."""
    for number, line in _read_lines(file, complain, opened):
        if not line.strip():
            continue
        try:
            yield number, complete(records.read_article(line, name(file), number, now))
        except RecordError as error:
            complain(error)


def read_plain(file: str, now: datetime, opened: BinaryIO | None = None) -> Revision:
    """The whole file as one article without a title; raises RecordError."""
    lines = b"".join(line for _, line in _read_lines(file, _raise, opened))
    try:
        text = lines.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = lines.count(b"\n", 0, error.start) + 1
        raise RecordError("the text is not UTF-8; convert the file", f"{name(file)}:{line}") from error
    if not text.strip():
        raise RecordError("the text is empty; give a file with something in it", name(file))
    told = Revision(Path(name(file)).name, 0, name(file), name(file), "", text, now, "backfill")
    return complete(told)


def complete(revision: Revision) -> Revision:
    """With the hash of what it says, as a collected one has it."""
    return replace(revision, hash=digest(revision.title, revision.text))


def name(file: str) -> str:
    return "<stdin>" if file == PIPE else file


def _raise(error: RecordError) -> None:
    raise error


def _read_lines(file: str, complain: Complain, opened: BinaryIO | None) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        with _open(file, opened) as lines:
            for number, line in enumerate(lines, 1):
                yield number, line
    except (OSError, EOFError, zlib.error) as error:  # gzip breaks off with any of these
        reason = tell_reason(error) if isinstance(error, OSError) else str(error).lower()
        if not number:
            raise ConfigError(f"{name(file)}: cannot be read ({reason}); name a file of articles") from error
        where = f"{name(file)}:{number + 1}"
        complain(RecordError(f"cannot be read on ({reason}); check the file, all before it was read", where))


@contextmanager
def _open(file: str, opened: BinaryIO | None) -> Iterator[BinaryIO]:
    """The file, gzipped or not: its first two bytes say so (RFC 1952 §2.3.1), not its name."""
    if file == PIPE:
        yield opened or sys.stdin.buffer
        return
    with Path(file).open("rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if not zipped:
            yield raw
            return
        with gzip.open(raw, "rb") as unzipped:
            yield unzipped  # type: ignore[misc]  # a GzipFile reads like any other
