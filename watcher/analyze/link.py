"""Finds the claim that a proposition states again.

Precision first, because a wrong "changed" in a mail destroys trust: compare.py vetoes and scores, and below the
threshold a proposition opens a claim of its own. A claim is compared by its first and its latest evidence.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from watcher.analyze.compare import alike
from watcher.analyze.conflicts import opposed, vetoed
from watcher.analyze.retelling import find_content, retell
from watcher.analyze.sides import MARKS, Side, side, spelled
from watcher.analyze.stories import Stories
from watcher.model import Claim, Evidence, Link, number_claim

LEAST = 0.5  # a score above it links; set on ../shared/eval/dev: score links again after changing it
RELATED = 0.25  # from here to LEAST: perhaps the same, never told as a change
MOST_RELATED = 5
LEAST_WITHIN = 0.7  # the same between sentences of one text
REMEMBERED = 12  # pieces of a claim's evidence that a proposition is compared with
COUNTING = 6  # of them that count something, if the latest do not
FAMILIAR = 0.35  # what suffices for a clause of an edited sentence to stay with the sentence's claim
UNLIKE = -0.5  # even an edited sentence opens a claim of its own when it tells of another fate
MOST = 3  # claims that one proposition may join
NEAR = 80  # propositions, those that share most terms, that one is compared with: bounds the time
ACCUSATION = "vorwurf"  # the family
CHARGES = frozenset((ACCUSATION, "verantwortlich"))  # who is blamed
MOST_DENIED = 2  # accusations that one answer is about; where more fit, none is meant
OWN = 100  # a text answers its own accusations before others'
COMMON = 0.2  # share of the topic's claims
FEW = 5  # and more than these


def link(evidence: Iterable[Evidence], claims: Iterable[Claim], topic: str) -> tuple[Link, ...]:
    """One link for each proposition: to the most similar claim, or to a new one named after the proposition."""
    linker = Linker(topic, claims)
    return tuple(found for at, each in enumerate(evidence) for found in linker.link(at, each))


def relate(claim: Claim, others: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that may be the same and are not sure enough to be linked, the likeliest first."""
    mine = narrow(remember(claim))
    known = {each.id: narrow(remember(each)) for each in others if each.id != claim.id}
    stated = [side(e.mention, n, e.day) for e in mine.evidence for n in range(len(e.mention.propositions))]
    scored = {id: max(_closest(each, other) for each in stated) for id, other in known.items() if stated}
    found = sorted((id for id, score in scored.items() if score > RELATED), key=lambda id: -scored[id])
    return tuple(known[id] for id in found[:MOST_RELATED])


def name(topic: str, evidence: Evidence, proposition: int) -> str:
    """A claim's id: that of its first mention, short and the same in every run."""
    return number_claim(topic, evidence.mention, proposition)


Known = tuple[str, str, Side]  # claim, item, what it says


