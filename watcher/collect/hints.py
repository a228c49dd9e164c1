"""Hints: of many regular expressions, those that may match a line at all, told by its words.

An expression mostly holds a word without which it cannot match. News repeats its words, so what a word hints at
is remembered, and for most lines nothing needs to be tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

DIGITS = re.compile(r"\d+")
LONGEST_START = 3  # characters of a line's beginning that are looked at
MOST_WORDS = 200_000  # that are remembered


class Hints:
    """What may match a line, by number: told by how it begins, else by its words, else always.

    `patterns`: those that begin with "^" match at the line's beginning, the others anywhere.
    """

    def __init__(self, patterns: Mapping[int, str]) -> None:
        self._all = frozenset(patterns)
        self._starts: dict[str, set[int]] = defaultdict(set)
        self._parts: dict[str, set[int]] = defaultdict(set)
        always = set(patterns)
        for number, pattern in patterns.items():
            starts = find_starts(pattern) if pattern.startswith("^") else frozenset()
            kept, keys = (self._starts, starts) if starts else (self._parts, find_demands(pattern))
            if keys and not DIGITS.search("".join(keys)):
                always.discard(number)
                for key in keys:
                    kept[key].add(number)
        self.always = frozenset(always)
        self._longest = max(map(len, self._parts), default=0)
        self._known: dict[str, frozenset[int]] = {}
        self._quiet: set[str] = set()

    def ask(self, line: str) -> frozenset[int]:
        """The numbers of those that may match the line; `always` itself where nothing hints at another."""
        # A regular expression takes these for other cases of another letter, `casefold` does not.
        if "ı" in line or "İ" in line:
            return self._all
        # There is no end of figures, so they are all the same here.
        loud = set(DIGITS.sub("0", line.casefold()).split()) - self._quiet
        found = self.always.union(*map(self._look, loud)) if loud else self.always
        start = line[:LONGEST_START].casefold()
        for length in range(1, LONGEST_START + 1):
            if likely := self._starts.get(start[:length]):
                found = found | likely
        return found

    def _look(self, word: str) -> frozenset[int]:
        """What the word hints at; a word that hints at nothing is remembered."""
        hinted = self._known.get(word)
        if hinted is None:
            hinted = self._learn(word)
            if len(self._quiet) + len(self._known) >= MOST_WORDS:
                self._quiet.clear()
                self._known.clear()
            if hinted:
                self._known[word] = hinted
            else:
                self._quiet.add(word)
        return hinted

    def _learn(self, word: str) -> frozenset[int]:
        found = (
            self._parts.get(word[start:end], ())
            for start in range(len(word))
            for end in range(start + 1, min(start + self._longest, len(word)) + 1)
        )
        return frozenset().union(*found)


def find_starts(pattern: str) -> frozenset[str]:
    """The beginnings, case folded, of whatever the pattern matches; empty when it may begin with anything."""
    return _begin(list(parser.parse(pattern))) or frozenset()


def _begin(parsed: list[Any]) -> frozenset[str] | None:
    while parsed and parsed[0][0] in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        parsed = parsed[1:]
    if not parsed:
        return None
    (op, value), rest = parsed[0], parsed[1:]
    if op is sre.LITERAL:
        run = "".join(chr(value) for _, value in takewhile(lambda each: each[0] is sre.LITERAL, parsed))
        return frozenset({run.casefold()[:LONGEST_START]})
    ways: list[list[Any]] = []
    if op is sre.BRANCH:
        ways = [[*each, *rest] for each in value[1]]
    elif op is sre.SUBPATTERN:
        ways = [[*value[3], *rest]]
    elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        ways = [[*value[2], *rest], *([] if value[0] else [rest])]
    found = [_begin(way) for way in ways]
    return frozenset().union(*(each for each in found if each)) if found and all(found) else None


def find_demands(pattern: str) -> frozenset[str]:
    """Fragments of words, case folded, one of which is in every text that the pattern matches; empty: none."""
    return _of(parser.parse(pattern)) or frozenset()


def _of(parsed: Any) -> frozenset[str] | None:
    """The best of what a sequence demands: each part of it must be there."""
    demands = list(_walk(parsed))
    return max(demands, key=lambda each: (min(map(len, each)), -len(each)), default=None)


def _walk(parsed: Any) -> Iterator[frozenset[str]]:
    run = ""
    for op, value in [*parsed, (None, None)]:
        if op is sre.LITERAL:
            run += chr(value)
            continue
        if words := run.casefold().split():
            yield frozenset({max(words, key=len)})
        run = ""
        if inner := _inside(op, value):
            yield inner


def _inside(op: object, value: Any) -> frozenset[str] | None:
    if op is sre.BRANCH:
        found = [_of(each) for each in value[1]]
        return frozenset().union(*(each for each in found if each)) if all(found) else None
    if op is sre.SUBPATTERN:
        return _of(value[3])
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _of(value[2]) if value[0] > 0 else None
    # A look ahead demands what it looks for; one behind, or one that must fail, is not asked.
    return _of(value[1]) if op is sre.ASSERT and value[0] == 1 else None
