"""Findings: matches, mentions, the claims they share, and what changed about them. They can be recomputed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Change, Claim, Evidence, Findings, Match, OtherItem, Revision, Trace
from watcher.store import findings as saving
from watcher.store import ledger, news
from watcher.store import said as heard
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import stamp, unpack_spans, unpack_trace

TRACES = 1_000  # of a topic, the latest: a copy follows its original within days
PAGE = 500

SELECT_TRACES = """
SELECT item, revision, seen_at, origin, agencies, shingles FROM traces
WHERE topic = :topic AND (item = :item OR rowid IN (
  SELECT rowid FROM traces WHERE topic = :topic AND seen_at >= :since
  ORDER BY seen_at DESC, rowid DESC LIMIT :most
)) ORDER BY seen_at, rowid
"""

SELECT_MATCHES = """
SELECT * FROM matches WHERE position > :last AND (:item IS NULL OR item = :item) ORDER BY position LIMIT :page
"""

SELECT_MENTIONS = """
SELECT m.id, m.topic, c.id AS claim, m.evidence
FROM (SELECT * FROM mentions WHERE id > ? ORDER BY id LIMIT ?) m
LEFT JOIN mention_claims l ON l.mention = m.id
LEFT JOIN claims c ON c.number = l.claim AND c.id NOT IN (SELECT claim FROM rejected)
GROUP BY m.id, l.claim ORDER BY m.id, l.claim
"""

CARRIED_NOW = """
SELECT DISTINCT c.id FROM mentions m
JOIN mention_claims l ON l.mention = m.id JOIN claims c ON c.number = l.claim
WHERE m.topic = :topic AND m.item = :item
  AND m.revision = (SELECT max(number) FROM revisions WHERE item = :item)
ORDER BY c.number
"""


@dataclass(frozen=True, slots=True)
class Carried:
    """A mention and a claim that it carries; None when it is part of no claim."""

    topic: str
    claim: str | None
    evidence: Evidence


class Claims:
    """The ledger. Positions number changes and matches in the order they were first found."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def save(
        self, revision: Revision, matches: Sequence[Match], findings: Sequence[Findings], version: str
    ) -> tuple[Change, ...]:
        """Replace what these topics found in the revision, mark it analysed, and give its changes in place.

        What was found before, by its key, keeps its first position and cause; a match that is new has the
        revision's cause.
        """
        topics = {match.topic for match in matches} | {found.topic for found in findings}
        with self._door.write():
            saving.mark_analyzed(self._door, revision, version)
            touched = saving.clear(self._door, topics, revision)
            for match in matches:
                saving.save_match(self._door, match, revision)
            changes = [change for found in findings for change in saving.save_findings(self._door, found)]
            for claim in touched:
                saving.mend(self._door, claim)
        return tuple(changes)

    def drop(self, topic: str | None) -> None:
        """Forget a topic's findings (None: everyone's); positions stay, so that nothing is news twice."""
        with self._door.write():
            saving.drop(self._door, topic)

    def traces(self, topic: str, since: datetime, item: str | None = None) -> tuple[Trace, ...]:
        """The latest of the topic, and the item's own however old, from old to new."""
        wanted = {"topic": topic, "item": item, "since": stamp(since), "most": TRACES}
        rows = self._door.rows(SELECT_TRACES, wanted)
        return tuple(unpack_trace(tuple(row)) for row in rows)

    def candidates(self, topic: str, terms: Iterable[str], since: datetime, most: int) -> tuple[Claim, ...]:
        """Claims that share terms, the most and rarest first, each with its first and latest evidence."""
        numbers = ledger.rank(self._door, topic, terms, since)[:most]
        return ledger.load(self._door, numbers, latest=ledger.LATEST_OF_CANDIDATE)

    def frequencies(self, topic: str, terms: Iterable[str]) -> tuple[int, dict[str, int]]:
        """How many claims the topic has, and how many of them have each of the terms."""
        return ledger.count(self._door, topic, terms)

    def carried(self, topic: str, item: str, number: int) -> tuple[Claim, ...]:
        """The claims that the item's revision carries, with all that this revision says of them."""
        rows = self._door.rows(saving.CARRIED, [topic, item, number])
        numbers = sorted({row["claim"] for row in rows})
        return ledger.load(self._door, numbers, always=[row["id"] for row in rows])

    def carried_now(self, topic: str, item: str) -> tuple[str, ...]:
        """The names of the claims that the item's newest revision carries."""
        return tuple(row[0] for row in self._door.rows(CARRIED_NOW, {"topic": topic, "item": item}))

    def get(self, claim: str) -> Claim | None:
        rows = self._door.rows("SELECT number FROM claims WHERE id = ? ORDER BY number LIMIT 1", [claim])
        found = ledger.load(self._door, [row[0] for row in rows])
        return found[0] if found else None

    def walk(self, topic: str | None = None) -> Iterator[Claim]:
        """All but those that an editor rejected, in the order they were first stored."""
        return ledger.walk(self._door, topic)

    def heard(self, topic: str | None, since: datetime) -> tuple[int, ...]:
        """The row numbers of claims first heard of since then, rejected ones apart; the last heard of first."""
        return tuple(ledger.find_heard(self._door, topic, since))

    def load(self, numbers: Sequence[int]) -> Iterator[Claim]:
        """Those with these row numbers, in this order."""
        return ledger.load_each(self._door, numbers)

    def changes(
        self,
        after: int = 0,
        *,
        topics: Sequence[str] | None = None,
        causes: Sequence[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Change, ...]:
        """In the order of their positions, those after `after` with `since` < at <= `until`."""
        return news.changes(self._door, news.Choice(after, topics, causes, since, until))

    def others(
        self,
        after: int = 0,
        *,
        topics: Sequence[str] | None = None,
        causes: Sequence[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[OtherItem, ...]:
        """Items that matched a topic for the first time, by position; those with a change are among them."""
        return news.others(self._door, news.Choice(after, topics, causes, since, until))

    def said(
        self, topic: str, since: datetime, until: datetime, muted: Collection[str] = ()
    ) -> tuple[Evidence, ...]:
        """All that was said with `since` < seen_at <= `until`, the latest 1,000 mentions, from old to new."""
        return heard.said(self._door, topic, since, until, muted)

    def began(self, claims: Iterable[str]) -> dict[str, datetime]:
        """When each claim was first said."""
        return heard.began(self._door, claims)

    def last_position(self) -> int:
        return self._door.value("SELECT max(position) FROM positions") or 0

    def matches(self, item: str | None = None) -> Iterator[Match]:
        """By position; of one item, or all."""
        last = 0
        while rows := self._door.rows(SELECT_MATCHES, {"last": last, "item": item, "page": PAGE}):
            for row in rows:
                yield Match(row["topic"], row["item"], row["revision"], unpack_spans(row["spans"]))
            last = rows[-1]["position"]

    def mentions(self) -> Iterator[Carried]:
        """All, one for each claim that a mention carries."""
        last = 0
        while rows := self._door.rows(SELECT_MENTIONS, [last, PAGE]):
            for row in rows:
                yield Carried(row["topic"], row["claim"], unpack_evidence(row["evidence"]))
            last = rows[-1]["id"]