class Linker:
    """The claims to compare with, reachable by their terms; a new claim joins them at once.

    `common`: terms that tell the topic's claims not apart; None: `claims` are all that the topic has. `text`:
    all that the item says whose statements are to be linked.
    """

    def __init__(
        self,
        topic: str,
        claims: Iterable[Claim],
        common: frozenset[str] | None = None,
        text: Sequence[Evidence] = (),
    ) -> None:
        self._topic = topic
        self._usual = common and frozenset(term.removeprefix("@") for term in common)
        self._stories = Stories(text[0].mention.item if text else "", self._usual)
        self._latest: tuple[str, ...] = ()  # the claim of the statement before
        self._sides: list[Known] = []
        self._known: set[Known] = set()
        self._by_term: dict[str, list[int]] = {}
        self._founders: dict[str, Side] = {}
        known: dict[tuple[str, int, int, Side], list[str]] = {}
        for claim in {each.id: each for each in claims}.values():
            for each in narrow(remember(claim)).evidence:
                for number in range(len(each.mention.propositions)):
                    stated = side(each.mention, number, each.day)
                    self._founders.setdefault(claim.id, stated)
                    place = each.mention.item, each.mention.revision, each.mention.start, stated
                    known.setdefault(place, []).append(claim.id)
                    if text and each.mention.item != text[0].mention.item:
                        self._stories.add(each.mention, stated)
        for (item, _, _, stated), ids in known.items():
            self._add(self._nearest(ids, stated), item, stated)
        for each in text:
            for number in range(len(each.mention.propositions)):
                self._stories.add(each.mention, side(each.mention, number, each.day))

    def _nearest(self, claims: Sequence[str], stated: Side) -> str:
        """The one whose first statement it is most like: only there it speaks for the claim."""
        if len(claims) == 1:
            return claims[0]
        return max(claims, key=lambda claim: alike(stated, self._founders[claim]))

    def link(self, at: int, evidence: Evidence) -> Iterator[Link]:
        """The links of one piece of evidence, which is number `at` of its revision."""
        for number in range(len(evidence.mention.propositions)):
            stated = side(evidence.mention, number, evidence.day)
            item = evidence.mention.item
            found = self._find(stated, item) or _find_accused(stated, item, self._sides, self._by_term)
            found = found or (() if number else self._take_up(stated)) or (name(self._topic, evidence, number),)
            self._add(found[0], evidence.mention.item, stated)  # the others do not grow by it
            self._latest = found[:1]
            yield from (Link(at, number, claim) for claim in found)

    def inherit(self, at: int, evidence: Evidence, claims: tuple[Claim, ...]) -> Iterator[Link]:
        """As `link`, but an edited statement keeps the claims it had; a clause that is new finds its own."""
        day = evidence.day
        sides = [side(evidence.mention, number, day) for number in range(len(evidence.mention.propositions))]
        known = [narrow(remember(claim)) for claim in claims]
        scored = [max(((_closest(s, claim), claim.id) for claim in known), default=(0.0, "")) for s in sides]
        heir = max(range(len(sides)), key=lambda number: (scored[number][0], -number), default=0)
        for number, stated in enumerate(sides):
            score, claim = scored[number]
            if not claim or score < (FAMILIAR if number != heir else UNLIKE):
                claim = next(
                    iter(self._find(stated, evidence.mention.item)), name(self._topic, evidence, number)
                )
            self._add(claim, evidence.mention.item, stated)
            yield Link(at, number, claim)

    def _add(self, claim: str, item: str, stated: Side) -> None:
        if (claim, item, stated) in self._known:
            return
        self._known.add((claim, item, stated))
        self._founders.setdefault(claim, stated)
        for term in stated.keys:
            self._by_term.setdefault(term, []).append(len(self._sides))
        self._sides.append((claim, item, stated))

    def _find(self, stated: Side, item: str) -> tuple[str, ...]:
        """The claims with the likest evidence, best first; within a text, which seldom repeats itself, more is
        asked.

        Two claims may turn out to be one, and a denial may answer two: claims are never merged, so that no id
        changes, and what is said of both stands in both.
        """
        near = Counter(at for term in stated.keys for at in self._by_term.get(term, ()))
        common = self._common(stated)
        found: dict[str, float] = {}
        retold: dict[str, float] = {}
        for at in sorted(heapq.nsmallest(NEAR, near, key=lambda at: (-near[at], at))):
            claim, whose, known = self._sides[at]
            score = alike(stated, known, common)
            within = whose == item and not stated.fates & known.fates
            if score > (LEAST_WITHIN if within else LEAST):
                found[claim] = max(score, found.get(claim, 0.0))
            elif whose != item:
                retold[claim] = max(self._retell(stated, at, score), retold.get(claim, 0.0))
        fitting = [claim for claim in found if self._fits(claim, stated)]
        first, *others = sorted(fitting, key=lambda claim: -found[claim]) or [""]
        also = sorted((c for c, score in retold.items() if score and c not in found), key=lambda c: -retold[c])
        if not first:
            return tuple(also[: MOST_DENIED if stated.replies else 1])
        return (first, *[each for each in (*others, *also[:1]) if self._answers(each, stated)][: MOST - 1])

    def _retell(self, stated: Side, at: int, likeness: float) -> float:
        """How surely the statement says in other words what side number `at` does, and its claim began with."""
        claim, whose, known = self._sides[at]
        story, founder = self._stories.find(whose), self._founders[claim]
        if story is None or (founder is not known and not self._fits(claim, stated)):
            return 0.0
        return retell(stated, known, story, likeness)

    def _take_up(self, stated: Side) -> tuple[str, ...]:
        """ "Die Stadt wollte das nicht bestätigen": what the text said just before."""
        points = not spelled("pointers").isdisjoint(stated.words)
        settles = stated.replies or stated.alleged
        return self._latest if points and settles and not find_content(stated) else ()

    def _answers(self, claim: str, stated: Side) -> bool:
        """A second claim is joined by what tells of the same deed, or replies to it."""
        founder = self._founders[claim]
        return stated.replies or stated.predicate == founder.predicate or bool(opposed(stated, founder))

    def _fits(self, claim: str, stated: Side) -> bool:
        """Whether it may also be what the claim began with: claims do not wander from killed to injured."""
        return not vetoed(stated, self._founders[claim])

    def _common(self, stated: Side) -> frozenset[str]:
        """Terms that a fifth of what is known has: the topic's own words tell its claims not apart.

        Candidates were chosen by their terms, so of them it says nothing: whoever knows the whole topic tells.
        """
        if self._usual is not None:
            return stated.terms & self._usual
        often = max(FEW, COMMON * len(self._sides))
        return frozenset(term for term in stated.terms if len(self._by_term.get(term, ())) > often)


