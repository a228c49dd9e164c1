"""Finds the claim that a proposition states again.

Precision first, because a wrong "changed" in a mail destroys trust: compare.py vetoes and scores, and below the
threshold a proposition opens a claim of its own. A claim is compared by its first and its latest evidence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from watcher.analyze.compare import Side, alike, side
from watcher.model import Claim, Evidence, Link

LEAST = 0.5  # a score above it links; set on ../shared/eval/dev: score links again after changing it
LEAST_WITHIN = 0.7  # the same between sentences of one text
REMEMBERED = 8  # pieces of a claim's evidence that a proposition is compared with
FAMILIAR = 0.35  # what suffices for a clause of an edited sentence to stay with the sentence's claim
UNLIKE = -0.5  # even an edited sentence opens a claim of its own when it tells of another fate
NEAR = 80  # propositions, those that share most terms, that one is compared with: bounds the time
COMMON = 0.2  # share of the known propositions
FEW = 5  # and more than these


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
        self._sides: list[tuple[str, str, Side]] = []  # (claim, item, what it says)
        self._known: set[tuple[str, str, Side]] = set()
        self._by_term: dict[str, list[int]] = {}
        for claim in {each.id: each for each in claims}.values():
            for each in narrow(_remembered(claim)).evidence:
                for number in range(len(each.mention.propositions)):
                    self._add(claim.id, each.mention.item, side(each.mention, number))

    def link(self, at: int, evidence: Evidence) -> Iterator[Link]:
        """The links of one piece of evidence, which is number `at` of its revision."""
        for number in range(len(evidence.mention.propositions)):
            stated = side(evidence.mention, number)
            claim = self._find(stated, evidence.mention.item) or name(self._topic, evidence, number)
            self._add(claim, evidence.mention.item, stated)
            yield Link(at, number, claim)

    def inherit(self, at: int, evidence: Evidence, claims: tuple[Claim, ...]) -> Iterator[Link]:
        """As `link`, but an edited statement keeps the claims it had; a clause that is new finds its own."""
        sides = [side(evidence.mention, number) for number in range(len(evidence.mention.propositions))]
        known = [narrow(_remembered(claim)) for claim in claims]
        scored = [max(((_closest(s, claim), claim.id) for claim in known), default=(0.0, "")) for s in sides]
        heir = max(range(len(sides)), key=lambda number: (scored[number][0], -number), default=0)
        for number, stated in enumerate(sides):
            score, claim = scored[number]
            if not claim or score < (FAMILIAR if number != heir else UNLIKE):
                claim = self._find(stated, evidence.mention.item) or name(self._topic, evidence, number)
            self._add(claim, evidence.mention.item, stated)
            yield Link(at, number, claim)

    def _add(self, claim: str, item: str, stated: Side) -> None:
        if (claim, item, stated) in self._known:
            return
        self._known.add((claim, item, stated))
        for term in stated.keys:
            self._by_term.setdefault(term, []).append(len(self._sides))
        self._sides.append((claim, item, stated))

    def _find(self, stated: Side, item: str) -> str | None:
        """The claim with the likest evidence; within a text, which seldom repeats itself, more is asked."""
        near = Counter(at for term in stated.keys for at in self._by_term.get(term, ()))
        common = self._common(stated)
        best, found = 0.0, None
        for at in sorted(at for at, _ in near.most_common(NEAR)):
            claim, whose, known = self._sides[at]
            score = alike(stated, known, common)
            within = whose == item and not stated.fates & known.fates
            if score > best and score > (LEAST_WITHIN if within else LEAST):
                best, found = score, claim
        return found

    def _common(self, stated: Side) -> frozenset[str]:
        """Terms that a fifth of what is known has: the topic's own words tell its claims not apart."""
        often = max(FEW, COMMON * len(self._sides))
        return frozenset(term for term in stated.terms if len(self._by_term.get(term, ())) > often)


def narrow(claim: Claim) -> Claim:
    """The claim with only those propositions of its evidence that it is made of.

    A mention is stored whole, whichever of its clauses a claim has. The first one's clause is known by the
    claim's id, the others' by their likeness to it.
    """
    first = claim.evidence[0]
    said = _founder(claim, first)
    founder = side(first.mention, said)
    rest = (_keep(each, _most_alike(each, founder)) for each in claim.evidence[1:])
    return replace(claim, evidence=(_keep(first, said), *rest))


def _founder(claim: Claim, first: Evidence) -> int:
    count = len(first.mention.propositions)
    return next((n for n in range(count) if name(claim.topic, first, n) == claim.id), 0)


def _most_alike(evidence: Evidence, founder: Side) -> int:
    count = len(evidence.mention.propositions)
    return max(range(count), key=lambda n: (alike(side(evidence.mention, n), founder), -n)) if count > 1 else 0


def _keep(evidence: Evidence, number: int) -> Evidence:
    if len(evidence.mention.propositions) < 2:
        return evidence
    kept = evidence.mention.propositions[number : number + 1]
    return replace(evidence, mention=replace(evidence.mention, propositions=kept))


def _remembered(claim: Claim) -> Claim:
    """The claim by its first and its latest evidence."""
    if len(claim.evidence) <= REMEMBERED:
        return claim
    return replace(claim, evidence=(claim.evidence[0], *claim.evidence[1 - REMEMBERED :]))


def _closest(stated: Side, claim: Claim) -> float:
    return max(
        alike(stated, side(e.mention, n)) for e in claim.evidence for n in range(len(e.mention.propositions))
    )
