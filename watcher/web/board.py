"""The board: what every claim is in a few words, kept in memory so that a topic of 10,000 can be filtered.

What filters ask for (outlets, speakers, standings) lies inside the mentions' JSON. It is read once, and after
that only what was added; when findings were recomputed, all of it is read anew. About 600 bytes a claim.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from watcher.compose.kinds import CONFIRMED, CONTRADICTED, DENIED, NUMBER, STANDING, kind_of
from watcher.model import Change, Evidence, Mention
from watcher.store import Store
from watcher.store.reading import Edited, Saying, Tally, Turn

FRESH_SECONDS = 2.0  # between two looks at the store
REST = 10  # times as long as the last look took: at most a tenth of the time goes into looking
COUNT_SECONDS = 60.0  # between two counts of all items
DECISIVE = 2  # weight of a change that an editor must act on, in independent sources
MOST_EDITS = 2_000
MONTH = 31
DECISIVE_KINDS = frozenset(kind.name for kind in (CONFIRMED, DENIED, NUMBER, CONTRADICTED, STANDING))
ORDERS = ("weight", "latest", "first")
NEVER = datetime.min.replace(tzinfo=UTC)


class Entry:
    """One claim. Tuples are shared between claims, and hold each name once."""

    __slots__ = (
        "first", "id", "kinds", "languages", "last", "mentions", "number", "origins",
        "outlets", "salience", "speakers", "standing", "standings", "topic", "weight",
    )  # fmt: skip

    def __init__(self, saying: Saying) -> None:
        assert saying.number is not None
        self.number, self.topic, self.id = saying.number, saying.topic, saying.claim
        self.first = self.last = saying.seen_at
        self.mentions = 0
        self.origins: tuple[int, ...] = ()
        self.outlets = self.speakers = self.languages = self.standings = self.kinds = ()  # type: tuple[str, ...]
        self.standing = saying.standing
        self.salience = 0.0
        self.weight = 0

    @property
    def order(self) -> tuple[int, int, float, str]:
        return self.weight, self.mentions, self.salience, self.last


@dataclass(frozen=True, slots=True)
class Facets:
    """What a topic's claims can be filtered by, each with how many claims that leaves."""

    kinds: tuple[tuple[str, int], ...] = ()
    standings: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    speakers: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TopicBoard:
    """A topic's claims in each order, and its changes of the last month: local day, kind -> how many."""

    orders: dict[str, tuple[Entry, ...]]
    facets: Facets
    days: dict[date, Counter[str]]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.orders["weight"]


EMPTY = TopicBoard(dict.fromkeys(ORDERS, ()), Facets(), {})


