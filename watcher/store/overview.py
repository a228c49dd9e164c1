"""What the desk keeps of the store in memory: claims in a few words, outlets, their edits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from watcher.model import Byline, count_voices
from watcher.store.door import Door
from watcher.store.rows import as_list

PAGE = 1_000

NUMBERS = """
SELECT number FROM claims WHERE number > ? AND id NOT IN (SELECT claim FROM rejected) ORDER BY number LIMIT ?
"""

# Claims that a later mention is part of, or that a later change is of.
TOUCHED = """
SELECT l.claim FROM mentions m JOIN mention_claims l ON l.mention = m.id WHERE m.id > :mention
UNION
SELECT c.number FROM changes h JOIN claims c ON c.topic = h.topic AND c.id = h.claim
WHERE h.position > :position
EXCEPT
SELECT c.number FROM rejected r JOIN claims c ON c.id = r.claim
"""

NAMES = "SELECT number, topic, id FROM claims WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"

SAYINGS = """
SELECT l.claim, l.seen_at, m.item, json_extract(m.evidence, '$.outlet', '$.origin', '$.agencies',
  '$.mention.standing', '$.mention.language', '$.mention.attribution.name', '$.mention.salience') AS facts
FROM (
  SELECT DISTINCT claim, seen_at, mention FROM mention_claims WHERE claim IN (SELECT value FROM json_each(?))
) l JOIN mentions m ON m.id = l.mention
ORDER BY l.claim, l.seen_at, l.mention
"""

TURNS_OF = """
SELECT c.number, h.type, h.axis, json_extract(h.after, '$.mention.standing') AS standing,
  h.type = 'standing_changed' OR h.reason LIKE 'denied:%' AS decides
FROM claims c JOIN changes h ON h.claim = c.id AND h.topic = c.topic
WHERE c.number IN (SELECT value FROM json_each(?)) ORDER BY c.number, h.at, h.position
"""

CHANGES = """
SELECT topic, at, type, axis, json_extract(after, '$.mention.standing') AS standing, position
FROM changes WHERE position > ? ORDER BY position LIMIT ?
"""

# A silent edit: the text changed, and the feed's own date of change did not.
EDITS = """
SELECT DISTINCT c.item, c.revision, r.outlet, r.title, c.at,
  r.updated IS NULL OR r.updated IS p.updated AS silent
FROM changes c JOIN revisions r ON r.item = c.item AND r.number = c.revision
LEFT JOIN revisions p ON p.item = c.item AND p.number = c.revision - 1
WHERE c.position > ? AND c.axis = 'edit' AND c.type NOT IN ('corrected', 'reworded')
ORDER BY c.at DESC LIMIT ?
"""

OUTLETS = """
SELECT feed, outlet, count(*) AS items, sum(revisions - 1) AS revisions FROM items GROUP BY feed, outlet
"""

LATER = """
SELECT feed, outlet, sum(number = 1) AS items, sum(number > 1) AS revisions
FROM revisions WHERE sequence > ? GROUP BY feed, outlet
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change in a few words. `decides`: the claim stands from then on as `standing` says."""

    type: str
    axis: str
    standing: str | None
    decides: bool


@dataclass(frozen=True, slots=True)
class Gist:
    """A claim in a few words: names in the order they first came, times as they are stored."""

    number: int
    topic: str
    id: str
    first: str
    last: str
    mentions: int
    origins: int  # independent sources
    salience: float
    standing: str  # as first said
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    turns: tuple[Turn, ...]


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
    """How much came of a feed: items, and later revisions of them."""

    feed: str
    outlet: str
    items: int
    revisions: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far the store has come: another one says that there is something to read."""

    mention: int = 0
    mentions: int = 0  # how many there are: fewer than were added when findings were recomputed
    position: int = 0
    verdict: int = 0
    revision: int = 0


class Overview:
    """Reads on from where the last look ended."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def stamp(self) -> Stamp:
        row = self._door.row(
            "SELECT coalesce((SELECT max(id) FROM mentions), 0), (SELECT count(*) FROM mentions), "
            "coalesce((SELECT max(position) FROM changes), 0), "
            "coalesce((SELECT max(id) FROM verdicts WHERE kind NOT IN ('mute', 'unmute')), 0), "
            "coalesce((SELECT max(sequence) FROM revisions), 0)"
        )
        assert row is not None
        return Stamp(*row)

    def added(self, mention: int) -> int:
        """How many mentions came after this one."""
        found: int = self._door.value("SELECT count(*) FROM mentions WHERE id > ?", [mention])
        return found

    def numbers(self) -> Iterator[list[int]]:
        """All claims that count, a page at a time."""
        last = 0
        while rows := self._door.rows(NUMBERS, [last, PAGE]):
            yield [row[0] for row in rows]
            last = rows[-1][0]

    def touched(self, since: Stamp) -> list[int]:
        """Claims with a mention or a change that is later."""
        values = {"mention": since.mention, "position": since.position}
        return [row[0] for row in self._door.rows(TOUCHED, values)]

    def gists(self, numbers: Sequence[int]) -> Iterator[Gist]:
        """These claims; one that nothing is part of any more is left out."""
        chosen = as_list(numbers)
        sayings = _by_claim(self._door.rows(SAYINGS, [chosen]))
        turns = _by_claim(self._door.rows(TURNS_OF, [chosen]))
        for number, topic, claim in self._door.rows(NAMES, [chosen]):
            if number in sayings:
                yield _sum_up((number, topic, claim), sayings[number], turns.get(number, ()))

    def changes(self, after: int) -> Iterator[tuple[str, str, Turn]]:
        """Topic and time of every change after this position."""
        last = after
        while rows := self._door.rows(CHANGES, [last, PAGE]):
            yield from ((row["topic"], row["at"], Turn(row[2], row[3], row[4], False)) for row in rows)
            last = rows[-1]["position"]

    def edits(self, after: int, most: int) -> tuple[Edited, ...]:
        """Texts that outlets changed in what they state, after this position; newest first."""
        rows = self._door.rows(EDITS, [after, most])
        return tuple(Edited(r[0], r[1], r[2], r[3], r[4], bool(r[5])) for r in rows)

    def outlets(self, after: int) -> tuple[Tally, ...]:
        """What came after this revision; of 0 on everything, and items' own counts say it quicker."""
        rows = self._door.rows(LATER, [after]) if after else self._door.rows(OUTLETS)
        return tuple(Tally(*row) for row in rows)


def _by_claim(rows: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    return {number: list(found) for number, found in groupby(rows, key=lambda row: row[0])}


def _sum_up(named: tuple[int, str, str], sayings: Sequence[sqlite3.Row], turns: Sequence[sqlite3.Row]) -> Gist:
    facts = [json.loads(row["facts"]) for row in sayings]
    outlets, texts, agencies, standings, languages, speakers, salience = zip(*facts, strict=True)
    bylines = (
        Byline(row["item"], text, tuple(names), outlet)
        for row, text, names, outlet in zip(sayings, texts, agencies, outlets, strict=True)
    )
    return Gist(
        *named, first=sayings[0]["seen_at"], last=sayings[-1]["seen_at"], mentions=len(sayings),
        origins=count_voices(bylines) if len(sayings) > 1 else 1,
        salience=max(each or 0.0 for each in salience), standing=standings[0],
        outlets=_once(outlets), speakers=_once(speakers), languages=_once(languages),
        turns=tuple(Turn(row[1], row[2], row[3], bool(row[4])) for row in turns),
    )  # fmt: skip


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
