"""Whom a sentence's subject means that names nobody: „Er wurde …“, „Der Konzern streicht …“.

A pronoun means whom the memory of speakers finds; a description means the one of its sort that the text has
named with its noun ("der Autobauer Halberg"). Where several fit, nobody is meant: never guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from watcher.analyze.extract.bearers import UNKNOWN
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.memory import Memory
from watcher.analyze.extract.words import Sentence, Word
from watcher.analyze.language import Language
from watcher.analyze.language.patterns import any_of

AGED = re.compile(rf"\d+-{any_of('aged')}")
SHORTEST_HEAD = 4  # letters by which a compound is known: "Autokonzern"


@dataclass(frozen=True, slots=True)
class Reference:
    """Who is meant at text[start], and the lemma of the noun that means them, empty for a pronoun."""

    start: int
    name: str
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Nouns to their sort, and those that may stand for anything of their sort."""

    sorts: dict[str, str]
    open: frozenset[str]

    def head(self, lemma: str) -> str:
        """The listed noun that the word is or ends in; empty if there is none."""
        ends = (lemma, *(lemma[at:] for at in range(1, len(lemma) - SHORTEST_HEAD + 1)))
        return next((end for end in ends if end in self.sorts), "")

    def fits(self, noun: str, named: str) -> bool:
        """Whether `noun` may stand for what was introduced as `named`; both as `head` gives them."""
        return noun == named or (noun in self.open and self.sorts[noun] == self.sorts[named])


def _may_be_name(word: Word) -> bool:
    """What stands right behind a noun for its sort, and large, is its name: "der Autobauer Kranich"."""
    return word.kind in ("name", "noun") and word.text[0].isupper()


@functools.cache
def describe(language: Language) -> Descriptions:
    rows = language.rows("descriptions")
    return Descriptions({row[0]: row[1] for row in rows}, frozenset(row[0] for row in rows if len(row) > 2))


class References:
    """What one reading of one text has named so far. Mutable, and never shared."""

    def __init__(self, lexicon: Lexicon, memory: Memory) -> None:
        self.lexicon, self.memory = lexicon, memory
        self._pronouns = lexicon.language.words("pronouns")
        self._articles = {row[1]: row[0] for row in lexicon.language.rows("pronouns") if len(row) > 1}
        self._named: dict[str, str] = {}  # a name to the noun that it was introduced by

    def note(self, sentence: Sentence) -> None:
        """Remembers the names that stand behind a noun for their sort."""
        self._named |= dict(self._introduced(sentence))

    def _introduced(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        known, words = describe(self.lexicon.language), sentence.words
        for at, (word, after) in enumerate(pairwise(words)):
            noun = known.head(word.lemma.lower()) if word.kind == "noun" and _may_be_name(after) else ""
            if noun:
                last = next((i for i in range(at + 2, len(words)) if words[i].kind != "name"), len(words)) - 1
                yield sentence.text[after.start : words[last].end], noun

    def find(self, sentence: Sentence) -> Reference | None:
        """Whom the subject of the main clause means, where it names nobody."""
        verb = next(sentence.main_finite(), None)
        if verb is None or sentence.words[0].quoted:
            return None
        return self._pronoun(sentence, verb) or self._aged(sentence) or self._description(sentence, verb)

    def _pronoun(self, sentence: Sentence, verb: int) -> Reference | None:
        words = sentence.words
        beside = [at for at in (verb - 1, verb + 1) if 0 <= at < len(words) and words[at].low in self._pronouns]
        if not beside:
            return None
        at = beside[0]
        plural = self.memory.is_plural(sentence, at)
        found = self.memory.resolve(words[at].low, self.memory.find(sentence, at), plural=plural)
        return Reference(words[at].start, found.name) if found and found.kind != UNKNOWN else None

    def _aged(self, sentence: Sentence) -> Reference | None:
        """ "Der 34-Jährige" at the sentence's beginning, right before its verb: whom "er" would mean."""
        article, word, verb = (*sentence.words, None, None)[:3]
        if not (article and word and verb and verb.kind == "fin" and AGED.fullmatch(word.low)):
            return None
        pronoun = self._articles.get(article.low, "")
        found = (self.memory.resolve(pronoun, ()) or self.memory.only(pronoun)) if pronoun else None
        known = found is not None and found.kind != UNKNOWN and not AGED.search(found.name.lower())
        return Reference(article.start, found.name, word.lemma.lower()) if found and known else None

    def _description(self, sentence: Sentence, verb: int) -> Reference | None:
        """An article and a noun at the sentence's beginning, right before its verb."""
        words = sentence.words
        if verb != len(("der", "Konzern")) or words[0].low not in self.lexicon.cues("definite"):
            return None
        lemma = words[1].lemma.lower()
        role = self.memory.role(lemma)
        known = describe(self.lexicon.language)
        noun = known.head(lemma)
        fitting = {name for name, other in self._named.items() if noun and known.fits(noun, other)}
        name = role.name if role else next(iter(fitting)) if len(fitting) == 1 else ""
        return Reference(words[0].start, name, lemma) if name else None
