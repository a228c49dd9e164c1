"""Likeness: lines of one digest that say nearly the same are one line, and the others count as its reports.

The ledger keeps such statements apart, because a claim must be exact; a reader needs one of them. Figures,
names, days or a negation that differ keep two lines apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from watcher.compose.cards import Card
from watcher.compose.kinds import NEW
from watcher.model import Evidence, OtherItem, Section

COMMON = 0.25  # share of a topic's cards from which a word is the topic's and tells nothing apart
FEWEST = 8  # cards; of fewer no word is common
SAME_TEXT = 0.6  # share of the shorter line's content, within one article
SAME_ACT = 0.6  # the same where both say that the same is done
SAME_WORDS = 0.75  # ... and where they name it differently
SAME_DAY = 0.33  # ... and where both give the same date
LONGER = 0.4  # share of the longer line's content; what says much more is kept
ECHO = 0.5  # share of a title's words from which a card says what it says
STEM = 6  # letters
MOST = 500  # cards, the most important first; what is behind them is only counted in a mail
WORD = re.compile(r"[^\W_]{4,}")
Content = frozenset[str]


@dataclass(frozen=True, slots=True)
class Gist:
    """What a line says, without the words of its topic."""

    item: str
    outlet: str
    content: Content
    acts: Content
    names: Content
    days: Content
    figures: frozenset[tuple[str | None, float | None, float | None]]
    sides: frozenset[bool]

    @property
    def values(self) -> frozenset[object]:
        return frozenset((low, high) for _, low, high in self.figures)


def join(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards without the new ones that say what another says; that one has them among its reports."""
    common = _common(cards)
    heaps: list[tuple[list[Card], list[Gist]]] = []
    for card in cards[:MOST]:
        gist = _read(card.latest, common)
        heap = next((h for h in heaps if card.kind is NEW and _fits(gist, *h)), None)
        if heap:
            heap[0].append(card)
            heap[1].append(gist)
        else:
            heaps.append(([card], [gist, *(_read(line.evidence, common) for line in card.lines[:-1])]))
    return (*(_merge(heap) for heap, _ in heaps), *cards[MOST:])


def _fits(gist: Gist, cards: Sequence[Card], gists: Sequence[Gist]) -> bool:
    """What is new joins what is new; what changed takes in only what its own article says beside it."""
    alone = cards[0].kind is NEW
    return any(_is_alike(gist, each) for each in gists if alone or each.item == gist.item)


def _common(cards: Iterable[Card]) -> Content:
    """Words that a good part of the topic's cards share: its place, its event."""
    counted = [_terms(card.latest) for card in cards]
    seen = Counter(term for terms in counted for term in terms)
    if len(counted) < FEWEST:
        return frozenset()
    return frozenset(term for term, times in seen.items() if times > COMMON * len(counted))


def _terms(evidence: Evidence) -> Content:
    return frozenset(term for each in evidence.mention.propositions for term in each.terms)


def _read(evidence: Evidence, common: Content) -> Gist:
    said = evidence.mention.propositions
    content = _terms(evidence) - common
    return Gist(
        item=evidence.mention.item,
        outlet=evidence.outlet,
        content=content,
        acts=frozenset(each.predicate for each in said if each.predicate),
        names=frozenset(term for term in content if term.startswith("@")),
        days=frozenset(day for each in said for day in each.when),
        figures=frozenset((q.noun_class, q.low, q.high) for q in evidence.mention.quantities),
        sides=frozenset(each.negated for each in said),
    )


def _is_alike(new: Gist, known: Gist) -> bool:
    if not (new.content and known.content) or new.sides != known.sides or _clash(new.days, known.days):
        return False
    if new.item == known.item and new.values & known.values:
        return bool(new.content & known.content) and _is_nested(new.values, known.values)
    if _clash(new.figures, known.figures) or not new.names <= known.names:
        return False
    return _overlaps(new, known)


def _overlaps(new: Gist, known: Gist) -> bool:
    """Enough of the shorter one's content is the other's."""
    shared = len(new.content & known.content)
    least, most = sorted((len(new.content), len(known.content)))
    acts = bool(new.acts & known.acts)
    if new.item == known.item:
        return shared > 1 and shared >= SAME_TEXT * least
    if new.days & known.days and _is_said(new.content & known.content):
        return shared >= SAME_DAY * least
    if acts and new.outlet == known.outlet and shared == least:
        return True  # the outlet said so before, or says it again with a word more
    share = SAME_ACT if acts else SAME_WORDS
    return shared > (1 if acts else 2) and shared >= share * least and shared >= LONGER * most


def _is_said(shared: Content) -> bool:
    """More than names is shared."""
    return any(not term.startswith("@") for term in shared)


def _clash(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one and other) and not one & other


def _is_nested(one: frozenset[object], other: frozenset[object]) -> bool:
    return one <= other or other <= one


def _merge(heap: Sequence[Card]) -> Card:
    """The card that leads, in the place of the first, with the others as reports."""
    first = heap[0]
    if len(heap) == 1:
        return first
    lead = first if first.kind is not NEW else max(heap, key=_weigh)
    said = [e for card in heap if card is not lead for e in (card.latest, *card.support)]
    reports = {e.mention.item: e for e in (*lead.support, *said) if e.mention.item != lead.latest.mention.item}
    return replace(lead, support=tuple(reports.values()))


def _weigh(card: Card) -> tuple[int, int]:
    """More sources first, then more figures; of equals the first stays."""
    return card.sources.origins, len(card.latest.mention.quantities)


def find_repeats(cards: Sequence[Card], section: Section) -> dict[str, tuple[OtherItem, ...]]:
    """By claim, the items that say nothing but what cards show, and say it in their titles too."""
    told = {each.claim: card for card in reversed(cards) for each in card.changes}
    changed = {each.item for card in cards for each in card.changes}
    topic = stems(section.title)
    repeats: dict[str, list[OtherItem]] = {}
    for each in section.others:
        if each.claims and each.item not in changed and told.keys() >= set(each.claims):
            words = stems(each.title) - topic
            echo, claim = max((_echo(words, told[claim]), told[claim].claim) for claim in each.claims)
            if echo >= ECHO:
                repeats.setdefault(claim, []).append(each)
    return {claim: tuple(items) for claim, items in repeats.items()}


def _echo(words: Content, card: Card) -> float:
    """The share of a title's words that the card's wordings have."""
    said = (e.mention.statement for e in (*(line.evidence for line in card.lines), *card.support))
    return len(words & stems(" ".join(said))) / max(1, len(words))


def stems(text: str) -> Content:
    """The beginnings of the longer words, which endings do not change."""
    return frozenset(word[:STEM] for word in WORD.findall(text.casefold()))
