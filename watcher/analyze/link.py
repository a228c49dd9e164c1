"""Finds the claim that a proposition states again.

Precision first, because a wrong "changed" in a mail destroys trust: compare.py vetoes and scores, and below the
threshold a proposition opens a claim of its own. A claim is compared by its first and its latest evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from watcher.analyze.compare import Side, alike, side
from watcher.model import Claim, Evidence, Link

LEAST = 0.5  # a score above it links; set on ../shared/eval/dev: score links again after changing it
REMEMBERED = 8  # pieces of a claim's evidence that a proposition is compared with
FAMILIAR = 0.35  # what suffices for a clause of an edited sentence to stay with the sentence's claim
COMMON = 0.2  # share of the known propositions
FEW = 10  # and more than these


def link(evidence: Iterable[Evidence], claims: Iterable[Claim], topic: str) -> tuple[Link, ...]:
    """One link for each proposition: to the most similar claim, or to a new one named after the proposition."""
    linker = Linker(topic, claims)
    return tuple(found for at, each in enumerate(evidence) for found in linker.link(at, each))


def name(topic: str, evidence: Evidence, proposition: int) -> str:
    """A claim's id: that of its first mention, short and the same in every run."""
    m = evidence.mention
    key = f"{topic}|{m.item}|{m.revision}|{m.where}|{m.start}-{m.end}|{proposition}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:10]


class Linker:
    """The claims to compare with, reachable by their terms; a new claim joins them at once."""

    def __init__(self, topic: str, claims: Iterable[Claim]) -> None:
        self._topic = topic
        self._sides: list[tuple[str, Side]] = []
        self._by_term: dict[str, list[int]] = {}
        for claim in {each.id: each for each in claims}.values():
            for each in _remembered(claim):
                for number in range(len(each.mention.propositions)):
                    self._add(claim.id, side(each.mention, number))

    def link(self, at: int, evidence: Evidence) -> Iterator[Link]:
        """The links of one piece of evidence, which is number `at` of its revision."""
        for number in range(len(evidence.mention.propositions)):
            stated = side(evidence.mention, number)
            claim = self._find(stated) or name(self._topic, evidence, number)
            self._add(claim, stated)
            yield Link(at, number, claim)

    def inherit(self, at: int, evidence: Evidence, claims: tuple[Claim, ...]) -> Iterator[Link]:
        """As `link`, but an edited statement keeps the claims it had; a clause that is new finds its own."""
        sides = [side(evidence.mention, number) for number in range(len(evidence.mention.propositions))]
        scored = [max(((_closest(s, claim), claim.id) for claim in claims), default=(0.0, "")) for s in sides]
        heir = max(range(len(sides)), key=lambda number: (scored[number][0], -number), default=0)
        for number, stated in enumerate(sides):
            score, claim = scored[number]
            if not claim or (number != heir and score < FAMILIAR):
                claim = self._find(stated) or name(self._topic, evidence, number)
            self._add(claim, stated)
            yield Link(at, number, claim)

    def _add(self, claim: str, stated: Side) -> None:
        for term in stated.keys:
            self._by_term.setdefault(term, []).append(len(self._sides))
        self._sides.append((claim, stated))

    def _find(self, stated: Side) -> str | None:
        near = {at for term in stated.keys for at in self._by_term.get(term, ())}
        common = self._common(stated)
        score, at = max(((alike(stated, self._sides[at][1], common), -at) for at in near), default=(0.0, 0))
        return self._sides[-at][0] if score > LEAST else None

    def _common(self, stated: Side) -> frozenset[str]:
        """Terms that a fifth of what is known has: the topic's own words tell its claims not apart."""
        often = max(FEW, COMMON * len(self._sides))
        return frozenset(term for term in stated.terms if len(self._by_term.get(term, ())) > often)


def _remembered(claim: Claim) -> tuple[Evidence, ...]:
    if len(claim.evidence) <= REMEMBERED:
        return claim.evidence
    return (claim.evidence[0], *claim.evidence[1 - REMEMBERED :])


def _closest(stated: Side, claim: Claim) -> float:
    return max(
        alike(stated, side(e.mention, n)) for e in claim.evidence for n in range(len(e.mention.propositions))
    )
