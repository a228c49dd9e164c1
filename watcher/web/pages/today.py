"""Today: what the next digest would say, or what was new on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from watcher.compose import digest, page
from watcher.model import Digest
from watcher.records import Record, change_record
from watcher.settings import DigestList
from watcher.store.rows import moment
from watcher.web.faults import Missing
from watcher.web.filters import begin, take, take_day
from watcher.web.visit import Visit

LIMITS = page.Limits(topics=40, cards=12, rows=12, others=12, text=600)


@dataclass(frozen=True, slots=True)
class Window:
    """What the page tells of. `pending`: it is the next digest, not a day."""

    since: datetime
    until: datetime
    day: date
    pending: bool = False


def read(visit: Visit) -> dict[str, Any]:
    """A quiet morning shows the last day that had anything, and says so."""
    chosen, last = choose(visit), last_day(visit)
    window, told = foresee(visit, chosen)
    fallback = told.quiet and window.pending and last is not None
    if fallback and last:
        window = whole_day(visit, last)
        told = build(visit, chosen, window)
    dealt = page.gather(told)
    laid = page.lay_out(told, dealt, LIMITS)
    return {
        "digest": told,
        "page": laid,
        "tallies": {each.section.topic: page.count(each.cards) for each in dealt},
        "window": window,
        "fallback": fallback,
        "chosen": chosen.name,
        "before": window.day - timedelta(days=1),
        "after": window.day + timedelta(days=1),
        "last": last,
        "records": lambda: records_of(told),
    }


def records_of(told: Digest) -> list[Record]:
    return [change_record(change) for section in told.sections for change in section.changes]


def choose(visit: Visit) -> DigestList:
    """The list asked for, or the first."""
    asked = take(visit.asked, "list")
    lists = visit.config.digests or (DigestList("", ()),)
    for each in lists:
        if asked in ("", each.name):
            return each
    raise Missing(visit.words.say("There is no digest list of this name."))


def foresee(visit: Visit, chosen: DigestList) -> tuple[Window, Digest]:
    """The day that is asked for, or the next digest; the last 24 hours where nothing is mailed yet."""
    if day := take_day(visit.asked, "day"):
        window = whole_day(visit, day)
        return window, build(visit, chosen, window)
    told = visit.foresee(visit.config, visit.store, chosen, visit.now) if chosen.name else None
    since = told.coverage.since if told else visit.now - timedelta(days=1)
    window = Window(since, visit.now, visit.dates.local(visit.now).date(), pending=True)
    return window, told or build(visit, chosen, window)


def whole_day(visit: Visit, day: date) -> Window:
    zone = visit.config.timezone
    return Window(begin(day, zone), begin(day + timedelta(days=1), zone), day)


def last_day(visit: Visit) -> date | None:
    last = visit.store.reading.last_change()
    return visit.dates.local(moment(last)).date() if last else None


def build(visit: Visit, chosen: DigestList, window: Window) -> Digest:
    """What came in the window, by any way: a backfill too."""
    names = [each.name for each in visit.config.topics if {"*", each.name} & set(chosen.topics)]
    span: dict[str, Any] = {"topics": names, "since": window.since, "until": window.until}
    changes, others = visit.store.claims.changes(**span), visit.store.claims.others(**span)
    coverage = visit.store.coverage(window.since, window.until, names)
    return digest.build(chosen, visit.config.topics, changes, others, coverage, window.day)
