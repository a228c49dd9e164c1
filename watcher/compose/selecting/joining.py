"""Joining: which lines of one digest tell one thing, so that one will do for all."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.compose.kinds import CORROBORATED, NEW
from watcher.compose.selecting.gists import Content, Gist, counts_same, is_alike, rounds
from watcher.compose.selecting.kinship import part_names
from watcher.compose.selecting.pairs import BOTH, LIGHT, Pairs, are_two, demand_apart, says_deed
from watcher.compose.telling.cards import Card
from watcher.compose.telling.figures import STATES
from watcher.compose.telling.places import COUNTRY

AKIN, AKIN_NEAR = 0.25, 0.2  # of two lines of one digest, and of one speaker
AKIN_SAME, AKIN_ACT = 0.15, 0.15  # ... of one article, and of two that do the same with one name
BOTH_SIDES = 2  # names, or figures
SEIZED = "festnehmen"
ROUND = 50
MANY = 100  # of smaller figures two things are counted alike by chance
NEAR_FIRST = 0.1
ONE_PLACE = 0.15  # of what became of one person in a place that both name
ECHOED = 0.3  # of a title
TOLD = 0.5  # of a new line, said by a card that tells a change


class Joiner:
    """Finds the lines beside which a line need not be told."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def hint(self, gist: Gist) -> frozenset[object]:
        """What two lines that tell one thing share some of: it spares the rest for most pairs of a flood."""
        table = {id(gist.board)} if gist.board else set()
        return gist.acts | gist.content | gist.tolls | self._pairs.scale.tell(gist.words) | table

    def fits(self, gist: Gist, cards: Sequence[Card], gists: Sequence[Gist]) -> bool:
        """What is new joins what is new; what changed takes in what its articles say, and its figures."""
        own = [each for each in gists if each.item == gist.item]
        if cards[0].kind in (NEW, CORROBORATED):
            like = [each for each in gists if self._is_one(gist, each, [each] == own)]
            items = {each.item for each in like}
            return len(items) > 1 or gist.item in items or (bool(like) and self._is_near(gist, gists[0]))
        return any(self._is_one(gist, each, [each] == own) for each in own) or any(
            self._is_told(gist, each) or self._is_short(gist, each) for each in gists
        )

    def _is_near(self, one: Gist, first: Gist) -> bool:
        """Whether it shares something with the line that is told: what is like a like one may be another."""
        return (
            one.item == first.item
            or self._is_one(one, first, False)
            or self._pairs.kinship(one, first) >= NEAR_FIRST
        )

    def echoes(self, title: Gist, gists: Sequence[Gist]) -> bool:
        """Whether a title says no more than one of the lines does, and much of what it says is there."""
        return any(self._echoes(title, each) for each in gists)

    def _echoes(self, title: Gist, line: Gist) -> bool:
        covered = self._pairs.scale.cover(title.words, line.words)
        if covered < ECHOED or not (title.extents <= line.extents and says_deed(title, line)):
            return False
        return counts_same(title, line) or self._tells_no_more(title, line)

    def tells(self, one: Gist, other: Gist) -> bool:
        """Whether the other line says what the one does, as far as a reader wants it."""
        if one.board and one.board is other.board and (one.vague or one.values <= other.values):
            return True  # the same figure of the same event, or a word for it
        if counts_same(one, other) or _counts_exactly(one, other) or self._head_one_text(one, other):
            return True
        return self._tells_no_more(one, other)

    def _is_one(self, one: Gist, other: Gist, lone: bool) -> bool:
        """Whether one line will do for both, whichever says more; `lone`: the other is all of its article."""
        if self.tells(one, other) or (lone and self._is_headline(one, other)):
            return True
        return _may_widen(one, other) and self._tells_no_more(other, one)

    def _tells_no_more(self, one: Gist, other: Gist) -> bool:
        if one.origin != other.origin and (
            one.again != other.again or demand_apart(one, other) or self._pairs.is_elsewhere(one, other)
        ):
            return False
        said = says_deed(one, other) or says_deed(other, one)
        if one.origin == other.origin and one.fates == other.fates and said:
            return is_alike(one, other) or (
                self._pairs.agree(one, other) and self._pairs.kinship(one, other) >= AKIN_SAME
            )
        if is_alike(one, other) or self._pairs.does_same(one, other) or self._pairs.counts_again(one, other):
            return True
        if self._pairs.is_short(one, other) or _names_less(one, other) or self._befalls_same(one, other):
            return True
        if _acts_alike(one, other) and self._pairs.agree(one, other):
            return True
        if _counts_alike(one, other) or self._is_nameless(one, other) or self._seize_alike(one, other):
            return True
        if not self._pairs.scale.tells and one.things and not self._pairs.shares_things(one, other):
            return False  # of so few statements every word is rare
        if self._pairs.is_akin(one, other, self._choose_least(one, other)):
            return True
        return self._pairs.is_vaguer(one, other)

    def _head_one_text(self, one: Gist, other: Gist) -> bool:
        """Whether two outlets' headlines of one agency's text share a telling word."""
        if one.origin != other.origin or one.item == other.item or {one.where, other.where} != {"title"}:
            return False
        agreed = self._pairs.agree(one, other) or self._pairs.agree(other, one)
        return agreed and self._pairs.scale.meets(one.words, other.words)

    def _seize_alike(self, one: Gist, other: Gist) -> bool:
        """Whether both tell that somebody is in custody, and of one place that the topic seldom names."""
        named = (one.entities | one.about) & (other.entities | other.about)
        seized = SEIZED in one.acts & other.acts and self._pairs.agree(one, other)
        return seized and any(map(self._pairs.scale.is_rare, named))

    def _befalls_same(self, one: Gist, other: Gist) -> bool:
        """Whether the same becomes of somebody of one rare sort, and a third of the words is shared."""
        if not (one.fates and one.fates == other.fates and self._pairs.scale.tells):
            return False
        agreed = self._pairs.agree(one, other) and self._pairs.agree(other, one)
        sorts = (_list_sorts(one) & _list_sorts(other)) - STATES.keys()
        least = ONE_PLACE if _share_place(one, other) else BOTH
        return (
            agreed and any(map(self._pairs.scale.is_rare, sorts)) and self._pairs.kinship(one, other) >= least
        )

    def _is_nameless(self, one: Gist, other: Gist) -> bool:
        """Whether the other says much of it, and no name at all that could be another."""
        unnamed = self._pairs.scale.tells and not (other.entities | other.about)
        return unnamed and self._pairs.agree(one, other) and self._pairs.kinship(one, other) >= BOTH

    def _choose_least(self, one: Gist, other: Gist) -> float:
        """How akin two lines must be to tell one thing: less if they do the same, or if one speaks in both."""
        if (one.acts & other.words or other.acts & one.words) - LIGHT:
            if one.names & other.names:
                return AKIN_ACT
            if self._pairs.scale.weigh((one.names | one.about) & (other.names | other.about)) > 0:
                return AKIN_NEAR
        return AKIN_NEAR if one.speaker and one.speaker == other.speaker else AKIN

    def _is_headline(self, one: Gist, other: Gist) -> bool:
        """Whether two lines are an article's headline and what it is about: one deed, or much in common."""
        if one.where == other.where or are_two(one, other):
            return False
        if not (self._pairs.agree(one, other) or self._pairs.agree(other, one)):
            return False
        kinship = self._pairs.kinship(one, other)
        title, text = (one, other) if one.where == "title" else (other, one)
        if (title.values | title.fates) - (text.values | text.fates) and kinship < AKIN_NEAR:
            return False  # it has news of its own
        if one.fates and one.fates == other.fates and one.entities & other.entities:
            return True  # what became of the same
        said = says_deed(one, other) or says_deed(other, one)
        return (said and self._pairs.scale.meets(one.words, other.words)) or kinship >= AKIN_SAME

    def _is_short(self, new: Gist, told: Gist) -> bool:
        return not self._pairs.is_elsewhere(new, told) and self._pairs.is_short(new, told)

    def _is_told(self, new: Gist, told: Gist) -> bool:
        """Whether a card of another outlet has its figures, and says the half of it; two figures are enough."""
        if not (new.values and new.values <= told.values and new.names <= told.names):
            return False
        if (new.names or len(new.values) >= BOTH_SIDES) and new.fates and new.fates <= told.fates:
            return True
        return self._pairs.agree(new, told) and self._pairs.scale.cover(new.words, told.words) >= TOLD


