"""Says whether two statements of one story give figures of one thing, whatever words they count it by.

A story has few figures of a kind. One that each text gives once is the same, unless a demand is held against
what came of it, a share against a count, or what rose against what fell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.analyze.compare import LARGE
from watcher.analyze.conflicts import MOVED, opposed
from watcher.analyze.extract.entities import key
from watcher.analyze.extract.terms import is_verb
from watcher.analyze.figures import TOLERANCE, counts_same, ratio, unit, vague, value
from watcher.analyze.sides import RUNNING, Side, fates
from watcher.analyze.stories import Story
from watcher.model import Quantity

NEARLY = 0.4  # likeness of two tolls
ALONE, POINTED = 2, 3  # how many times the other a figure may be that is the only one, or that a word points to
NEAREST, AGREEING = 1.8, 1.2  # ... that of all is nearest to it, and whoever else is named
LEFT_OPEN = frozenset(("", "betreffen", "schätzen-wert"))  # states that leave open what is done
DEMAND = "fordern"  # a family
PERSON, SHARE = "person", "percent"  # classes of quantity
MANY = frozenset((SHARE, "duration"))  # classes of which a story has too many


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure of each side, and what it measures: in which state, which thing."""

    new: Quantity
    old: Quantity
    states: tuple[str, str]
    things: tuple[str, str]

    @property
    def ratio(self) -> float:
        return ratio(self.new, self.old)

    @property
    def same_state(self) -> str:
        return self.states[0] if len(set(self.states)) == 1 else ""

    @property
    def same_thing(self) -> str:
        return self.things[0] if len(set(self.things)) == 1 else ""


def recount(new: Side, old: Side, story: Story, pointing: frozenset[str], likeness: float) -> bool:
    """Whether a figure of the later statement is one of the earlier one's, taken again."""
    pairs = list(_pair(new, old))
    if any(each.ratio == 1 and each.same_state and each.same_thing for each in pairs):
        return True
    if _grows(new, old, story, likeness):
        return True
    if not _are_comparable(new, old):
        return False
    if any(_is_single(x.partition("/"), y.partition("/"), story) for x, y in _measure_same(new, old)):
        return True
    plain = not new.fates | old.fates and not opposed(new, old)
    return plain and any(
        _is_alone(each, story) or _is_pointed(each, pointing) or _is_nearest(each, story) for each in pairs
    )


def are_close(new: Side, old: Side) -> bool:
    """Large figures of one class, or in one state, that nearly agree: so many flats, so many households."""
    if new.fates | old.fates or opposed(new, old):
        return False
    shared = (new.terms & old.terms) - {"prozent"}
    return any(_is_close(each) for each in _pair(new, old) if each.new.noun_class != SHARE or shared)


def is_recounted(new: Side, old: Side, story: Story) -> bool:
    """Large figures of one thing, nearest in both texts and nearly alike, whoever is named beside them."""
    if new.fates | old.fates or opposed(new, old) or not _are_comparable(new, old):
        return False
    return any(
        _is_specific(each.same_thing)
        and value(each.old) >= LARGE
        and each.ratio <= AGREEING
        and _is_nearest(each, story)
        for each in _pair(new, old)
    )


def _is_close(pair: Figures) -> bool:
    kind = pair.new.noun_class
    alike = (kind and kind == pair.old.noun_class) or pair.same_state
    low, high = sorted((value(pair.new), value(pair.old)))
    return bool(alike) and low >= LARGE and 0 < high - low <= TOLERANCE * high


def _pair(new: Side, old: Side) -> Iterator[Figures]:
    for x, p in zip(new.measures, new.quantities, strict=False):
        for y, q in zip(old.measures, old.quantities, strict=False):
            (state, _, thing), (other_state, _, other_thing) = x.partition("/"), y.partition("/")
            yield Figures(p, q, (state, other_state), (thing, other_thing))


def _are_comparable(new: Side, old: Side) -> bool:
    """Neither is a demand or a share where the other is none, and they do not rise and fall."""
    left, right = (side.terms & MOVED for side in (new, old))
    if left and right and not left & right:
        return False
    return (DEMAND in new.terms) == (DEMAND in old.terms) and _is_share(new) == _is_share(old)


def _is_share(side: Side) -> bool:
    """ "Vier Fünftel der Bezirke"."""
    return any(value(quantity) < 1 for quantity in side.quantities)


def _measure_same(new: Side, old: Side) -> Iterator[tuple[str, str]]:
    return ((x, y) for x in new.measures for y in old.measures if counts_same(x, y))


def _is_single(x: tuple[str, str, str], y: tuple[str, str, str], story: Story) -> bool:
    """A thing that is counted, or a size that is measured, which each text speaks of once."""
    (state, _, thing), (other_state, _, other_thing) = x, y
    if thing == other_thing and thing in story.single and _is_specific(thing):
        return True
    sized = not is_verb(state) if unit(thing) else state not in fates()
    return state == other_state and sized and not story.single.isdisjoint((state, key(state)))


def _is_alone(pair: Figures, story: Story) -> bool:
    """The only sum, or the only litres, that each text gives; rates are too many."""
    said = pair.same_thing
    if not unit(said) or pair.new.noun_class == SHARE:
        return False
    return pair.ratio <= ALONE and not story.single.isdisjoint((said, key(said)))


def _is_pointed(pair: Figures, pointing: frozenset[str]) -> bool:
    """Figures of one unit or thing, in statements that another word points from one to the other."""
    said = {pair.same_thing, *pair.states}
    return bool(pair.same_thing) and pair.ratio <= POINTED and bool(pointing - said)


def _is_nearest(pair: Figures, story: Story) -> bool:
    """Another figure of one thing, nearer to each other than to all others of its kind in both texts."""
    if not 1 < pair.ratio <= NEAREST or pair.new.noun_class in MANY or not _is_one_kind(pair):
        return False
    return story.is_nearest(pair.new, pair.old)


def _is_one_kind(pair: Figures) -> bool:
    """Both count one thing that says what it is, or sums or people of one state."""
    said, kind = pair.same_thing, pair.new.noun_class
    if _is_specific(said):
        return True
    one_state = len({state for state in pair.states if state not in LEFT_OPEN}) < 2
    people = kind == pair.old.noun_class == PERSON
    return one_state and (people or (bool(said) and kind is not None))


def _is_specific(thing: str) -> bool:
    """A thing that is counted: neither a unit nor people of whatever sort."""
    return bool(thing) and not (vague(thing) or unit(thing))


def _grows(new: Side, old: Side, story: Story, likeness: float) -> bool:
    """A toll that is given again, and higher; both texts know who and where."""
    counted = any(True for _ in _measure_same(new, old))
    if likeness < NEARLY or not new.fates & old.fates or RUNNING not in new.around or not counted:
        return False
    before = max(map(value, old.quantities), default=1.0 if old.plural else math.inf)
    known = new.names | old.names <= story.here & story.there
    return known and max(map(value, new.quantities), default=0.0) > before
