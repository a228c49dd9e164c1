"""Charts: a claim's figure over time, a strip for each outlet, all on one scale.

A bound is drawn as a bound: "at most" an area below a line, "more than" an area above one, a range a band, an
exact figure a line. The pictures hold no letters, which would be unreadable on a phone: the outlet and its
figures stand above each strip as text, and in the picture's alternative text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.compose.kinds import NUMBER
from watcher.compose.printing.png import Colour, Picture
from watcher.compose.telling.cards import Card
from watcher.compose.telling.figures import count_of, counts_same
from watcher.model import Attachment, Evidence, Quantity

FEWEST = 3  # values; two are told by the card itself
MOST_OUTLETS = 4
MOST_CHARTS = 6
WIDTH, HEIGHT, EDGE = 1120, 72, 8  # pixels; shown at half the height, on a phone at a third of the width
LINE = 5
COLUMNS = 24
BLOCKS = "▁▂▃▄▅▆▇█"
SPACE = 0.3  # above and below the values: an open bound's area must show
LAST = 0.06  # of the time: how long the last value is drawn, since it holds until now
# On paper and in the dark alike: what is not painted is clear.
PALETTE: tuple[Colour, ...] = ((0, 0, 0, 0), (196, 122, 20, 255), (196, 122, 20, 96), (128, 136, 148, 90))
INK, AREA, GROUND = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that an outlet gave at a time."""

    at: datetime
    quantity: Quantity

    @property
    def low(self) -> float | None:
        return self.quantity.low

    @property
    def high(self) -> float | None:
        return self.quantity.high

    @property
    def value(self) -> float:
        """The bound, or the middle of a range."""
        sides = [side for side in (self.low, self.high) if side is not None]
        return sum(sides) / len(sides)


@dataclass(frozen=True, slots=True)
class Strip:
    """One outlet's figures, each once where it begins to hold."""

    outlet: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A claim's strips on one scale. `unshown`: outlets that did not fit."""

    claim: str
    strips: tuple[Strip, ...]
    start: datetime
    end: datetime
    low: float
    high: float
    unshown: int = 0

    def cid(self, number: int) -> str:
        return f"{self.claim}-{number}@watcher"

    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(Attachment(self.cid(at), draw(self, strip)) for at, strip in enumerate(self.strips))

    def place(self, at: datetime) -> float:
        """0 to 1 from the left."""
        return (at - self.start) / (self.end - self.start)

    def rise(self, value: float) -> float:
        """0 to 1 from below."""
        return (value - self.low) / (self.high - self.low)


def plot(cards: Iterable[Card], histories: Mapping[str, tuple[Evidence, ...]]) -> dict[str, Chart]:
    """The charts of the figures that changed, by the first change of its card; each claim has one."""
    charts: dict[str, Chart] = {}
    drawn: set[str] = set()
    for card in cards:
        if NUMBER in card.kinds and card.claim in histories.keys() - drawn and len(charts) < MOST_CHARTS:
            chart = trace(card.claim, histories[card.claim], card.latest)
            if chart:
                charts[card.changes[0].key] = chart
                drawn.add(card.claim)
    return charts


def picture(charts: Mapping[str, Chart]) -> tuple[Attachment, ...]:
    return tuple(each for one in charts.values() for each in one.attachments())


def trace(claim: str, history: Sequence[Evidence], latest: Evidence) -> Chart | None:
    """The chart of the figure that the latest evidence gives; None when there is too little to draw."""
    measures = {count_of(latest.mention, each) for each in latest.mention.quantities} - {None}
    strips: dict[str, list[Point]] = {}
    for evidence in sorted(history, key=lambda each: each.seen_at):
        if point := _point(evidence, measures):
            strip = strips.setdefault(evidence.outlet, [])
            if not strip or _sides(strip[-1]) != _sides(point):
                strip.append(point)
    strips = _merge(strips)
    points = [point for strip in strips.values() for point in strip]
    if len(points) < FEWEST or len({_sides(each) for each in points}) < 2:
        return None
    return _frame(claim, strips, points)


