"""Gists: what a line says, and whether another says it in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watcher.compose.telling.boards import Board
from watcher.compose.telling.figures import PEOPLE

SAME_TEXT = 0.6  # share of the shorter line's content, within one article
SAME_ACT = 0.6  # the same where both say that the same is done
SAME_WORDS = 0.75  # ... and where they name it differently
SAME_DAY = 0.33  # ... and where both give the same date
LONGER = 0.4  # share of the longer line's content; what says much more is kept
NEAR = 0.1  # of a rounded figure lies the one that it rounds
LARGE = 10  # of smaller tolls there are many, unless one place is named
# Families of verbs by which something is only announced, demanded or threatened.
INTENTS = frozenset(
    (
        "ankündigen",
        "auffordern",
        "bedrohen",
        "befürchten",
        "erwägen",
        "fordern",
        "planen",
        "vorschlagen",
        "warnen",
    )
)
Content = frozenset[str]
Figure = tuple[str | None, float | None, float | None]  # the class of what is counted, and both ends


@dataclass(frozen=True, slots=True)
class Gist:
    """What a line says, without the words of its topic."""

    item: str
    origin: str
    outlet: str
    content: Content
    words: Content
    acts: Content
    names: Content
    days: Content
    figures: frozenset[Figure]
    values: frozenset[object]  # the figures, whatever they count
    sides: frozenset[bool]
    fates: Content = frozenset()  # what became of people
    tolls: Content = frozenset()  # ... and in which states it counts them
    hedged: bool = False
    vague: bool = False  # it counts by words like dozens only
    speaker: str = ""
    about: Content = frozenset()  # names of its text's title and lead
    things: Content = frozenset()  # what it speaks of besides names and deeds
    agents: Content = frozenset()  # who acts
    entities: Content = frozenset()  # all names, the topic's too
    where: str = "text"
    counted: Content = frozenset()  # the things that it counts
    rough: frozenset[Figure] = frozenset()  # figures that leave a more exact one open
    intends: bool = False  # it only announces, demands or threatens what is to be done
    again: bool = False  # one more of what there was
    extents: Content = frozenset()  # how long it lasts, word for word
    board: Board | None = None  # the table that has its figures
    back: bool = False  # what it speaks of stood before it
    due: Content = frozenset()  # of its days those for which something is set

    @property
    def most(self) -> float:
        """The largest of its figures; of "thousands" a thousand."""
        return max((high or low or 0.0 for _, low, high in self.figures), default=0.0)


def counts_same(new: Gist, known: Gist) -> bool:
    """Whether it tells the same toll of one place, or of one article by a word what that counts."""
    if not new.tolls or not new.tolls <= known.tolls:
        return False
    if new.item == known.item:
        return new.vague and not known.vague
    named = new.names & known.names or (not new.names and new.most >= LARGE)
    if not named and (new.counted & known.counted) - {PEOPLE}:
        named = (new.names | new.about) & (known.names | known.about)
    return bool(named) and bool(new.values) and new.values <= known.values


def is_alike(new: Gist, known: Gist) -> bool:
    if not (new.content and known.content) or new.sides != known.sides or clash(new.days, known.days):
        return False
    if new.item == known.item and new.values & known.values:
        return bool(new.content & known.content) and _is_nested(new.values, known.values)
    if clash(new.figures, known.figures) or not new.names <= known.names:
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
    if acts and new.outlet == known.outlet and shared == least and new.content & known.content - new.acts:
        return True  # the outlet said so before, or says it again with a word more
    share = SAME_ACT if acts else SAME_WORDS
    return shared > (1 if acts else 2) and shared >= share * least and shared >= LONGER * most


def _is_said(shared: Content) -> bool:
    """More than names is shared."""
    return any(not term.startswith("@") for term in shared)


def rounds(rough: Figure, figures: Iterable[Figure]) -> bool:
    """Whether one of the figures is nearly as large: "about 900" after 915, "more than 900" too."""
    kind, low, high = rough
    value = low or high or 0.0
    least = 1.0 if high is None else 1 - NEAR
    counted = (most or few or 0.0 for other, few, most in figures if other == kind)
    return any(least * value <= each <= (1 + NEAR) * value for each in counted)


def clash(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one and other) and not one & other


def _is_nested(one: frozenset[object], other: frozenset[object]) -> bool:
    return one <= other or other <= one
