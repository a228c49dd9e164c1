"""Cuts words into morphemes by HanTa's model: the same answers as its own two searches, sooner.

A word is a lattice: an edge is a morpheme text[i:j] with a tag, known from the model or guessed by its length
and ending; a state is the last two tags (Wartena 2019, "A Probabilistic Morphology Model for German
Lemmatization"). HanTa asks for the weight of every edge once a state; here the states that stand at one place
share its edges, all endings are resolved when the model is loaded, and what the beam would drop is not stored.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

State = tuple[int, int]  # the two last tags
Row = dict[State, float]  # log weights of the states in which a word can be cut up to one place
Steps = dict[
    int, list[tuple[State, float, int]]
]  # next tag: state then, the step's log weight, from which state
Followers = dict[State, tuple[tuple[int, float, State], ...]]  # next tag, its log weight, the state then
Edges = list[tuple[int, float]]
Weights = tuple[tuple[int, float], ...]  # tags with log weights

EMPTY, START, UNKNOWN, END_UNKNOWN = 0, 1, 3, -3  # HanTa's numbers
FIRST: State = (EMPTY, START)
NEVER = -1e6
BEAM = 3  # states go on besides those that are nearly as good
LONGEST = 24  # letters of a morpheme that the model tells apart
WHOLE = -4.6  # for taking a whole word for one unknown morpheme
SHORT = 4  # letters of a word in which a single letter may be an unknown morpheme
LONGEST_ENDING = 4  # letters
IMPOSSIBLE = 30.0  # a tag that is e^30 times less likely stays so in any sentence
CACHED_GUESSES = 10_000
CACHED_FRONTS = 2_000  # of each end
SHORTEST_GUESS = 3  # letters of an unknown morpheme in longer ones


@dataclass(frozen=True, slots=True)
class Tables:
    """What HanTa's model knows; tags are its numbers, negative ones end a word."""

    morphemes: Mapping[int, Mapping[str, float]]
    endings: Mapping[int, Mapping[str, float]]
    lengths: Mapping[int, Sequence[float]]
    rare: Mapping[int, float]  # how likely a morpheme of the tag is one not seen before
    unseen: float
    inner: Mapping[State, Sequence[tuple[int, float]]]
    final: Mapping[State, Sequence[tuple[int, float]]]
    reachable: Mapping[int, frozenset[int]]


class Opening:
    """What words can begin with, and go on with, that shall have one end."""

    def __init__(self, followers: Followers) -> None:
        self._followers = followers
        self.step = functools.lru_cache(CACHED_FRONTS)(self._step)
        self.first = Front(0, (FIRST,), (0.0,), self._step((FIRST,)))

    def _step(self, states: tuple[State, ...]) -> Steps:
        """What can follow these states; words stand before the same ones again and again."""
        steps: Steps = defaultdict(list)
        for origin, state in enumerate(states):
            for tag, lp, after in self._followers.get(state, ()):
                steps[tag].append((after, lp, origin))
        return dict(steps)


@dataclass(frozen=True, slots=True)
class Front:
    """The states at one place that are gone on from, and what can follow them."""

    at: int
    states: tuple[State, ...]
    weights: tuple[float, ...]
    steps: Steps

    def best(self, guessed: Sequence[tuple[int, int]]) -> float:
        """The highest weight with which one of the tags is reached, its own not counted."""
        steps, weights = self.steps, self.weights
        return max([weights[n] + lp for _, tag in guessed for _, lp, n in steps[tag]], default=NEVER)


