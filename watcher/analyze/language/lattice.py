"""Cuts words into morphemes by HanTa's model: the same answers as its own two searches, sooner.

A word is a lattice: an edge is a morpheme text[i:j] with a tag, known from the model or guessed by its length
and ending; what it leads to is a state (states.py). HanTa asks for the weight of every edge once a state, and
for every word anew. Here a word that may be cut into known morphemes is searched along those alone; else
known morphemes go first, so that few guessed ones pass the beam behind them, and words that begin alike share
the way through what they begin with.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from watcher.analyze.language.guesses import LONGEST, Guesses, Weighing
from watcher.analyze.language.model import END_UNKNOWN, UNKNOWN
from watcher.analyze.language.states import NEVER, State, States, Tables, mask_tags

Morphemes = Mapping[int, Mapping[str, float]]  # by tag, with log weights
Weights = tuple[tuple[int, float], ...]  # tags with log weights
Row = dict[State, tuple[float, "Front", State]]  # states with their best weights, and from where
Standing = Sequence[tuple[float, State, "Front | None", State]]  # weights, states, and from where
Known = tuple[int, Weights]  # of a morpheme: its tags as a mask, and each with its log weight
Pieces = dict[int, list[tuple[int, Known]]]  # where a known morpheme begins, where it ends

BEAM = 3  # states go on besides those that are nearly as good
WHOLE = -4.6  # for taking a whole word for one unknown morpheme
SHORT = 4  # letters of a word in which a single letter may be an unknown morpheme
ANY_GUESS, LONG_GUESS = 1, 3  # letters that an unknown morpheme must have
IMPOSSIBLE = 30.0  # a tag that is e^30 times less likely stays so in any sentence
CACHED_FRONTS = 3_000  # beginnings of words with any end, half a kilobyte each


class Front:
    """The states at one place that the beam lets go on, and the fronts before it."""

    __slots__ = ("at", "best", "mask", "passed", "states")

    def __init__(self, at: int, states: Standing, passed: tuple[Front, ...] = ()) -> None:
        self.at, self.states, self.passed = at, states, passed
        self.best = NEVER  # the highest weight with which a guessed tag is reached, its own not counted
        self.mask = 0  # the tags that may follow
        for weight, state, _, _ in states:
            self.mask |= state.mask
            if weight + state.best > self.best:
                self.best = weight + state.best

    def enter(self, row: Row, morpheme: Known) -> None:
        """Go on to a row by a known morpheme; worth asking where its mask and ours meet."""
        mask, weights = morpheme
        for weight, state, _, _ in self.states:
            if not state.mask & mask:
                continue
            follow = state.next
            for tag, lp in weights:
                if tag in follow:
                    step, after = follow[tag]
                    whole = weight + step + lp
                    if after not in row or whole > row[after][0]:
                        row[after] = (whole, self, state)

    def guess(self, row: Row, weights: Weighing, most: float, floor: float) -> bool:
        """Go on to a row by guessed morphemes worth more than the floor; False if there is none.

        `weights`: two for each tag, to be added; `most`: the highest sum.
        """
        entered = False
        bases, endings = weights
        for weight, state, _, _ in self.states:
            for step, after, number, _ in state.guessed:
                reach = weight + step
                if reach + most < floor:
                    break
                whole = reach + (bases[number] + endings[number])
                if whole >= floor and (after not in row or whole > row[after][0]):
                    row[after] = (whole, self, state)
                    entered = True
        return entered

    def trace(self, state: State) -> Iterator[tuple[int, int]]:
        """(tag, where it ends) of the morphemes on the way to one of its states, the last first."""
        front: Front = self
        while front.at:
            yield state.tags[1], front.at
            _, _, before, origin = next(each for each in front.states if each[1] is state)
            assert before is not None
            front, state = before, origin


class Search:
    """The search through words with one end, or with any; guesses have at least `shortest` letters."""

    def __init__(self, lattice: Lattice, end: int | None, shortest: int) -> None:
        self._known, self._guesses = lattice.known, lattice.guesses
        self._first = lattice.states(end).first
        self._numbers = {tag: number for number, tag in enumerate(self._guesses.open)}
        self._nothing = [0.0] * len(self._numbers)  # to add
        self._slack = IMPOSSIBLE if end is None else 0.0
        self._shortest = shortest

    def _find_last(self, word: str) -> int:
        """The last place where a morpheme may begin."""
        last = len(word) - 1
        while last and len(word) - last < self._shortest and word[last:] not in self._known:
            last -= 1
        return last

    def _cross(self, word: str, fronts: Sequence[Front], *, whole: bool, least: float = NEVER) -> Row:
        """The states behind the last morpheme of a word, or of its beginning; guessed ones above `least`."""
        row: Row = {}
        known = self._known
        for front in fronts:
            morpheme = known.get(word[front.at :])
            if morpheme and morpheme[0] & front.mask:
                front.enter(row, morpheme)
        self._guess(row, word, fronts, least, whole)
        return row

    def _guess(self, row: Row, word: str, fronts: Sequence[Front], least: float, whole: bool) -> None:
        """Add the states behind guessed morphemes, as far as they could pass the beam or matter in the end."""
        floor = max(least, self._bound(row) if whole else _floor(row))
        most, shortest, find = self._guesses.most, self._shortest, self._guesses.find
        for front in fronts:
            size = len(word) - front.at
            if size < shortest:
                return
            if front.best + most[size if size < LONGEST else LONGEST] < floor:
                continue
            part = word[front.at :]
            weights, highest = find(part)
            if front.best + highest < floor:
                continue
            if part in self._known or (whole and not front.at):
                weights = self._limit(weights, part, WHOLE if whole and not front.at else 0.0)
            if front.guess(row, weights, highest, floor) and not whole:
                floor = max(least, _floor(row))

    def _limit(self, weights: Weighing, part: str, penalty: float) -> Weighing:
        """The weights without those of the tags by which the model knows the part."""
        sums = [base + ending + penalty for base, ending in zip(*weights, strict=True)]
        for tag, _ in self._known[part][1] if part in self._known else ():
            if tag in self._numbers:
                sums[self._numbers[tag]] = -math.inf
        return sums, self._nothing

    def _bound(self, row: Row) -> float:
        """What a state must weigh to matter once the word can be cut so: weights only fall on the way."""
        return max((weight for weight, _ in end_words(row).values()), default=NEVER) - self._slack


class Weigher(Search):
    """Through words with any end; those that begin alike share the way."""

    def __init__(self, lattice: Lattice, shortest: int) -> None:
        super().__init__(lattice, None, shortest)
        self._front = functools.lru_cache(CACHED_FRONTS)(self._advance)

    def find(self, word: str) -> Row:
        """The states in which the whole word can be cut."""
        return self._cross(word, self._fronts(word[: self._find_last(word) + 1]), whole=True)

    def _advance(self, begin: str) -> Front:
        """The states in which a word that begins so can be cut behind that."""
        if not begin:
            return stand_first(self._first)
        fronts = self._fronts(begin)
        return Front(len(begin), _keep(self._cross(begin, fronts, whole=False)), fronts)

    def _fronts(self, word: str) -> tuple[Front, ...]:
        """Where the last morpheme of a word may begin."""
        last = self._front(word[:-1])
        return (*last.passed, last) if last.states else last.passed


class Cutter(Search):
    """Through one word with one end; what weighs less than the word as one morpheme is not gone on from.

    Weights only fall on the way, so nothing is lost that could be the best in the end.
    """

    def find(self, word: str) -> Row:
        """The states in which the whole word can be cut, the likeliest among them."""
        fronts = [stand_first(self._first)]
        least = self._bound(self._cross(word, fronts, whole=True))
        for at in range(1, self._find_last(word) + 1):
            states = _keep(self._cross(word[:at], fronts, whole=False, least=least), least)
            if states:
                fronts.append(Front(at, states))
        return self._cross(word, fronts, whole=True)


class Lattice:
    """The searches over one model."""

    def __init__(self, tables: Tables, morphemes: Morphemes, guesses: Guesses) -> None:
        self.known = _turn(morphemes)
        self.guesses = guesses
        self.states = functools.cache(functools.partial(States, tables, guesses.open))
        self._weigher = functools.cache(functools.partial(Weigher, self))
        self._cutter = functools.cache(functools.partial(Cutter, self))

    def weigh(self, word: str) -> Weights:
        """The tags that the word can have, likeliest first; without those that are impossible beside it."""
        found: dict[int, float] = {}
        for (_, end), (weight, _) in end_words(self._weigher(_shortest(word)).find(word)).items():
            found[-end] = _add(found[-end], weight) if -end in found else weight
        least = max(found.values(), default=0.0) - IMPOSSIBLE
        likely = (each for each in found.items() if each[1] >= least)
        return tuple(sorted(likely, key=itemgetter(1), reverse=True)) or ((UNKNOWN, 0.0),)

    def cut(self, word: str, end: int) -> list[tuple[int, int]]:
        """The word's morphemes as (tag, where it ends), `end` the last; guessed ones only where it must be."""
        row = self._cut_known(word, end)
        ends = end_words(row)
        if not ends:
            row = self._cutter(end, _shortest(word)).find(word)
            ends = end_words(row)
        if not ends:
            return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]
        _, state = max(ends.values(), key=itemgetter(0))
        _, front, origin = row[state]
        way = [(state.tags[1], len(word)), *front.trace(origin)]
        return [*way[::-1], (end, len(word) + 1)]

    def _cut_known(self, word: str, end: int) -> Row:
        """The states in which the word can be cut into morphemes that the model knows."""
        pieces = self._find_pieces(word)
        rows: dict[int, Row] = {at: {} for at in (*pieces, len(word))}
        for at in sorted(pieces) if 0 in pieces else ():
            if rows[at] or not at:
                front = Front(at, _keep(rows[at])) if at else stand_first(self.states(end).first)
                for last, morpheme in pieces[at]:
                    if morpheme[0] & front.mask:
                        front.enter(rows[last], morpheme)
        return rows[len(word)]

    def _find_pieces(self, word: str) -> Pieces:
        """The known morphemes behind which, by known ones, a way leads to the end of the word."""
        known, size = self.known, len(word)
        found: Pieces = {}
        open_ends = [size]
        for at in reversed(range(size)):
            pieces = [(last, edges) for last in open_ends if (edges := known.get(word[at:last]))]
            if pieces:
                found[at] = pieces
                open_ends.append(at)
        return found


