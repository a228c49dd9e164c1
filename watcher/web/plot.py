"""Pictures: numbers over time, as shapes whose places are percent across and pixels down.

Percent across keeps time true to scale at any width, and pixels down keep letters readable at 360: an SVG
without a viewBox stretches its lines but not its text. Everything here only computes; templates draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.compose.redline import clip
from watcher.compose.safe import name, speaker
from watcher.model import Evidence, Mention, Quantity

ROW = 84  # pixels of one outlet's strip below its labels
LANE = 16  # pixels of one line of labels
LANES = 3
LETTER = 2.7  # percent of the width that a letter takes at 360 px
LETTER_WIDE = 0.9  # the same where the page has two columns
MOST_WHO = 40  # code points of a speaker in a picture
MOST_OUTLETS = 8
LAST = 0.06  # of the time: how long the last value is drawn, since it holds until now


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as one outlet gave it at one time; an open side is None."""

    at: datetime
    low: float | None
    high: float | None
    qualifier: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shape:
    """A value's stretch of time. In pixels: `top`..`bottom` the area, `line` its bound or value."""

    x: float
    width: float
    top: float
    bottom: float
    line: float
    lower: float | None  # the second line of a range
    style: str  # exact, approx, upper, lower, range
    standing: str = "asserted"


@dataclass(frozen=True, slots=True)
class Label:
    """`anchor`: start or end at `x`; `y` is the base line; `who` is there where a wide page has room for it."""

    x: float
    y: float
    anchor: str
    text: str
    stem: float  # where its line down begins: the x of the shape
    who: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One outlet's values. `height` in pixels, the labels' lanes included."""

    outlet: str
    height: float
    base: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """`at` in percent or pixels; `anchor` keeps the outer ones inside."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Plot:
    """Every outlet's strip on one scale. `noun`: what is counted; `unshown`: outlets that did not fit."""

    noun: str
    strips: tuple[Strip, ...]
    levels: tuple[tuple[float, float], ...]  # value, pixels above the base line
    span: Span
    unshown: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a picture shows: from the first mention to a little after the last."""

    start: datetime
    last: datetime
    end: datetime

    def place(self, at: datetime) -> float:
        """Percent from the left."""
        whole = (self.end - self.start).total_seconds() or 1.0
        return round(min(1.0, max(0.0, (at - self.start).total_seconds() / whole)) * 100, 2)


def span_of(evidence: Sequence[Evidence]) -> Span:
    times = [each.seen_at for each in evidence]
    first, last = min(times), max(times)
    return Span(first, last, last + max((last - first) * LAST, timedelta(hours=1)))


def read_values(
    evidence: Iterable[Evidence], carried: Mapping[tuple[str, int, str, int], int]
) -> tuple[str, tuple[Value, ...]]:
    """The figure that the claim is about, in every mention that gives it, and what it counts.

    `carried` says which of a mention's propositions belongs to the claim; of several counts the commonest is
    the claim's.
    """
    found: dict[str, list[Value]] = {}
    nouns: dict[str, str] = {}
    for each in evidence:
        for measure, quantity in _measured(each.mention, carried):
            nouns.setdefault(measure, quantity.noun or "")
            figure = Value(each.seen_at, quantity.low, quantity.high, quantity.qualifier, quantity.text, each)
            found.setdefault(measure, []).append(figure)
    if not found:
        return "", ()
    chosen = max(found, key=lambda measure: len(found[measure]))
    return nouns[chosen], tuple(found[chosen])


def _measured(
    mention: Mention, carried: Mapping[tuple[str, int, str, int], int]
) -> Iterable[tuple[str, Quantity]]:
    place = mention.item, mention.revision, mention.where, mention.start
    index = carried.get(place)
    for number, proposition in enumerate(mention.propositions):
        if index is None or number == index:
            for quantity, measure in zip(proposition.quantities, proposition.measures, strict=False):
                yield measure, mention.quantities[quantity]


def draw(noun: str, values: Sequence[Value], span: Span) -> Plot | None:
    """None when nothing can be compared: fewer than two values."""
    outlets: dict[str, list[Value]] = {}
    for value in sorted(values, key=lambda each: each.at):
        steps = outlets.setdefault(value.evidence.outlet, [])
        if not steps or (steps[-1].low, steps[-1].high, steps[-1].qualifier) != (
            value.low, value.high, value.qualifier
        ):  # fmt: skip
            steps.append(value)
    if len(values) < 2 or not any(_sides(value) for value in values):
        return None
    top = scale_top(max(max(_sides(value), default=0.0) for value in values))
    ranked = sorted(join(outlets).items(), key=lambda pair: (-len(pair[1]), pair[1][0].at))
    shown = sorted(ranked[:MOST_OUTLETS], key=lambda pair: pair[1][0].at)
    strips = tuple(_strip(outlet, steps, span, top) for outlet, steps in shown)
    levels = tuple((value, round(value / top * (ROW - 8), 1)) for value in (0.0, top / 2, top))
    return Plot(noun, strips, levels, span, max(0, len(ranked) - MOST_OUTLETS))


def join(outlets: Mapping[str, list[Value]]) -> dict[str, list[Value]]:
    """Outlets that gave the same figures at the same times share a strip: they carry one agency's text."""
    alike: dict[object, list[str]] = {}
    for outlet, steps in outlets.items():
        course = tuple((each.at, each.low, each.high, each.qualifier) for each in steps)
        alike.setdefault(course, []).append(outlet)
    return {", ".join(map(name, names)): outlets[names[0]] for names in alike.values()}


