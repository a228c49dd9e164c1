"""The board: what every claim is in a few words, kept in memory so that a topic of 10,000 can be filtered.

What filters ask for (outlets, speakers, standings) lies inside the mentions' JSON. It is read once, and after
that only what was added; when findings were recomputed, all of it is read anew.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from sys import intern
from zoneinfo import ZoneInfo

from watcher.compose.kinds import kind_of
from watcher.model import Change, Evidence, Mention
from watcher.store import Store
from watcher.store.overview import Edited, Saying, Tally, Turn
from watcher.web.entries import EMPTY, MOST_HOURS, Entry, TopicBoard, recent, share

FRESH_SECONDS = 2.0  # between two looks at the store
REST = 10  # times as long as the last look took: at most a tenth of the time goes into looking
COUNT_SECONDS = 60.0  # between two counts of all items
MOST_EDITS = 2_000
NEVER = datetime.min.replace(tzinfo=UTC)


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
        self._topics: dict[str, dict[str, Entry]] = {}  # topic, claim
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
            self.tallies, self.edits = store.overview.outlets(), store.overview.edits(MOST_EDITS)
            self._count = time.monotonic() + COUNT_SECONDS
        stamp = store.overview.stamp()
        if stamp == self._stamp:
            return
        touched: set[str] = set()
        added = self._read(store.overview.sayings(self._stamp[0]), touched)
        again = self._seen + added != stamp[1] or stamp[3] != self._stamp[3]
        if again and self._ready:  # findings were taken away, or judged: all of it anew
            self._forget()
            touched.clear()
            added = self._read(store.overview.sayings(0), touched)
        self._turn(store.overview.turns(self._stamp[2]), touched)
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
        names = self._topics.setdefault(saying.topic, {})
        entry = names.get(saying.claim)
        if entry is None:
            entry = names[saying.claim] = Entry(saying)
        entry.count(saying)
        entry.outlets = share(entry.outlets, saying.outlet, self._same)
        entry.languages = share(entry.languages, saying.language, self._same)
        entry.standings = share(entry.standings, saying.standing, self._same)
        if saying.speaker:
            entry.speakers = share(entry.speakers, saying.speaker, self._same)

    def _turn(self, turns: Iterable[Turn], touched: set[str]) -> None:
        for turn in turns:
            kind = name_kind(turn.type, turn.axis, turn.standing)
            self._count_hour(turn.topic, turn.at[:13], kind)
            touched.add(turn.topic)
            if entry := self._topics.get(turn.topic, {}).get(turn.claim):
                entry.kinds = share(entry.kinds, kind, self._same)
                if turn.axis == "story" and turn.type in ("standing_changed", "contradicted") and turn.standing:
                    entry.standing = intern(turn.standing)

    def _count_hour(self, topic: str, hour: str, kind: str) -> None:
        """What is too old for the month is forgotten: of a year's hours it would be as much as all claims."""
        hours = self._hours.setdefault(topic, {})
        hours.setdefault(hour, Counter())[kind] += 1
        if len(hours) > MOST_HOURS:
            self._hours[topic] = {each: hours[each] for each in recent(hours)}

    def _arrange(self, touched: Iterable[str]) -> None:
        topics = dict(self.topics)
        for name in touched:
            entries = tuple(self._topics.get(name, {}).values())
            for entry in entries:
                entry.weigh()
            topics[name] = TopicBoard(entries, dict(self._hours.get(name, {})), self._timezone)
        self.topics = topics


@cache
def name_kind(change_type: str, axis: str, standing: str | None) -> str:
    """The kind as the mail calls it, from what the store keeps beside the JSON."""
    mention = Mention("", 0, "text", 0, 0, "", "statement", standing or "asserted")  # type: ignore[arg-type]
    at = NEVER
    after = Evidence(mention, "", None, at, "") if standing else None
    change = Change(change_type, axis, "live", "", "", at, "", 0, None, after, "")  # type: ignore[arg-type]
    return kind_of(change).name
