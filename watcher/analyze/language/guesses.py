"""How likely HanTa's model takes letters for a morpheme that it does not know, by their number and ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import add

LONGEST = 24  # letters of a morpheme that the model tells apart
LONGEST_ENDING = 4  # letters


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
        self._bases = [
            tuple(unseen + rare[tag] + lengths[tag][size] for tag in self.open) for size in range(LONGEST + 1)
        ]
        self._endings = _resolve([endings[tag] for tag in self.open])
        highest = [max(endings[tag].values()) for tag in self.open]
        self.most = [max(map(add, bases, highest)) for bases in self._bases]  # by number of letters

    def weigh(self, part: str, tags: Sequence[tuple[int, int]], penalty: float) -> list[tuple[int, float]]:
        """The tags, given with their place among the open ones, each with the log weight of the part."""
        bases = self._bases[min(len(part), LONGEST)]
        endings = self._find(part[-LONGEST_ENDING:] if len(part) > LONGEST_ENDING else part[1:])
        return [(tag, bases[n] + endings[n] + penalty) for n, tag in tags]

    def _find(self, tail: str) -> tuple[float, ...]:
        """How likely each open tag has the longest ending of the tail that the model knows."""
        for at in range(len(tail) + 1):
            if found := self._endings.get(tail[at:]):
                return found
        raise KeyError(tail)


def _resolve(tables: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    """For every ending that a table has, the weight of its longest ending in each of the tables."""
    return {
        ending: tuple(
            next(table[ending[at:]] for at in range(len(ending) + 1) if ending[at:] in table)
            for table in tables
        )
        for ending in set().union(*tables)
    }
