"""Today: what the next digest would say, or what was new on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from watcher.compose import page
from watcher.model import Digest, Window
from watcher.records import Record, change_record
from watcher.settings import DigestList
from watcher.store.rows import moment
from watcher.web.faults import Missing
from watcher.web.filters import begin, take, take_day
from watcher.web.previews import Previews
from watcher.web.visit import Visit

LIMITS = page.Limits(topics=40, cards=12, rows=12, others=12, text=600)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells of. `pending`: it is the next digest, not a day."""

    window: Window
    digest: Digest
    pending: bool = False


def read(visit: Visit, previews: Previews) -> dict[str, Any]:
    """A quiet morning shows the last day that had anything, and says so."""
    chosen, last = choose(visit), last_day(visit)
    told = foresee(visit, previews, chosen)
    fallback = told.digest.quiet and told.pending and last is not None
    if fallback and last:
        told = recall(visit, previews, chosen, whole_day(visit, last))
    dealt, day = page.gather(told.digest), told.window.day
    return {
        "digest": told.digest,
        "page": page.lay_out(told.digest, dealt, LIMITS),
        "tallies": {each.section.topic: page.count(each.cards) for each in dealt},
        "window": told.window,
        "pending": told.pending,
        "fallback": fallback,
        "chosen": chosen.name,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "last": last,
        "records": lambda: records_of(told.digest),
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


def foresee(visit: Visit, previews: Previews, chosen: DigestList) -> Told:
    """The day that is asked for, or the next digest; the last 24 hours where nothing is mailed yet."""
    if day := take_day(visit.asked, "day"):
        return recall(visit, previews, chosen, whole_day(visit, day))
    told = previews.foresee(visit.config, visit.store, chosen, visit.now)
    window = Window(visit.dates.local(visit.now).date(), told.coverage.since, visit.now)
    return Told(window, told, pending=True)


def recall(visit: Visit, previews: Previews, chosen: DigestList, window: Window) -> Told:
    """What came in the window, by any way: a backfill too."""
    return Told(window, previews.recall(visit.config, visit.store, chosen, window))


def whole_day(visit: Visit, day: date) -> Window:
    zone = visit.config.timezone
    return Window(day, begin(day, zone), begin(day + timedelta(days=1), zone))


def last_day(visit: Visit) -> date | None:
    last = visit.store.reading.last_change()
    return visit.dates.local(moment(last)).date() if last else None
