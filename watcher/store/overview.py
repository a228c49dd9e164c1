"""What the desk keeps of the store in memory: mentions and changes in a few words, outlets, their edits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.store.door import Door

PAGE = 2_000

SAYINGS = """
SELECT m.id, c.number AS claim, c.topic, c.id AS name, m.seen_at, json_extract(m.evidence, '$.outlet',
  '$.origin', '$.mention.standing', '$.mention.language', '$.mention.attribution.name',
  '$.mention.salience') AS facts
FROM (SELECT * FROM mentions WHERE id > ? ORDER BY id LIMIT ?) m
LEFT JOIN mention_claims l ON l.mention = m.id
LEFT JOIN claims c ON c.number = l.claim AND c.id NOT IN (SELECT claim FROM rejected)
ORDER BY m.id
"""

TURNS = """
SELECT position, topic, claim, type, axis, at, json_extract(after, '$.mention.standing')
FROM changes WHERE position > ? ORDER BY position LIMIT ?
"""

# A silent edit: the text changed, and the feed's own date of change did not.
EDITS = """
SELECT DISTINCT c.item, c.revision, r.outlet, r.title, c.at,
  r.updated IS NULL OR r.updated IS p.updated AS silent
FROM changes c JOIN revisions r ON r.item = c.item AND r.number = c.revision
LEFT JOIN revisions p ON p.item = c.item AND p.number = c.revision - 1
WHERE c.axis = 'edit' AND c.type NOT IN ('corrected', 'reworded')
ORDER BY c.at DESC LIMIT ?
"""

OUTLETS = """
SELECT feed, outlet, count(*) AS items, sum(revisions - 1) AS revisions, max(first_seen_at) AS latest
FROM items GROUP BY feed, outlet
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """A mention in a few words; `claim` is None when it is part of none."""

    id: int
    number: int | None
    topic: str
    claim: str
    seen_at: str
    outlet: str
    origin: str
    standing: str
    language: str
    speaker: str | None
    salience: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A change in a few words; times as they are stored, so that they sort."""

    position: int
    topic: str
    claim: str
    type: str
    axis: str
    at: str
    standing: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that an outlet changed; `silent` when its own date of change did not move."""

    item: str
    revision: int
    outlet: str
    title: str
    at: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How much came of a feed."""

    feed: str
    outlet: str
    items: int
    revisions: int
    latest: str


class Overview:
    """Reads on from where the last look ended."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def stamp(self) -> tuple[int, int, int, int]:
        """Differs when findings were added, recomputed or judged: mentions, changes, verdicts."""
        row = self._door.row(
            "SELECT coalesce((SELECT max(id) FROM mentions), 0), (SELECT count(*) FROM mentions), "
            "coalesce((SELECT max(position) FROM changes), 0), coalesce((SELECT max(id) FROM verdicts), 0)"
        )
        assert row is not None
        return row[0], row[1], row[2], row[3]

    def sayings(self, after: int) -> Iterator[Saying]:
        """Every mention stored after this one."""
        last = after
        while rows := self._door.rows(SAYINGS, [last, PAGE]):
            for row in rows:
                yield unpack_saying(row)
            last = rows[-1]["id"]

    def turns(self, after: int) -> Iterator[Turn]:
        """Every change after this position."""
        last = after
        while rows := self._door.rows(TURNS, [last, PAGE]):
            yield from (Turn(*row) for row in rows)
            last = rows[-1]["position"]

    def edits(self, most: int) -> tuple[Edited, ...]:
        """Texts that outlets changed in what they state, newest first."""
        rows = self._door.rows(EDITS, [most])
        return tuple(Edited(r[0], r[1], r[2], r[3], r[4], bool(r[5])) for r in rows)

    def outlets(self) -> tuple[Tally, ...]:
        return tuple(Tally(*row) for row in self._door.rows(OUTLETS))


def unpack_saying(row: sqlite3.Row) -> Saying:
    outlet, origin, standing, language, speaker, salience = json.loads(row["facts"])
    return Saying(
        row["id"],
        row["claim"],
        row["topic"] or "",
        row["name"] or "",
        row["seen_at"],
        outlet,
        origin,
        standing,
        language or "",
        speaker,
        salience or 0.0,
    )
