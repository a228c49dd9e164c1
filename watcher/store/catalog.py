"""A small database in memory with a row a claim, so that a topic of 10,000 can be filtered, sorted and paged.

SQLite works on it outside of Python's lock, and a row that is put in again moves in its indexes alone.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from watcher.store.door import Door
from watcher.store.rows import as_list

TABLE = """
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, topic TEXT NOT NULL, id TEXT NOT NULL, first INTEGER NOT NULL,
  last INTEGER NOT NULL, mentions INTEGER NOT NULL, origins INTEGER NOT NULL, salience REAL NOT NULL,
  weight INTEGER NOT NULL, standing TEXT NOT NULL,
  kinds TEXT NOT NULL, outlets TEXT NOT NULL, speakers TEXT NOT NULL, languages TEXT NOT NULL -- a name a line
)
"""
ORDERS = {
    "weight": "weight DESC, mentions DESC, salience DESC, last DESC",
    "latest": "last DESC, number DESC",
    "first": "first, number",
}
CHOSEN = """
FROM entries WHERE topic = :topic AND +last >= :since AND +first < :until
AND (:standing = '' OR standing = :standing) AND (:kind = '' OR instr(kinds, :kind))
AND (:outlet = '' OR instr(outlets, :outlet)) AND (:speaker = '' OR instr(speakers, :speaker))
AND (:language = '' OR instr(languages, :language))
"""
LISTS = ("kinds", "outlets", "speakers", "languages")
EVER = 2**62
MOST_CHOICES = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as a list shows it; `first` and `last` are seconds since 1970."""

    number: int
    topic: str
    id: str
    first: int
    last: int
    mentions: int
    origins: int  # independent sources
    salience: float
    weight: int
    standing: str
    kinds: tuple[str, ...]
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def first_at(self) -> datetime:
        return datetime.fromtimestamp(self.first, UTC)

    @property
    def last_at(self) -> datetime:
        return datetime.fromtimestamp(self.last, UTC)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims of a topic; "" means all. Seconds: `since` <= last seen, first seen < `until`."""

    topic: str
    kind: str = ""
    standing: str = ""
    outlet: str = ""
    speaker: str = ""
    language: str = ""
    since: int = -EVER
    until: int = EVER


@dataclass(frozen=True, slots=True)
class Facets:
    """What a topic's claims can be filtered by, each with how many claims that leaves."""

    kinds: tuple[tuple[str, int], ...] = ()
    standings: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    speakers: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


class Catalog:
    """Of all topics; any thread may ask, one at a time."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, connection.close)  # when the last page that reads in it has ended
        self._door = Door(connection, Path(":memory:"))
        self._lock = threading.Lock()
        self._counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._door.run(TABLE)
        for name, order in ORDERS.items():
            self._door.run(f"CREATE INDEX by_{name} ON entries (topic, {order})")

    def put(self, entries: Iterable[Entry]) -> None:
        """Add them, each in the place of the one that had its number."""
        found = list(entries)  # whoever asks meanwhile does not wait for what they are made of
        numbers = as_list(entry.number for entry in found)
        with self._lock, self._door.write():
            for known in self._door.rows(KNOWN, [numbers]):
                self._count(unpack(known), -1)
            for entry in found:
                self._count(entry, 1)
            self._door.run_many(PUT, map(pack, found))

    def find(self, choice: Choice, order: str, most: int, skip: int = 0) -> tuple[Entry, ...]:
        with self._lock:
            sql = f"SELECT * {CHOSEN} ORDER BY {ORDERS[order]} LIMIT :most OFFSET :skip"
            rows = self._door.rows(sql, values_of(choice) | {"most": most, "skip": skip})
        return tuple(map(unpack, rows))

    def count(self, choice: Choice) -> int:
        if choice == Choice(choice.topic):
            return self.size(choice.topic)
        with self._lock:
            found: int = self._door.value(f"SELECT count(*) {CHOSEN}", values_of(choice))
        return found

    def size(self, topic: str) -> int:
        """How many claims the topic has."""
        with self._lock:
            return self._counts[topic, "standings"].total()

    def facets(self, topic: str) -> Facets:
        with self._lock:
            found = {name: self._counts[topic, name] for name in Facets.__slots__}
            return Facets(**{name: tuple((+each).most_common(MOST_CHOICES)) for name, each in found.items()})

    def _count(self, entry: Entry, times: int) -> None:
        for name in LISTS:
            counter = self._counts[entry.topic, name]
            for each in getattr(entry, name):
                counter[each] += times
        self._counts[entry.topic, "standings"][entry.standing] += times


NAMES = tuple(each.name for each in fields(Entry))
PUT = f"INSERT OR REPLACE INTO entries VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
KNOWN = "SELECT * FROM entries WHERE number IN (SELECT value FROM json_each(?))"


def pack(entry: Entry) -> list[object]:
    """Names as lines: between two breaks a whole name is found."""
    return [join(value) if isinstance(value := getattr(entry, name), tuple) else value for name in NAMES]


def unpack(row: sqlite3.Row) -> Entry:
    return Entry(*row[: -len(LISTS)], *map(split, row[-len(LISTS) :]))


def join(names: Iterable[str]) -> str:
    return "".join(f"\n{' '.join(name.split())}" for name in names) + "\n"


def split(text: str) -> tuple[str, ...]:
    return tuple(text[1:-1].split("\n")) if len(text) > 1 else ()


def values_of(choice: Choice) -> dict[str, object]:
    values: dict[str, Any] = {each.name: getattr(choice, each.name) for each in fields(Choice)}
    whole = {name: values[name] and join([values[name]]) for name in SOUGHT}
    return values | whole


SOUGHT = ("kind", "outlet", "speaker", "language")
