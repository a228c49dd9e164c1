"""A language's word lists, indexed once for the extraction rules."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from watcher.analyze.extract.speech import Saying, SpeechWords
from watcher.analyze.extract.words import QUOTE_MARKS
from watcher.analyze.language import Language

__all__ = ["Lexicon", "Saying", "index"]

LONGEST_ENDING = 16  # characters
SOURCE_CUES = ("laut", "side", "after", "source_prep", "carry", "talk", "comes", "says_it", "written")


class Groups(dict[str, frozenset[str]]):
    """Words by group; a group that a language does not have is empty."""

    def __missing__(self, group: str) -> frozenset[str]:
        return frozenset()


class Lexicon(SpeechWords):
    """What the rules look up. Made by `index`; one per language."""

    @functools.cached_property
    def code(self) -> str:
        return self.language.code

    @functools.cached_property
    def kinds(self) -> dict[str, str]:
        """HanTa tag, or "=word", to the kind of word."""
        return self.language.table("tags")

    @functools.cached_property
    def function_words(self) -> frozenset[str]:
        return self.language.words("function_words")

    @functools.cached_property
    def abbreviations(self) -> frozenset[str]:
        return self._in_class("abbreviations", "inner")

    @functools.cached_property
    def titles(self) -> frozenset[str]:
        """Abbreviations that never end a sentence: Dr., Prof., Mr."""
        return self._in_class("abbreviations", "title")

    @functools.cached_property
    def name_leads(self) -> frozenset[str]:
        """What no noun is and may begin a name: „von“, „Dr.“, a quotation mark."""
        return self.titles | self.cues("name-part") | QUOTE_MARKS

    @functools.cached_property
    def source_words(self) -> frozenset[str]:
        """Words at which a source may be named without a verb."""
        firsts = (phrase.partition(" ")[0] for phrase in self.cues("according"))
        return frozenset(firsts).union(*(self.cues(group) for group in SOURCE_CUES))

    @functools.cached_property
    def ordinal_leads(self) -> frozenset[str]:
        return self._in_class("ordinals", "lead")

    @functools.cached_property
    def ordinal_nouns(self) -> frozenset[str]:
        return self._in_class("ordinals", "noun")

    @property
    def ordinals(self) -> bool:
        return bool(self.ordinal_leads)

    @functools.cached_property
    def speakers(self) -> dict[str, str]:
        """Nouns that can speak, to person-m, person-f, person, group or text."""
        return {row[0].lower(): row[1] for row in self.language.rows("speakers")}

    def speaker_by_ending(self, noun: str) -> str:
        """What speaks by its longest known ending: -ministerium, -sprecher; "" for others."""
        starts = range(max(0, len(noun) - LONGEST_ENDING), len(noun))
        return next((kind for at in starts if (kind := self._endings.get(noun[at:]))), "")

    @functools.cached_property
    def _endings(self) -> dict[str, str]:
        return {word[1:]: kind for word, kind in self.speakers.items() if word.startswith("-")}

    @functools.cached_property
    def voices(self) -> frozenset[str]:
        """Bodies and reports that speak before a headline's colon."""
        return frozenset(word.lower() for word in self.language.words("voices"))

    @functools.cached_property
    def silent(self) -> frozenset[str]:
        """Nouns that cannot speak although they look like it."""
        return frozenset(word for word, kind in self.speakers.items() if kind == "silent")

    @functools.cached_property
    def places(self) -> frozenset[str]:
        """Cities that stand before a text."""
        return self.language.words("places")

    @functools.cached_property
    def headline_verbs(self) -> frozenset[str]:
        """Forms in -s that headlines use as verbs."""
        return self.language.words("headline_verbs")

    @functools.cached_property
    def countries(self) -> frozenset[str]:
        """Their names and capitals in all spellings."""
        cells = (cell for row in self.language.rows("countries") for cell in (row[1], *row[4:5]))
        return frozenset(name for cell in cells for part in cell.split("|") for name in part.split("/"))

    @functools.cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames that need no given name to be known."""
        return self.language.words("surnames")

    @functools.cached_property
    def given_names(self) -> dict[str, str]:
        """Given names to m or f."""
        return self.language.table("given_names")

    @functools.cached_property
    def cues(self) -> Callable[[str], frozenset[str]]:
        """The words of one group in cues.tsv; asked a hundred times a sentence, so without a call of ours."""
        return self._cues.__getitem__

    @functools.cached_property
    def _cues(self) -> Groups:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.language.rows("cues"):
            found[row[1]].add(row[0])
        return Groups((group, frozenset(words)) for group, words in found.items())

    @functools.cached_property
    def pronouns(self) -> dict[str, str]:
        """Possessives to the pronoun of their owner: seinen, er."""
        return {w: owner for owner in ("er", "sie") for w in self.cues("owner-" + owner)}

    def boilerplate(self, place: str) -> re.Pattern[str]:
        """Cues of lines that state nothing, as whole words: start, any, list, own, product."""
        return self._boilerplate[place]

    @functools.cached_property
    def _boilerplate(self) -> dict[str, re.Pattern[str]]:
        found: dict[str, list[str]] = {place: [] for place in ("start", "any", "list", "own", "product")}
        for cue, place in self.language.rows("boilerplate"):
            found[place].append(re.escape(cue))
        return {place: _whole_words(cues) for place, cues in found.items()}

    @functools.cached_property
    def hedges(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """First word to the patterns, words in order, that say that nobody confirms it."""
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for row in self.language.rows("hedges"):
            pattern = tuple(row[0].split())
            found[pattern[0]].append(pattern)
        return {first: tuple(patterns) for first, patterns in found.items()}

    @functools.cached_property
    def subjunctives(self) -> dict[str, str]:
        """Verb forms of reported speech: I for unambiguous Konjunktiv I, II for its replacement."""
        return self.language.table("subjunctives")

    def _in_class(self, name: str, group: str) -> frozenset[str]:
        return frozenset(row[0] for row in self.language.rows(name) if row[1:2] == (group,))


def _whole_words(cues: Sequence[str]) -> re.Pattern[str]:
    """Any of the escaped cues, not inside a word: "iban" is not in "Taliban"; longest first."""
    ordered = "|".join(sorted(cues, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{ordered})(?!\w)")


@functools.cache
def index(language: Language) -> Lexicon:
    """The language's lexicon, made once."""
    return Lexicon(language)
