"""Bars of days or months, stacked by kind: one path a kind, since a month of days has two hundred pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1_000, 96  # of the picture's own grid, which is stretched to the page's width
FILLED = 0.8  # of a bar's place


@dataclass(frozen=True, slots=True)
class Area:
    """All that one kind takes of the bars; `path` as SVG's `d`."""

    kind: str
    path: str


def bars(counts: Sequence[Mapping[str, int]], kinds: Sequence[str]) -> tuple[Area, ...]:
    """Stacked from below in the order of `kinds`, the highest bar as high as the picture."""
    most = max((sum(each.values()) for each in counts), default=0)
    paths: dict[str, list[str]] = {kind: [] for kind in kinds}
    for number, each in enumerate(counts):
        y = float(HEIGHT)
        for kind in kinds:
            if n := each.get(kind, 0):
                height = n / most * HEIGHT
                y -= height
                paths[kind].append(_box(number, len(counts), y, height))
    return tuple(Area(kind, "".join(boxes)) for kind, boxes in paths.items() if boxes)


def _box(number: int, count: int, y: float, height: float) -> str:
    step = WIDTH / count
    x, width = (number + (1 - FILLED) / 2) * step, step * FILLED
    return f"M{x:.0f} {y:.1f}h{width:.0f}v{height:.1f}h-{width:.0f}z"
