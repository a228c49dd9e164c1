"""Noun phrases: where one begins and ends, what heads it, and whether that can speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import QUOTE_MARKS, Word, bare

LONGEST_MODIFIER = 8  # words between article and noun: "der für das operative Geschäft zuständige Vorstand"
FEMININE = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "sion",
    "ität",
    "polizei",
    "partei",
    "behörde",
    "agentur",
    "bank",
)
LONGEST_TITLE = 7  # words, with the marks, of a paper's name in quotation marks
PERSON = ("person-m", "person-f")


@dataclass(frozen=True, slots=True)
class Phrase:
    """words[first:last]; `head` is the index of its main noun or of its last name."""

    first: int
    last: int
    head: int

    def text(self, words: Sequence[Word]) -> str:
        """Its words joined by single spaces; for comparing, not for showing."""
        return " ".join(word.text for word in words[self.first : self.last])


class Phrases:
    """Reads noun phrases out of one sentence's words."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon

    def kind(self, at: int) -> str:
        """The word's kind; "end" past the last one."""
        return self.words[at].kind if 0 <= at < len(self.words) else "end"

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def at(self, first: int) -> Phrase | None:
        """The noun phrase that begins here, with its genitives and the prepositional phrases of its noun."""
        core = self.core(first)
        return self._extend(core) if core else None

    def core(self, first: int) -> Phrase | None:
        """Article, modifiers and nouns only."""
        if self.kind(first) == "pron":
            return Phrase(first, first + 1, first)
        at = first + 1 if self.kind(first) == "det" else first
        at = self._skip_modifiers(at, articled=at > first)
        last = self._nouns(at)
        if last == at:
            return self._nominal_adjective(first, at)
        return Phrase(first, last, self._head(at, last))

    def _nominal_adjective(self, first: int, at: int) -> Phrase | None:
        """„Der 28-Jährige“, „ein Betroffener“: an adjective that is capitalised stands for a noun."""
        last = at - 1
        if last >= first and self.kind(last) == "adj" and self._is_capital(last):
            return Phrase(first, at, last)
        return None

    def _is_capital(self, at: int) -> bool:
        word = self.words[at].text
        return word[0].isupper() or word.rpartition("-")[2][:1].isupper()

    def _skip_modifiers(self, at: int, *, articled: bool) -> int:
        if articled and self.kind(at) in ("prep", "adv", "refl") and (adjective := self._find_adjective(at)):
            at = adjective
        while self.kind(at) in ("adj", "num") or (
            self.kind(at) in ("adv", "part") and self.kind(at + 1) == "adj"
        ):
            at += 1
        return at

    def _find_adjective(self, at: int) -> int | None:
        """The participle that a preposed modifier belongs to."""
        for i in range(at, min(at + LONGEST_MODIFIER, len(self.words))):
            if self.kind(i) in ("fin", "mark", "rel", "sub"):
                return None
            if self.kind(i) == "adj" and self.kind(i + 1) in ("noun", "adj") and i > at + 1:
                return i
        return None

    def _nouns(self, at: int) -> int:
        first = at
        while True:
            if self.kind(at) in ("noun", "name"):
                if self._begins_other(at, first):
                    return at
                at += 1
            elif (
                self._is_name_part(at) or self._is_inner_adjective(at, first) or self._is_inner_stop(at, first)
            ):
                at += 1
            elif self._opens_title(at):
                at = self._closing(at) + 1
            else:
                return at

    def _begins_other(self, at: int, first: int) -> bool:
        """German „bat Seehofer Ministerin Muster“: a function after a name begins another phrase."""
        return (
            self.lexicon.code == "de"
            and at > first
            and self.kind(at) == "noun"
            and self.kind(at - 1) == "name"
            and not self.low(at - 1).endswith("s")  # „Hessens Minister Muster“ is one phrase
            and "-" not in self.words[at].text  # „Human Rights Watch-Sprecher Muster“ too
            and self.kind(at + 1) == "name"
            and self.speaks_as(at) in PERSON
        )

    def _is_inner_stop(self, at: int, first: int) -> bool:
        """„Dr. Weber“, „Paul M. Weber“."""
        if self.low(at) != "." or at == first or self.kind(at + 1) not in ("noun", "name"):
            return False
        return self.low(at - 1) in self.lexicon.titles or len(self.low(at - 1)) == 1

    def _is_inner_adjective(self, at: int, first: int) -> bool:
        """English „the Left party parliamentary group“."""
        inner = at > first and self.kind(at) == "adj" and self.kind(at + 1) in ("noun", "adj")
        return inner and self.lexicon.code == "en"

    def _is_name_part(self, at: int) -> bool:
        """„Florian von Brunn", „Ursula von der Leyen": between a name and a name."""
        if self.low(at) not in self.lexicon.cues("name-part"):
            return False
        after = at + 1 + (self.low(at + 1) in self.lexicon.cues("name-part"))
        return self.kind(at - 1) == "name" and self.kind(after) == "name" and self.kind(at - 2) != "prep"

    def _opens_title(self, at: int) -> bool:
        """A name in quotation marks: „Spiegel", "Bild am Sonntag"."""
        return self.low(at) in QUOTE_MARKS and self._closing(at) > at + 1

    def _closing(self, at: int) -> int:
        for i in range(at + 1, min(at + LONGEST_TITLE, len(self.words))):
            if self.words[i].text in QUOTE_MARKS:
                return i if not any(w.kind == "fin" for w in self.words[at:i]) else at
        return at

    def _head(self, at: int, last: int) -> int:
        """A name at the end names the thing; else the last noun."""
        inner = [i for i in range(at, last) if self.words[i].kind in ("noun", "name")]
        return inner[-1] if inner else at

    def _extend(self, phrase: Phrase) -> Phrase:
        phrase = self._genitives(phrase)
        phrase = self._coordinate(phrase)
        return self._name_after_role(phrase)

    def _genitives(self, phrase: Phrase) -> Phrase:
        last, steps = phrase.last, 0
        if self.kind(phrase.head) == "name" and not self.speaks_as(phrase.head):
            return phrase
        while steps < 3 and (more := self._attribute(last)):
            steps += 1
            last = more
        return Phrase(phrase.first, last, phrase.head)

    def _attribute(self, at: int) -> int | None:
        """The end of a genitive or of a prepositional attribute that begins here."""
        if self.low(at) in self.lexicon.cues("genitive") or self._is_bare_genitive(at):
            inner = self.core(at)
        elif self.low(at) in self.lexicon.cues("attribute"):
            inner = self.core(at + 1)
            if inner and self.is_time(inner):
                return None
        else:
            return None
        return inner.last if inner and self.kind(inner.first) != "pron" else None

    def _is_bare_genitive(self, at: int) -> bool:
        return self.lexicon.code == "de" and self.kind(at) == "adj" and self.low(at).endswith("er")

    def is_time(self, phrase: Phrase) -> bool:
        """„am Montag“, „im Interview“: says when or where something was said."""
        return self.words[phrase.head].lemma.lower() in self.lexicon.cues("occasion")

    def _coordinate(self, phrase: Phrase) -> Phrase:
        """„Armee und Sanitätsdienste“: both can speak, and no finite verb stands between."""
        if self.low(phrase.last) not in self.lexicon.cues("and"):
            return phrase
        other = self.core(phrase.last + 1)
        if not other or self.kind(other.first) == "pron" or not (self.speaks(phrase) and self.speaks(other)):
            return phrase
        return Phrase(phrase.first, self._genitives(other).last, phrase.head)

    def _name_after_role(self, phrase: Phrase) -> Phrase:
        """„der Chef des Konzerns, Max Muster,“: the name belongs to the function before it."""
        at = phrase.last
        if self.low(at) != "," or self.kind(phrase.head) != "noun" or self.speaks_as(phrase.head) not in PERSON:
            return phrase
        core = self.core(at + 1)
        if not core or self.kind(core.head) != "name" or self.kind(core.first) == "det":
            return phrase
        closed = self.low(core.last) in (",", "(", ".", ":") or self.kind(core.last) in ("end", "fin")
        return Phrase(phrase.first, core.last, core.head) if closed else phrase

    def speaks_as(self, at: int) -> str:
        """What kind of speaker the noun is; "" if unknown."""
        word = self.words[at]
        for form in (word.low, word.lemma.lower(), bare(word.text), bare(word.lemma)):
            if kind := self.lexicon.speakers.get(form):
                return kind
        return self._by_ending(word)

    def _by_ending(self, word: Word) -> str:
        if word.kind == "adj":
            return "person-m" if self._ends_in_age(word) else ""
        return self.lexicon.speaker_by_ending(word.lemma.lower()) or self.lexicon.speaker_by_ending(word.low)

    def _ends_in_age(self, word: Word) -> bool:
        return word.low.rstrip("rnms").endswith(("jährige", "year-old"))

    def speaks(self, phrase: Phrase) -> bool:
        """Somebody, or something that speaks for somebody: by its noun, or because it has a name."""
        if self._is_person(phrase):
            return True
        if kind := self.speaks_as(phrase.head):
            return kind != "silent"
        if self.kind(phrase.first) == "pron":
            return self.low(phrase.first) in self.lexicon.cues("someone")
        return self.kind(phrase.head) == "name" or self._is_title(phrase) or self._is_nominal(phrase.head)

    def _is_person(self, phrase: Phrase) -> bool:
        """A given name, a function or body before its name, or a name before a surname that is a noun too."""
        if self._has_given_name(phrase):
            return True
        before = range(phrase.first, phrase.head)
        if any(self.kind(i) == "noun" and self.speaks_as(i) in (*PERSON, "person", "group") for i in before):
            return True
        return self.kind(phrase.first) == "name" and self.kind(phrase.first + 1) == "noun" == self.kind(
            phrase.head
        )

    def _is_title(self, phrase: Phrase) -> bool:
        """„Die Zeit“, with its quotation marks: a paper or a programme."""
        return any(self.low(i) in QUOTE_MARKS for i in range(phrase.first, phrase.last))

    def _is_nominal(self, at: int) -> bool:
        """„Betroffene“, „Verantwortliche“: adjectives that stand for people."""
        return self.words[at].tag == "NNA" and self.low(at - 1) not in self.lexicon.cues("neuter")

    def _has_given_name(self, phrase: Phrase) -> bool:
        return any(self.words[i].text in self.lexicon.given_names for i in range(phrase.first, phrase.head))

    def is_nominative(self, phrase: Phrase) -> bool:
        """Not marked as another case; English marks none."""
        low = self.low(phrase.first)
        if low in self.lexicon.cues("nominative_not"):
            return False
        return low not in self.lexicon.cues("der") or not self._is_feminine(phrase)

    def _is_feminine(self, phrase: Phrase) -> bool:
        """„Der englischen Zeitung sagte sie“: dative, by the adjective's ending or the noun's."""
        if self.kind(phrase.first + 1) == "adj" and self.low(phrase.first + 1).endswith("en"):
            return True
        return self.kind(phrase.head) == "noun" and self.low(phrase.head).endswith(FEMININE)