def _sides(value: Value) -> list[float]:
    return [side for side in (value.low, value.high) if side is not None]


def scale_top(highest: float) -> float:
    """A round number above the highest, with room for an open bound over it."""
    wanted = highest * 1.15 or 1.0
    step = 10 ** (len(str(int(wanted))) - 1) if wanted >= 1 else 0.1
    return next(step * each for each in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15) if step * each >= wanted)


def _strip(outlet: str, steps: Sequence[Value], span: Span, top: float) -> Strip:
    ends = [*(value.at for value in steps[1:]), span.end]
    places = [(span.place(value.at), span.place(end)) for value, end in zip(steps, ends, strict=True)]
    labels = _label(steps, [left for left, _ in places])
    lanes = max((round(label.y / LANE) for label in labels), default=0)
    base = lanes * LANE + ROW
    shapes = [_shape(value, left, right, base, top) for value, (left, right) in zip(steps, places, strict=True)]
    return Strip(outlet, base + 2, base, tuple(shapes), labels, tuple(steps))


def _shape(value: Value, left: float, right: float, base: float, top: float) -> Shape:
    def height(side: float) -> float:
        return round(base - side / top * (ROW - 8), 1)

    ceiling, floor = base - ROW + 8, base
    low, high = value.low, value.high
    standing = value.evidence.mention.standing
    whole = Shape(left, round(max(right - left, 0.4), 2), ceiling, floor, floor, None, "exact", standing)
    if low is None and high is not None:
        return replace(whole, top=height(high), line=height(high), style="upper")
    if high is None and low is not None:
        return replace(whole, bottom=height(low), line=height(low), style="lower")
    if low is None or high is None:
        return replace(whole, top=floor, style="exact")
    if value.qualifier == "approx":
        middle = (low + high) / 2
        edges = (low, high) if low < high else (middle * 0.95, middle * 1.05)
        return replace(
            whole, top=height(edges[1]), bottom=height(edges[0]), line=height(middle), style="approx"
        )
    if low < high:
        return replace(
            whole, top=height(high), bottom=height(low), line=height(high), lower=height(low), style="range"
        )
    return replace(whole, top=height(high), bottom=height(high), line=height(high))


def _label(steps: Sequence[Value], places: Sequence[float]) -> tuple[Label, ...]:
    """In as many lanes as keep them apart at 360 px; what fits in none is left to the table below."""
    free = [0.0] * LANES
    said = {x: tell_by(value.evidence) for value, x in zip(steps, places, strict=True)}
    labels = []
    for value, x in zip(steps, places, strict=True):
        text = name(value.text)
        width = len(text) * LETTER + 2
        anchor = "end" if x + width > 100 else "start"
        start = x - width if anchor == "end" else x
        lane = next((number for number, until in enumerate(free) if until <= start and start >= 0), None)
        if lane is not None:
            free[lane] = start + width
            labels.append(Label(x, (lane + 1) * LANE - 4, anchor, text, x))
    used = max((round((label.y + 4) / LANE) for label in labels), default=0)
    # The first label takes the lowest lane, so that its stem crosses no other.
    lowered = [replace(each, y=used * LANE - (each.y + 4) + LANE - 4) for each in labels]
    return tuple(replace(each, who=_who(each, lowered, said)) for each in lowered)


def _who(label: Label, labels: Sequence[Label], said: Mapping[float, str]) -> str:
    """The speaker, if a wide page has room for the name in the label's lane."""
    who = said.get(label.stem, "")
    beside = [each for each in labels if each.y == label.y and each is not label]
    if label.anchor == "end":
        room = label.x - max((_reach(each) for each in beside if each.x < label.x), default=0.0)
    else:
        room = min((_begin(each) for each in beside if each.x > label.x), default=100.0) - label.x
    return who if who and (len(label.text) + len(who) + 3) * LETTER_WIDE < room else ""


def _reach(label: Label) -> float:
    """How far to the right a label goes at most, with its speaker."""
    return label.x if label.anchor == "end" else label.x + (len(label.text) + MOST_WHO) * LETTER_WIDE


def _begin(label: Label) -> float:
    return label.x - (len(label.text) + MOST_WHO) * LETTER_WIDE if label.anchor == "end" else label.x


def tell_by(evidence: Evidence) -> str:
    source = evidence.mention.attribution
    return clip(speaker(source.name or source.text), MOST_WHO) if source else ""
