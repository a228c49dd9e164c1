"""The pair set: groups of sentences about one event, and the pairs that they make."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.analyze.newsroom import Newsroom
from watcher.model import Findings

FOLDER = Path(__file__).parent
MARKS = {
    "=": "same", "q": "changed", "o": "changed", "s": "changed", "a": "changed",
    "r": "related", "x": "different",
}  # fmt: skip
TYPES = {
    "q": "quantity_changed",
    "o": "contradicted",
    "s": "standing_changed",
    "a": "attribution_changed",
}


@dataclass(frozen=True, slots=True)
class Line:
    group: str
    mark: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """`first` is printed before `second`."""

    first: Line
    second: Line

    @property
    def label(self) -> str:
        return MARKS[self.second.mark]

    @property
    def linked(self) -> bool:
        return self.label in ("same", "changed")


def read_lines(name: str) -> Iterator[Line]:
    group = ""
    for row in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = row.partition(" ")
        if rest[:3] in ("de ", "en ") and mark in MARKS:
            yield Line(group, mark, rest[:2], rest[3:])
        elif row.strip() and mark != "#":
            group = row.strip()


def read_pairs(name: str) -> Iterator[Pair]:
    """`name`: "fitted", "fresh" or "held"."""
    for _, lines in itertools.groupby(read_lines(name), key=lambda line: line.group):
        known = list(lines)
        told = [line for line in known if line.mark == "="]
        yield from (Pair(a, b) for a, b in itertools.combinations(told, 2))
        yield from (Pair(a, b) for a in told for b in known if b.mark != "=")


def print_pair(pair: Pair) -> tuple[Findings, Findings]:
    """Both sentences, each in an item of its own outlet."""
    room = Newsroom()
    return _print(room, "Tagesbote", pair.first), _print(room, "Hafenblatt", pair.second)


def _print(room: Newsroom, outlet: str, line: Line) -> Findings:
    whole = line.sentence.endswith(".")
    text, title = (line.sentence, "") if whole else ("", line.sentence)
    return room.print(outlet, text, title=title, code=line.code)


def are_linked(one: Findings, two: Findings) -> bool:
    return bool({each.claim for each in one.links} & {each.claim for each in two.links})
