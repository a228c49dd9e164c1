"""Read: the body that came becomes a document, by parsing only what is new against the last one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.collect import chunks, lane, revise
from watcher.cycle.rooms import Rooms
from watcher.errors import ParseError, WorkerError
from watcher.model import Document, Fetched, Known
from watcher.settings import Feed

LANE = "fast lane"  # the unit that is parked when it is found to differ
COMPARED = 5  # entries of a document; a whole one would cost as much as twenty in the lane
LONGEST_REPORT = 10_000  # characters of an entry


@dataclass(frozen=True, slots=True)
class Reading:
    """`document`: None when the body says nothing new; `shape`: the body's, for the next visit.

    `whole`: the document holds all that the feed shows, not only what is new.
    """

    document: Document | None = None
    shape: str | None = None
    whole: bool = True


async def read(rooms: Rooms, feed: Feed, fetched: Fetched, known: str | None, now: datetime) -> Reading:
    """Raises ParseError. `known`: the shape of the document before, None to parse everything."""
    if fetched.complete and chunks.repeats(fetched.body, known):
        return Reading(None, known, whole=False)
    cut = chunks.cut(fetched.body) if fetched.complete else None
    if cut is None or len(cut.entries) > rooms.config.fetch.max_items:
        return Reading(await _parse(rooms, fetched, fetched.body, now))
    fresh = cut.differing(known)
    if fresh == ():
        return Reading(None, cut.settle(), whole=False)
    if fresh:
        part = await _read_part(rooms, fetched, cut.join(fresh), now)
        if part and _stands_alone(rooms, feed, part, cut, fresh):
            return Reading(part, cut.shape, whole=False)
    document = await _parse(rooms, fetched, fetched.body, now)
    is_plain = document.regular and len(document.entries) == len(cut.entries)
    return Reading(document, cut.shape if is_plain else None)


async def _read_part(rooms: Rooms, fetched: Fetched, body: bytes, now: datetime) -> Document | None:
    """The document of some entries; None when it cannot be read without the others."""
    try:
        return await _parse(rooms, fetched, body, now)
    except ParseError:
        return None


def _stands_alone(rooms: Rooms, feed: Feed, part: Document, cut: chunks.Chunks, fresh: Sequence[bytes]) -> bool:
    """Whether the fresh entries can be understood without the others."""
    if not part.regular or len(part.entries) != len(fresh):
        return False
    if any(cut.names(entry.guid or "", fresh) for entry in part.entries):
        return False
    return revise.stand_alone(part.entries, look_up(rooms, feed, part))


async def _parse(rooms: Rooms, fetched: Fetched, body: bytes, now: datetime) -> Document:
    """By the fast lane if it can tell, which takes less than to ask a worker; else by feedparser."""
    every = rooms.config.fetch.compare_every
    if every and rooms.lane.is_open:
        async with rooms.turn:
            # One at a time, and between two of them the visits under way are heard: they have deadlines.
            await asyncio.sleep(0)
            document = lane.parse(body, *_labels(rooms, fetched))
        if document and rooms.lane.wants_proof(every):
            return await _compare(rooms, fetched, body, document, now)
        if document:
            return document
    return await _ask_parser(rooms, fetched, body)


async def _compare(rooms: Rooms, fetched: Fetched, body: bytes, document: Document, now: datetime) -> Document:
    """The document, if feedparser reads a few of its entries alike; else what feedparser reads.

    Then the lane is closed, and a person is told.
    """
    sample = _draw(body, rooms.lane.taken)
    read = document if sample is body else lane.parse(sample, *_labels(rooms, fetched))
    record = await _ask_parser(rooms, fetched, sample)
    if record == read:
        return document
    rooms.lane.close()
    sentence = f"the fast lane reads {fetched.url} not as feedparser does and is closed; please report this"
    rooms.note(sentence)
    rooms.store.parked.add(LANE, sentence, _tell_apart(read or document, record), now)
    return await _ask_parser(rooms, fetched, body)


def _draw(body: bytes, number: int) -> bytes:
    """The document with some of its entries, each time others; whole where it cannot be cut."""
    cut = chunks.cut(body)
    if cut is None or len(cut.entries) <= COMPARED:
        return body
    first = number * COMPARED % (len(cut.entries) - COMPARED)
    return cut.join(cut.entries[first : first + COMPARED])


def _tell_apart(one: Document, other: Document) -> str:
    """The first entry that differs, as both have it."""
    pairs = zip(one.entries, other.entries, strict=False)
    differing = next(
        (pair for pair in pairs if pair[0] != pair[1]), (replace(one, entries=()), replace(other, entries=()))
    )
    return "\n".join(repr(each)[:LONGEST_REPORT] for each in differing)


async def _ask_parser(rooms: Rooms, fetched: Fetched, body: bytes) -> Document:
    try:
        return await rooms.worker.parse(body, *_labels(rooms, fetched))
    except WorkerError as error:
        raise ParseError(f"{fetched.url}: {error}", fetched.url) from error


def _labels(rooms: Rooms, fetched: Fetched) -> tuple[str | None, str, int]:
    """What a parser is told of a body."""
    return fetched.content_type, fetched.url, rooms.config.fetch.max_items


def look_up(rooms: Rooms, feed: Feed, document: Document) -> tuple[Known, ...]:
    """The items that the document's entries may be."""
    keys = revise.lookup(document.entries)
    return rooms.store.revisions.known(feed.name, keys.guids, keys.urls, keys.hashes)
