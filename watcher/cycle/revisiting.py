"""Revisit: from the pages of matched items to the edits that their feeds did not tell."""

from __future__ import annotations

import asyncio
from datetime import datetime

from watcher.collect import damp
from watcher.collect import revisit as again
from watcher.cycle.collecting import read_page, unit_name
from watcher.cycle.marking import mark
from watcher.cycle.rooms import Report, Rooms, parking
from watcher.model import Aged, Article, Revision
from watcher.settings import Feed


async def revisit(rooms: Rooms, now: datetime) -> Report:
    """Look again at what is due of the feeds with `full_text` that can be reached, within the hosts' limits."""
    failing = {name for name, state in rooms.store.feeds.states().items() if state.failures}
    feeds = {
        feed.name: feed
        for feed in rooms.config.feeds
        if feed.enabled and feed.full_text and feed.name not in failing
    }
    if not feeds:
        return Report()
    aged = rooms.store.aging.matched(now - again.OLDEST, now - again.SHORTEST, feeds)
    chosen = again.choose(aged, now)
    reports = await asyncio.gather(*(_look(rooms, feeds[each.feed], each, now) for each in chosen))
    return sum(reports, Report())


async def _look(rooms: Rooms, feed: Feed, aged: Aged, now: datetime) -> Report:
    with parking(rooms, unit_name(feed), now):
        latest = rooms.store.revisions.latest(aged.item)
        found = None
        if latest and again.came_from_page(latest):
            page = await read_page(rooms, feed, aged.url)
            found = again.reread(latest, page, feed, now) if isinstance(page, Article) else None
        return _save(rooms, feed, aged, found, now)
    return Report()


def _save(rooms: Rooms, feed: Feed, aged: Aged, found: Revision | None, now: datetime) -> Report:
    """That it was looked at is kept, whatever came of it: a page that is gone is not asked at every pass."""
    with rooms.store.write():
        rooms.store.revisions.confirm([aged.item], now)
        if found is None or rooms.store.revisions.latest(aged.item) != _before(rooms, found):
            return Report()
        if damp.is_clock(found, rooms.store.revisions.history(aged.item)):
            return Report()
        stored = rooms.store.revisions.add(mark(rooms, feed, [found]))
    return Report(revisions=len(stored))


def _before(rooms: Rooms, found: Revision) -> Revision:
    """The revision it was compared with; meanwhile the feed may have brought another."""
    return rooms.store.revisions.get(found.item, found.number - 1)
