"""Units that a bug has stopped; they wait for a person, and everything else goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from watcher.store.door import Door
from watcher.store.rows import moment, stamp

ADD = """
INSERT INTO parked (unit, sentence, traceback, first_at, last_at, times)
VALUES (:unit, :sentence, :trace, :at, :at, 1)
ON CONFLICT (unit) DO UPDATE SET
  sentence = excluded.sentence, traceback = excluded.traceback, last_at = excluded.last_at, times = times + 1
"""


@dataclass(frozen=True, slots=True)
class ParkedUnit:
    """What was parked (`revision ITEM#NUMBER`, `feed NAME`, `message KEY`), why, since when and how often."""

    unit: str
    sentence: str
    traceback: str
    first_at: datetime
    last_at: datetime
    times: int


class Parked:
    """Parked units by name."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def add(self, unit: str, sentence: str, traceback: str, now: datetime) -> None:
        self._door.run(ADD, {"unit": unit, "sentence": sentence, "trace": traceback, "at": stamp(now)})

    def walk(self) -> Iterator[ParkedUnit]:
        """All, the oldest first."""
        return map(unpack, self._door.rows("SELECT * FROM parked ORDER BY first_at, unit"))

    def clear(self, unit: str) -> int:
        """It may be tried again; gives how many were parked under that name: 0 or 1."""
        return self._door.run("DELETE FROM parked WHERE unit = ?", [unit])


def unpack(row: sqlite3.Row) -> ParkedUnit:
    return ParkedUnit(**(dict(row) | {"first_at": moment(row["first_at"]), "last_at": moment(row["last_at"])}))
