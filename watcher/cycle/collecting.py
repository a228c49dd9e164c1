"""Collect: from the feeds that are due to their new revisions in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from watcher.collect import revise, schedule
from watcher.cycle.rooms import Report, Rooms, parking
from watcher.errors import FeedError, ParseError, WorkerError
from watcher.model import Article, Cause, Checked, Document, Edit, FeedState, Fetched, Known, Revision
from watcher.settings import Feed


@dataclass(frozen=True, slots=True)
class Visit:
    """What one check brought home; `articles` by entry hash, for feeds with `full_text`."""

    feed: Feed
    state: FeedState | None
    checked: Checked
    document: Document | None
    articles: Mapping[str, Article]

    @property
    def cause(self) -> Cause:
        return "live" if self.state and self.state.baseline_at else "baseline"


async def collect(rooms: Rooms, now: datetime, *, every: bool = False) -> Report:
    """Check every feed that is due, side by side; one feed's trouble is its own."""
    states = rooms.store.feeds.states()
    enabled = tuple(feed for feed in rooms.config.feeds if feed.enabled)
    chosen = enabled if every else schedule.due(enabled, states, now)
    reports = await asyncio.gather(*(_check(rooms, feed, states.get(feed.name), now) for feed in chosen))
    return sum(reports, Report())


async def _check(rooms: Rooms, feed: Feed, state: FeedState | None, now: datetime) -> Report:
    """One visit. A fault of the feed, or a bug of ours that it brought out, backs off this feed alone."""
    fault = FeedError(
        f"{feed.url}: watcher has a bug here; `watcher status --json` has its traceback", feed.url
    )
    with parking(rooms, unit_name(feed), now):
        try:
            return _save(rooms, await _visit(rooms, feed, state, now), now)
        except FeedError as error:
            fault = error
    rooms.store.feeds.save(schedule.fail(feed, state, fault, now, rooms.config.fetch))
    return Report(feeds=1, failed=1)


def unit_name(feed: Feed) -> str:
    return f"feed {feed.name}"


async def _visit(rooms: Rooms, feed: Feed, state: FeedState | None, now: datetime) -> Visit:
    checked = await rooms.check(feed, state, schedule.wants_whole(state, now))
    document = await _parse(rooms, checked) if isinstance(checked, Fetched) else None
    articles = await _read_pages(rooms, feed, document) if document and feed.full_text else {}
    return Visit(feed, state, checked, document, articles)


async def _parse(rooms: Rooms, fetched: Fetched) -> Document:
    try:
        return await rooms.worker.parse(
            fetched.body, fetched.content_type, fetched.url, rooms.config.fetch.max_items
        )
    except WorkerError as error:
        raise ParseError(f"{fetched.url}: {error}", fetched.url) from error


async def _read_pages(rooms: Rooms, feed: Feed, document: Document) -> dict[str, Article]:
    edits = revise.decide(feed, document.entries, _known(rooms, feed, document))
    articles = await asyncio.gather(*(_read_page(rooms, feed, edit) for edit in edits))
    return {edit.entry_hash: article for edit, article in zip(edits, articles, strict=True) if article}


async def _read_page(rooms: Rooms, feed: Feed, edit: Edit) -> Article | None:
    """The article's page, or None when it cannot be had: the feed's own text stands in for it."""
    if not edit.entry.url:
        return None
    try:
        page = await rooms.page(feed, edit.entry.url)
        return await rooms.worker.read(page.body, page.content_type, page.url)
    except (FeedError, WorkerError):
        return None


def _known(rooms: Rooms, feed: Feed, document: Document) -> tuple[Known, ...]:
    keys = revise.lookup(document.entries)
    return rooms.store.revisions.known(feed.name, keys.guids, keys.urls, keys.hashes)


def _save(rooms: Rooms, visit: Visit, now: datetime) -> Report:
    """Items, revisions and validators in one transaction."""
    with rooms.store.write():
        revisions = _revise(rooms, visit, now) if visit.document else ()
        stored = rooms.store.revisions.add(revisions)
        items = sum(revision.number == 1 for revision in stored)
        state = schedule.succeed(
            visit.feed,
            visit.state,
            visit.checked,
            schedule.Outcome(visit.document, items),
            now,
            rooms.config.fetch,
        )
        rooms.store.feeds.save(state)
        rooms.store.parked.clear(unit_name(visit.feed))
    return Report(feeds=1, items=items, revisions=len(stored))


def _revise(rooms: Rooms, visit: Visit, now: datetime) -> tuple[Revision, ...]:
    assert visit.document is not None
    known = _known(rooms, visit.feed, visit.document)
    edits = revise.decide(visit.feed, visit.document.entries, known)
    found = []
    for edit in edits:
        article = visit.articles.get(edit.entry_hash)
        revision = revise.revise(edit, visit.feed, article, now=now, cause=visit.cause)
        if revision:
            found.append(revision)
        elif edit.known:
            rooms.store.revisions.rehash(edit.item, edit.entry_hash)
    return tuple(found)
