"""The states of HanTa's model for words: what may follow the last two morphemes, looked up when first asked.

A state is the tags of the last two morphemes (Wartena 2019). HanTa goes through all tags that can follow it for
every piece of a word; here each state knows its followers by their tag, and those that may be guessed by how
likely they are, so that a search stops at the first that is too unlikely.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, or_

Tags = tuple[int, int]  # the two last
FIRST: Tags = (0, 1)  # before a word: HanTa's numbers for nothing and for its beginning
NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Tables:
    """What can follow two morphemes, and end a word; tags are HanTa's numbers, those of ends negative."""

    inner: Mapping[Tags, Sequence[tuple[int, float]]]
    final: Mapping[Tags, Sequence[tuple[int, float]]]
    reachable: Mapping[int, frozenset[int]]


def make_tables(followers: Mapping[Tags, Mapping[int, float]], tags: Iterable[int]) -> Tables:
    """The tables of a model with these tags."""
    return Tables(
        {state: [each for each in after.items() if each[0] > 0] for state, after in followers.items()},
        {state: [each for each in after.items() if each[0] < 0] for state, after in followers.items()},
        {end: _find_reachable(followers, end) for end in tags if end < 0},
    )


def _find_reachable(followers: Mapping[Tags, Iterable[int]], end: int) -> frozenset[int]:
    """The tags from which a way leads to the end."""
    found: set[int] = set()
    wanted = {end}
    while wanted:
        wanted = {last for (_, last), after in followers.items() if not wanted.isdisjoint(after)} - found
        found |= wanted
    return frozenset(found)


def find_atoms(reachable: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Ends of words that are always one morpheme: nothing but that and the word's beginning leads to them."""
    return frozenset(end for end, tags in reachable.items() if len(tags) == 2 and -end in tags)


class State:
    """One state, in words with one end or with any. Equal to itself only, so that it is a quick key."""

    def __init__(self, tags: Tags, states: States) -> None:
        self.tags = tags
        self._states = states

    @functools.cached_property
    def next(self) -> dict[int, tuple[float, State]]:
        """Each tag that may follow, with its log weight and the state then."""
        allowed, find = self._states.allowed, self._states.find
        followers = self._states.tables.inner.get(self.tags, ())
        last = self.tags[1]
        return {tag: (lp, find((last, tag))) for tag, lp in followers if allowed is None or tag in allowed}

    @functools.cached_property
    def mask(self) -> int:
        """The tags that may follow."""
        return mask_tags(self.next)

    @functools.cached_property
    def guessed(self) -> tuple[tuple[float, State, int, int], ...]:
        """(log weight, state then, number of the tag among those that may be guessed, tag), likeliest first."""
        tags = enumerate(self._states.guessed)
        found = ((*self.next[tag], number, tag) for number, tag in tags if tag in self.next)
        return tuple(sorted(found, key=itemgetter(0), reverse=True))

    @functools.cached_property
    def best(self) -> float:
        """The log weight of the likeliest tag that may be guessed."""
        return self.guessed[0][0] if self.guessed else NEVER

    @functools.cached_property
    def ends(self) -> tuple[tuple[int, float], ...]:
        """The ends of a word that may follow."""
        end = self._states.end
        return tuple(each for each in self._states.tables.final.get(self.tags, ()) if end in (None, each[0]))


class States:
    """The states of words with one end, or with any; `guessed`: tags of morphemes that may be unknown."""

    def __init__(self, tables: Tables, guessed: Sequence[int], end: int | None) -> None:
        self.tables, self.guessed, self.end = tables, guessed, end
        self.allowed = None if end is None else tables.reachable.get(end, frozenset())
        self._found: dict[Tags, State] = {}
        self.first = self.find(FIRST)

    def find(self, tags: Tags) -> State:
        """The state of the two tags, always the same one."""
        if tags not in self._found:
            self._found[tags] = State(tags, self)
        return self._found[tags]


def mask_tags(tags: Iterable[int]) -> int:
    """The tags as the bits of a number: whether two sets have one in common is told by `&`."""
    return functools.reduce(or_, (1 << tag for tag in tags), 0)
