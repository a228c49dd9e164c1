"""Gists: what a line says, to hold two lines against each other and against what was said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.compose.cards import Card
from watcher.compose.figures import STATES, count_of, is_new, is_vague
from watcher.compose.kinds import CORROBORATED, EDITED, NEW, fold
from watcher.compose.kinship import HOW_LONG, Scale, asks_when, leaves_open, read_extents, read_words, stem
from watcher.model import Evidence, Mention, Quantity, Section, count_voices

COMMON = 0.25  # share of a topic's cards from which a word is the topic's and tells nothing apart
FEWEST = 8  # cards; of fewer no word is common
SAME_TEXT = 0.6  # share of the shorter line's content, within one article
SAME_ACT = 0.6  # the same where both say that the same is done
SAME_WORDS = 0.75  # ... and where they name it differently
SAME_DAY = 0.33  # ... and where both give the same date
LONGER = 0.4  # share of the longer line's content; what says much more is kept
AKIN, AKIN_NEAR = 0.25, 0.2  # of two lines of one digest, and of one speaker
AKIN_SAME, AKIN_ACT = 0.15, 0.15  # ... of one article, and of two that do the same with one name
TOLD = 0.5  # of a new line, said by a card that tells a change
COUNTED = 2  # of a larger figure that nobody gave before, the line is news
KNOWN = 0.42  # of what was said before, but for how long a thing lasts
COVERED, NAMED = 0.45, 0.6  # of the new line; where it has a name that the other lacks
NEARLY, BOTH = 0.4, 0.33  # a little less will do where so much of both is shared
NUMBERED = 0.2  # ... and has the number of a claim of then
SAID_TOO = 0.4  # of a line whose deed who is named beneath it calls otherwise
MOST_KNOWN = 400  # statements, the latest
ENOUGH = 2  # independent sources; a further one is no news
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
    fates: Content = frozenset()  # what became of people
    hedged: bool = False
    vague: bool = False  # it counts by words like dozens only
    speaker: str = ""
    extents: Content = frozenset()  # how long it lasts, word for word

    @property
    def most(self) -> float:
        """The largest of its figures; of "thousands" a thousand."""
        return max((high or low or 0.0 for _, low, high in self.figures), default=0.0)

    @property
    def values(self) -> frozenset[object]:
        return frozenset((low, high) for _, low, high in self.figures)


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
        self._known = [_without_extent(self.read(each)) for each in self._before]
        self._given = frozenset(figure for each in self._known for figure in each.figures)

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
            fates=frozenset(each.predicate for each in said if each.predicate in STATES),
            hedged=evidence.mention.standing == "unverified",
            vague=bool(figures) and all(is_vague(each) for each in figures),
            speaker=said_by.name if said_by and said_by.resolved else "",
            sides=frozenset(each.negated for each in said),
            extents=read_extents(evidence),
        )

    def fits(self, gist: Gist, cards: Sequence[Card], gists: Sequence[Gist]) -> bool:
        """What is new joins what is new; what changed takes in what its articles say, and its figures."""
        if cards[0].kind is NEW:
            return any(self._is_one(gist, each) for each in gists)
        return any(
            self._is_one(gist, each) if each.item == gist.item else self._is_told(gist, each) for each in gists
        )

    def _is_one(self, one: Gist, other: Gist) -> bool:
        if one.item == other.item:
            return is_alike(one, other) or (self._agree(one, other) and self._kinship(one, other) >= AKIN_SAME)
        acts = one.acts & other.acts and one.names & other.names
        near = one.speaker and one.speaker == other.speaker
        least = AKIN_ACT if acts else AKIN_NEAR if near else AKIN
        return is_alike(one, other) or self._is_akin(one, other, least)

    def _is_told(self, new: Gist, told: Gist) -> bool:
        """Whether a card of another outlet has its figures, and says the half of it."""
        if not (new.values and new.values <= told.values and new.names <= told.names):
            return False
        return self._agree(new, told) and self._scale.cover(new.words, told.words) >= TOLD

    def says_too(self, other: Gist, line: Gist) -> bool:
        """Whether the other says what the line does: its deed, of whom, how many and how long."""
        if not self._scale.tells:
            return is_alike(other, line)
        if not (_has_names(line, other) and _has_names(other, line) and line.values <= other.values):
            return False
        if line.extents != other.extents or not self._agree(line, other):
            return False
        covered = self._scale.cover(line.words, other.words)
        if line.acts & other.acts:
            return covered >= NUMBERED
        named = line.acts & other.words or other.acts & line.words or line.acts == other.acts
        return covered >= SAID_TOO and bool(named)

    def repeats(self, card: Card, gist: Gist) -> bool:
        """Whether the card tells what its readers could know before the window."""
        if card.kind is NEW:
            return self.knows(card, gist)
        return self.has_enough(card, gist) if card.kind is CORROBORATED else self.repeats_figures(card)

    def knows(self, card: Card, gist: Gist) -> bool:
        """Whether it was said before: in words akin to it, or under the number that it has in the ledger."""
        if not gist.vague and any((high or low or 0) > COUNTED for _, low, high in gist.figures - self._given):
            return fold(card.latest.mention.statement) in self._wordings
        numbered = card.again or (card.claim in self._numbers and not card.apart)
        if fold(card.latest.mention.statement) in self._wordings or (numbered and not self._scale.tells):
            return True
        least, said = NUMBERED if numbered else KNOWN, _without_extent(gist)
        return any(
            self._is_akin(said, each, least) or self._is_covered(said, each)
            for each in self._known
            if said.hedged or not each.hedged  # what was only rumoured is news when it is so
        )

    def has_enough(self, card: Card, gist: Gist) -> bool:
        """Whether enough independent sources had said it before, or whoever says it now had."""
        said = [gist, *map(self.read, card.support)]
        pairs = zip(self._before, self._known, strict=True)
        akin = (e for e, known in pairs if any(self._says_so(known, each) for each in said))
        before = [e.byline for e in (*card.support, *akin) if e.seen_at <= self._since]
        now = [each.after.byline for each in card.changes if each.after]
        voices = count_voices(before)
        return voices >= ENOUGH or count_voices((*before, *now)) == voices

    def _says_so(self, known: Gist, gist: Gist) -> bool:
        return is_alike(gist, known) or self._is_akin(gist, known, KNOWN)

    def _is_covered(self, new: Gist, known: Gist) -> bool:
        """Whether it says little besides what was said, or counts by a word like dozens what was counted."""
        if new.vague and new.most <= known.most and self._kinship(new, known) >= NUMBERED:
            return True
        covered = self._scale.cover(new.words, known.words)
        if not new.names <= known.names:
            return covered >= NAMED and self._agree(new, known)
        least = COVERED if self._kinship(new, known) < BOTH else NEARLY
        return covered >= least and self._agree(new, known)

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
        """Whether the other leaves open nothing that the one says: a figure, a day, somebody's fate."""
        clash = _clash(one.days, other.days) or _clash(one.figures, other.figures)
        return one.sides == other.sides and one.fates <= other.fates and not clash

    def _kinship(self, one: Gist, other: Gist) -> float:
        return self._scale.kinship(one.words, other.words)


def _has_names(gist: Gist, other: Gist) -> bool:
    """Whether the other has each name, or a word made of it („Amsterdamer“)."""
    return all(name in other.words or stem(name[1:]) in other.words for name in gist.names)


def _without_extent(gist: Gist) -> Gist:
    """A forecast that moves is news, and what lasts for days is not the same as what else does."""
    return replace(gist, words=gist.words - {HOW_LONG})


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


def is_alike(new: Gist, known: Gist) -> bool:
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