def _merge(strips: Mapping[str, list[Point]]) -> dict[str, list[Point]]:
    """Outlets that gave the same figures at about the same times share the strip of the first of them."""
    times = [point.at for strip in strips.values() for point in strip]
    near = (max(times) - min(times)) * LAST if times else timedelta(0)
    merged: list[tuple[list[str], list[Point]]] = []
    for outlet, points in strips.items():
        same = next((names for names, known in merged if _agree(known, points, near)), None)
        if same is None:
            merged.append(([outlet], points))
        else:
            same.append(outlet)
    return {", ".join(names): points for names, points in merged}


def _agree(one: Sequence[Point], other: Sequence[Point], near: timedelta) -> bool:
    return len(one) == len(other) and all(
        _sides(left) == _sides(right) and abs(left.at - right.at) <= near
        for left, right in zip(one, other, strict=True)
    )


def _point(evidence: Evidence, measures: set[str | None]) -> Point | None:
    mention = evidence.mention
    for each in mention.quantities:
        counted = any(counts_same(count_of(mention, each), measure) for measure in measures)
        if counted and (each.low, each.high) != (None, None):
            return Point(evidence.seen_at, each)
    return None


def _sides(point: Point) -> tuple[float | None, float | None]:
    return point.low, point.high


def _frame(claim: str, strips: dict[str, list[Point]], points: Sequence[Point]) -> Chart:
    """The outlets that gave most figures, on a scale that holds every value."""
    start, last = min(each.at for each in points), max(each.at for each in points)
    values = [side for each in points for side in _sides(each) if side is not None]
    space = (max(values) - min(values)) * SPACE or 1.0
    chosen = sorted(strips, key=lambda outlet: -len(strips[outlet]))[:MOST_OUTLETS]
    return Chart(
        claim=claim,
        strips=tuple(Strip(name, tuple(points)) for name, points in strips.items() if name in chosen),
        start=start,
        end=last + max((last - start) * LAST, timedelta(hours=1)),
        low=min(values) - space,
        high=max(values) + space,
        unshown=len(strips) - len(chosen),
    )


def draw(chart: Chart, strip: Strip) -> bytes:
    """The strip as a PNG."""
    picture = Picture(WIDTH, HEIGHT)
    picture.paint(0, HEIGHT - 2, WIDTH, HEIGHT, GROUND)
    ends = [point.at for point in strip.points[1:]] + [chart.end]
    for point, end in zip(strip.points, ends, strict=True):
        _step(picture, chart, point, end)
    return picture.write(PALETTE)


def _step(picture: Picture, chart: Chart, point: Point, end: datetime) -> None:
    left, right = chart.place(point.at) * WIDTH, chart.place(end) * WIDTH
    floor, ceiling = HEIGHT - 2, 0.0
    top = ceiling if point.high is None else _down(chart, point.high)
    bottom = float(floor) if point.low is None else _down(chart, point.low)
    if point.quantity.qualifier == "approx" and top == bottom:
        top, bottom = top - LINE * 1.5, bottom + LINE * 1.5
    picture.paint(left, top, right, bottom, AREA)
    for side in {side for side in _sides(point) if side is not None}:
        y = _down(chart, side)
        picture.paint(left, y - LINE / 2, right, y + LINE / 2, INK)


def _down(chart: Chart, value: float) -> float:
    """Pixels from above."""
    return EDGE + (1 - chart.rise(value)) * (HEIGHT - 2 * EDGE)


def spell(chart: Chart, strip: Strip) -> str:
    """The strip in block characters, true to time; dots where the outlet had not spoken yet."""
    columns = ["·"] * COLUMNS
    for point in strip.points:
        first = min(int(chart.place(point.at) * COLUMNS), COLUMNS - 1)
        block = BLOCKS[min(int(chart.rise(point.value) * len(BLOCKS)), len(BLOCKS) - 1)]
        columns[first:] = [block] * (COLUMNS - first)
    return "".join(columns)
