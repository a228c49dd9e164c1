"""Collect: from the feeds that are due to their new revisions in the store."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from watcher.analyze import RULES
from watcher.collect import damp, revise, schedule
from watcher.collect.links import redact
from watcher.cycle.analyzing import catch_up
from watcher.cycle.marking import mark
from watcher.cycle.reading import Reading, look_up, read
from watcher.cycle.rooms import Report, Rooms, parking
from watcher.errors import FeedError, PageError, WatcherError, WorkerError
from watcher.model import Article, Cause, Checked, Document, FeedState, Fetched, Revision
from watcher.settings import Feed, FetchSettings
from watcher.store import Store

TOGETHER = 50  # states in one commit
READ_TOGETHER = 10  # documents in one commit; it waits for the disk, and writes the same pages of the indexes
CYCLES = 50_000  # objects more than before, when the collector of cycles looks at the young ones


@dataclass(frozen=True, slots=True)
class Visit:
    """What one check brought home; `articles` by entry hash, for feeds with `full_text`.

    `faults`: what could not be read of them, one sentence each.
    """

    feed: Feed
    state: FeedState | None
    checked: Checked
    reading: Reading
    articles: Mapping[str, Article]
    faults: tuple[str, ...] = ()

    @property
    def document(self) -> Document | None:
        return self.reading.document

    @property
    def cause(self) -> Cause:
        return "live" if self.state and self.state.baseline_at else "baseline"


class Failed(NamedTuple):
    """A check that failed, and the state before it."""

    feed: Feed
    state: FeedState | None
    error: FeedError


class Ledger:
    """States of feeds that brought nothing, written together; `parked`: units that a bug has stopped."""

    def __init__(self, store: Store, parked: Collection[str]) -> None:
        self._store = store
        self._parked = parked
        self._noted: list[FeedState] = []
        self._failed: list[Failed] = []

    def note(self, state: FeedState) -> None:
        self._noted.append(state)
        self.clear(state.feed)
        if len(self._noted) >= TOGETHER:
            self.write()

    def fail(self, failed: Failed) -> None:
        """What it means is judged at the end, when we know how the others fared."""
        self._failed.append(failed)

    def judge(self, checked: int, settings: FetchSettings, now: datetime) -> bool:
        """Back off each failed feed alone; none of them, and True, when the fault is our own network's."""
        outage = schedule.is_outage(checked, [each.error for each in self._failed])
        for feed, state, error in self._failed:
            self._noted.append(
                schedule.rest(feed, state, now) if outage else schedule.fail(feed, state, error, now, settings)
            )
        return outage

    def clear(self, feed: str) -> None:
        """The feed could be read again."""
        if (unit := f"feed {feed}") in self._parked:
            self._store.parked.clear(unit)

    def write(self) -> None:
        noted, self._noted = self._noted, []
        if noted:
            with self._store.write():
                self._store.feeds.save_all(noted)


@dataclass(frozen=True, slots=True)
class Made:
    """What a document's entries became. `clocks`: edits left out as such; `gap`: none of them was known."""

    revisions: tuple[Revision, ...] = ()
    clocks: int = 0
    gap: bool = False


