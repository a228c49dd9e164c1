"""Reading: what is told now, held against what was said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.compose.boards import Board, covers
from watcher.compose.cards import Card
from watcher.compose.figures import STATES, count_of, is_new, is_vague
from watcher.compose.gists import Content, Gist, Pairs, counts_same, is_alike
from watcher.compose.kinds import CORROBORATED, EDITED, NEW, fold
from watcher.compose.kinship import HOW_LONG, Scale, asks_when, leaves_open, read_extents, read_words
from watcher.model import Evidence, Mention, Quantity, Section, count_voices

COMMON = 0.25  # share of a topic's cards from which a word is the topic's and tells nothing apart
FEWEST = 8  # cards; of fewer no word is common
COUNTED = 2  # of a larger figure that nobody gave before, the line is news
KNOWN, LINKED = 0.42, 0.3  # of what was said before, how long it lasts apart; of what the ledger links to it
MOST_KNOWN = 400  # statements, the latest
ENOUGH = 2  # independent sources; a further one is no news


class Reader:
    """Reads statements against the others of their topic."""

    def __init__(
        self, cards: Sequence[Card], section: Section, since: datetime, boards: Sequence[Board] = ()
    ) -> None:
        self._boards = boards
        self._common = _common(cards)
        self._scale = Scale((*section.said, *(card.latest for card in cards)))
        self.pairs = Pairs(self._scale)
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
        return Gist(
            item=evidence.mention.item,
            outlet=evidence.outlet,
            content=content,
            words=read_words(evidence),
            acts=frozenset(each.predicate for each in said if each.predicate),
            names=frozenset(term for term in content if term.startswith("@") and self._scale.is_rare(term)),
            days=frozenset(day for each in said for day in each.when),
            figures=frozenset((q.noun_class, q.low, q.high) for q in figures),
            values=frozenset((q.low, q.high) for q in figures),
            fates=fates,
            tolls=(fates | {m.partition("/")[0] for each in said for m in each.measures}) & STATES.keys(),
            hedged=evidence.mention.standing == "unverified",
            vague=bool(figures) and all(is_vague(each) for each in figures),
            speaker=said_by.name if said_by and said_by.resolved else "",
            sides=frozenset(each.negated for each in said),
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
        if not gist.vague and any((high or low or 0) > COUNTED for _, low, high in gist.figures - self._given):
            return fold(card.latest.mention.statement) in self._wordings
        numbered = card.again or (card.claim in self._numbers and not card.apart)
        if fold(card.latest.mention.statement) in self._wordings or (numbered and not self._scale.tells):
            return True
        least, said = LINKED if numbered else KNOWN, _without_extent(gist)
        return any(
            self.pairs.is_akin(said, each, least)
            or self.pairs.is_covered(said, each)
            or counts_same(said, each)
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


def _common(cards: Iterable[Card]) -> Content:
    """Words that a good part of the topic's cards share: its place, its event."""
    counted = [_terms(card.latest) for card in cards]
    seen = Counter(term for terms in counted for term in terms)
    if len(counted) < FEWEST:
        return frozenset()
    return frozenset(term for term, times in seen.items() if times > COMMON * len(counted))


def _terms(evidence: Evidence) -> Content:
    return frozenset(term for each in evidence.mention.propositions for term in each.terms)
