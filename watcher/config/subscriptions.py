"""Feeds from the OPML files that feeds.toml names; a `[[feed]]` of the same address refines one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watcher.config.faults import Faults, Source, find_text, list_tables, list_texts
from watcher.errors import WatcherError, tell_reason
from watcher.settings import Feed

ReadOpml = Callable[[bytes, str], Sequence[Feed]]


def read(folder: Path, source: Source, read_opml: ReadOpml | None, faults: Faults) -> tuple[Feed, ...]:
    """Return the feeds that no block configures, each address once; what cannot be read is put on record."""
    blocks = [told for _, told in list_tables(source, "feed")]
    names = {find_text(told, "name") for told in blocks}
    urls = {find_text(told, "url") for told in blocks}
    found = []
    for number, name in list_texts(source.told, "opml"):
        for feed in _read_file(folder / name, (source, number), read_opml, faults):
            if feed.url in urls:
                continue
            if feed.name in names:
                sentence = (
                    f"{name} brings a second feed named '{feed.name}'; give {feed.url} a [[feed]] of its own"
                )
                faults.add(source, ("opml", number), sentence)
            names.add(feed.name)
            urls.add(feed.url)
            found.append(feed)
    return tuple(found)


def _read_file(
    path: Path, place: tuple[Source, int], read_opml: ReadOpml | None, faults: Faults
) -> Iterator[Feed]:
    source, number = place
    try:
        yield from read_opml(path.read_bytes(), str(path)) if read_opml else ()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = tell_reason(error) if isinstance(error, OSError) else str(error)
        faults.add(source, ("opml", number), f"{path} cannot be read ({reason}); mend the name or the file")
    except WatcherError as error:
        faults.add(source, ("opml", number), str(error))
