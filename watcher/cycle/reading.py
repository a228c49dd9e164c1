"""Read: the body that came becomes a document, by parsing only what is new against the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.collect import chunks, revise
from watcher.cycle.rooms import Rooms
from watcher.errors import ParseError, WorkerError
from watcher.model import Document, Fetched, Known
from watcher.settings import Feed


@dataclass(frozen=True, slots=True)
class Reading:
    """`document`: None when the body says nothing new; `shape`: the body's, for the next visit.

    `whole`: the document holds all that the feed shows, not only what is new.
    """

    document: Document | None = None
    shape: str | None = None
    whole: bool = True


async def read(rooms: Rooms, feed: Feed, fetched: Fetched, known: str | None) -> Reading:
    """Raises ParseError. `known`: the shape of the document before, None to parse everything."""
    cut = chunks.cut(fetched.body) if fetched.complete else None
    if cut is None or len(cut.entries) > rooms.config.fetch.max_items:
        return Reading(await _parse(rooms, fetched, fetched.body))
    fresh = cut.differing(known)
    if fresh == ():
        return Reading(None, cut.shape, whole=False)
    if fresh and (document := await _parse_fresh(rooms, feed, fetched, cut, fresh)):
        return Reading(document, cut.shape, whole=False)
    document = await _parse(rooms, fetched, fetched.body)
    is_plain = document.regular and len(document.entries) == len(cut.entries)
    return Reading(document, cut.shape if is_plain else None)


async def _parse_fresh(
    rooms: Rooms, feed: Feed, fetched: Fetched, cut: chunks.Chunks, fresh: Sequence[bytes]
) -> Document | None:
    """The document of the fresh entries alone; None when the others are needed to understand them."""
    try:
        document = await _parse(rooms, fetched, cut.join(fresh))
    except ParseError:
        return None
    if not document.regular or len(document.entries) != len(fresh):
        return None
    if any(cut.names(entry.guid or "", fresh) for entry in document.entries):
        return None
    return document if revise.stand_alone(document.entries, look_up(rooms, feed, document)) else None


async def _parse(rooms: Rooms, fetched: Fetched, body: bytes) -> Document:
    try:
        return await rooms.worker.parse(body, fetched.content_type, fetched.url, rooms.config.fetch.max_items)
    except WorkerError as error:
        raise ParseError(f"{fetched.url}: {error}", fetched.url) from error


def look_up(rooms: Rooms, feed: Feed, document: Document) -> tuple[Known, ...]:
    """The items that the document's entries may be."""
    keys = revise.lookup(document.entries)
    return rooms.store.revisions.known(feed.name, keys.guids, keys.urls, keys.hashes)
