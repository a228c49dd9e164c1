"""Who can speak: nouns, names and phrases judged by lists, endings, given names and case."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import QUOTE_MARKS, Word, bare
from watcher.analyze.language.patterns import any_of

PERSON = ("person-m", "person-f")
NAMED = frozenset({*PERSON, "person", "group"})  # who may stand before a name
FEMININE = re.compile(rf"{any_of('feminine')}$")
AGED = re.compile(rf"{any_of('aged')}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """words[first:last]; `head` is the index of its main noun or of its last name."""

    first: int
    last: int
    head: int

    def text(self, words: Sequence[Word]) -> str:
        """Its words joined by single spaces; for comparing, not for showing."""
        return " ".join(word.text for word in words[self.first : self.last])


@functools.lru_cache(maxsize=20_000)
def _kind_of_speaker(lexicon: Lexicon, text: str, lemma: str, adjective: bool) -> str:
    """By the lists, else by the ending."""
    for form in (text.lower(), lemma.lower(), bare(text), bare(lemma)):
        if kind := lexicon.speakers.get(form):
            return kind
    low = text.lower()
    if adjective:
        return "person-m" if ends_in_age(low) else ""
    if lexicon.code == "de" and _is_feminine_of(lexicon, low.removesuffix("nen")):
        return "person-f"
    if text.endswith("er") and text.removesuffix("er") in lexicon.places:
        return "person-m"  # „der Hamburger“
    forms = (lemma.lower(), low, low.removesuffix("n"), low.removesuffix("en"))
    return next((kind for form in forms if (kind := lexicon.speaker_by_ending(form))), "")


def _is_feminine_of(lexicon: Lexicon, low: str) -> bool:
    """„Wirtin“ of „Wirt“, „Lotsin“ of „Lotse“."""
    stem = low.removesuffix("in")
    return stem != low and "person-m" in (lexicon.speakers.get(stem), lexicon.speakers.get(stem + "e"))


def ends_in_age(low: str) -> bool:
    """„28-jährige“: an age that stands for a person."""
    return AGED.search(low.rstrip("rnms")) is not None


class Speakers:
    """Judges the words and phrases of one sentence."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = words
        self.size = len(words)  # asked a hundred times a sentence
        self.lexicon = lexicon

    def kind(self, at: int) -> str:
        """The word's kind; "end" past the last one."""
        return self.words[at].kind if 0 <= at < self.size else "end"

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < self.size else ""

    def speaks_as(self, at: int) -> str:
        """What kind of speaker the noun is; "" if unknown."""
        word = self.words[at]
        cut = word.kind == "name" and word.text != word.lemma + "s"  # „Brandis“ is no fire
        return _kind_of_speaker(self.lexicon, word.text, word.text if cut else word.lemma, word.kind == "adj")

    def is_link(self, at: int) -> bool:
        """„the teachers' union“, „Stein & Söhne“."""
        low = self.low(at)
        linked = low == "&" or (low in ("'", "’") and self._is_possessive(at))
        return linked and self.kind(at + 1) in ("noun", "name", "adj")

    def _is_possessive(self, at: int) -> bool:
        """The apostrophe stands right behind an -s; an opening quotation mark has a space before it."""
        glued = at > 0 and self.words[at - 1].end == self.words[at].start
        return glued and self.low(at - 1).endswith("s")

    def is_capital(self, at: int) -> bool:
        """„Betroffener“, „28-Jähriger“."""
        word = self.words[at].text
        return word[0].isupper() or word.rpartition("-")[2][:1].isupper()

    def is_pronoun(self, phrase: Phrase) -> bool:
        """It stands alone and for somebody named; „einer der Helfer“ and „viele“ do not."""
        some = phrase.last > phrase.first + 1 and self.low(phrase.first) in self.lexicon.cues("some")
        return self.kind(phrase.first) == "pron" and not some and not self.are_several(phrase.first)

    def are_several(self, at: int) -> bool:
        """„Viele fordern“, „sagten andere“: people whom nobody names, not „viele Häuser“."""
        several = self.low(at) in self.lexicon.cues("several")
        return several and self.kind(at + 1) in ("fin", "mark", "end")

    def speaks(self, phrase: Phrase) -> bool:
        """Somebody, or something that speaks for somebody: by its noun, or because it has a name."""
        if self.low(phrase.first) in self.lexicon.cues("time"):
            return False  # „September in Rom“
        if self.is_person(phrase) or self._is_paper(phrase) or self.are_several(phrase.head):
            return True
        if self._is_title(phrase):
            return True
        if self.low(phrase.head) in self.lexicon.cues("share-of"):
            bare = phrase.last == phrase.head + 1 and self.kind(phrase.head - 1) == "num"  # „etwa 60 Prozent“
            return bare or any(self._is_somebody(i) for i in range(phrase.head + 1, phrase.last))
        if kind := self.speaks_as(phrase.head):
            return kind != "silent"
        if self.is_pronoun(phrase):
            return self.low(phrase.first) in self.lexicon.cues("someone")
        return self.kind(phrase.head) == "name" or self._is_nominal(phrase.head) or self._is_acronym(phrase)

    def _is_acronym(self, phrase: Phrase) -> bool:
        """„der USGS“, „die IG Metall“: a body; what is a thing („ICE“) stands in the lists as silent."""
        if self.lexicon.code != "de":
            return False
        words = self.words[phrase.first : phrase.head + 1]
        if not any(
            w.text.isupper() and w.kind in ("noun", "name") and len(w.text) > 1 and w.text.isalpha()
            for w in words
        ):
            return False
        return not any(self.speaks_as(i) for i in range(phrase.first, phrase.head + 1))

    def _is_somebody(self, at: int) -> bool:
        """„zwei Drittel der Befragten“."""
        return self.speaks_as(at) not in ("", "silent") or self._is_nominal(at)

    def is_person(self, phrase: Phrase) -> bool:
        """A given name, a function or body before its name, or a name before a surname that is a noun too."""
        for i in range(phrase.first, phrase.head):
            if self.words[i].text in self.lexicon.given_names:
                return True
            if self.words[i].kind == "noun" and self.speaks_as(i) in NAMED:
                return True
        return self.kind(phrase.first) == "name" and self.kind(phrase.first + 1) == "noun" == self.kind(
            phrase.head
        )

    def _is_paper(self, phrase: Phrase) -> bool:
        """„The Times“, „Sky News“."""
        named = phrase.head > phrase.first and self.words[phrase.head].text[:1].isupper()
        return named and self.low(phrase.head) in self.lexicon.cues("paper")

    def _is_title(self, phrase: Phrase) -> bool:
        """„Die Zeit“, with its quotation marks: a paper or a programme."""
        marks = [i for i in range(phrase.first, phrase.last) if self.words[i].low in QUOTE_MARKS]
        return bool(marks) and self._is_named(phrase, marks[0] + 1) and not self.is_term(marks[0])

    def is_term(self, at: int) -> bool:
        """„Das nennen Fachleute „Flashover““: behind a verb of naming, quotation marks hold no title."""
        return any(word.low in self.lexicon.cues("naming") for word in self.words[:at])

    def _is_named(self, phrase: Phrase, at: int) -> bool:
        """A title begins with a capital; without an article before it, it is a name and no catchword."""
        articled = self.kind(phrase.first) == "det" or self.kind(phrase.first) == "noun"
        return self.words[at].text[:1].isupper() and (articled or self.kind(at) == "name")

    def _is_nominal(self, at: int) -> bool:
        """„Betroffene“, „Verantwortliche“: adjectives that stand for people."""
        return self.words[at].tag == "NNA" and self.low(at - 1) not in self.lexicon.cues("neuter")

    def _has_given_name(self, phrase: Phrase) -> bool:
        return any(self.words[i].text in self.lexicon.given_names for i in range(phrase.first, phrase.head))

    def is_nominative(self, phrase: Phrase) -> bool:
        """Not marked as another case; English marks none."""
        low = self.low(phrase.first)
        if low in self.lexicon.cues("some") and self.low(phrase.first + 1) in self.lexicon.cues("der"):
            return True  # „einer der Helfer“
        if low in self.lexicon.cues("nominative_not"):
            return False
        return low not in self.lexicon.cues("der") or not self._is_feminine(phrase)

    def _is_feminine(self, phrase: Phrase) -> bool:
        """„Der englischen Zeitung sagte sie“: dative, by the adjective's ending or the noun's."""
        if self.kind(phrase.first + 1) == "adj" and self.low(phrase.first + 1).endswith("en"):
            return True
        if phrase.head > phrase.first + 1 and self.words[phrase.first + 1].text.isupper():
            return False  # „der AK Deichbau“
        inner = self.kind(phrase.first + 1) == "prep"  # „der für die Aufsicht zuständige Leiter“
        before = () if inner else range(phrase.first, phrase.head)
        noun = next((i for i in before if self.kind(i) == "noun"), phrase.head)
        return self.kind(noun) == "noun" and bool(FEMININE.search(self.low(noun)))

    def is_time(self, phrase: Phrase) -> bool:
        """„am Montag“, „im Interview“: says when or where something was said."""
        return self.words[phrase.head].lemma.lower() in self.lexicon.cues("occasion")
