"""The board: what every claim is in a few words, kept in memory so that a topic of 10,000 can be filtered.

What filters ask for (outlets, speakers, standings) lies inside the mentions' JSON. It is read once, and after
that only claims that a new mention or change touched; all of them when findings were recomputed.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from watcher.store import Store
from watcher.store.catalog import Catalog
from watcher.store.overview import Edited, Overview, Stamp, Tally
from watcher.web.entries import enter, name_kind

FRESH_SECONDS = 2.0  # between two looks at the store
REST = 10  # times as long as the last look took: at most a tenth of the time goes into looking
MOST_EDITS = 2_000
MONTH = 31
Days = dict[date, Counter[str]]  # local day, kind of change, how many


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read so far: replaced by the next look, but for the catalog, which goes on."""

    stamp: Stamp = field(default_factory=Stamp)
    catalog: Catalog = field(default_factory=Catalog)
    days: dict[str, Days] = field(default_factory=dict)  # of each topic the month up to its last change
    tallies: tuple[Tally, ...] = ()
    edits: tuple[Edited, ...] = ()  # newest first


class Board:
    """Reads from the store that the asking thread has open; one thread at a time, the others see what was."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._lock = threading.Lock()
        self._ready = False
        self._next = 0.0  # no look before then
        self._read = Read()

    @property
    def catalog(self) -> Catalog:
        return self._read.catalog

    @property
    def tallies(self) -> tuple[Tally, ...]:
        return self._read.tallies

    @property
    def edits(self) -> tuple[Edited, ...]:
        return self._read.edits

    def days(self, topic: str) -> Days:
        """The topic's changes of the month up to the last one."""
        return self._read.days.get(topic, {})

    def look(self, store: Store) -> None:
        """See what is new, if it is time; only the first caller waits."""
        if (self._ready and time.monotonic() < self._next) or not self._lock.acquire(blocking=not self._ready):
            return
        try:
            if not self._ready or time.monotonic() >= self._next:
                began = time.monotonic()
                self._refresh(store.overview)
                self._ready = True
                self._next = time.monotonic() + max(FRESH_SECONDS, REST * (time.monotonic() - began))
        finally:
            self._lock.release()

    def _refresh(self, overview: Overview) -> None:
        known, now = self._read.stamp, overview.stamp()
        if now == known:
            return
        whole = known.mentions + overview.added(known.mention) == now.mentions
        if known.mention and whole and now.verdict == known.verdict:
            self._read = self._go_on(overview, self._read, now, [overview.touched(known)])
        else:  # findings were taken away, or judged
            self._read = self._go_on(overview, Read(), now, overview.numbers())

    def _go_on(self, overview: Overview, read: Read, now: Stamp, pages: Iterable[list[int]]) -> Read:
        """What came after its stamp is added."""
        for numbers in pages:
            read.catalog.put(enter(gist) for gist in overview.gists(numbers))
        edits = (*overview.edits(read.stamp.position, MOST_EDITS), *read.edits)
        return Read(
            now,
            read.catalog,
            self._count_days(overview, read),
            add_up((*read.tallies, *overview.outlets(read.stamp.revision))),
            tuple({(each.item, each.revision): each for each in edits}.values())[:MOST_EDITS],
        )

    def _count_days(self, overview: Overview, read: Read) -> dict[str, Days]:
        days: dict[str, Days] = {}
        for topic, at, turn in overview.changes(read.stamp.position):
            day = datetime.fromisoformat(at).astimezone(self._timezone).date()
            kind = name_kind(turn.type, turn.axis, turn.standing)
            days.setdefault(topic, {}).setdefault(day, Counter())[kind] += 1
        return read.days | {
            topic: recent(add_days(read.days.get(topic, {}), new)) for topic, new in days.items()
        }


def add_days(known: Days, new: Days) -> Days:
    return known | {day: known.get(day, Counter()) + counts for day, counts in new.items()}


def recent(days: Days) -> Days:
    """The month up to the last day."""
    oldest = max(days) - timedelta(days=MONTH - 1)
    return {day: counts for day, counts in days.items() if day >= oldest}


def add_up(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """One for each feed and outlet."""
    found: dict[tuple[str, str], Tally] = {}
    for new in tallies:
        place = new.feed, new.outlet
        old = found.get(place, Tally(*place, 0, 0))
        found[place] = Tally(*place, old.items + new.items, old.revisions + new.revisions)
    return tuple(found.values())
