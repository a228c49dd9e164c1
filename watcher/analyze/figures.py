"""Compares figures by interval logic: does another number say another thing?

    same           value and bound are equal
    agrees         both can be true of one state: "etwa 2.000" and "2.100", "mehrere" and "mindestens 10"
    bound_changed  another bound, and both can still be true: "über 10.000" -> "bis zu 12.000"
    update         the later one goes beyond the earlier as a running count does: "mindestens 130" -> "157"
    conflict       they cannot both be true of one time

`describe` writes a figure in signs that need no translation: ≥ 10, > 10000, ≤ 12000, ≈ 40, 10–20.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal

from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.sides import fates
from watcher.model import Quantity

Agreement = Literal["same", "agrees", "bound_changed", "update", "conflict"]

SCALES = frozenset(("stärke", "magnitude"))  # an earthquake has one
TOLERANCE = 0.15  # of the larger value; two rounded figures this close are one estimate
HIT = "betreffen"
ROUNDED = 0.05  # of its value at most lies between a figure and what "about" makes of it
APART = 4  # times the other: what is counted by another word is another thing
CUT = 0.1  # of a bound that is cut short: what lies further above it is another figure
OPEN_UP = ("at_least", "more_than")
OPEN_DOWN = ("at_most", "less_than")
BEYOND = frozenset(("more_than", "less_than"))  # what is counted is not the figure itself
SIGNS = {"approx": "≈", "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}


def agreement(before: Quantity, after: Quantity) -> Agreement:
    """How the later figure stands to the earlier one; both count the same thing."""
    if equal(before, after):
        return "same"
    if _close(before, after) or (value(before) == value(after) and not _direction(after)):
        return "agrees"
    if before.qualifier == after.qualifier == "approx":
        return _apart(before, after)
    (low_a, high_a), (low_b, high_b) = interval(before), interval(after)
    if max(low_a, low_b) > min(high_a, high_b):
        return _apart(before, after)
    if not _direction(before) and not _direction(after):
        return "agrees"  # a range and what lies in it
    if _direction(before) != _direction(after):
        return "bound_changed" if _direction(before) and _direction(after) else _sharper(before, after)
    return "update" if value(after) > value(before) else "agrees"


def _sharper(before: Quantity, after: Quantity) -> Agreement:
    """An exact figure inside the earlier bound moves the story on; a vaguer one after it does not."""
    return "update" if _direction(before) and not _direction(after) else "agrees"


def _apart(before: Quantity, after: Quantity) -> Agreement:
    return "update" if value(after) > value(before) else "conflict"


def equal(a: Quantity, b: Quantity) -> bool:
    """The same value and the same bound; "rund 50" and "50" count as equal in value but not in bound."""
    return same_value(a, b) and _direction(a) == _direction(b)


def same_value(a: Quantity, b: Quantity) -> bool:
    return all(
        x is y or (x is not None and y is not None and math.isclose(x, y, rel_tol=1e-6))
        for x, y in ((a.low, b.low), (a.high, b.high))
    )


def interval(quantity: Quantity) -> tuple[float, float]:
    """Low and high, an open side as infinity; "mehr als 54.000" is cut to its thousands and not 62.000."""
    low = -math.inf if quantity.low is None else quantity.low
    if quantity.qualifier == "more_than" and quantity.high is None and _is_cut(low):
        return low, low * (1 + CUT)
    return low, math.inf if quantity.high is None else quantity.high


def _is_cut(bound: float) -> bool:
    """Whether the bound is a figure cut short, not the next round one: 54,000 and 110, not 100."""
    return bound > 0 and len(_number(bound).rstrip("0").replace(".", "")) > 1


def firmness(quantity: Quantity) -> int:
    """How far a figure commits itself: 3 exactly, 2 about, 1 a bound, 0 a mere word ("Dutzende")."""
    if quantity.qualifier in ("exact", "approx", "range"):
        return 3 if quantity.qualifier == "exact" else 2
    first = quantity.text.lower().partition(" ")[0]
    return 0 if quantity.qualifier == "at_least" and first in _loose() else 1


@functools.cache
def _loose() -> frozenset[str]:
    """Words that stand for a count nobody took: dozens, thousands, several."""
    codes = [load(code) for code in LANGUAGES]
    alone = {row[0] for each in codes for row in each.rows("magnitudes") if len(row) > 2}
    return frozenset(alone | {row[0] for each in codes for row in each.rows("vague_counts")})


def tells_less(known: Quantity, new: Quantity) -> bool:
    """The new figure leaves open what the known one says ("mehr als 100", "115"), or has its value."""
    if value(known) == value(new):
        return True
    low, high = interval(new)
    return bool(_direction(new)) and not _direction(known) and low <= value(known) <= high


def bears_out(shown: Quantity, said: Quantity) -> bool:
    """Whether who said the one figure may be named for the other: the same, or one that makes it true.

    "Mehr als 100" is no source for "115" or "100", "115" is one for "mehr als 100", but neither "100" nor "etwa
    100" is; "mehr als 45.000" is one for "45.400".
    """
    if value(shown) == value(said):
        return shown.qualifier == said.qualifier or not {shown.qualifier, said.qualifier} & BEYOND
    if _rounds(shown, said) or _rounds(said, shown):
        return True
    (low, high), (least, most) = interval(shown), interval(said)
    return bool(_direction(shown)) and low <= least and most <= high


def _rounds(rounded: Quantity, figure: Quantity) -> bool:
    """Whether the one is the other with zeros at its end: "etwa 50.000" for 49.200, and not for 45.400."""
    number, more = value(rounded), value(figure) - value(rounded)
    digits = _number(number)
    half = 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
    if rounded.qualifier == "approx":
        return abs(more) <= min(half, ROUNDED * number)
    return rounded.qualifier == "more_than" and _is_cut(number) and 0 < more <= half


def value(quantity: Quantity) -> float:
    """The number that the figure is known by."""
    known = quantity.high if quantity.low is None else quantity.low
    return known if known is not None else 0.0


def ratio(one: Quantity, other: Quantity) -> float:
    """How many times the lesser the greater is; infinite where one of them is none."""
    low, high = sorted((value(one), value(other)))
    return high / low if low > 0 else math.inf


def _direction(quantity: Quantity) -> str:
    return "up" if quantity.qualifier in OPEN_UP else "down" if quantity.qualifier in OPEN_DOWN else ""


def _close(a: Quantity, b: Quantity) -> bool:
    """Figures near each other, at least one of them rounded: "über 100" and "etwa 100" too."""
    if "approx" not in (a.qualifier, b.qualifier):
        return False
    return abs(value(a) - value(b)) <= TOLERANCE * max(abs(value(a)), abs(value(b)))


def describe(quantity: Quantity) -> str:
    """The figure in signs: "≤ 12000"."""
    if quantity.qualifier == "range" and quantity.low is not None and quantity.high is not None:
        return f"{_number(quantity.low)}–{_number(quantity.high)}"
    sign = SIGNS.get(quantity.qualifier, "")
    return f"{sign} {_number(value(quantity))}".strip()


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def counts_same(a: str, b: str) -> bool:
    """Whether two measures ("töten/mensch") count the same thing in the same state."""
    (state_a, _, thing_a), (state_b, _, thing_b) = a.partition("/"), b.partition("/")
    return same_thing(thing_a, thing_b) and (state_a == state_b or not (state_a and state_b))


def comparable(a: str, b: str) -> bool:
    """The same count within one claim: who is hit ("betroffen") is so by whatever the claim is about."""
    (state_a, _, thing_a), (state_b, _, thing_b) = a.partition("/"), b.partition("/")
    hit = HIT in (state_a, state_b) and not {state_a, state_b} & fates()
    return same_thing(thing_a, thing_b) if hit else counts_same(a, b)


def same_thing(a: str, b: str) -> bool:
    """Equal nouns, or one that leaves open what it counts; whoever counts people measures nothing."""
    return a == b or not a or not b or any(vague(x) and not _measures(y) for x, y in ((a, b), (b, a)))


def _measures(thing: str) -> bool:
    return unit(thing) or thing in SCALES


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("people"))


def vague(thing: str) -> bool:
    """A noun that counts people without saying which, or no noun at all."""
    return not thing or thing in _people()


@functools.cache
def _units() -> frozenset[str]:
    lists = [load(code).rows(name) for code in LANGUAGES for name in ("units", "currencies")]
    return frozenset(cell.lower() for rows in lists for row in rows for cell in row[:2])


def unit(thing: str) -> bool:
    """Euros, percent, days: they measure something, they are not what is counted."""
    return thing in _units()


Counted = tuple[str, Quantity]  # (measure, figure)


def differing(before: Iterable[Counted], after: Iterable[Counted]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of figures that count the same thing and are not equal; one with an equal is left out."""
    left, right = list(before), list(after)
    for each in tuple(right):
        twin = next((e for e in left if comparable(e[0], each[0]) and equal(e[1], each[1])), None)
        if twin:
            left.remove(twin)
            right.remove(each)
    for measure, quantity in right:
        partner = next((e for same in (str.__eq__, comparable) for e in left if same(e[0], measure)), None)
        if partner:
            left.remove(partner)
            yield partner[1], quantity


def shared(before: Iterable[Counted], after: Iterable[Counted]) -> bool:
    """Whether any figure counts the same thing on both sides."""
    right = list(after)
    return any(comparable(a, b) for a, _ in before for b, _ in right)


def lone(before: Sequence[Counted], after: Sequence[Counted]) -> tuple[Quantity, Quantity] | None:
    """The figures of a sort of which one side has but one: of a matter that both tell, whatever the verb."""
    for sort in sorted(set(map(_sort, before)) & set(map(_sort, after)) - {""}):
        left, right = (
            [figure for measure, figure in side if _sort((measure, figure)) == sort] for side in (before, after)
        )
        pair = min(product(left, right), key=lambda both: ratio(*both))
        if min(len(left), len(right)) == 1 and ratio(*pair) <= APART:
            return pair
    return None


def _sort(counted: Counted) -> str:
    """What is counted, roughly: a unit itself, or the class of the noun."""
    thing = counted[0].partition("/")[2]
    return thing if unit(thing) else counted[1].noun_class or ""
