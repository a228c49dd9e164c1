"""Reading: what is told now, held against what was said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.compose.kinds import CORROBORATED, EDITED, NEW, fold
from watcher.compose.selecting.appointed import name_days, name_due
from watcher.compose.selecting.gists import INTENTS, Content, Gist, is_alike, rounds
from watcher.compose.selecting.joining import Joiner
from watcher.compose.selecting.kinship import (
    EXTENT,
    HOW_LONG,
    Scale,
    asks_when,
    leaves_open,
    read_extents,
    read_sides,
    read_words,
    tells_again,
)
from watcher.compose.selecting.pairs import Pairs
from watcher.compose.selecting.unions import tell_together
from watcher.compose.telling.boards import Board, covers
from watcher.compose.telling.cards import Card
from watcher.compose.telling.figures import STATES, count_of, is_new, is_vague
from watcher.compose.telling.heading import points_back
from watcher.model import Evidence, Mention, Quantity, Section, count_voices

COMMON = 0.25  # share of a topic's cards from which a word is the topic's and tells nothing apart
FEWEST = 8  # cards; of fewer no word is common
COUNTED = 2  # of a larger figure that nobody gave before, the line is news
KNOWN, LINKED = 0.42, 0.3  # of what was said before, how long it lasts apart; of what the ledger links to it
ROUND = ("approx", "more_than", "at_least")
MOST_KNOWN = 400  # statements, the latest
ENOUGH = 2  # independent sources; a further one is no news


class Reader:
    """Reads statements against the others of their topic."""

    def __init__(
        self, cards: Sequence[Card], section: Section, since: datetime, boards: Sequence[Board] = ()
    ) -> None:
        self._boards = boards
        self._common = _common(cards)
        self._scale = Scale((*section.said, *(card.latest for card in cards)), section.title)
        self.pairs = Pairs(self._scale, section.akin)
        self.joiner = Joiner(self.pairs)
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
        fates = frozenset(each.predicate for each in said if each.predicate in STATES)
        predicates = [each.predicate for each in said]
        intends = not INTENTS.isdisjoint(predicates)
        hedged = evidence.mention.standing == "unverified"
        return Gist(
            item=evidence.mention.item,
            origin=evidence.origin,
            outlet=evidence.outlet,
            content=content,
            words=read_words(evidence),
            acts=frozenset(p for p in predicates if p and not EXTENT.fullmatch(p)),
            names=frozenset(term for term in content if term.startswith("@") and self._scale.is_rare(term)),
            days=name_days(evidence),
            figures=frozenset((q.noun_class, q.low, q.high) for q in figures),
            values=frozenset((q.low, q.high) for q in figures),
            fates=fates,
            tolls=(fates | {m.partition("/")[0] for each in said for m in each.measures}) & STATES.keys(),
            hedged=hedged,
            back=points_back(evidence.mention.statement),
            vague=bool(figures) and all(is_vague(each) for each in figures),
            speaker=said_by.name if said_by and said_by.resolved else "",
            about=_about(evidence),
            things=_things(evidence),
            agents=frozenset(name for each in said for name in each.entities[:1]),
            entities=frozenset(term for term in _terms(evidence) if term.startswith("@")),
            where=evidence.mention.where,
            again=tells_again(evidence),
            counted=_read_counted(evidence.mention),
            rough=frozenset((q.noun_class, q.low, q.high) for q in figures if q.qualifier in ROUND),
            intends=intends,
            due=name_due(evidence, announced=intends or hedged),
            sides=read_sides(evidence),
            extents=read_extents(evidence),
            board=next((each for each in self._boards if covers([each], evidence)), None),
        )

    def repeats(self, card: Card, gist: Gist) -> bool:
        """Whether the card tells what its readers could know before the window."""
        if card.kind is NEW:
            return self.knows(card, gist)
        return self.has_enough(card, gist) if card.kind is CORROBORATED else self.repeats_figures(card)

    def knows(self, card: Card, gist: Gist) -> bool:
        """Whether it was said before: in words akin to it, or under the number that it has in the ledger."""
        if self._counts_anew(gist):
            return fold(card.latest.mention.statement) in self._wordings
        if any(self._tells_it(gist, self.read(e)) for e in card.support if e.seen_at <= self._since):
            return True  # who surely says it said it then
        numbered = card.again or (card.claim in self._numbers and not card.apart)
        if fold(card.latest.mention.statement) in self._wordings or (numbered and not self._scale.tells):
            return True
        least, said = LINKED if numbered else KNOWN, _without_extent(gist)
        # what was only rumoured is news when it is so
        sure = [each for each in self._known if said.hedged or not each.hedged]
        if any(self.pairs.is_told(said, each, least) for each in sure):
            return True
        return tell_together(self.pairs, said, sure)

    def _tells_it(self, gist: Gist, source: Gist) -> bool:
        """Whether a sure source speaks of the same, and not of another case or place."""
        return (
            gist.days <= source.days
            and gist.again == source.again
            and not self.pairs.is_elsewhere(gist, source)
        )

    def _counts_anew(self, gist: Gist) -> bool:
        """Whether it has a figure that nobody gave before, nor a more exact one that it rounds."""
        new = {each for each in gist.figures - self._given if (each[2] or each[1] or 0) > COUNTED}
        return not gist.vague and any(each not in gist.rough or not rounds(each, self._given) for each in new)

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
        return is_alike(gist, known) or self.pairs.is_akin(gist, known, KNOWN)

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


def _without_extent(gist: Gist) -> Gist:
    """A forecast that moves is news, and what lasts for days is not the same as what else does."""
    return replace(gist, words=gist.words - {HOW_LONG})


def _count(mention: Mention, quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.qualifier, count_of(mention, quantity)


def _read_counted(mention: Mention) -> Content:
    """The things that it counts, whatever is done to them."""
    counts = (count_of(mention, each) or "" for each in mention.quantities)
    return frozenset(filter(None, (each.rpartition("/")[2] for each in counts)))


def _common(cards: Iterable[Card]) -> Content:
    """Words that a good part of the topic's cards share: its place, its event."""
    counted = [_terms(card.latest) for card in cards]
    seen = Counter(term for terms in counted for term in terms)
    if len(counted) < FEWEST:
        return frozenset()
    return frozenset(term for term, times in seen.items() if times > COMMON * len(counted))


def _about(evidence: Evidence) -> Content:
    return frozenset(name for each in evidence.mention.propositions for name in each.about)


def _things(evidence: Evidence) -> Content:
    said = evidence.mention.propositions
    return frozenset(
        term for each in said for term in each.terms if not term.startswith("@") and term != each.predicate
    )


def _terms(evidence: Evidence) -> Content:
    return frozenset(term for each in evidence.mention.propositions for term in each.terms)
