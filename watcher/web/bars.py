"""A topic's month: a bar a day, stacked by kind of change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: its pieces from below, as (kind, y, height)."""

    day: date
    x: float
    width: float
    pieces: tuple[tuple[str, float, float], ...]


BARS = 96  # pixels


def bars(days: Sequence[tuple[date, Mapping[str, int]]], kinds: Sequence[str]) -> tuple[Bar, ...]:
    """Stacked, the highest day as high as the picture."""
    most = max((sum(counts.values()) for _, counts in days), default=0)
    step = 100 / max(1, len(days))
    drawn = []
    for number, (day, counts) in enumerate(days):
        pieces, y = [], float(BARS)
        for kind in kinds:
            if n := counts.get(kind, 0):
                height = n / most * BARS
                y -= height
                pieces.append((kind, round(y, 1), round(height, 1)))
        drawn.append(Bar(day, round(number * step + step * 0.1, 2), round(step * 0.8, 2), tuple(pieces)))
    return tuple(drawn)
