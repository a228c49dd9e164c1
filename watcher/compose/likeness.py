"""Likeness: lines that say nearly the same are one line, and the others are named beneath it.

The ledger keeps such statements apart, because a claim must be exact; a reader needs one of them. What was said
before the window already is no line at all. Figures, names, days or a negation that differ keep lines apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.compose.backing import list_items
from watcher.compose.cards import Card
from watcher.compose.figures import count_of, is_new, is_vague
from watcher.compose.kinds import CORROBORATED, EDITED, NEW, fold
from watcher.compose.kinship import HOW_LONG, Scale, asks_when, leaves_open, read_words
from watcher.model import Evidence, Mention, OtherItem, Quantity, Section, count_voices

COMMON = 0.25  # share of a topic's cards from which a word is the topic's and tells nothing apart
FEWEST = 8  # cards; of fewer no word is common
SAME_TEXT = 0.6  # share of the shorter line's content, within one article
SAME_ACT = 0.6  # the same where both say that the same is done
SAME_WORDS = 0.75  # ... and where they name it differently
SAME_DAY = 0.33  # ... and where both give the same date
LONGER = 0.4  # share of the longer line's content; what says much more is kept
ECHO = 0.5  # share of a title's words from which a card says what it says
STEM = 6  # letters
AKIN, AKIN_NEAR = 0.25, 0.2  # of two lines of one digest, and of one article or speaker
KNOWN = 0.4  # of what was said before
COVERED, NAMED = 0.4, 0.6  # of the new line; where it has a name that the other lacks
NUMBERED = 0.2  # ... and has the number of a claim of then
MOST_KNOWN = 400  # statements, the latest
ENOUGH = 3  # independent sources; a further one is no news
MOST = 500  # cards, the most important first; what is behind them is only counted in a mail
WORD = re.compile(r"[^\W_]{4,}")
Content = frozenset[str]


@dataclass(frozen=True, slots=True)
class Gist:
    """What a line says, without the words of its topic."""

    item: str
    outlet: str
    content: Content
    words: Content
    acts: Content
    names: Content
    days: Content
    figures: frozenset[tuple[str | None, float | None, float | None]]
    sides: frozenset[bool]
    vague: bool = False  # it counts by words like dozens only
    speaker: str = ""

    @property
    def values(self) -> frozenset[object]:
        return frozenset((low, high) for _, low, high in self.figures)


def join(cards: Sequence[Card], section: Section, since: datetime) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards that are told, with what is akin to each, and those of what was said before `since`."""
    reader = Reader(cards, section, since)
    heaps: list[tuple[list[Card], list[Gist]]] = []
    repeats = []
    for card in cards[:MOST]:
        gist = reader.read(card.latest)
        heap = next((h for h in heaps if card.kind is NEW and reader.fits(gist, *h)), None)
        if reader.repeats(card, gist):
            repeats.append(card)
        elif card.kind is NEW and reader.is_answered(card.latest, gist):
            continue  # what was not known then is known by now; its item is among the other reports
        elif heap:
            heap[0].append(card)
            heap[1].append(gist)
        else:
            heaps.append(([card], [gist, *(reader.read(line.evidence) for line in card.lines[:-1])]))
    return (*(_merge(heap, reader) for heap, _ in heaps), *cards[MOST:]), tuple(repeats)


