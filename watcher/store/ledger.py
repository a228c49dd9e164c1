"""Reading claims back: those that may be meant, those that a revision carries, all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.model import Claim, Evidence
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import as_list, stamp

LATEST = 200  # mentions of a claim that are read, besides its first one
LATEST_OF_CANDIDATE = 50  # the same for candidates, of which there are many
POSTINGS = 20_000  # entries of the term index looked at for one revision
POSTINGS_OF_TERM = 2_000  # the same for one term: of a frequent one only the newest claims
PAGE = 200

# Words as frequent in the order of their letters: their numbers depend on the order of a set, which differs
# from process to process, and so did the sum of their weights in its last digit, and what came first.
TERMS = """
SELECT number, claims FROM terms
WHERE topic = ? AND term IN (SELECT value FROM json_each(?)) AND claims > 0 ORDER BY claims, term
"""

FREQUENCIES = "SELECT term, claims FROM terms WHERE topic = ? AND term IN (SELECT value FROM json_each(?))"

# Claims are numbered in the order they were stored, so the highest numbers are the newest.
SHARING = """
SELECT t.claim FROM claim_terms t JOIN claims c ON c.number = t.claim
WHERE t.term = ? AND c.last_seen_at >= ? ORDER BY t.claim DESC LIMIT ?
"""

NUMBERS = """
SELECT number FROM claims WHERE number > :last AND (:topic IS NULL OR topic = :topic)
  AND id NOT IN (SELECT claim FROM rejected)
ORDER BY number LIMIT :page
"""

HEARD = """
SELECT number FROM claims WHERE (:topic IS NULL OR topic = :topic) AND first_seen_at >= :since
  AND id NOT IN (SELECT claim FROM rejected)
ORDER BY last_seen_at DESC, number
"""

EVIDENCE = """
SELECT place.claim, m.evidence, place.clauses FROM (
  SELECT claim, mention, seen_at, clauses,
    row_number() OVER (PARTITION BY claim ORDER BY seen_at, mention) AS oldest,
    row_number() OVER (PARTITION BY claim ORDER BY seen_at DESC, mention DESC) AS newest
  FROM (
    SELECT claim, seen_at, mention, group_concat(proposition) AS clauses FROM mention_claims
    WHERE claim IN (SELECT value FROM json_each(:claims)) GROUP BY claim, seen_at, mention
  )
) AS place JOIN mentions m ON m.id = place.mention
WHERE oldest = 1 OR newest <= :latest OR mention IN (SELECT value FROM json_each(:always))
ORDER BY place.claim, place.seen_at, place.mention
"""


def load(
    door: Door, numbers: Sequence[int], *, latest: int = LATEST, always: Iterable[int] = ()
) -> tuple[Claim, ...]:
    """The claims in this order, each from old to new: its first and latest mentions, and those of `always`."""
    chosen = as_list(numbers)
    names = door.rows(
        "SELECT number, id, topic FROM claims WHERE number IN (SELECT value FROM json_each(?))", [chosen]
    )
    named = {row["number"]: row for row in names}
    values = {"claims": chosen, "latest": latest, "always": as_list(always)}
    evidence: dict[int, list[Evidence]] = {}
    for claim, text, clauses in door.rows(EVIDENCE, values):
        found = unpack_evidence(text)
        if len(found.mention.propositions) > 1:
            found = replace(found, clauses=tuple(sorted(map(int, clauses.split(",")))))
        evidence.setdefault(claim, []).append(found)
    return tuple(
        Claim(named[number]["id"], named[number]["topic"], tuple(evidence[number]))
        for number in numbers
        if number in named and number in evidence
    )


def rank(door: Door, topic: str, terms: Iterable[str], since: datetime) -> list[int]:
    """Claims of the topic that share terms and were seen since; rare terms weigh more.

    Bounded, however large the ledger: the rarest terms are looked up first, and frequent ones add little that
    they would not (the postings of a few words like "Angabe" would be the whole topic).
    """
    weights: dict[int, float] = {}
    left = POSTINGS
    for term, frequency in door.rows(TERMS, [topic, as_list(sorted(terms))]):
        found = door.rows(SHARING, [term, stamp(since), min(left, POSTINGS_OF_TERM)])
        weight = 1 / math.log2(1 + frequency)
        for (claim,) in found:
            weights[claim] = weights.get(claim, 0.0) + weight
        left -= len(found)
        if left <= 0:
            break
    return sorted(weights, key=lambda claim: (-weights[claim], -claim))


def count(door: Door, topic: str, terms: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The topic's claims, and those that have each term."""
    row = door.row("SELECT count(*) FROM claims WHERE topic = ?", [topic])
    found = door.rows(FREQUENCIES, [topic, as_list(sorted(terms))])
    return (row[0] if row else 0), dict(tuple(row) for row in found)


def walk(door: Door, topic: str | None) -> Iterator[Claim]:
    """All, in the order they were first stored."""
    last = 0
    while rows := door.rows(NUMBERS, {"last": last, "topic": topic, "page": PAGE}):
        yield from load(door, [row[0] for row in rows])
        last = rows[-1][0]


def find_heard(door: Door, topic: str | None, since: datetime) -> list[int]:
    """The numbers of those first heard of since then, the last heard of first."""
    return [row[0] for row in door.rows(HEARD, {"topic": topic, "since": stamp(since)})]


def load_each(door: Door, numbers: Sequence[int]) -> Iterator[Claim]:
    """As `load`, page by page: a ledger has more evidence than fits into memory."""
    for start in range(0, len(numbers), PAGE):
        yield from load(door, numbers[start : start + PAGE])
