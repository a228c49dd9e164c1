"""All that was said of a topic, by the figures in it: who gives one, and what else they say of its kind.

A full day holds hundreds of statements with figures, each to be held against every figure of the day. Many give
the same one, and those that bear each other out lie near each other, so few pairs are compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from watcher.analyze import figures
from watcher.analyze.backing import LARGE
from watcher.model import Evidence, Quantity

# A large figure and what it rounds lie within a twentieth (figures.ROUNDED) or half of a last digit:
# 11.4 is "more than 11". Only how many pairs are compared depends on this.
NEAR, BESIDE = 1.06, 1.0
Figure = tuple[str | None, float | None, float | None, str]  # those equal in it compare alike
Given = tuple[float, Quantity, frozenset[str]]  # its value, and the items that give it


class Figured:
    """`said` from old to new."""

    def __init__(self, said: Sequence[Evidence]) -> None:
        self._said = said
        self._places: dict[str, list[int]] = {}
        for place, each in enumerate(said):
            self._places.setdefault(each.mention.item, []).append(place)
        self._kinds = _sort(said)
        self._found: dict[Figure, frozenset[str]] = {}

    def share(self, shown: Evidence) -> tuple[Evidence, ...]:
        """Who gives a large figure that the statement has: the ledger may keep them in another claim.

        With it what they say otherwise, in an earlier or later revision, for the same kind of thing.
        """
        figured = [each for each in shown.mention.quantities if figures.value(each) >= LARGE]
        kinds = {each.noun_class for each in figured}
        items = {item for each in figured for item in self._find(each)}
        places = sorted(place for item in items for place in self._places[item])
        return tuple(e for e in map(self._said.__getitem__, places) if _has_kind(e, kinds))

    def _find(self, shown: Quantity) -> frozenset[str]:
        """The items that give a figure of this kind which bears it out."""
        figure = _figure(shown)
        if figure not in self._found:
            near = _near(shown, self._kinds.get(shown.noun_class, ()))
            bearing = (items for _, said, items in near if figures.bears_out(shown, said))
            self._found[figure] = frozenset().union(*bearing)
        return self._found[figure]


def _sort(said: Iterable[Evidence]) -> Mapping[str | None, Sequence[Given]]:
    """Every figure once, by kind of thing and from small to large."""
    items: dict[Figure, tuple[Quantity, set[str]]] = {}
    for each in said:
        for quantity in each.mention.quantities:
            items.setdefault(_figure(quantity), (quantity, set()))[1].add(each.mention.item)
    kinds: dict[str | None, list[Given]] = {}
    for quantity, givers in items.values():
        given = figures.value(quantity), quantity, frozenset(givers)
        kinds.setdefault(quantity.noun_class, []).append(given)
    return {kind: sorted(found, key=_value) for kind, found in kinds.items()}


def _near(shown: Quantity, given: Sequence[Given]) -> Sequence[Given]:
    """Those that may bear it out; a bound ("more than 100") is borne out from afar."""
    if shown.qualifier in (*figures.OPEN_UP, *figures.OPEN_DOWN):
        return given
    value = figures.value(shown)
    low = bisect_left(given, value / NEAR - BESIDE, key=_value)
    return given[low : bisect_right(given, value * NEAR + BESIDE, key=_value)]


def _value(given: Given) -> float:
    return given[0]


def _figure(quantity: Quantity) -> Figure:
    return quantity.noun_class, quantity.low, quantity.high, quantity.qualifier


def _has_kind(evidence: Evidence, kinds: set[str | None]) -> bool:
    return any(each.noun_class in kinds for each in evidence.mention.quantities)
