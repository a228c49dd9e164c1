"""What the pages ask of the store: bounded, read-only, and by index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from watcher.model import Change, Claim, Delivery, Evidence, Match
from watcher.store import ledger
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.letters import unpack_delivery
from watcher.store.news import unpack_change
from watcher.store.rows import as_list, unpack_spans
from watcher.store.schema import NEWEST

MOST_CHANGES = 200
MOST_CHANGES_OF_MANY = 40  # of each
MOST_MENTIONS = 400

# What most claims of a topic speak of joins nothing.
RELATED = """
SELECT t.claim, sum(1.0 / n.claims) AS weight FROM claim_terms own JOIN terms n ON n.number = own.term
JOIN claim_terms t ON t.term = own.term JOIN claims c ON c.number = t.claim
WHERE own.claim = :claim AND n.claims BETWEEN 2 AND 300 AND t.claim <> :claim
  AND c.id NOT IN (SELECT claim FROM rejected)
GROUP BY t.claim HAVING count(*) >= 2 ORDER BY weight DESC, t.claim DESC LIMIT :most
"""

LATEST_CHANGES = """
SELECT * FROM (
  SELECT * FROM changes WHERE claim = :claim AND topic = :topic ORDER BY at DESC, position DESC LIMIT :most
) ORDER BY at, position
"""

CHANGES_OF_CLAIMS = """
SELECT * FROM (
  SELECT *, row_number() OVER (PARTITION BY claim ORDER BY at DESC, position DESC) AS newest FROM changes
  WHERE claim IN (SELECT value FROM json_each(:claims)) AND topic = :topic
) WHERE newest <= :most ORDER BY at, position
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

LIGHT = """
SELECT m.sequence, m.key, m.list, m.channel, m.recipient, m.subject, '' AS text, '' AS html, m.message_id, m.at,
  m.date, '[]' AS headers, '[]' AS attachments, d.state, d.attempts, d.due_at, d.sent_at, d.in_doubt, d.error
FROM messages m JOIN deliveries d USING (key) ORDER BY m.sequence DESC LIMIT ? OFFSET ?
"""


COUNT = "SELECT {} FROM {}"


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

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What is read inside is of one moment: a read transaction (https://sqlite.org/isolation.html)."""
        self._door.run("BEGIN")
        try:
            yield
        finally:
            self._door.run("ROLLBACK")

    def is_of_today(self) -> bool:
        """Another watcher may have migrated the store since it was opened."""
        return bool(self._door.value("PRAGMA user_version") == NEWEST)

    def claims(self, numbers: Sequence[int], latest: int = 1) -> tuple[Claim, ...]:
        """These claims, each with its first and its `latest` mentions."""
        return ledger.load(self._door, numbers, latest=latest)

    def related(self, number: int, most: int) -> tuple[Claim, ...]:
        """Claims that share two or more of its rarer terms, the nearest first."""
        rows = self._door.rows(RELATED, {"claim": number, "most": most})
        return self.claims([row["claim"] for row in rows])

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

    def changes_of(self, topic: str, claims: Sequence[str]) -> dict[str, list[Change]]:
        """By claim, the latest changes of each, from old to new; a claim without any is left out."""
        found: dict[str, list[Change]] = {}
        values = {"topic": topic, "claims": as_list(claims), "most": MOST_CHANGES_OF_MANY}
        for row in self._door.rows(CHANGES_OF_CLAIMS, values):
            found.setdefault(row["claim"], []).append(unpack_change(row))
        return found

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
        """Rows by table. Items and revisions are never taken away, so that their highest number tells."""
        counts = {"items": "max(id)", "revisions": "max(sequence)", "claims": "count(*)", "changes": "count(*)"}
        return {table: self._door.value(COUNT.format(of, table)) or 0 for table, of in counts.items()}
