"""Cuts words into morphemes by HanTa's model: the same answers as its own two searches, sooner.

A word is a lattice: an edge is a morpheme text[i:j] with a tag, known from the model or guessed by its length
and ending; a state is the last two tags (Wartena 2019, "A Probabilistic Morphology Model for German
Lemmatization"). HanTa asks for the weight of every edge once a state, and for every word anew. Here states that
stand at one place share its edges, known morphemes go first, so that few guessed ones pass the beam behind
them, and words that begin alike share the way through what they begin with.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add, itemgetter

from watcher.analyze.language.guesses import LONGEST, Guesses

State = tuple[int, int]  # the two last tags
States = tuple[State, ...]
Origins = tuple[tuple["Front", int], ...]  # for each state the one before it: a front, and which of its states
Weights = tuple[tuple[int, float], ...]  # tags with log weights
Followers = Mapping[State, Sequence[tuple[int, float, State]]]  # next tag, its log weight, the state then
Row = dict[State, tuple[float, "Front", int]]  # states with their best weights, and from where: a front's state

EMPTY, START, UNKNOWN, END_UNKNOWN = 0, 1, 3, -3  # HanTa's numbers
FIRST: State = (EMPTY, START)
NEVER = -1e6
BEAM = 3  # states go on besides those that are nearly as good
WHOLE = -4.6  # for taking a whole word for one unknown morpheme
SHORT = 4  # letters of a word in which a single letter may be an unknown morpheme
NO_GUESS, ANY_GUESS, LONG_GUESS = 0, 1, 3  # letters that an unknown morpheme must have
IMPOSSIBLE = 30.0  # a tag that is e^30 times less likely stays so in any sentence
CACHED_WAYS = 1_000  # of each search
CACHED_FRONTS = 3_000  # beginnings of words with any end, half a kilobyte each …
CACHED_FRONTS_TO_END = 200  # … and of those with one


@dataclass(frozen=True, slots=True)
class Tables:
    """What HanTa's model knows; tags are its numbers, negative ones end a word."""

    morphemes: Mapping[int, Mapping[str, float]]
    inner: Mapping[State, Sequence[tuple[int, float]]]
    final: Mapping[State, Sequence[tuple[int, float]]]
    reachable: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Ways:
    """What can follow some states; words stand before the same ones again and again."""

    states: States
    steps: Mapping[
        int, Sequence[tuple[State, float, int]]
    ]  # next tag: state then, log weight, from which state
    guessed: tuple[tuple[int, int], ...]  # tags of morphemes that may be guessed, with their numbers
    peaks: tuple[float, ...]  # of each state the likeliest step to one of them


@dataclass(frozen=True, slots=True)
class Front:
    """The states at one place that the beam lets go on."""

    at: int
    weights: tuple[float, ...]
    origins: Origins
    passed: tuple[Front, ...]  # those before it
    ways: Ways
    best: float  # the highest weight with which a guessed tag is reached, its own not counted

    def enter(self, row: Row, edges: Iterable[tuple[int, float]], floor: float = NEVER) -> None:
        """Go on to a row by each of the edges."""
        steps, weights = self.ways.steps, self.weights
        for tag, lp in edges:
            if tag in steps:
                for state, step, origin in steps[tag]:
                    weight = weights[origin] + step + lp
                    if weight >= floor and (state not in row or weight > row[state][0]):
                        row[state] = (weight, self, origin)

    def trace(self, origin: int) -> Iterator[tuple[int, int]]:
        """(tag, where it ends) of the morphemes on the way to one of its states, the last first."""
        front = self
        while front.at:
            yield front.ways.states[origin][1], front.at
            front, origin = front.origins[origin]