def _find_accused(
    stated: Side, item: str, sides: Sequence[Known], by_term: Mapping[str, Sequence[int]]
) -> tuple[str, ...]:
    """ "Die Ministerin wies die Vorwürfe zurück": the accusations of the text, or those that share most
    with who answers and with what the answer says.
    """
    if not stated.replies or ACCUSATION not in stated.terms:
        return ()
    asked = (stated.terms | stated.around) - spelled("replies") - MARKS
    found: dict[str, int] = {}
    for at in sorted({at for term in asked | CHARGES for at in by_term.get(term, ())}):
        claim, whose, side = sides[at]
        if not side.replies and (side.alleged or side.terms & CHARGES):
            shared = len(asked & (side.terms | side.around)) or whose == item
            found[claim] = max(found.get(claim, 0), shared + OWN * (whose == item))
    most = max(found.values(), default=0)
    likely = [claim for claim, shared in found.items() if shared == most and most]
    return tuple(likely) if len(likely) <= MOST_DENIED else ()


def find_common(claims: int, counts: Mapping[str, int]) -> frozenset[str]:
    """Terms that so many of the topic's `claims` have (`counts`, by term) that they tell none apart."""
    often = max(FEW, COMMON * claims)
    return frozenset(term for term, count in counts.items() if count > often)


def narrow(claim: Claim) -> Claim:
    """The claim with only those propositions of its evidence that it is made of: a mention is stored whole."""
    return replace(claim, evidence=tuple(map(keep, claim.evidence)))


def keep(evidence: Evidence) -> Evidence:
    """The mention with only the clauses that its claim is made of."""
    if not evidence.clauses:
        return evidence
    cut = evidence.mention.propositions
    kept = tuple(cut[number] for number in evidence.clauses if number < len(cut))
    return replace(evidence, mention=replace(evidence.mention, propositions=kept), clauses=())


def remember(claim: Claim) -> Claim:
    """The claim by its first evidence, its latest, and the latest before that which counts something.

    A toll is told again in new words all day, and the next figure is like the last one.
    """
    if len(claim.evidence) <= REMEMBERED:
        return claim
    latest = REMEMBERED - 1 - COUNTING
    first, *between = claim.evidence[:-latest]
    counting = [each for each in between if each.mention.quantities] or between
    return replace(claim, evidence=(first, *counting[-COUNTING:], *claim.evidence[-latest:]))


def _closest(stated: Side, claim: Claim) -> float:
    return max(
        alike(stated, side(e.mention, n, e.day))
        for e in claim.evidence
        for n in range(len(e.mention.propositions))
    )
