"""A text with stretches lifted out of it: cut at every border, so that overlapping ones can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 60_000  # code points of a text on one page


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` of a text: a mention (`kind` "claim", `link` its claim), a match, a mark."""

    start: int
    end: int
    kind: str
    link: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text between two borders, and what covers it."""

    text: str
    covers: tuple[Stretch, ...] = ()

    @property
    def kinds(self) -> str:
        return " ".join(sorted({each.kind for each in self.covers}))

    @property
    def link(self) -> Stretch | None:
        """The shortest that leads somewhere."""
        linked = [each for each in self.covers if each.link]
        return min(linked, key=lambda each: each.end - each.start, default=None)


def cut(text: str, stretches: Iterable[Stretch]) -> tuple[Bit, ...]:
    """The pieces join to exactly the text (its first MOST code points)."""
    text = text[:MOST]
    inside = [each for each in stretches if 0 <= each.start < each.end and each.start < len(text)]
    borders = sorted({0, len(text), *(min(b, len(text)) for each in inside for b in (each.start, each.end))})
    return tuple(_bits(text, borders, sorted(inside, key=lambda each: each.start)))


def _bits(text: str, borders: Sequence[int], stretches: Sequence[Stretch]) -> Iterable[Bit]:
    active: list[Stretch] = []
    coming = iter((*stretches, None))
    following = next(coming)
    for start, end in pairwise(borders):
        active = [each for each in active if each.end > start]
        while following and following.start <= start:
            active.append(following)
            following = next(coming)
        yield Bit(text[start:end], tuple(active))
