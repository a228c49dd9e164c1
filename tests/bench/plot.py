"""A bar chart of what the sides took, on a logarithmic scale, as SVG without any library."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

WIDTH, BAR, LEFT, SPAN = 900, 14, 150, 600
COLOURS = {"watcher": "#0a6", "reader": "#c60", "newsboat": "#36c", "sfeed": "#999"}
Rounds = Mapping[str, Mapping[str, Mapping[str, float]]]
DECADES = range(-5, 1)  # of seconds for a feed


def draw(rounds: Rounds, feeds: int) -> str:
    """`rounds`: scenario -> side -> what it took; milliseconds of processor time for a feed are drawn."""
    rows = list(_rows(rounds, feeds))
    height = 60 + BAR * len(rows)
    ticks = "".join(
        f'<line x1="{_x(10.0**at)}" x2="{_x(10.0**at)}" y1="30" y2="{height - 10}" stroke="#ddd"/>'
        f'<text x="{_x(10.0**at)}" y="24" text-anchor="middle">{10.0 ** (at + 3):g} ms</text>'
        for at in DECADES
    )
    bars = "".join(_bar(at, *row) for at, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif"'
        ' font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="4" y="12">processor time for a feed, {feeds} feeds of one pass</text>{ticks}{bars}</svg>\n'
    )


def _rows(rounds: Rounds, feeds: int) -> Iterator[tuple[str, str, float]]:
    for name, took in rounds.items():
        for at, (who, each) in enumerate(took.items()):
            yield "" if at else name, who, each["cpu"] / feeds
        yield "", "", 0.0


def _bar(at: int, name: str, who: str, seconds: float) -> str:
    y = 40 + BAR * at
    label = f'<text x="4" y="{y + 10}">{name}</text>'
    if not who:
        return label
    right = _x(seconds)
    size = f'width="{right - LEFT:.1f}" height="{BAR - 3}"'
    return (
        f'{label}<rect x="{LEFT}" y="{y + 1}" {size} fill="{COLOURS[who]}"/>'
        f'<text x="{right + 4:.1f}" y="{y + 10}">{who} {seconds * 1_000:.3g}</text>'
    )


def _x(seconds: float) -> float:
    share = (math.log10(max(seconds, 1e-9)) - DECADES[0]) / (DECADES[-1] - DECADES[0])
    return round(LEFT + SPAN * min(max(share, 0.01), 1.0), 1)
