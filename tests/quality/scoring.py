"""How well the blind sets are read: each figure from its gold and from what watcher finds.

python -m tests.quality.scoring
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.analyze.newsroom import Newsroom
from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.model import Change, Mention, Quantity, Revision

SETS = Path(__file__).parent / "blind"
NAMES = ("first", "second", "third")
BEGAN = datetime(2026, 1, 5, 6, tzinfo=UTC)
LINKED = frozenset(("same", "quantity_changed", "standing_changed", "attribution_changed", "contradicted"))
CHANGED = LINKED - {"same"}
TIMELY = frozenset(("event", "statement"))  # two readers cannot tell them apart
ENOUGH = 0.5  # of both spans together, for one to be the other
TOUCHED = 0.3
Row = dict[str, Any]
Pairs = list[tuple[Mention, Row]]


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits of what was found, and of what there is."""

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.wanted)


def read_rows(blind: str, name: str) -> list[Row]:
    with (SETS / blind / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["doc_id"]].append(row)
    return found


def print_articles(blind: str) -> list[Revision]:
    """Story by story, each in its order, a day apart."""
    ordered = sorted(read_rows(blind, "articles"), key=lambda row: (row["story"], row["seq"]))
    return [
        Revision(
            item=row["doc_id"], number=1, feed=row["outlet"], outlet=row["outlet"], title=row["title"],
            text=row["text"], seen_at=BEGAN + timedelta(days=day), cause="backfill", language=row["lang"],
        )
        for day, row in enumerate(ordered)
    ]  # fmt: skip


def find_claims(articles: Iterable[Revision]) -> dict[str, list[Mention]]:
    """The text's mentions by article."""
    return {each.item: [m for m in extract(each, (), languages=load) if m.where == "text"] for each in articles}


def overlap(found: Mention | Quantity, wanted: Row) -> float:
    """Intersection over union."""
    start, end = int(wanted["start"]), int(wanted["end"])
    shared = min(found.end, end) - max(found.start, start)
    return max(0, shared) / (max(found.end, end) - min(found.start, start))


def fit(found: Sequence[Mention], wanted: Sequence[Row]) -> Pairs:
    """What was found with the claim that it is; sentences do not overlap, so each has one at most."""
    return [(m, row) for m in found for row in wanted if overlap(m, row) > ENOUGH]


@dataclass(frozen=True, slots=True)
class Reading:
    """The set as watcher reads it: claims found, claims wanted, and both in pairs."""

    found: dict[str, list[Mention]]
    claims: dict[str, list[Row]]
    sentences: dict[str, list[Row]]
    pairs: Pairs


def read_set(blind: str) -> Reading:
    """`blind`: one of NAMES."""
    found, claims = find_claims(print_articles(blind)), group(read_rows(blind, "claims"))
    pairs = [pair for item, mentions in found.items() for pair in fit(mentions, claims[item])]
    return Reading(found, claims, group(read_rows(blind, "sentences")), pairs)


def rate_claims(reading: Reading) -> Rate:
    """A sentence that could be judged either way is neither a miss nor a false alarm."""
    unsure = [row for rows in reading.sentences.values() for row in rows if row["borderline"]]
    free = {row["claim_id"] for row in unsure if row["claim_id"]} - {
        row["claim_id"] for _, row in reading.pairs
    }
    spared = sum(
        overlap(m, row) > ENOUGH for row in unsure if not row["claim_id"] for m in reading.found[row["doc_id"]]
    )
    found = sum(map(len, reading.found.values())) - spared
    return Rate(len(reading.pairs), found, sum(map(len, reading.claims.values())) - len(free))


def rate_standing(reading: Reading) -> float:
    right = sum(m.standing in (row["standing"], row["standing_alt"]) for m, row in reading.pairs)
    return right / len(reading.pairs)


def rate_kind(reading: Reading) -> float:
    right = sum(m.kind == row["kind"] or {m.kind, row["kind"]} == set(TIMELY) for m, row in reading.pairs)
    return int(right) / len(reading.pairs)


def rate_sources(reading: Reading) -> Rate:
    told = [(m.attribution, row["attribution"]) for m, row in reading.pairs]
    hits = sum(bool(a and b) and is_same(a.text, b["text"]) for a, b in told if a and b)
    named = sum(bool(row["attribution"]) for rows in reading.claims.values() for row in rows)
    return Rate(hits, sum(m.attribution is not None for ms in reading.found.values() for m in ms), named)


