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

from watcher.compose.patterns import any_of
from watcher.compose.selecting.blanks import BLANK, is_blank
from watcher.model import Evidence

PART, MOSTLY = 4, 0.8  # letters of a part; share of its statements that have the title's word
COMMON = 0.25  # share of the statements from which a word is the topic's and tells nothing
FEWEST = 8  # statements; of fewer each word weighs as if there were so many, but for those of the topic's title
HALF = 0.5  # of fewer statements, from which a word is the topic's
OFTEN = 0.1  # the same for names, of which the topic's place is one
RARELY = 3  # statements, in which a name is not the topic's however few there are
LEAST_SHARED = 2  # words
LONG = re.compile(r"[^\W\d_]{6,}")
STEM = 8  # letters: what a compound begins with counts („Linksextremisten“, „linksextremer“)
NAMING, NAMES_MORE = 12, 1.5  # letters of a word that names a thing („Bekennerschreiben“); its weight
EXTENT = re.compile(rf"\b{any_of('extent')}")
ENDED = re.compile(rf"\b{any_of('ended')}\b", re.IGNORECASE)
LITTLE = re.compile(rf"\b{any_of('little')}\b", re.IGNORECASE)
AGAIN = re.compile(rf"\b{any_of('one_more')}\b", re.IGNORECASE)
OPEN = re.compile(rf"\b{any_of('left_open')}\b", re.IGNORECASE)
WHEN = re.compile(rf"\b{any_of('asks_when')}\b", re.IGNORECASE)
ANSWER = 0.3  # of the weight of what is left open
HOW_LONG, EXTENT_WEIGHT = "how long", 3.0  # two that say how long it lasts need share little else
FOLDED = str.maketrans("wzyc", "vsik")  # as names are kept
CODE, ALIKE = 2, 3  # letters
WRITTEN = {
    "at": "ö",
    "ch": "s",
    "es": "s",
    "hr": "k",
    "us": "a",
    "ye": "j",
}  # German names that begin otherwise
NEGATION = re.compile(rf"\b{any_of('not')}\b", re.IGNORECASE)
PAUSE = re.compile(r"[:;]\s| – ")
FULL = 4  # words; less before a pause is a heading
Words = frozenset[str]


def read_words(evidence: Evidence) -> Words:
    """Its propositions' terms, the stems of its long words, and whether it says how long a thing lasts."""
    mention = evidence.mention
    stems = {stem(word) for word in LONG.findall(mention.statement) if not is_blank(word)}
    terms = {term for each in mention.propositions for term in (*each.terms, each.predicate) if term} - BLANK
    extent = {HOW_LONG} if EXTENT.search(mention.statement) else set()
    return frozenset(stems | terms | part_names(terms) | extent)


def part_names(terms: Iterable[str]) -> Words:
    """The parts of names with a hyphen: a „Ruder-Profi“ is of rowing, whatever took him for a name."""
    names = (term[1:].split("-") for term in terms if term.startswith("@"))
    return frozenset(part for parts in names if len(parts) > 1 for part in parts if len(part) >= PART)


def stem(word: str) -> str:
    return f"~{word[:STEM].casefold()}"


def read_extents(evidence: Evidence) -> Words:
    """How long it says that a thing lasts, as it says it."""
    return frozenset(each.group().casefold() for each in EXTENT.finditer(evidence.mention.statement))


def read_sides(evidence: Evidence) -> frozenset[bool]:
    """Whether its clauses deny, or leave little; that something is no more is what came of it."""
    said = evidence.mention.statement
    if LITTLE.search(said):
        return frozenset((True,))
    if _denies_half(said):
        return frozenset((True, False))
    ended = ENDED.search(said)
    return frozenset(each.negated and not ended for each in evidence.mention.propositions)


def _denies_half(statement: str) -> bool:
    """Whether one of its sentences denies and another does not, so that nobody knows which is meant."""
    halves = [each for each in PAUSE.split(statement) if len(each.split()) >= FULL]
    return len({NEGATION.search(each) is None for each in halves}) > 1


def tells_again(evidence: Evidence) -> bool:
    """Whether it is one more of what there was before."""
    return AGAIN.search(evidence.mention.statement) is not None


def leaves_open(evidence: Evidence) -> bool:
    """Whether it only says that something is not known yet."""
    return OPEN.search(evidence.mention.statement) is not None


def asks_when(evidence: Evidence) -> bool:
    return WHEN.search(evidence.mention.statement) is not None


def says_more(shared: Words) -> bool:
    """Whether it is more than names; a name is there as such, and by its letters too („@lb“, „~libanon“)."""
    names = [word[1:] for word in shared if word.startswith("@")]
    stems = [word[1:] for word in shared if word.startswith("~")]
    if len(shared) > len(names) + len(stems):
        return True
    return any(not any(_spells(each.translate(FOLDED), name) for name in names) for each in stems)


