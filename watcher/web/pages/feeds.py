"""Feeds and outlets: what is read, what fails and what to do about it, and who edits silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from watcher.model import FeedState
from watcher.records import time_text
from watcher.settings import Feed
from watcher.store.coverage import find_silence
from watcher.store.overview import Edited, Tally
from watcher.store.rows import moment
from watcher.web.visit import Visit

MOST_EDITS = 25


@dataclass(frozen=True, slots=True)
class Health:
    """A configured feed. `health`: good, failing, silent, waiting (never checked), off."""

    feed: Feed
    state: FeedState | None
    health: str
    items: int
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """How an outlet treats its published texts."""

    outlet: str
    items: int
    revisions: int
    edited: int
    silent: int

    @property
    def share(self) -> int:
        """Percent of the edits that were silent."""
        return round(100 * self.silent / self.edited) if self.edited else 0


def read(visit: Visit) -> dict[str, Any]:
    visit.board.look(visit.store)
    tallies = visit.board.tallies
    states = visit.store.feeds.states()
    feeds = [look(visit, each, states.get(each.name), tallies) for each in visit.config.feeds]
    order = {"failing": 0, "silent": 1, "waiting": 2, "good": 3, "off": 4}
    feeds.sort(key=lambda each: (order[each.health], each.feed.outlet.casefold()))
    return {
        "feeds": feeds,
        "counts": {name: sum(each.health == name for each in feeds) for name in order},
        "habits": habits(tallies, visit.board.edits),
        "edits": [(each, moment(each.at)) for each in visit.board.edits[:MOST_EDITS]],
        "parked": list(visit.store.parked.walk())[:50],
        "records": lambda: [record(each) for each in feeds],
    }


def look(visit: Visit, feed: Feed, state: FeedState | None, tallies: Iterable[Tally]) -> Health:
    items = sum(each.items for each in tallies if each.feed == feed.name)
    if not feed.enabled:
        return Health(feed, state, "off", items)
    if state is None or state.checked_at is None:
        return Health(feed, state, "waiting", items)
    if state.failures:
        return Health(feed, state, "failing", items, remedy(state))
    return Health(feed, state, "silent" if is_silent(state, visit.now) else "good", items)


def is_silent(state: FeedState, now: datetime) -> bool:
    return find_silence(state, now) is not None


def remedy(state: FeedState) -> str:
    """A key of the catalogue."""
    error = (state.error or "").casefold()
    for clue, key in REMEDIES:
        if clue in error:
            return key
    return "remedy: wait"


REMEDIES = (
    ("401", "remedy: login"), ("403", "remedy: refused"), ("404", "remedy: gone"), ("410", "remedy: gone"),
    ("429", "remedy: slower"), ("certificate", "remedy: certificate"), ("not a feed", "remedy: no feed"),
    ("html", "remedy: no feed"),
)  # fmt: skip


def habits(tallies: Iterable[Tally], edits: Iterable[Edited]) -> list[Habits]:
    """The outlet with most silent edits first."""
    items: dict[str, list[int]] = {}
    for each in tallies:
        row = items.setdefault(each.outlet, [0, 0, 0, 0])
        row[0] += each.items
        row[1] += each.revisions
    for text in {(each.item, each.revision): each for each in edits}.values():
        row = items.setdefault(text.outlet, [0, 0, 0, 0])
        row[2] += 1
        row[3] += text.silent
    found = [Habits(outlet, *row) for outlet, row in items.items()]
    return sorted(found, key=lambda each: (-each.silent, -each.edited, each.outlet.casefold()))


def record(health: Health) -> dict[str, object]:
    """Without the address's secrets: the name and the outlet say which it is."""
    state = health.state
    return {
        "feed": health.feed.name,
        "outlet": health.feed.outlet,
        "health": health.health,
        "items": health.items,
        "checked": time_text(state.checked_at) if state else None,
        "new": time_text(state.new_at) if state else None,
        "failing_since": time_text(state.failing_since) if state else None,
        "failures": state.failures if state else 0,
        "error": state.error if state else None,
    }
