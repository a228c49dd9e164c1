"""Fits a logistic model on the fitted half and compares it with the readable score of compare.py.

    python -m tests.pairs.fit

Plain Python, a few seconds. It prints precision, recall and F1 of both on both halves and the weights. The
readable score won when this was last run (docs/ledger.md has the figures), so no weights are shipped.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence

from tests.analyze.newsroom import BEGAN
from tests.pairs.pairs import Line, Pair, read_pairs
from watcher.analyze.compare import alike
from watcher.analyze.conflicts import opposed
from watcher.analyze.extract import extract
from watcher.analyze.figures import counts_same
from watcher.analyze.language import load
from watcher.analyze.sides import Side, side
from watcher.model import Revision

STEPS = 1500
RATE = 0.8
DECAY = 0.001
NAMES = ("bias", "shared of all", "shared of fewer", "a name shared", "both name others", "equal verbs",
         "other verbs", "opposed", "counts the same", "one counts", "equal figures", "one replies")  # fmt: skip
Row = tuple[float, ...]


def sides(line: Line) -> list[Side]:
    whole = line.sentence.endswith(".")
    texts = ("", line.sentence) if whole else (line.sentence, "")
    mentions = extract(
        Revision("i", 1, "o", "o", *texts, BEGAN, "live", language=line.code), (), languages=load
    )
    return [side(m, n) for m in mentions for n in range(len(m.propositions))]


def features(a: Side, b: Side) -> Row:
    shared, fewer = len(a.terms & b.terms), max(1, min(len(a.terms), len(b.terms)))
    others = bool(a.names - b.terms - b.around) and bool(b.names - a.terms - a.around)
    verbs = bool(a.predicate and b.predicate)
    strangers = verbs and a.predicate not in b.terms and b.predicate not in a.terms
    values = ({(q.low, q.high) for q in each.quantities} for each in (a, b))
    told = (
        1.0, 2 * shared / max(1, len(a.terms) + len(b.terms)), shared / fewer, bool(a.names & b.names), others,
        verbs and a.predicate == b.predicate, strangers, opposed(a, b) is not None,
        any(counts_same(x, y) for x in a.measures for y in b.measures),
        bool(a.quantities) != bool(b.quantities), not set.isdisjoint(*values), a.replies != b.replies,
    )  # fmt: skip
    return tuple(float(each) for each in told)


def fit(rows: Sequence[tuple[Row, bool]]) -> Row:
    """The weights, by plain gradient descent."""
    weights = [0.0] * len(NAMES)
    for _ in range(STEPS):
        slopes = [DECAY * weight for weight in weights]
        for row, wanted in rows:
            miss = (chance(weights, row) - wanted) / len(rows)
            slopes = [slope + miss * value for slope, value in zip(slopes, row, strict=True)]
        weights = [weight - RATE * slope for weight, slope in zip(weights, slopes, strict=True)]
    return tuple(weights)


def chance(weights: Iterable[float], row: Row) -> float:
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))


def judge(pairs: Iterable[Pair], score: Callable[[Side, Side], float]) -> str:
    """Figures of a score, taken from the likest two propositions of each pair."""
    hits = told = wanted = 0
    for pair in pairs:
        best = max((score(a, b) for a in sides(pair.first) for b in sides(pair.second)), default=0.0)
        hits += pair.linked and best > 0.5
        told += best > 0.5
        wanted += pair.linked
    precision, recall = hits / max(1, told), hits / wanted
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}"


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    halves = {name: list(read_pairs(name)) for name in ("fitted", "held")}
    rows = []
    for pair in halves["fitted"]:
        found = [(alike(a, b), features(a, b)) for a in sides(pair.first) for b in sides(pair.second)]
        if found:
            rows.append((max(found)[1], pair.linked))
    weights = fit(rows)
    for name, pairs in halves.items():
        tell(f"{name:7} readable  {judge(pairs, alike)}")
        tell(f"{name:7} fitted    {judge(pairs, lambda a, b: chance(weights, features(a, b)))}")
    for name, weight in zip(NAMES, weights, strict=True):
        tell(f"{weight:6.2f}  {name}")


if __name__ == "__main__":
    main()
