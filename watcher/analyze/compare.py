"""Compares two statements: do they claim the same?

A `Side` is what one proposition says, read once for many comparisons. `alike` is the link model; it is readable
on purpose: vetoes first, then the larger of two scores, one for the words, one for what is measured.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from watcher.analyze.language import LANGUAGES, load
from watcher.model import Mention, Quantity

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One proposition, prepared. `terms` without the names' mark; `around`: what its surroundings say."""

    terms: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]
    predicate: str
    negated: bool
    measures: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    words: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What it can be found by."""
        return self.terms | frozenset("=" + measure.partition("/")[0] for measure in self.measures)


@functools.lru_cache(20_000)
def side(mention: Mention, number: int) -> Side:
    """The mention's proposition by index."""
    p = mention.propositions[number]
    return Side(
        terms=frozenset(t.removeprefix("@") for t in p.terms),
        names=frozenset(t.removeprefix("@") for t in p.terms if t.startswith("@")),
        around=frozenset(t.removeprefix("@") for t in p.context),
        predicate=p.predicate,
        negated=p.negated,
        measures=p.measures,
        quantities=tuple(mention.quantities[i] for i in p.quantities if i < len(mention.quantities)),
        words=tuple(WORD.findall(mention.statement.casefold())),
    )


def alike(a: Side, b: Side) -> float:
    """0..1: how sure it is that both state the same proposition, whatever figure or standing they give it."""
    if a.words == b.words:
        return 1.0
    return _worded(a, b)


def _worded(a: Side, b: Side) -> float:
    """Dice over the terms."""
    shared = len(a.terms & b.terms)
    return 2 * shared / (len(a.terms) + len(b.terms)) if shared else 0.0


def similar(a: Side, b: Side) -> float:
    """0..1: overlap of the words as they are written."""
    left, right = set(a.words), set(b.words)
    return len(left & right) / max(1, min(len(left), len(right)))


def opposed(a: Side, b: Side) -> tuple[str, str] | None:
    """The predicates, or words that only one side has, that exclude each other."""
    if a.negated != b.negated:
        return None
    pairs = oppositions()
    if (a.predicate, b.predicate) in pairs:
        return a.predicate, b.predicate
    only_a, only_b = a.terms - b.terms, b.terms - a.terms
    return next(((x, y) for x in sorted(only_a) for y in sorted(only_b) if (x, y) in pairs), None)


@functools.cache
def oppositions() -> frozenset[tuple[str, str]]:
    """All pairs, both ways round."""
    rows = [row for code in LANGUAGES for row in load(code).rows("oppositions") if len(row) > 1]
    return frozenset(pair for a, b, *_ in rows for pair in ((a, b), (b, a)))


def folded(text: str) -> str:
    """Only letters and digits, case folded: what is left when quotes, dashes and spacing change."""
    return "".join(WORD.findall(text.casefold()))


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