class Lattice:
    """The searches over one model."""

    def __init__(self, tables: Tables) -> None:
        self._known = _turn(tables.morphemes)
        self._open = tuple(tag for tag in tables.rare if tag in tables.endings)
        self._bases = [
            tuple(tables.unseen + tables.rare[t] + tables.lengths[t][size] for t in self._open)
            for size in range(LONGEST + 1)
        ]
        self._endings = _resolve([tables.endings[tag] for tag in self._open])
        highest = [max(tables.endings[tag].values()) for tag in self._open]
        self._most = [max(map(sum, zip(bases, highest, strict=True))) for bases in self._bases]
        self._inner = tables.inner
        self._final, self._reachable = tables.final, tables.reachable
        self._openings: dict[int | None, Opening] = {}
        self._guess_first = functools.lru_cache(CACHED_GUESSES)(self._find_first)

    def weigh(self, word: str) -> Weights:
        """The tags that the word can have, likeliest first; without those that are impossible beside it."""
        found: dict[int, float] = {}
        for (_, end), (weight, _) in self._finish(self._walk(word, None, guessing=True), None).items():
            found[-end] = _add(found[-end], weight) if -end in found else weight
        least = max(found.values(), default=0.0) - IMPOSSIBLE
        likely = (each for each in found.items() if each[1] >= least)
        return tuple(sorted(likely, key=_weight, reverse=True)) or ((UNKNOWN, 0.0),)

    def cut(self, word: str, end: int) -> list[tuple[int, int]]:
        """The word's morphemes as (tag, where it ends), `end` the last; guessed ones only where it must be."""
        for guessing in (False, True):
            chart = self._walk(word, end, guessing)
            if ends := self._finish(chart, end):
                _, state = max(ends.values(), key=lambda each: each[0])
                return [*chart.trace(state), (end, len(word) + 1)]
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _walk(self, word: str, end: int | None, guessing: bool) -> Chart:
        """Every way to cut the word that the beam lets through."""
        chart = Chart(len(word))
        opening = self._begin(end)
        for at in range(len(word)):
            if front := chart.advance(at, opening):
                self._extend(word, front, chart, opening if guessing else None)
                if not at:
                    chart.bound = self._bound(chart.rows[-1], end)
        return chart

    def _begin(self, end: int | None) -> Opening:
        """What every word begins with that shall have this end."""
        if end not in self._openings:
            allowed = None if end is None else self._reachable.get(end, frozenset())
            followers = {
                state: tuple(
                    (tag, lp, (state[1], tag)) for tag, lp in after if allowed is None or tag in allowed
                )
                for state, after in self._inner.items()
            }
            self._openings[end] = Opening(followers)
        return self._openings[end]

    def _bound(self, row: Row, end: int | None) -> float:
        """What a state must weigh to matter, now that the word can be cut so: weights only fall on the way."""
        ends = [
            weight + lp
            for state, weight in row.items()
            for tag, lp in self._final.get(state, ())
            if end is None or tag == end
        ]
        slack = IMPOSSIBLE if end is None else 0.0
        return max(ends) - slack if ends else NEVER

    def _extend(self, word: str, front: Front, chart: Chart, opening: Opening | None) -> None:
        """Add the morphemes that begin here; with `opening`, guessed ones that could pass the beam as well."""
        size, at, steps, known, most = len(word), front.at, front.steps, self._known, self._most
        guessed = [(n, tag) for n, tag in enumerate(self._open) if tag in steps] if opening else []
        best = front.best(guessed)
        shortest = at + (1 if size < SHORT else SHORTEST_GUESS) if guessed else size + 1
        for end in range(at + 1, size + 1):
            part = word[at:end]
            edges = [edge for edge in known[part] if edge[0] in steps] if part in known else []
            length = min(end - at, LONGEST)
            if end >= shortest and best + most[length] >= max(chart.floors[end], chart.bound):
                tail = part[max(1, len(part) - LONGEST_ENDING) :]
                if opening and at == 0 and end < size and not edges:
                    edges = self._guess_first(opening, length, tail)
                else:
                    self._guess(edges, length, tail, guessed, WHOLE if end - at == size else 0.0)
            if edges:
                chart.enter(front, end, edges)

    def _guess(
        self, edges: Edges, length: int, tail: str, guessed: list[tuple[int, int]], penalty: float
    ) -> None:
        """Add an edge for each tag by which the model does not know the morpheme."""
        bases, endings = self._bases[length], self._ending(tail)
        taken = [tag for tag, _ in edges]
        edges += [(tag, bases[n] + endings[n] + penalty) for n, tag in guessed if tag not in taken]

    def _find_first(self, opening: Opening, length: int, tail: str) -> Edges:
        """The guesses at a first morpheme that pass the beam: few of them, and the same for many words."""
        edges: Edges = []
        steps = opening.first.steps
        self._guess(edges, length, tail, [(n, tag) for n, tag in enumerate(self._open) if tag in steps], 0.0)
        weights = {tag: steps[tag][0][1] + lp for tag, lp in edges}
        least = _floor(weights.values())
        return [edge for edge in edges if weights[edge[0]] >= least]

    def _ending(self, tail: str) -> tuple[float, ...]:
        """How likely each open tag has the longest ending of the tail that the model knows."""
        for at in range(len(tail) + 1):
            if found := self._endings.get(tail[at:]):
                return found
        raise KeyError(tail)

    def _finish(self, chart: Chart, end: int | None) -> dict[State, tuple[float, State]]:
        """The final states with the best weight and the state before; only with `end`, if there is one."""
        found: dict[State, tuple[float, State]] = {}
        for state, weight in chart.rows[-1].items():
            for tag, lp in self._final.get(state, ()):
                if end is None or tag == end:
                    after = (state[1], tag)
                    if after not in found or weight + lp > found[after][0]:
                        found[after] = (weight + lp, state)
        return found


