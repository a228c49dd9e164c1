"""Gists: what a line says, and whether two lines tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.compose.boards import Board
from watcher.compose.cards import Card
from watcher.compose.kinds import NEW
from watcher.compose.kinship import Scale, stem

SAME_TEXT = 0.6  # share of the shorter line's content, within one article
SAME_ACT = 0.6  # the same where both say that the same is done
SAME_WORDS = 0.75  # ... and where they name it differently
SAME_DAY = 0.33  # ... and where both give the same date
LONGER = 0.4  # share of the longer line's content; what says much more is kept
AKIN, AKIN_NEAR = 0.25, 0.2  # of two lines of one digest, and of one speaker
AKIN_SAME, AKIN_ACT = 0.15, 0.15  # ... of one article, and of two that do the same with one name
TOLD = 0.5  # of a new line, said by a card that tells a change
COVERED, NAMED = 0.45, 0.6  # of the new line; where it has a name that the other lacks
NEARLY, BOTH = 0.4, 0.33  # a little less will do where so much of both is shared
NUMBERED = 0.2  # ... and has the number of a claim of then
SAID_TOO = 0.4  # of a line whose deed who is named beneath it calls otherwise
LARGE = 10  # of smaller tolls there are many, unless one place is named
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
    values: frozenset[object]  # the figures, whatever they count
    sides: frozenset[bool]
    fates: Content = frozenset()  # what became of people
    tolls: Content = frozenset()  # ... and in which states it counts them
    hedged: bool = False
    vague: bool = False  # it counts by words like dozens only
    speaker: str = ""
    extents: Content = frozenset()  # how long it lasts, word for word
    board: Board | None = None  # the table that has its figures

    @property
    def most(self) -> float:
        """The largest of its figures; of "thousands" a thousand."""
        return max((high or low or 0.0 for _, low, high in self.figures), default=0.0)


class Pairs:
    """Holds two lines of one topic against each other, by how rare their words are in it."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale

    def fits(self, gist: Gist, cards: Sequence[Card], gists: Sequence[Gist]) -> bool:
        """What is new joins what is new; what changed takes in what its articles say, and its figures."""
        if cards[0].kind is NEW:
            return any(self._is_one(gist, each) for each in gists)
        return any(
            self._is_one(gist, each) if each.item == gist.item else self._is_told(gist, each) for each in gists
        )

    def _is_one(self, one: Gist, other: Gist) -> bool:
        if one.board and one.board is other.board and (one.vague or one.values <= other.values):
            return True  # the same figure of the same event, or a word for it
        if counts_same(one, other):
            return True
        if one.item == other.item and one.fates == other.fates:
            return is_alike(one, other) or (self._agree(one, other) and self._kinship(one, other) >= AKIN_SAME)
        acts = one.acts & other.acts and one.names & other.names
        near = one.speaker and one.speaker == other.speaker
        least = AKIN_ACT if acts else AKIN_NEAR if near else AKIN
        return is_alike(one, other) or self.is_akin(one, other, least)

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

    def is_covered(self, new: Gist, known: Gist) -> bool:
        """Whether it says little besides what was said, or counts by a word like dozens what was counted."""
        if new.vague and new.most <= known.most and self._kinship(new, known) >= NUMBERED:
            return True
        covered = self._scale.cover(new.words, known.words)
        if not new.names <= known.names:
            return covered >= NAMED and self._agree(new, known)
        least = COVERED if self._kinship(new, known) < BOTH else NEARLY
        return covered >= least and self._agree(new, known)

    def is_akin(self, new: Gist, known: Gist, least: float) -> bool:
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


def counts_same(new: Gist, known: Gist) -> bool:
    """Whether it tells the same toll of one place, or of one article by a word what that counts."""
    if not new.tolls or not new.tolls <= known.tolls:
        return False
    if new.item == known.item:
        return new.vague and not known.vague
    named = new.names & known.names or (not new.names and new.most >= LARGE)
    return bool(named) and bool(new.values) and new.values <= known.values


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