def _list_sorts(gist: Gist) -> Content:
    return gist.things | part_names(gist.entities)


def _share_place(one: Gist, other: Gist) -> bool:
    """Whether both name a town or somebody, there or at the head of the text, and count nobody."""
    named = (one.entities | one.about) & (other.entities | other.about)
    return not (one.figures or other.figures) and any(not COUNTRY.fullmatch(each) for each in named)


def _counts_exactly(one: Gist, other: Gist) -> bool:
    """Whether a deed of both counts as many, and one of them to the last: chance makes round figures alike."""
    odd = any(
        value % ROUND
        for each in (one, other)
        for _, low, high in each.figures
        for value in (low, high)
        if value
    )
    return odd and _counts_alike(one, other)


def _counts_alike(one: Gist, other: Gist) -> bool:
    """Whether a deed of both counts as many, be it arrests or those who were arrested."""
    deeds = (one.acts & other.words | other.acts & one.words) - LIGHT
    large = [each for each in one.figures if (each[2] or each[1] or 0) >= MANY]
    counted = {(None, low, high) for _, low, high in other.figures}
    given = all((None, *each[1:]) in counted or rounds((None, *each[1:]), counted) for each in large)
    return bool(deeds and large) and given and len(large) == len(one.figures)


def _names_less(one: Gist, other: Gist) -> bool:
    """Whether it says of a single thing that the other names too only what tells no deed („Ursache ist …“)."""
    said = one.values or one.entities or one.days or one.extents or one.fates or one.speaker or one.intends
    if said or one.back or not one.acts or one.acts - LIGHT or len(one.things) != 1:
        return False
    return one.things <= other.things and one.sides == other.sides and not are_two(one, other)


def _acts_alike(one: Gist, other: Gist) -> bool:
    """Whether the same is done by the same to the same, as far as both name them."""
    shared = one.entities & other.entities
    strange = one.entities - other.entities - other.about
    deeds = (one.acts & other.acts) - LIGHT - STATES.keys()
    return (
        bool(deeds) and len(shared) >= BOTH_SIDES and len(strange) < BOTH_SIDES and one.intends == other.intends
    )


def _may_widen(new: Gist, line: Gist) -> bool:
    """Whether what says more of a line's deed names nobody else, or is of its article."""
    if new.item == line.item and new.where != line.where:
        return True
    named = new.names <= line.names | line.about or new.names & line.names
    return bool(named) and says_deed(line, new)