class Chart:
    """The best way to each state at each place of one word."""

    def __init__(self, size: int) -> None:
        self.rows: list[Row] = [{} for _ in range(size + 1)]
        self.rows[0][FIRST] = 0.0
        self.floors = [NEVER] * (size + 1)  # below it, the beam would drop a state
        self.bound = NEVER  # below it, a state would change nothing
        self._origins: list[dict[State, tuple[State, int]]] = [{} for _ in range(size + 1)]

    def advance(self, at: int, opening: Opening) -> Front | None:
        """The states at a place that are good enough, with what can follow them."""
        if not at:
            return opening.first
        row = self.rows[at]
        least = max(self.floors[at], self.bound)
        good = [(state, weight) for state, weight in row.items() if weight >= least]
        if not good:
            return None
        states, weights = zip(*good, strict=True)
        return Front(at, states, weights, opening.step(states))

    def enter(self, front: Front, end: int, edges: Edges) -> None:
        """Go from the front to `end` by each of the edges."""
        row, origins, floor = self.rows[end], self._origins[end], max(self.floors[end], self.bound)
        states, weights, steps, at = front.states, front.weights, front.steps, front.at
        for tag, lp in edges:
            for state, step, origin in steps[tag]:
                weight = weights[origin] + step + lp
                if weight >= floor and (state not in row or weight > row[state]):
                    row[state] = weight
                    origins[state] = (states[origin], at)
        if end + 1 < len(self.rows):
            self.floors[end] = _floor(row.values())

    def trace(self, state: State) -> list[tuple[int, int]]:
        """(tag, where it ends) of the morphemes on the way to a state at the end of the word."""
        at = len(self.rows) - 1
        path = []
        while at > 0:
            path.append((state[1], at))
            state, at = self._origins[at][state]
        return path[::-1]


def _floor(weights: Collection[float]) -> float:
    """What a state must weigh to be gone on from, once more stand there than the beam is wide."""
    return sorted(weights)[-BEAM - 1] - 1 if len(weights) > BEAM else NEVER


def _weight(each: tuple[int, float]) -> float:
    return each[1]


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


def _resolve(tables: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    """For every ending that a table has, the weight of its longest ending in each of the tables."""
    return {
        ending: tuple(
            next(table[ending[at:]] for at in range(len(ending) + 1) if ending[at:] in table)
            for table in tables
        )
        for ending in set().union(*tables)
    }