class Reader:
    """Reads statements against the others of their topic."""

    def __init__(self, cards: Sequence[Card], section: Section, since: datetime) -> None:
        self._common = _common(cards)
        self._scale = Scale((*section.said, *(card.latest for card in cards)))
        self._numbers = section.known
        before = {fold(e.mention.statement): e for e in section.said if e.seen_at <= since}
        self._said, self._wordings = section.said, before.keys()
        self._since = since
        self._before = [*before.values()][-MOST_KNOWN:]
        self._known = [self.read(each) for each in self._before]

    def read(self, evidence: Evidence) -> Gist:
        said, said_by = evidence.mention.propositions, evidence.mention.attribution
        content = _terms(evidence) - self._common
        figures = [each for each in evidence.mention.quantities if each.low != 1]  # "one of the injured"
        return Gist(
            item=evidence.mention.item,
            outlet=evidence.outlet,
            content=content,
            words=read_words(evidence),
            acts=frozenset(each.predicate for each in said if each.predicate),
            names=frozenset(term for term in content if term.startswith("@") and self._scale.is_rare(term)),
            days=frozenset(day for each in said for day in each.when),
            figures=frozenset((q.noun_class, q.low, q.high) for q in figures),
            vague=bool(figures) and all(is_vague(each) for each in figures),
            speaker=said_by.name if said_by and said_by.resolved else "",
            sides=frozenset(each.negated for each in said),
        )

    def fits(self, gist: Gist, cards: Sequence[Card], gists: Sequence[Gist]) -> bool:
        """What is new joins what is new; what changed takes in only what its own article says beside it."""
        alone = cards[0].kind is NEW
        return any(self._is_one(gist, each) for each in gists if alone or each.item == gist.item)

    def _is_one(self, one: Gist, other: Gist) -> bool:
        near = one.item == other.item or (one.speaker and one.speaker == other.speaker)
        return _is_alike(one, other) or self._is_akin(one, other, AKIN_NEAR if near else AKIN)

    def repeats(self, card: Card, gist: Gist) -> bool:
        """Whether the card tells what its readers could know before the window."""
        if card.kind is NEW:
            return self.knows(card, gist)
        return self.has_enough(card, gist) if card.kind is CORROBORATED else self.repeats_figures(card)

    def knows(self, card: Card, gist: Gist) -> bool:
        """Whether it was said before: in words akin to it, or under the number that it has in the ledger."""
        numbered = card.claim in self._numbers
        if fold(card.latest.mention.statement) in self._wordings or (numbered and not self._scale.tells):
            return True
        least = NUMBERED if numbered else KNOWN
        return any(self._is_akin(gist, each, least) or self._is_covered(gist, each) for each in self._known)

    def has_enough(self, card: Card, gist: Gist) -> bool:
        """Whether enough independent sources had said it before, or whoever says it now had."""
        akin = (
            e for e, known in zip(self._before, self._known, strict=True) if self._is_akin(gist, known, KNOWN)
        )
        before = [e.byline for e in (*card.support, *akin) if e.seen_at <= self._since]
        now = [each.after.byline for each in card.changes if each.after]
        voices = count_voices(before)
        return voices >= ENOUGH or count_voices((*before, *now)) == voices

    def _is_covered(self, new: Gist, known: Gist) -> bool:
        """Whether it says little besides what was said, or counts by a word like dozens what was counted."""
        if new.vague and self._kinship(new, known) >= NUMBERED:
            return True
        covered = self._scale.cover(new.words, known.words)
        return covered >= (COVERED if new.names <= known.names else NAMED) and self._agree(new, known)

    def repeats_figures(self, card: Card) -> bool:
        """Whether an outlet put into a text only figures that it had given before in another."""
        change = card.changes[0]
        if card.kind is not EDITED or change.type != "quantity_changed" or not (change.before and change.after):
            return False
        given = {
            _count(each.mention, quantity)
            for each in self._said
            if each.outlet == change.after.outlet and each.seen_at < change.at
            for quantity in each.mention.quantities
        }
        after, before = change.after.mention, change.before.mention
        new = [_count(after, quantity) for quantity in after.quantities if is_new(quantity, before)]
        return bool(new) and given >= set(new)

    def is_answered(self, evidence: Evidence, gist: Gist) -> bool:
        """Whether somebody has said since what the statement leaves open."""
        if not leaves_open(evidence):
            return False
        later = [each for each in self._said if each.seen_at > evidence.seen_at and not leaves_open(each)]
        asked = asks_when(evidence)
        words = (read_words(each) for each in later)
        return any((asked and HOW_LONG in each) or self._scale.answers(each, gist.words) for each in words)

    def _is_akin(self, new: Gist, known: Gist, least: float) -> bool:
        return new.names <= known.names and self._agree(new, known) and self._kinship(new, known) >= least

    def _agree(self, one: Gist, other: Gist) -> bool:
        clash = _clash(one.days, other.days) or _clash(one.figures, other.figures)
        return one.sides == other.sides and not clash

    def _kinship(self, one: Gist, other: Gist) -> float:
        return self._scale.kinship(one.words, other.words)


def _count(mention: Mention, quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.qualifier, count_of(mention, quantity)


def _common(cards: Iterable[Card]) -> Content:
    """Words that a good part of the topic's cards share: its place, its event."""
    counted = [_terms(card.latest) for card in cards]
    seen = Counter(term for terms in counted for term in terms)
    if len(counted) < FEWEST:
        return frozenset()
    return frozenset(term for term, times in seen.items() if times > COMMON * len(counted))


def _terms(evidence: Evidence) -> Content:
    return frozenset(term for each in evidence.mention.propositions for term in each.terms)


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


def _merge(heap: Sequence[Card], reader: Reader) -> Card:
    """The card that leads, in the place of the first; who says the same supports it, the others are akin."""
    lead = _choose(heap, reader)
    rest, gist = [card for card in heap if card is not lead], reader.read(lead.latest)
    same = [card for card in rest if _is_alike(reader.read(card.latest), gist)]
    said = [*lead.support, *(each for card in same for each in (card.latest, *card.support))]
    support = list_items(said, lead.latest)
    told = {lead.latest.mention.item, *(each.mention.item for each in support)}
    akin = {card.latest.mention.item: card.latest for card in rest if card.latest.mention.item not in told}
    joined = (each for card in rest for each in (*card.changes, *card.joined))
    return replace(lead, support=support, akin=tuple(akin.values()), joined=(*lead.joined, *joined))


def _choose(heap: Sequence[Card], reader: Reader) -> Card:
    """What changed leads, else the best known; of forecasts of one end, the latest."""
    if heap[0].kind is not NEW:
        return heap[0]
    if all(HOW_LONG in reader.read(card.latest).words for card in heap):
        return max(heap, key=lambda card: card.latest.seen_at)
    return max(heap, key=_weigh)


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
    evidence = (*(line.evidence for line in card.lines), *card.support, *card.akin)
    said = (each.mention.statement for each in evidence)
    return len(words & stems(" ".join(said))) / max(1, len(words))


def stems(text: str) -> Content:
    """The beginnings of the longer words, which endings do not change."""
    return frozenset(word[:STEM] for word in WORD.findall(text.casefold()))
