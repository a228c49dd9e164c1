"""Tags the words of a sentence by HanTa's model of tag triples: its own answers, without its detours.

HanTa goes through every tag that can follow a state (56 on average) for every word; a word has one or two, so
here only those are looked up, and what a word weighs is kept from one sentence to the next.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from watcher.analyze.language.lattice import Weights
from watcher.analyze.language.model import UNKNOWN
from watcher.analyze.language.states import FIRST, NEVER

Row = dict[int, float]  # states with their weights
Edges = list[tuple[int, float]]
END = 2  # HanTa's number
BEAM = 5  # states go on besides those that are nearly as good
UNLIKELY = 5.0  # a new word's tags that are e^5 times less likely than its best are left out
QUOTE = re.compile(r"`|``|´|´´|'|''")  # what HanTa takes for a quotation mark


@dataclass(frozen=True, slots=True)
class Tags:
    """What HanTa's model knows about tags, by its numbers."""

    followers: Mapping[tuple[int, int], Mapping[int, float]]
    common: Mapping[str, Sequence[tuple[int, float]]]  # words with their tags, likeliest first
    frequency: Mapping[int, float]
    case: Mapping[int, Mapping[bool, float]]  # of a word with a capital, or without


class Chain:
    """What tag follows two: every two have the same followers, so that a state is a number and they are a row.

    A tag is its place in the row; two make the state `first * width + second`.
    """

    def __init__(self, followers: Mapping[tuple[int, int], Mapping[int, float]]) -> None:
        self.tags = tuple(next(iter(followers.values())))
        self.places = {tag: at for at, tag in enumerate((*self.tags, *FIRST))}
        self.width = len(self.places)
        self.first = self._number(FIRST)
        self.end = self.places[END]
        once: dict[float, float] = {}  # 180,000 numbers, of which 17,000 differ
        self.rows = {  # of each state: how likely each tag follows, and the number of the state then without it
            self._number(state): (
                tuple(once.setdefault(row[tag], row[tag]) for tag in self.tags),
                self.places[state[1]] * self.width,
            )
            for state, row in followers.items()
        }

    def _number(self, state: tuple[int, int]) -> int:
        return self.places[state[0]] * self.width + self.places[state[1]]


class Tagger:
    """Finds the likeliest tags; `weigh` gives those of a word that is not among the common ones."""

    def __init__(self, tags: Tags, weigh: Callable[[str], Weights], cached: int) -> None:
        self._chain = Chain(tags.followers)
        self._rows = self._chain.rows
        self._common, self._frequency, self._cases = tags.common, tags.frequency, tags.case
        self._open = tuple((at, 0.0) for tag, at in self._chain.places.items() if tag not in (END, *FIRST))
        self._weigh = weigh
        self._found = functools.lru_cache(cached // 4)(self._find)  # asked once for each way to write the word
        self._given = functools.lru_cache(cached)(self._give)

    def tag(self, words: Sequence[str]) -> list[int]:
        """The tag of each word of a sentence; a capital tells nothing of its first word."""
        row: Row = {self._chain.first: 0.0}
        origins: list[dict[int, int]] = []
        step, given = self._step, self._given
        for at, word in enumerate(words):
            row, came = step(row, given(word, at == 0))
            origins.append(came)
        return self._trace(row, origins)

    def best(self, word: str) -> int:
        """The likeliest tag of a word that stands alone."""
        upper = word[0].isupper()
        return max(self._look_up(_plain(word)), key=lambda each: each[1] + self._case(each[0], upper))[0]

    def knows(self, word: str) -> bool:
        """Whether the texts that the model was trained on have the word often enough."""
        return word.lower() in self._common

    def _look_up(self, word: str) -> Sequence[tuple[int, float]]:
        """The word's tags, known or found."""
        return self._common.get(word) or self._found(word)

    def _find(self, word: str) -> Weights:
        """The tags of a word that is not common: those that are left over wherever it may stand."""
        found = self._weigh(word)
        lasting: set[int] = set()
        for upper in (None, True, False):
            lasting |= {tag for tag, _ in _likely([(tag, lp + self._case(tag, upper)) for tag, lp in found])}
            lasting |= {tag for tag, _ in _likely(self._condition(found, upper))}
        return tuple(each for each in found if each[0] in lasting)

    def _condition(self, found: Sequence[tuple[int, float]], upper: bool | None) -> Edges:
        """How likely the word is given each of the tags."""
        frequency = self._frequency
        return [(t, lp + self._case(t, upper) - frequency[t]) for t, lp in found if t != UNKNOWN]

    def _give(self, written: str, opens: bool) -> Weights:
        """How likely the word is given each of its tags, as places in a row; all of them if none is known."""
        word = _plain(written)
        given = self._condition(self._look_up(word), None if opens else written[0].isupper())
        places = self._chain.places
        return (
            tuple((places[t], lp) for t, lp in (given if word in self._common else _likely(given)))
            or self._open
        )

    def _case(self, tag: int, upper: bool | None) -> float:
        return 0.0 if upper is None or tag == UNKNOWN else self._cases[tag][upper]

    def _step(self, row: Row, given: Weights) -> tuple[Row, dict[int, int]]:
        """The states after one more word, and the best state before each."""
        least = _floor(row) if len(row) > BEAM else NEVER
        rows = self._rows
        after: Row = {}
        came: dict[int, int] = {}
        for state, weight in row.items():
            if weight < least:
                continue
            followers, last = rows[state]
            for at, lp in given:
                whole, reached = weight + followers[at] + lp, last + at
                if reached not in after or whole > after[reached]:
                    after[reached] = whole
                    came[reached] = state
        return after, came

    def _trace(self, row: Row, origins: Sequence[Mapping[int, int]]) -> list[int]:
        """The tags on the way to the state that best ends the sentence."""
        chain = self._chain
        state = max(row, key=lambda each: row[each] + chain.rows[each][0][chain.end])
        tags = []
        for came in reversed(origins):
            tags.append(chain.tags[state % chain.width])
            state = came[state]
        return tags[::-1]


def _plain(word: str) -> str:
    """As the model has it: quotation marks alike, the rest in lower case."""
    return '"' if len(word) <= 2 and QUOTE.fullmatch(word) else word.lower()


def _likely(weights: Edges) -> Edges:
    least = max((weight for _, weight in weights), default=0.0) - UNLIKELY
    return [each for each in weights if each[1] >= least]


def _floor(row: Row) -> float:
    return sorted(row.values())[-BEAM - 1] - 1
