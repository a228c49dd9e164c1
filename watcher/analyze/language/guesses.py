"""How likely HanTa's model takes letters for a morpheme that it does not know, by their number and ending."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from operator import add

Weighing = tuple[Sequence[float], Sequence[float]]  # log weights to be added, for each open tag

LONGEST = 24  # letters of a morpheme that the model tells apart
LONGEST_ENDING = 4  # letters
CACHED_ENDINGS = 20_000


class Guesses:
    """What the model's tables of endings and lengths say; `open`: tags of morphemes that it may not know."""

    def __init__(
        self,
        endings: Mapping[int, Mapping[str, float]],
        lengths: Mapping[int, Sequence[float]],
        rare: Mapping[int, float],
        unseen: float,
    ) -> None:
        self.open = tuple(tag for tag in rare if tag in endings)
        self.bases = [  # by number of letters, for each open tag
            tuple(unseen + rare[tag] + lengths[tag][size] for tag in self.open) for size in range(LONGEST + 1)
        ]
        self._endings = _resolve([endings[tag] for tag in self.open])
        highest = [max(endings[tag].values()) for tag in self.open]
        self.most = [max(map(add, bases, highest)) for bases in self.bases]  # with any ending
        self._end = functools.lru_cache(CACHED_ENDINGS)(self._find)
        self._tops = functools.cache(self._add_up)

    def find(self, part: str) -> tuple[Weighing, float]:
        """How likely the letters are a morpheme, by tag: two log weights to add; and the highest sum."""
        size = len(part) if len(part) < LONGEST else LONGEST
        weights, tops = self._end(part[-LONGEST_ENDING:] if size > LONGEST_ENDING else part[1:])
        return (self.bases[size], weights), tops[size]

    def _find(self, tail: str) -> tuple[Sequence[float], Sequence[float]]:
        """Of the longest ending of the tail that the model knows, its weights, and the highest sum by size."""
        ending = next(tail[at:] for at in range(len(tail) + 1) if tail[at:] in self._endings)
        return self._endings[ending], self._tops(ending)

    def _add_up(self, ending: str) -> tuple[float, ...]:
        """The highest sum with each number of letters; there are 900 endings."""
        return tuple(max(map(add, bases, self._endings[ending])) for bases in self.bases)


def _resolve(tables: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    """For every ending that a table has, the weight of its longest ending in each of the tables."""
    return {
        ending: tuple(
            next(table[ending[at:]] for at in range(len(ending) + 1) if ending[at:] in table)
            for table in tables
        )
        for ending in set().union(*tables)
    }
