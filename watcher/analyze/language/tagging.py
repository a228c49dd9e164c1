"""Tags the words of a sentence by HanTa's model of tag triples: its own answers, without its detours.

HanTa goes through every tag that can follow a state (56 on average) for every word; a word has one or two, so
here only those are looked up, and what a word weighs is kept from one sentence to the next.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from watcher.analyze.language.lattice import UNKNOWN, Weights
from watcher.analyze.language.states import FIRST, NEVER
from watcher.analyze.language.states import Tags as State

Row = dict[State, float]
Edges = list[tuple[int, float]]
END = 2  # HanTa's number
BEAM = 5  # states go on besides those that are nearly as good
UNLIKELY = 5.0  # a new word's tags that are e^5 times less likely than its best are left out
QUOTE = re.compile(r"`|``|´|´´|'|''")  # what HanTa takes for a quotation mark


@dataclass(frozen=True, slots=True)
class Tags:
    """What HanTa's model knows about tags, by its numbers."""

    followers: Mapping[State, Mapping[int, float]]
    common: Mapping[str, Sequence[tuple[int, float]]]  # words with their tags, likeliest first
    frequency: Mapping[int, float]
    case: Mapping[int, Mapping[bool, float]]  # of a word with a capital, or without


class Tagger:
    """Finds the likeliest tags; `weigh` gives those of a word that is not among the common ones."""

    def __init__(self, tags: Tags, weigh: Callable[[str], Weights], cached: int) -> None:
        self._followers = tags.followers
        self._tags = tags
        self._weigh = weigh
        self._found = functools.lru_cache(cached // 4)(self._find)  # asked once for each way to write the word
        self._given = functools.lru_cache(cached)(self._give)

    def tag(self, words: Sequence[str]) -> list[int]:
        """The tag of each word of a sentence; a capital tells nothing of its first word."""
        row: Row = {FIRST: 0.0}
        origins: list[dict[State, State]] = []
        for at, word in enumerate(words):
            row, came = self._step(row, self._given(_plain(word), word[0].isupper() if at else None))
            origins.append(came)
        return self._trace(row, origins)

    def best(self, word: str) -> int:
        """The likeliest tag of a word that stands alone."""
        upper = word[0].isupper()
        return max(self._look_up(_plain(word)), key=lambda each: each[1] + self._case(each[0], upper))[0]

    def _look_up(self, word: str) -> Sequence[tuple[int, float]]:
        """The word's tags, known or found."""
        return self._tags.common.get(word) or self._found(word)

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
        frequency = self._tags.frequency
        return [(t, lp + self._case(t, upper) - frequency[t]) for t, lp in found if t != UNKNOWN]

    def _give(self, word: str, upper: bool | None) -> Weights:
        """How likely the word is given each of its tags; nothing if all tags are open to it."""
        given = self._condition(self._look_up(word), upper)
        return tuple(given if word in self._tags.common else _likely(given))

    def _case(self, tag: int, upper: bool | None) -> float:
        return 0.0 if upper is None or tag == UNKNOWN else self._tags.case[tag][upper]

    def _step(self, row: Row, given: Weights) -> tuple[Row, dict[State, State]]:
        """The states after one more word, and the best state before each."""
        least = _floor(row) if len(row) > BEAM else NEVER
        after: Row = {}
        came: dict[State, State] = {}
        for state, weight in row.items():
            if weight < least:
                continue
            followers, tag_before = self._followers[state], state[1]
            for tag, lp in given or _open(followers):
                if tag in followers:
                    whole, reached = weight + followers[tag] + lp, (tag_before, tag)
                    if reached not in after or whole > after[reached]:
                        after[reached] = whole
                        came[reached] = state
        return after, came

    def _trace(self, row: Row, origins: Sequence[Mapping[State, State]]) -> list[int]:
        """The tags on the way to the state that best ends the sentence."""
        state = max(row, key=lambda each: row[each] + self._followers[each].get(END, NEVER))
        tags = []
        for came in reversed(origins):
            tags.append(state[1])
            state = came[state]
        return tags[::-1]


def _plain(word: str) -> str:
    """As the model has it: quotation marks alike, the rest in lower case."""
    return '"' if len(word) <= 2 and QUOTE.fullmatch(word) else word.lower()


def _likely(weights: Edges) -> Edges:
    least = max((weight for _, weight in weights), default=0.0) - UNLIKELY
    return [each for each in weights if each[1] >= least]


def _open(followers: Mapping[int, float]) -> Weights:
    return tuple((tag, 0.0) for tag in followers if tag != END)


def _floor(row: Row) -> float:
    return sorted(row.values())[-BEAM - 1] - 1