class Board:
    """Reads from the store that the asking thread has open; one thread at a time, the others see what was."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._lock = threading.Lock()
        self._ready = False
        self._next = self._count = 0.0  # no look before then
        self.tallies: tuple[Tally, ...] = ()
        self.edits: tuple[Edited, ...] = ()
        self._forget()

    def _forget(self) -> None:
        self._stamp = (0, 0, 0, 0)
        self._entries: dict[int, Entry] = {}
        self._named: dict[tuple[str, str], Entry] = {}
        self._hours: dict[str, dict[str, Counter[str]]] = {}
        self._same: dict[object, object] = {}
        self._seen = 0
        self.topics: dict[str, TopicBoard] = {}

    def topic(self, store: Store, name: str) -> TopicBoard:
        self.look(store)
        return self.topics.get(name, EMPTY)

    def look(self, store: Store) -> None:
        """See what is new, if it is time; only the first caller waits."""
        if (self._ready and time.monotonic() < self._next) or not self._lock.acquire(blocking=not self._ready):
            return
        try:
            if not self._ready or time.monotonic() >= self._next:
                began = time.monotonic()
                self._refresh(store)
                self._ready = True
                self._next = time.monotonic() + max(FRESH_SECONDS, REST * (time.monotonic() - began))
        finally:
            self._lock.release()

    def _refresh(self, store: Store) -> None:
        if not self._ready or time.monotonic() >= self._count:
            self.tallies, self.edits = store.reading.outlets(), store.reading.edits(MOST_EDITS)
            self._count = time.monotonic() + COUNT_SECONDS
        stamp = store.reading.stamp()
        if stamp == self._stamp:
            return
        touched: set[str] = set()
        added = self._read(store.reading.sayings(self._stamp[0]), touched)
        again = self._seen + added != stamp[1] or stamp[3] != self._stamp[3]
        if again and self._ready:  # findings were taken away, or judged: all of it anew
            self._forget()
            touched.clear()
            added = self._read(store.reading.sayings(0), touched)
        self._turn(store.reading.turns(self._stamp[2]), touched)
        self._seen += added
        self._stamp = stamp
        self._arrange(touched)

    def _read(self, sayings: Iterable[Saying], touched: set[str]) -> int:
        """Gives how many mentions there were; one may carry several claims."""
        count = last = 0
        for saying in sayings:
            count += saying.id != last
            last = saying.id
            if saying.number is not None:
                touched.add(saying.topic)
                self._add(saying)
        return count

    def _add(self, saying: Saying) -> None:
        entry = self._entries.get(saying.number or 0)
        if entry is None:
            entry = self._entries[saying.number or 0] = Entry(saying)
            self._named[saying.topic, saying.claim] = entry
        entry.mentions += 1
        entry.first, entry.last = min(entry.first, saying.seen_at), max(entry.last, saying.seen_at)
        entry.salience = max(entry.salience, saying.salience)
        origin = hash(saying.origin)
        if origin not in entry.origins:
            entry.origins = (*entry.origins, origin)
        entry.outlets = self._with(entry.outlets, saying.outlet)
        entry.languages = self._with(entry.languages, saying.language)
        entry.standings = self._with(entry.standings, saying.standing)
        if saying.speaker:
            entry.speakers = self._with(entry.speakers, saying.speaker)

    def _with(self, names: tuple[str, ...], name: str) -> tuple[str, ...]:
        if name in names:
            return names
        longer = (*names, self._same.setdefault(name, name))
        return self._same.setdefault(longer, longer)  # type: ignore[return-value]

    def _turn(self, turns: Iterable[Turn], touched: set[str]) -> None:
        for turn in turns:
            kind = name_kind(turn.type, turn.axis, turn.standing)
            hours = self._hours.setdefault(turn.topic, {})
            hours.setdefault(turn.at[:13], Counter())[kind] += 1
            touched.add(turn.topic)
            if entry := self._named.get((turn.topic, turn.claim)):
                entry.kinds = self._with(entry.kinds, kind)
                if turn.axis == "story" and turn.type in ("standing_changed", "contradicted") and turn.standing:
                    entry.standing = turn.standing

    def _arrange(self, touched: Iterable[str]) -> None:
        topics = dict(self.topics)
        members: dict[str, list[Entry]] = {name: [] for name in touched}
        for entry in self._entries.values():
            if entry.topic in members:
                entry.weight = weigh(entry)
                members[entry.topic].append(entry)
        for name, entries in members.items():
            topics[name] = arrange(entries, by_day(self._hours.get(name, {}), self._timezone))
        self.topics = topics


def weigh(entry: Entry) -> int:
    """Independent sources, and what an editor must act on."""
    return len(entry.origins) + DECISIVE * sum(kind in DECISIVE_KINDS for kind in entry.kinds)


def arrange(entries: Sequence[Entry], days: dict[date, Counter[str]]) -> TopicBoard:
    orders = {
        "weight": tuple(sorted(entries, key=lambda each: each.order, reverse=True)),
        "latest": tuple(sorted(entries, key=lambda each: (each.last, each.number), reverse=True)),
        "first": tuple(sorted(entries, key=lambda each: (each.first, each.number))),
    }
    return TopicBoard(orders, count(entries), days)


def by_day(hours: Mapping[str, Counter[str]], timezone: ZoneInfo) -> dict[date, Counter[str]]:
    """From hours as they are stored, `2026-11-22T07` in UTC; only those that can fall into the month."""
    if not hours:
        return {}
    latest = read_hour(max(hours))
    oldest = f"{latest - timedelta(days=MONTH + 1):%Y-%m-%dT%H}"
    days: dict[date, Counter[str]] = {}
    for hour, counts in hours.items():
        if hour >= oldest:
            days.setdefault(read_hour(hour).astimezone(timezone).date(), Counter()).update(counts)
    return days


def read_hour(hour: str) -> datetime:
    return datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)


def count(entries: Iterable[Entry]) -> Facets:
    found: dict[str, Counter[str]] = {name: Counter() for name in Facets.__slots__}
    for entry in entries:
        found["kinds"].update(entry.kinds)
        found["standings"][entry.standing] += 1
        found["outlets"].update(entry.outlets)
        found["speakers"].update(entry.speakers)
        found["languages"].update(entry.languages)
    return Facets(**{name: tuple(counter.most_common(60)) for name, counter in found.items()})


@cache
def name_kind(change_type: str, axis: str, standing: str | None) -> str:
    """The kind as the mail calls it, from what the store keeps beside the JSON."""
    mention = Mention("", 0, "text", 0, 0, "", "statement", standing or "asserted")  # type: ignore[arg-type]
    at = NEVER
    after = Evidence(mention, "", None, at, "") if standing else None
    change = Change(change_type, axis, "live", "", "", at, "", 0, None, after, "")  # type: ignore[arg-type]
    return kind_of(change).name
