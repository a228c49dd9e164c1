"""Pictures: bounds drawn as bounds, time to scale, labels that never meet."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.model import Evidence, Mention
from watcher.web import bars, plot
from watcher.web.reasons import FIGURE, say_figure, say_number
from watcher.web.spans import Stretch, cut
from watcher.web.words import desk_words

START = datetime(2026, 1, 1, tzinfo=UTC)
GERMAN = desk_words("de", ZoneInfo("Europe/Berlin"))


def value(
    day: float, low: float | None, high: float | None, qualifier: str = "exact", outlet: str = "Blatt"
) -> plot.Value:
    mention = Mention(f"{outlet}/{day}", 1, "text", 0, 3, "100", "quantity", "asserted")
    at = START + timedelta(days=day)
    return plot.Value(at, low, high, qualifier, "100", Evidence(mention, outlet, None, at, outlet))


def draw(*values: plot.Value) -> plot.Plot:
    drawn = plot.draw("mensch", values, plot.span_of([each.evidence for each in values]))
    assert drawn is not None
    return drawn


def test_up_to_is_an_area_below_its_line_and_more_than_one_above() -> None:
    upper, lower = draw(value(0, None, 12), value(9, 10, None)).strips[0].shapes
    assert upper.style == "upper"
    assert upper.top == upper.line < upper.bottom
    assert lower.style == "lower"
    assert lower.top < lower.line == lower.bottom


def test_about_is_a_band_and_an_exact_value_a_line() -> None:
    about, exact, between = (
        draw(value(0, 9, 9, "approx"), value(4, 8, 8), value(9, 5, 7, "range")).strips[0].shapes
    )
    assert about.top < about.line < about.bottom
    assert exact.top == exact.bottom == exact.line
    assert between.lower is not None
    assert between.line < between.lower


def test_time_is_true_to_scale() -> None:
    shapes = draw(value(0, 1, 1), value(10, 2, 2), value(40, 3, 3)).strips[0].shapes
    assert shapes[1].x * 4 == pytest.approx(shapes[2].x, rel=0.01)
    assert shapes[0].x + shapes[0].width == pytest.approx(shapes[1].x)


def test_outlets_with_the_same_course_share_a_strip() -> None:
    drawn = draw(value(0, 1, 1), value(0, 1, 1, outlet="Bote"), value(3, 2, 2, outlet="Dritte"))
    assert [strip.outlet for strip in drawn.strips] == ["Blatt, Bote", "Dritte"]


def test_one_figure_is_no_picture() -> None:
    assert plot.draw("", [value(0, 1, 1)], plot.span_of([value(0, 1, 1).evidence])) is None


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 1e12), st.booleans()), min_size=2, max_size=40))
def test_nothing_lies_outside_and_no_label_meets_another(rows: list[tuple[float, float, bool]]) -> None:
    values = [value(day, None if open_side else side, side) for day, side, open_side in rows]
    drawn = plot.draw("", values, plot.span_of([each.evidence for each in values]))
    for strip in drawn.strips if drawn else ():
        for shape in strip.shapes:
            assert 0 <= shape.x <= 100
            assert shape.x + shape.width <= 100.5
            assert 0 <= shape.top <= shape.bottom <= strip.height
        taken: list[tuple[float, float, float]] = []
        for label in strip.labels:
            width = len(label.text) * plot.LETTER
            left = label.x - width if label.anchor == "end" else label.x
            assert all(y != label.y or right <= left or left + width <= start for start, right, y in taken)
            taken.append((left, left + width, label.y))


def test_the_highest_day_fills_the_picture() -> None:
    drawn = bars.bars([{"new": 3, "denied": 1}, {}, {"new": 2}], ["denied", "new", "number"])
    heights = {each.kind: [float(n) for n in re.findall(r"v([\d.]+)h-", each.path)] for each in drawn}
    assert heights == {"denied": [bars.HEIGHT / 4], "new": [bars.HEIGHT * 3 / 4, bars.HEIGHT / 2]}
    tops = {each.kind: [float(y) for y in re.findall(r"M\d+ ([\d.]+)h", each.path)] for each in drawn}
    assert tops == {"denied": [bars.HEIGHT * 3 / 4], "new": [0, bars.HEIGHT / 2]}


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_a_text_in_pieces_is_the_text(text: str, places: list[tuple[int, int]]) -> None:
    stretches = [Stretch(start, end, "mention") for start, end in places]
    bits = cut(text, stretches)
    assert "".join(bit.text for bit in bits) == text
    at = 0
    for bit in bits:
        assert {(each.start, each.end) for each in bit.covers} == {
            (start, end) for start, end in places if 0 <= start <= at < end and start < len(text)
        }
        at += len(bit.text)


@pytest.mark.parametrize(
    ("code", "said"),
    [("≤ 12000", "bis zu 12.000"), ("> 10000", "mehr als 10.000"), ("≈ 61000000", "etwa 61 Mio."),
     ("3.5", "3,5"), ("130–157", "130–157")],
)  # fmt: skip
def test_a_reasons_figures_are_said_in_words(code: str, said: str) -> None:
    assert FIGURE.sub(lambda found: say_figure(found, GERMAN), code) == said


def test_large_numbers_are_named() -> None:
    assert say_number(1_200_000_000, GERMAN) == "1,2 Mrd."
    assert say_number(7_500, GERMAN) == "7.500"
