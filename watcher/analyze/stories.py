"""Which texts tell one story, and which words tell the statements of a story apart.

A follow-up says a thing in a short clause that names neither place nor event: its text does. What two texts
share besides the topic's own words says whether they tell one story. In one story a word that each of them says
once ("Gehälter") points from the one statement to the other; words that they repeat ("Verein") do not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.analyze.extract.entities import key
from watcher.analyze.figures import ratio
from watcher.analyze.sides import MARKS, Side
from watcher.model import Mention, Quantity

SHARED, SHARED_UNNAMED = 0.12, 0.15  # of the shorter text, by weight, with a name that both know and without
FEW_TEXTS = 8  # of fewer texts each word weighs as if there were so many
SHORT = 24  # words: of a shorter text all may be shared by chance
LEAST_STATEMENTS = 4  # of fewer each word is said once
CODE = 2  # letters of a country's code: the story of many


@dataclass(frozen=True, slots=True)
class Story:
    """What one text and the one at hand say: `single` each of them once, `here` and `there` at all.

    `figures`: of the text at hand and of the other.
    """

    single: frozenset[str]
    here: frozenset[str]
    there: frozenset[str]
    figures: tuple[Sequence[Quantity], Sequence[Quantity]]

    def is_nearest(self, new: Quantity, old: Quantity) -> bool:
        """Whether of its kind neither text has a figure that is nearer to the other's."""
        gap, (mine, yours) = _part(new, old), self.figures
        rivals = [*(_part(new, each) for each in yours), *(_part(each, old) for each in mine)]
        return gap <= min(rivals, default=math.inf)


class Text:
    """One item's words: in how many of its statements each stands, and its names. Grows by `add`."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.names: set[str] = set()
        self.figures: list[Quantity] = []
        self._said: dict[int, set[str]] = {}  # by where the statement begins

    def add(self, mention: Mention, side: Side) -> None:
        speaker = mention.attribution.name.split() if mention.attribution else ()
        self.words |= (side.terms | side.around | {key(word) for word in speaker}) - MARKS
        self.names |= {name for name in side.names | side.about if len(name) > CODE}
        if mention.where == "text":
            self._said.setdefault(mention.start, set()).update(side.terms)
            self.figures += side.quantities

    @property
    def statements(self) -> int:
        return len(self._said)

    def find_single(self, terms: Iterable[str]) -> frozenset[str]:
        """Those of the terms that one statement has at most."""
        counts = Counter(term for said in self._said.values() for term in said)
        return frozenset(term for term in terms if counts[term] < 2)


class Stories:
    """The texts that a text at hand (`item`) is compared with, and which of them tell its story."""

    def __init__(self, item: str, common: frozenset[str] | None) -> None:
        self._item, self._common = item, common or frozenset()
        self._texts: dict[str, Text] = {item: Text()}
        self._weights: dict[str, float] | None = None
        self._found: dict[str, Story | None] = {}

    def add(self, mention: Mention, side: Side) -> None:
        self._texts.setdefault(mention.item, Text()).add(mention, side)
        self._weights = None

    def find(self, item: str) -> Story | None:
        """What the item's text and the one at hand share, if they tell one story."""
        if item not in self._found:
            self._found[item] = self._compare(self._texts[self._item], self._texts.get(item))
        return self._found[item]

    def _compare(self, here: Text, there: Text | None) -> Story | None:
        if there is None or min(here.statements, there.statements) < LEAST_STATEMENTS:
            return None
        both = here.words & there.words
        least = max(SHORT * math.log(FEW_TEXTS + 1), min(map(self._weigh, (here.words, there.words))))
        named = both & (here.names | there.names)
        if self._weigh(both) < (SHARED if named else SHARED_UNNAMED) * least:
            return None
        single = here.find_single(both) & there.find_single(both)
        figures = here.figures, there.figures
        return Story(single, frozenset(here.words), frozenset(there.words), figures)

    def _weigh(self, words: Iterable[str]) -> float:
        """How rare the words are among the texts, together."""
        if self._weights is None:
            counts = Counter(word for text in self._texts.values() for word in text.words)
            texts = 1 + max(FEW_TEXTS, len(self._texts))
            self._weights = {word: math.log(texts / count) for word, count in counts.items()}
        return math.fsum(self._weights[word] for word in words if word not in self._common)


def _part(one: Quantity, other: Quantity) -> float:
    """How far two figures are from each other; infinitely if they are of two kinds."""
    alike = (one.noun_class or one.noun) == (other.noun_class or other.noun)
    return ratio(one, other) if alike else math.inf