def _spells(letters: str, name: str) -> bool:
    """Whether a name is written so, as far as its beginning tells; of a country only its code is known."""
    if len(name) == CODE:
        return letters[0] == WRITTEN.get(name, name[0])
    return any(letters.startswith(part[:ALIKE].translate(FOLDED)) for part in name.split())


class Scale:
    """How much each word weighs among the statements of a topic; those of its `title` tell nothing apart."""

    def __init__(self, statements: Iterable[Evidence], title: str = "") -> None:
        said = {each.mention.statement.casefold(): each for each in statements}
        self._seen = Counter(word for each in said.values() for word in read_words(each))
        self._all = len(said)
        self._size = max(self._all, FEWEST)
        self._titled = self._find_titled(title, [read_words(each) for each in said.values()])
        self._weights: dict[str, float] = {}
        self._totals: dict[Words, float] = {}
        self._telling: dict[Words, Words] = {}

    def _find_titled(self, title: str, statements: Iterable[Words]) -> Words:
        """The title's words, and parts of its compounds that seldom stand alone: „Stadt“ of „Hafenstadt“."""
        titled = frozenset(map(stem, LONG.findall(title)))
        near = Counter(word for words in statements if titled & words for word in words)
        inside = (word for word in near if len(word) >= PART and word in title.casefold())
        return titled.union(word for word in inside if near[word] >= MOSTLY * self._seen[word])

    @property
    def tells(self) -> bool:
        return self._all >= FEWEST

    def weigh(self, words: Iterable[str]) -> float:
        return math.fsum(map(self._weight, words))

    def kinship(self, one: Words, other: Words) -> float:
        """0..1: the weight of what both share, of the weight of both; 0 for a single word."""
        shared = self._share(one, other)
        return 2 * shared / (self._total(one) + self._total(other)) if shared else 0.0

    def cover(self, new: Words, known: Words) -> float:
        """0..1: the share of what is new that the other says too."""
        shared = self._share(new, known)
        return shared / self._total(new) if shared else 0.0

    def holds(self, said: Words, new: Words) -> bool:
        """Whether all that tells anything in what is new is said, if that is more than a word."""
        telling = self.tell(new)
        return len(telling) >= LEAST_SHARED and telling <= said

    def tell(self, words: Words) -> Words:
        """Those of the words that are not the topic's."""
        if words not in self._telling:
            self._telling[words] = frozenset(word for word in words if self._weight(word) > 0)
        return self._telling[words]

    def answers(self, later: Words, question: Words) -> bool:
        """Whether a statement speaks of what another left open."""
        open_weight = self._total(question)
        return open_weight > 0 and self.weigh(later & question) >= ANSWER * open_weight

    def _share(self, one: Words, other: Words) -> float:
        shared = self.tell(one) & self.tell(other)
        enough = len(shared) >= LEAST_SHARED and says_more(shared) and self._is_two(shared)
        return self.weigh(shared) if enough or HOW_LONG in shared else 0.0

    def _is_two(self, shared: Words) -> bool:
        """Whether it is more than one word, which may be there as such and by its letters, or a rare one."""
        roots = {word.lstrip("@~").translate(FOLDED)[:ALIKE] for word in shared}
        return len(roots) > 1 or any(map(self.is_rare, shared))

    def meets(self, one: Words, other: Words) -> bool:
        """Whether both say something that tells, and not only name somebody."""
        shared = self.tell(one) & self.tell(other)
        return says_more(shared) and (len(shared) > 1 or not any(word.startswith("~") for word in shared))

    def is_rare(self, name: str) -> bool:
        """Whether a name tells statements of the topic apart."""
        return not self.tells or self._seen[name] <= max(RARELY, OFTEN * self._all)

    def is_telling(self, word: str) -> bool:
        """Whether a word is not the topic's own."""
        return not self.tells or self._weight(word) > 0

    def _total(self, words: Words) -> float:
        if words not in self._totals:
            self._totals[words] = self.weigh(words)
        return self._totals[words]

    def _weight(self, word: str) -> float:
        if word not in self._weights:
            self._weights[word] = self._measure(word)
        return self._weights[word]

    def _measure(self, word: str) -> float:
        if word == HOW_LONG:
            return EXTENT_WEIGHT * math.log(2 + self._size)
        return 0.0 if self._is_common(word) else self.rate(word)

    def rate(self, word: str) -> float:
        """How rare a word is, the topic's own too; 0 for those of its title."""
        seen = self._seen[word]
        if not seen or word in self._titled:
            return 0.0
        return math.log(1 + self._size / seen) * (NAMES_MORE if len(word) >= NAMING else 1.0)

    def rate_all(self, words: Iterable[str]) -> float:
        return sum(map(self.rate, words))

    def _is_common(self, word: str) -> bool:
        """Whether the word is the topic's; of very few statements all may be about the one thing."""
        if self.tells:
            return self._seen[word] > COMMON * self._all
        return self._all >= FEWEST // 2 and self._seen[word] > HALF * self._all