async def collect(rooms: Rooms, now: datetime, *, every: bool = False) -> Report:
    """Check every feed that is due, side by side; one feed's trouble is its own."""
    await catch_up(rooms, now)  # what no topic can match is not looked at again
    states = rooms.store.feeds.states()
    enabled = tuple(feed for feed in rooms.config.feeds if feed.enabled)
    chosen = schedule.queue(enabled if every else schedule.due(enabled, states, now), states)
    # What happened to a feed that said nothing new rests here for a moment: a commit for each is what it costs.
    ledger = Ledger(rooms.store, frozenset(unit.unit for unit in rooms.store.parked.walk()))
    shelf = Shelf(rooms, ledger, now)
    try:
        with _seldom_tidied():
            reports = await asyncio.gather(*(_check(shelf, feed, states.get(feed.name)) for feed in chosen))
    finally:
        shelf.store()
        if ledger.judge(len(chosen), rooms.config.fetch, now):
            rooms.note("hardly a feed can be reached; check this machine's network, they are tried again soon")
        ledger.write()
    return sum(reports, shelf.report)


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Of a visit hardly anything is left in cycles; looking for them was a fifth of what a 304 costs."""
    usual = gc.get_threshold()
    gc.set_threshold(CYCLES, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


async def _check(shelf: Shelf, feed: Feed, state: FeedState | None) -> Report:
    """One visit. A fault of the feed, or a bug of ours that it brought out, backs off this feed alone."""
    rooms, ledger, now = shelf.rooms, shelf.ledger, shelf.now
    fault = _bug(feed)
    with parking(rooms, unit_name(feed), now):
        try:
            async with rooms.hands:
                visit = await _visit(rooms, feed, state, now)
            if visit.document is None:
                ledger.note(_succeed(rooms, visit, Made(), 0, now))
            else:
                shelf.put(visit)
            return Report(feeds=1)
        except FeedError as error:
            fault = error
    ledger.fail(Failed(feed, state, fault))
    return Report(feeds=1, failed=1)


class Shelf:
    """Visits with a document, stored together; one that brings out a bug is undone alone."""

    def __init__(self, rooms: Rooms, ledger: Ledger, now: datetime) -> None:
        self.rooms = rooms
        self.ledger = ledger
        self.now = now
        self.report = Report()  # of what was stored
        self._visits: list[Visit] = []

    def put(self, visit: Visit) -> None:
        self._visits.append(visit)
        if len(self._visits) >= READ_TOGETHER:
            self.store()

    def store(self) -> None:
        visits, self._visits = self._visits, []
        if visits:
            with self.rooms.store.write():
                for visit in visits:
                    self.report += self._store(visit)

    def _store(self, visit: Visit) -> Report:
        with parking(self.rooms, unit_name(visit.feed), self.now):
            report = _save(self.rooms, visit, self.now)
            self.ledger.clear(visit.feed.name)
            return report
        self.ledger.fail(Failed(visit.feed, visit.state, _bug(visit.feed)))
        return Report(failed=1)


def _bug(feed: Feed) -> FeedError:
    url = redact(feed.url)
    return FeedError(f"{url}: watcher has a bug here; `watcher status --json` has its traceback", feed.url)


def unit_name(feed: Feed) -> str:
    return f"feed {feed.name}"


async def _visit(rooms: Rooms, feed: Feed, state: FeedState | None, now: datetime) -> Visit:
    checked = await rooms.check(feed, state, schedule.wants_whole(state, now))
    reading = Reading()
    if isinstance(checked, Fetched):
        same = state is not None and schedule.is_at(state, feed) and not schedule.wants_whole(state, now)
        reading = await read(rooms, feed, checked, state.shape if state and same else None, now)
    document = reading.document
    if document is None or not feed.full_text:
        return Visit(feed, state, checked, reading, {})
    pages = await _read_pages(rooms, feed, document)
    articles = {key: page for key, page in pages.items() if isinstance(page, Article)}
    faults = tuple(str(page) for page in pages.values() if isinstance(page, WatcherError))
    return Visit(feed, state, checked, reading, articles, faults)


async def _read_pages(rooms: Rooms, feed: Feed, document: Document) -> dict[str, Article | WatcherError]:
    edits = revise.decide(feed, document.entries, look_up(rooms, feed, document))
    linked = [(edit.entry_hash, edit.entry.url) for edit in edits if edit.entry.url]
    pages = await asyncio.gather(*(read_page(rooms, feed, url) for _, url in linked))
    return {entry_hash: page for (entry_hash, _), page in zip(linked, pages, strict=True)}


async def read_page(rooms: Rooms, feed: Feed, url: str) -> Article | WatcherError:
    """The article's page, or why it cannot be had: the feed's own text stands in for it."""
    try:
        page = await rooms.page(feed, url)
        return await rooms.worker.read(page.body, page.content_type, page.url)
    except FeedError as error:
        return error
    except WorkerError as error:
        return PageError(f"{redact(url)}: {error}", url)


def _save(rooms: Rooms, visit: Visit, now: datetime) -> Report:
    """Items, revisions and validators, all or nothing."""
    with rooms.store.write():
        made = _revise(rooms, visit, now)
        stored = rooms.store.revisions.add(made.revisions, RULES)
        items = sum(revision.number == 1 for revision in stored)
        rooms.store.feeds.save(_succeed(rooms, visit, made, items, now))
    return Report(items=items, revisions=len(stored))


def _succeed(rooms: Rooms, visit: Visit, made: Made, items: int, now: datetime) -> FeedState:
    outcome = schedule.Outcome(visit.document, items, _remark(visit, made), visit.reading.shape)
    return schedule.succeed(visit.feed, visit.state, visit.checked, outcome, now, rooms.config.fetch)


def _revise(rooms: Rooms, visit: Visit, now: datetime) -> Made:
    document = visit.document
    assert document
    known = look_up(rooms, visit.feed, document)
    found: list[Revision] = []
    clocks = 0
    for edit in revise.decide(visit.feed, document.entries, known):
        article = visit.articles.get(edit.entry_hash)
        revision = revise.revise(edit, visit.feed, article, now=now, cause=visit.cause)
        clock = bool(
            revision and edit.known and damp.is_clock(revision, rooms.store.revisions.history(edit.item))
        )
        clocks += clock
        if revision and not clock:
            found.append(revision)
        elif edit.known:
            rooms.store.revisions.rehash(edit.item, edit.entry_hash)
    return Made(
        mark(rooms, visit.feed, _in_time(found)),
        clocks,
        gap=visit.cause == "live" and visit.reading.whole and bool(document.entries) and not known,
    )


def _in_time(found: Sequence[Revision]) -> tuple[Revision, ...]:
    """Oldest first, whatever the feed's order: a claim is compared with what was said before it."""
    backwards = found[::-1]  # feeds show the newest first; dates are often the same, or missing
    return tuple(sorted(backwards, key=lambda each: min(each.published or each.seen_at, each.seen_at)))


def _remark(visit: Visit, made: Made) -> str | None:
    """What `status` says of a feed that was read, but not as it should be."""
    if not isinstance(visit.checked, Fetched):
        return None
    told = [f"{redact(visit.feed.url)}: {each}" for each in (visit.document.warnings if visit.document else ())]
    told += visit.faults
    url = redact(visit.feed.url)
    if not visit.checked.complete or (visit.document and visit.document.cut):
        told.insert(0, f"{url} was cut short; whole entries are kept, and it is fetched again next time")
    if visit.document and not visit.document.entries and visit.state and visit.state.new_at:
        told.append(f"{url} shows no entry though it did before; look whether the feed has moved")
    if made.gap:
        told.append(f"{url} shows nothing it showed before, so items may have been missed; check it more often")
    if made.clocks:
        told.append(f"{url} has {made.clocks} items that show the time of day; only what else changes is kept")
    return f"{told[0]} (and {len(told) - 1} more)" if len(told) > 1 else next(iter(told), None)
