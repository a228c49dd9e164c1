"""Today: what the next digest would say, or what was new on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from watcher.compose import digest, page
from watcher.model import Change, Digest, OtherItem
from watcher.records import Record, change_record
from watcher.settings import DigestList
from watcher.store.rows import moment
from watcher.web.faults import Missing
from watcher.web.filters import begin, take, take_day
from watcher.web.visit import Visit

LIMITS = page.Limits(topics=40, cards=15, rows=15, others=40, text=600)
LONGEST = timedelta(days=14)  # of a window: a digest that was never sent would grow for ever
LIVE = ("live",)  # only what was seen happening is mailed


@dataclass(frozen=True, slots=True)
class Window:
    """What the page tells of. `pending`: it is the next digest, not a day."""

    since: datetime
    until: datetime
    day: date
    pending: bool = False
    cursor: int = 0


def read(visit: Visit) -> dict[str, Any]:
    """A quiet morning shows the last day that had anything, and says so."""
    chosen = choose(visit)
    window = frame(visit, chosen)
    told = build(visit, chosen, window)
    last = last_day(visit)
    fallback = told.quiet and window.pending and last is not None
    if fallback and last:
        window = whole_day(visit, last)
        told = build(visit, chosen, window)
    dealt = page.gather(told)
    laid = page.lay_out(told, dealt, LIMITS)
    return {
        "digest": told,
        "page": laid,
        "tallies": {section.topic: page.count(cards) for section, cards in dealt},
        "window": window,
        "fallback": fallback,
        "chosen": chosen.name,
        "before": window.day - timedelta(days=1),
        "after": window.day + timedelta(days=1),
        "last": last,
        "records": records_of(told),
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


def frame(visit: Visit, chosen: DigestList) -> Window:
    if day := take_day(visit.asked, "day"):
        return whole_day(visit, day)
    today = visit.dates.local(visit.now).date()
    cursor = visit.store.outbox.cursor(chosen.name) if chosen.name else None
    since = visit.now - (LONGEST if cursor is not None else timedelta(days=1))
    rows = visit.store.outbox.digests(chosen.name)[:1] if cursor is not None else ()
    since = max(since, rows[0].until) if rows else since
    return Window(since, visit.now, today, pending=True, cursor=cursor or 0)


def whole_day(visit: Visit, day: date) -> Window:
    zone = visit.config.timezone
    return Window(begin(day, zone), begin(day + timedelta(days=1), zone), day)


def last_day(visit: Visit) -> date | None:
    last = visit.store.reading.last_change()
    return visit.dates.local(moment(last)).date() if last else None


def build(visit: Visit, chosen: DigestList, window: Window) -> Digest:
    names = [each.name for each in visit.config.topics if {"*", each.name} & set(chosen.topics)]
    changes, others = gather(visit, names, window)
    coverage = visit.store.coverage(window.since, window.until, names)
    return digest.build(chosen, visit.config.topics, changes, others, coverage, window.day)


def gather(visit: Visit, names: list[str], window: Window) -> tuple[tuple[Change, ...], tuple[OtherItem, ...]]:
    """A pending digest counts from its list's cursor, as the mail does; a day shows what came by any way."""
    claims, causes = visit.store.claims, LIVE if window.pending else None
    span = {"since": window.since, "until": window.until}
    since = {} if window.pending and window.cursor else span
    limits: dict[str, Any] = {"topics": names, "causes": causes, **since}
    return claims.changes(window.cursor, **limits), claims.others(window.cursor, **limits)