class Search:
    """The search through words with one end, or with any; guesses have at least `shortest` letters."""

    def __init__(self, lattice: Lattice, end: int | None, shortest: int) -> None:
        self._known, self._guesses = lattice.known, lattice.guesses
        self._followers, self._final = lattice.followers(end), lattice.final(end)
        self._slack = IMPOSSIBLE if end is None else 0.0
        self._shortest = shortest
        self._ways = functools.lru_cache(CACHED_WAYS)(self._find_ways)
        cached = CACHED_FRONTS if end is None else CACHED_FRONTS_TO_END
        self._front = functools.lru_cache(cached)(self._advance)

    def find(self, word: str) -> Row:
        """The states in which the whole word can be cut."""
        return self._cross(word, self._fronts(word), whole=True)

    def end(self, row: Row) -> dict[State, tuple[float, State]]:
        """The final states behind a row with the best weight and the state before."""
        found: dict[State, tuple[float, State]] = {}
        for state, (weight, _, _) in row.items():
            for tag, lp in self._final.get(state, ()):
                after = (state[1], tag)
                if after not in found or weight + lp > found[after][0]:
                    found[after] = (weight + lp, state)
        return found

    def _advance(self, begin: str) -> Front:
        """The states in which a word that begins so can be cut behind that."""
        if not begin:
            return self._stand(0, (FIRST,), (0.0,), (), ())
        fronts = self._fronts(begin)
        row = self._cross(begin, fronts, whole=False)
        if not row:
            return self._stand(len(begin), (), (), (), fronts)
        least = _floor(row)
        good = [(state, weight, (front, n)) for state, (weight, front, n) in row.items() if weight >= least]
        states, weights, origins = zip(*good, strict=True)
        return self._stand(len(begin), states, weights, origins, fronts)

    def _stand(
        self, at: int, states: States, weights: tuple[float, ...], origins: Origins, passed: tuple[Front, ...]
    ) -> Front:
        ways = self._ways(states)
        return Front(at, weights, origins, passed, ways, max(map(add, weights, ways.peaks), default=NEVER))

    def _fronts(self, word: str) -> tuple[Front, ...]:
        """Where the last morpheme of a word may begin."""
        last = self._front(word[:-1])
        return (*last.passed, last) if last.weights else last.passed

    def _find_ways(self, states: States) -> Ways:
        steps: dict[int, list[tuple[State, float, int]]] = {}
        for origin, state in enumerate(states):
            for tag, lp, after in self._followers.get(state, ()):
                steps.setdefault(tag, []).append((after, lp, origin))
        guessed = tuple((n, tag) for n, tag in enumerate(self._guesses.open) if tag in steps)
        peaks = [NEVER] * len(states)
        for _, tag in guessed:
            for _, lp, origin in steps[tag]:
                peaks[origin] = max(peaks[origin], lp)
        return Ways(states, steps, guessed, tuple(peaks))

    def _cross(self, word: str, fronts: Sequence[Front], *, whole: bool) -> Row:
        """The states behind the last morpheme of a word, or of what a word begins with."""
        row: Row = {}
        known = self._known
        for front in fronts:
            if edges := known.get(word[front.at :]):
                front.enter(row, edges)
        if self._shortest:
            self._guess(row, word, fronts, whole=whole)
        return row

    def _guess(self, row: Row, word: str, fronts: Sequence[Front], *, whole: bool) -> None:
        """Add the states behind guessed morphemes, as far as they could pass the beam or matter in the end."""
        floor = self._bound(row) if whole else _floor(row)
        for front in fronts:
            size = len(word) - front.at
            if size < self._shortest:
                return
            if front.best + self._guesses.most[min(size, LONGEST)] >= floor:
                penalty = WHOLE if whole and not front.at else 0.0
                front.enter(row, self._find_guesses(word[front.at :], front, penalty), floor)
                floor = floor if whole else _floor(row)

    def _find_guesses(self, part: str, front: Front, penalty: float) -> list[tuple[int, float]]:
        """An edge for each tag by which the model does not know the morpheme."""
        taken = [tag for tag, _ in self._known.get(part, ())]
        open_tags = (
            [each for each in front.ways.guessed if each[1] not in taken] if taken else front.ways.guessed
        )
        return self._guesses.weigh(part, open_tags, penalty)

    def _bound(self, row: Row) -> float:
        """What a state must weigh to matter once the word can be cut so: weights only fall on the way."""
        return max((weight for weight, _ in self.end(row).values()), default=NEVER) - self._slack


class Lattice:
    """The searches over one model."""

    def __init__(self, tables: Tables, guesses: Guesses) -> None:
        self._tables = tables
        self.known = _turn(tables.morphemes)
        self.guesses = guesses
        self._search = functools.cache(functools.partial(Search, self))

    def weigh(self, word: str) -> Weights:
        """The tags that the word can have, likeliest first; without those that are impossible beside it."""
        search = self._search(None, self._shortest(word))
        found: dict[int, float] = {}
        for (_, end), (weight, _) in search.end(search.find(word)).items():
            found[-end] = _add(found[-end], weight) if -end in found else weight
        least = max(found.values(), default=0.0) - IMPOSSIBLE
        likely = (each for each in found.items() if each[1] >= least)
        return tuple(sorted(likely, key=itemgetter(1), reverse=True)) or ((UNKNOWN, 0.0),)

    def cut(self, word: str, end: int) -> list[tuple[int, int]]:
        """The word's morphemes as (tag, where it ends), `end` the last; guessed ones only where it must be."""
        for shortest in (NO_GUESS, self._shortest(word)):
            search = self._search(end, shortest)
            row = search.find(word)
            if ends := search.end(row):
                _, state = max(ends.values(), key=itemgetter(0))
                _, front, origin = row[state]
                way = [(state[1], len(word)), *front.trace(origin)]
                return [*way[::-1], (end, len(word) + 1)]
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _shortest(self, word: str) -> int:
        return ANY_GUESS if len(word) < SHORT else LONG_GUESS

    def followers(self, end: int | None) -> Followers:
        """What can follow each state in words with this end."""
        inner = self._tables.inner
        allowed = None if end is None else self._tables.reachable.get(end, frozenset())
        return {
            state: tuple((tag, lp, (state[1], tag)) for tag, lp in after if allowed is None or tag in allowed)
            for state, after in inner.items()
        }

    def final(self, end: int | None) -> Mapping[State, Sequence[tuple[int, float]]]:
        """The ends that can follow each state: all, or this one."""
        found = self._tables.final
        if end is None:
            return found
        return {state: tuple(each for each in after if each[0] == end) for state, after in found.items()}


def _floor(row: Row) -> float:
    """What a state must weigh to be gone on from, once more stand there than the beam is wide."""
    if len(row) <= BEAM:
        return NEVER
    return sorted([weight for weight, _, _ in row.values()])[-BEAM - 1] - 1


def _add(a: float, b: float) -> float:
    """The logarithm of the sum of two probabilities, given by their logarithms."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def _turn(morphemes: Mapping[int, Mapping[str, float]]) -> dict[str, Weights]:
    """Tag to morphemes, turned into morpheme to tags."""
    found: dict[str, list[tuple[int, float]]] = {}
    for tag, weights in morphemes.items():
        for morpheme, weight in weights.items():
            found.setdefault(morpheme, []).append((tag, weight))
    return {morpheme: tuple(tags) for morpheme, tags in found.items()}
