"""The stored past at full speed: raw texts to sift, revisions only of those that pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.model import Revision
from watcher.store.door import Door
from watcher.store.revisions import unpack
from watcher.store.rows import as_json

PAGE = 1_000

SCAN = """
SELECT sequence, CAST(title || char(10) || text AS BLOB) FROM revisions
WHERE sequence > ? ORDER BY sequence LIMIT ?
"""

# Evenly over the past, whatever was deleted or skipped in between.
SPREAD = """
SELECT sequence FROM (SELECT sequence, row_number() OVER (ORDER BY sequence) AS place FROM revisions)
WHERE place % :step = 0
"""

LOAD = "SELECT * FROM revisions WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence"


class Past:
    """Every revision by its sequence."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def count(self) -> tuple[int, int]:
        """Items and revisions."""
        row = self._door.rows("SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM revisions)")[0]
        return row[0], row[1]

    def scan(self) -> Iterator[list[tuple[int, bytes]]]:
        """Pages of (sequence, title and text as UTF-8 parted by a line break), as they were stored."""
        last = 0
        while rows := self._door.rows(SCAN, [last, PAGE]):
            yield [(row[0], row[1]) for row in rows]
            last = rows[-1][0]

    def load(self, sequences: Sequence[int]) -> Iterator[Revision]:
        """Those revisions, in the order they were stored."""
        for at in range(0, len(sequences), PAGE):
            for row in self._door.rows(LOAD, [as_json(sequences[at : at + PAGE])]):
                yield unpack(row)

    def spread(self, most: int) -> tuple[int, ...]:
        """At most so many sequences (or a few more), evenly over the past."""
        step = max(1, -(-self.count()[1] // most))
        return tuple(row[0] for row in self._door.rows(SPREAD, {"step": step}))
