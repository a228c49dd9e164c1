"""Kinship: statements that are about the same thing in other words, as a reader sees it at a glance.

Weighed by how rare their words are among what the topic's outlets say: a rare word that two short sentences
share („Trauertag“) says more than three that every second sentence has. It proves nothing, and nothing is lost
by it: of kindred lines one is shown, and the others are named beneath it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from watcher.model import Evidence

COMMON = 0.25  # share of the statements from which a word is the topic's and tells nothing
FEWEST = 8  # statements; fewer do not tell which words are rare, and nothing is akin
OFTEN = 0.1  # the same for names, of which the topic's place is one
LEAST_SHARED = 2  # words
LONG = re.compile(r"[^\W\d_]{6,}")
STEM = 8  # letters: what a compound begins with counts („Linksextremisten“, „linksextremer“)
NAMING, NAMES_MORE = 12, 1.5  # letters of a word that names a thing („Bekennerschreiben“); its weight
EXTENT = re.compile(
    r"\bbis\s+(?:(?:zum|zur|kommenden|nächsten|in\s+den|Ende|Anfang)\s+)*[A-ZÄÖÜ]\w+|\b(?:tage|wochen|monate)lang"
    r"|\b(?:mehrere[nr]?|einige[nr]?|für)\s+(?:Tagen?|Wochen)\b"
    r"|\buntil\s+\w+|\bfor\s+(?:several\s+)?(?:days|weeks)\b"
)
OPEN = re.compile(
    r"\b(?:unklar|unbekannt|ungewiss|unclear|unknown|not\s+(?:yet\s+)?known)\b|\bnoch\s+offen\b", re.IGNORECASE
)
WHEN = re.compile(r"\b(?:wann|wie\s+lange|when|how\s+long)\b", re.IGNORECASE)
ANSWER = 0.3  # of the weight of what is left open
HOW_LONG, EXTENT_WEIGHT = "how long", 3.0  # two that say how long it lasts need share little else
Words = frozenset[str]


def read_words(evidence: Evidence) -> Words:
    """Its propositions' terms, the stems of its long words, and whether it says how long a thing lasts."""
    mention = evidence.mention
    stems = {stem(word) for word in LONG.findall(mention.statement)}
    terms = {term for each in mention.propositions for term in (*each.terms, each.predicate) if term}
    return frozenset(stems | terms | ({HOW_LONG} if EXTENT.search(mention.statement) else set()))


def stem(word: str) -> str:
    return f"~{word[:STEM].casefold()}"


def read_extents(evidence: Evidence) -> Words:
    """How long it says that a thing lasts, as it says it."""
    return frozenset(each.group().casefold() for each in EXTENT.finditer(evidence.mention.statement))


def leaves_open(evidence: Evidence) -> bool:
    """Whether it only says that something is not known yet."""
    return OPEN.search(evidence.mention.statement) is not None


def asks_when(evidence: Evidence) -> bool:
    return WHEN.search(evidence.mention.statement) is not None


class Scale:
    """How much each word weighs among the statements of a topic."""

    def __init__(self, statements: Iterable[Evidence]) -> None:
        said = {each.mention.statement.casefold(): each for each in statements}
        self._seen = Counter(word for each in said.values() for word in read_words(each))
        self._all = len(said)

    @property
    def tells(self) -> bool:
        return self._all >= FEWEST

    def weigh(self, words: Iterable[str]) -> float:
        return sum(map(self._weight, words))

    def kinship(self, one: Words, other: Words) -> float:
        """0..1: the weight of what both share, of the weight of both; 0 for a single word."""
        shared = self._share(one, other)
        return 2 * shared / (self.weigh(one) + self.weigh(other)) if shared else 0.0

    def cover(self, new: Words, known: Words) -> float:
        """0..1: the share of what is new that the other says too."""
        shared = self._share(new, known)
        return shared / self.weigh(new) if shared else 0.0

    def answers(self, later: Words, question: Words) -> bool:
        """Whether a statement speaks of what another left open."""
        open_weight = self.weigh(question)
        return open_weight > 0 and self.weigh(later & question) >= ANSWER * open_weight

    def _share(self, one: Words, other: Words) -> float:
        shared = [word for word in one & other if self.tells and self._weight(word) > 0]
        return self.weigh(shared) if len(shared) >= LEAST_SHARED or HOW_LONG in shared else 0.0

    def is_rare(self, name: str) -> bool:
        """Whether a name tells statements of the topic apart."""
        return not self.tells or self._seen[name] <= OFTEN * self._all

    def is_telling(self, word: str) -> bool:
        """Whether a word is not the topic's own."""
        return not self.tells or self._weight(word) > 0

    def _weight(self, word: str) -> float:
        seen = self._seen[word]
        if word == HOW_LONG:
            return EXTENT_WEIGHT * math.log(2 + self._all)
        if not seen or seen > COMMON * self._all:
            return 0.0
        return math.log(1 + self._all / seen) * (NAMES_MORE if len(word) >= NAMING else 1.0)