def is_same(one: str, other: str) -> bool:
    """One is the other, perhaps without a title or an apposition."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return a <= b or b <= a or 4 * len(a & b) >= len(a) + len(b)


def rate_quantities(reading: Reading) -> Rate:
    """Value, bound and noun are right."""
    found = [q for ms in reading.found.values() for m in ms for q in m.quantities]
    wanted = [q for rows in reading.claims.values() for row in rows for q in row["quantities"]]
    hits = sum(
        any(_is_counted(q, row) for q in m.quantities)
        for m, each in reading.pairs
        for row in each["quantities"]
    )
    return Rate(hits, len(found), len(wanted))


def _is_counted(found: Quantity, wanted: Row) -> bool:
    value = (_trim(found.low), _trim(found.high)) == (_trim(wanted["low"]), _trim(wanted["high"]))
    noun = (found.noun or "").casefold() == wanted["noun"].casefold()
    return overlap(found, wanted) > TOUCHED and value and noun and found.qualifier == wanted["qualifier"]


def _trim(value: float | None) -> str:
    return "" if value is None else f"{value:.9g}"


def rate_boilerplate(reading: Reading) -> float:
    """How much of it is taken for claims."""
    lines = [row for rows in reading.sentences.values() for row in rows if row["boilerplate"]]
    return sum(any(overlap(m, row) > TOUCHED for m in reading.found[row["doc_id"]]) for row in lines) / len(
        lines
    )


def rate_links(blind: str) -> Rate:
    """Of the pairs that were judged: those that the ledger puts into one claim."""
    room = Newsroom()
    for each in print_articles(blind):
        room.take(each)
    claims = {row["claim_id"]: row for row in read_rows(blind, "claims")}
    told = [
        (e.mention, claim.id)
        for claim in room.claims.values()
        for e in claim.evidence
        if e.mention.where == "text"
    ]

    def ledger(name: str) -> set[str]:
        row = claims[name]
        return {id for m, id in told if m.item == row["doc_id"] and overlap(m, row) > ENOUGH}

    judged = [
        (link["relation"] in LINKED, bool(ledger(link["a"]) & ledger(link["b"])))
        for link in read_rows(blind, "links")
    ]
    return Rate(sum(a and b for a, b in judged), sum(b for _, b in judged), sum(a for a, _ in judged))


def rate_types(blind: str) -> Rate:
    """Of the changes that join two judged claims: those that the ledger tells by their name.

    `also`: further names that hold; who tells them is neither right nor wrong.
    """
    room = Newsroom()
    told = [change for each in print_articles(blind) for change in room.take(each).changes]
    claims = {row["claim_id"]: row for row in read_rows(blind, "claims")}
    asked: dict[str, set[str]] = defaultdict(set)
    allowed: dict[str, set[str]] = defaultdict(set)
    for link in read_rows(blind, "links"):
        allowed[link["b"]].update(CHANGED.intersection(link["also"]))
        if link["relation"] in LINKED:
            asked[link["b"]].update(CHANGED.intersection([link["relation"]]))
    found = {name: {each.type for each in told if _is_of(each, claims[name])} & CHANGED for name in asked}
    hits = sum(len(found[name] & asked[name]) for name in asked)
    predicted = sum(len(found[name] - (allowed[name] - asked[name])) for name in asked)
    return Rate(hits, predicted, sum(map(len, asked.values())))


def _is_of(change: Change, claim: Row) -> bool:
    after = change.after.mention if change.after else None
    if after is None or after.where == "title" or after.item != claim["doc_id"]:
        return False
    return overlap(after, claim) > ENOUGH


def main() -> None:
    for blind in NAMES:
        sys.stdout.write(f"{blind}\n")
        say(blind)


def say(blind: str) -> None:
    reading = read_set(blind)
    rates = {
        "claims": rate_claims(reading), "sources": rate_sources(reading),
        "quantities": rate_quantities(reading), "links": rate_links(blind), "changes": rate_types(blind),
    }  # fmt: skip
    shares = {
        "standing": rate_standing(reading), "kind": rate_kind(reading),
        "boilerplate": rate_boilerplate(reading),
    }  # fmt: skip
    out = sys.stdout.write
    for name, rate in rates.items():
        out(f"{name:12} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}\n")
    for name, share in shares.items():
        out(f"{name:12} {share:.3f}\n")


if __name__ == "__main__":
    main()
