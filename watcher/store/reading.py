"""What the pages ask of the store: bounded, read-only, and by index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.model import Change, Claim, Delivery, Evidence, Match
from watcher.store import ledger
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.news import unpack_change
from watcher.store.outbox import unpack_delivery
from watcher.store.rows import as_list, unpack_spans

PAGE = 2_000
MOST_CHANGES = 200
MOST_MENTIONS = 400

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
SELECT position, topic, claim, type, axis, at, item, revision, json_extract(after, '$.mention.standing')
FROM changes WHERE position > ? ORDER BY position LIMIT ?
"""

LATEST_CHANGES = """
SELECT * FROM (
  SELECT * FROM changes WHERE claim = :claim AND topic = :topic ORDER BY at DESC, position DESC LIMIT :most
) ORDER BY at, position
"""

CHANGES_OF_ITEM = """
SELECT * FROM changes WHERE topic IN (SELECT value FROM json_each(:topics)) AND item = :item
ORDER BY at, position LIMIT :most
"""

MENTIONS_OF_ITEM = """
SELECT m.topic, c.id AS claim, m.evidence FROM mentions m
LEFT JOIN mention_claims l ON l.mention = m.id LEFT JOIN claims c ON c.number = l.claim
WHERE m.topic IN (SELECT value FROM json_each(:topics)) AND m.item = :item AND m.revision = :revision
GROUP BY m.id ORDER BY m.id LIMIT :most
"""

MATCHES_OF_ITEM = """
SELECT * FROM matches
WHERE topic IN (SELECT value FROM json_each(:topics)) AND item = :item AND revision = :revision
"""

PROPOSITIONS = """
SELECT m.item, m.revision, json_extract(m.evidence, '$.mention.where'),
  json_extract(m.evidence, '$.mention.start'), l.proposition
FROM mention_claims l JOIN mentions m ON m.id = l.mention WHERE l.claim = ? ORDER BY l.seen_at DESC LIMIT ?
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

LIGHT = """
SELECT m.sequence, m.key, m.list, m.channel, m.recipient, m.subject, '' AS text, '' AS html, m.message_id, m.at,
  m.date, '[]' AS headers, '[]' AS attachments, d.state, d.attempts, d.due_at, d.sent_at, d.in_doubt, d.error
FROM messages m JOIN deliveries d USING (key) ORDER BY m.sequence DESC LIMIT ? OFFSET ?
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
    item: str
    revision: int
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


@dataclass(frozen=True, slots=True)
class Carrying:
    """A mention of an item, and the claim it is part of."""

    topic: str
    claim: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the outbox under its number."""

    number: int
    delivery: Delivery


class Reading:
    """Nothing here writes; every answer is bounded."""

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

    def claims(self, numbers: Sequence[int], latest: int = 1) -> tuple[Claim, ...]:
        """These claims, each with its first and its `latest` mentions."""
        return ledger.load(self._door, numbers, latest=latest)

    def numbers(self, claim: str) -> dict[str, int]:
        """Topic -> the claim's number there: one sentence can be a claim of two topics."""
        rows = self._door.rows("SELECT topic, number FROM claims WHERE id = ? ORDER BY number", [claim])
        return {row["topic"]: row["number"] for row in rows}

    def propositions(self, number: int) -> dict[tuple[str, int, str, int], int]:
        """Item, revision, place and start of each mention -> its proposition that carries the claim."""
        rows = self._door.rows(PROPOSITIONS, [number, MOST_MENTIONS])
        return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}

    def changes(self, topic: str, claim: str) -> tuple[Change, ...]:
        """The claim's latest changes, from old to new."""
        values = {"topic": topic, "claim": claim, "most": MOST_CHANGES}
        return tuple(unpack_change(row) for row in self._door.rows(LATEST_CHANGES, values))

    def edits_of(self, item: str, topics: Sequence[str]) -> tuple[Change, ...]:
        """What changed with any revision of the item, from old to new."""
        values = {"item": item, "topics": as_list(topics), "most": MOST_CHANGES}
        rows = self._door.rows(CHANGES_OF_ITEM, values)
        return tuple(unpack_change(row) for row in rows)

    def matches(self, item: str, revision: int, topics: Sequence[str]) -> tuple[Match, ...]:
        values = {"item": item, "revision": revision, "topics": as_list(topics)}
        rows = self._door.rows(MATCHES_OF_ITEM, values)
        return tuple(Match(row["topic"], item, revision, unpack_spans(row["spans"])) for row in rows)

    def mentions(self, item: str, revision: int, topics: Sequence[str]) -> tuple[Carrying, ...]:
        """What the revision states, in its order."""
        values = {"item": item, "revision": revision, "topics": as_list(topics), "most": MOST_MENTIONS}
        rows = self._door.rows(MENTIONS_OF_ITEM, values)
        return tuple(Carrying(row["topic"], row["claim"], unpack_evidence(row["evidence"])) for row in rows)

    def last_change(self) -> str | None:
        """When a change was seen last."""
        found: str | None = self._door.value("SELECT max(at) FROM changes")
        return found

    def edits(self, most: int) -> tuple[Edited, ...]:
        """Texts that outlets changed in what they state, newest first."""
        rows = self._door.rows(EDITS, [most])
        return tuple(Edited(r[0], r[1], r[2], r[3], r[4], bool(r[5])) for r in rows)

    def outlets(self) -> tuple[Tally, ...]:
        return tuple(Tally(*row) for row in self._door.rows(OUTLETS))

    def messages(self, most: int, skip: int) -> tuple[Sent, ...]:
        """Newest first, without their bodies."""
        rows = self._door.rows(LIGHT, [most, skip])
        return tuple(Sent(row["sequence"], unpack_delivery(row)) for row in rows)

    def message(self, number: int) -> Delivery | None:
        """As it went out."""
        row = self._door.row("SELECT * FROM deliveries JOIN messages USING (key) WHERE sequence = ?", [number])
        return unpack_delivery(row) if row else None

    def waiting(self) -> dict[str, int]:
        """Deliveries by state."""
        rows = self._door.rows("SELECT state, count(*) FROM deliveries GROUP BY state")
        return {row[0]: row[1] for row in rows}

    def sizes(self) -> dict[str, int]:
        """Rows by table, by their highest number where rows are never taken away: counting reads them all."""
        highest = {"items": "id", "revisions": "sequence", "claims": "number", "changes": "position"}
        sql = "SELECT coalesce(max({}), 0) FROM {}"
        return {table: self._door.value(sql.format(column, table)) for table, column in highest.items()}


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