def stand_first(state: State) -> Front:
    """Where each word begins."""
    return Front(0, ((0.0, state, None, state),))


def end_words(row: Row) -> dict[tuple[int, int], tuple[float, State]]:
    """The final states behind a row with the best weight and the state before."""
    found: dict[tuple[int, int], tuple[float, State]] = {}
    for state, (weight, _, _) in row.items():
        for tag, lp in state.ends:
            after = (state.tags[1], tag)
            if after not in found or weight + lp > found[after][0]:
                found[after] = (weight + lp, state)
    return found


def _shortest(word: str) -> int:
    return ANY_GUESS if len(word) < SHORT else LONG_GUESS


def _keep(row: Row, least: float = NEVER) -> Standing:
    """The states of a row that the beam lets go on, if they weigh enough."""
    least = max(least, _floor(row))
    return [(weight, state, front, before) for state, (weight, front, before) in row.items() if weight >= least]


def _floor(row: Row) -> float:
    """What a state must weigh to be gone on from, once more stand there than the beam is wide."""
    if len(row) <= BEAM:
        return NEVER
    return sorted([weight for weight, _, _ in row.values()])[-BEAM - 1] - 1


def _add(a: float, b: float) -> float:
    """The logarithm of the sum of two probabilities, given by their logarithms."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def _turn(morphemes: Morphemes) -> dict[str, Known]:
    """Tag to morphemes, turned into morpheme to tags; morphemes that are alike in these share them."""
    found: dict[str, Weights] = {}
    for tag, weights in morphemes.items():
        for morpheme, weight in weights.items() if tag > 0 else ():
            found[morpheme] = (*found.get(morpheme, ()), (tag, weight))
    shared = {tags: (mask_tags(tag for tag, _ in tags), tags) for tags in set(found.values())}
    return {morpheme: shared[tags] for morpheme, tags in found.items()}
