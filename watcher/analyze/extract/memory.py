"""Who was named so far: full names for short ones, persons for pronouns, the last source for what goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.words import Sentence, Word


@dataclass(frozen=True, slots=True)
class Named:
    """text[start:end] names somebody; `name` is bare and as full as the article gives it."""

    start: int
    end: int
    name: str
    kind: str  # person-m, person-f, person, group, text
    plural: bool = False


class Memory:
    """What one reading of one text remembers. Mutable, and never shared."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._full: dict[str, str] = {}  # last word of a name to the fullest form seen
        self._roles: dict[str, Named] = {}  # head noun of a function to whom it was said of
        self._seen: list[Named] = []  # persons and groups, the last one last
        self.last: Named | None = None  # source
        self.last_sentence = -1
        self.last_paragraph = -1

    def name(self, phrase: Phrase, sentence: Sentence) -> Named:
        """The phrase as somebody who has a name."""
        words = sentence.words
        first = self._skip_marks(words, phrase)
        start, end = words[first].start, words[phrase.last - 1].end
        kind = self._kind(phrase, sentence)
        return Named(start, end, self._bare(phrase, sentence, kind), kind, self._is_plural(words, phrase))

    def _skip_marks(self, words: Sequence[Word], phrase: Phrase) -> int:
        first = phrase.first
        while first < phrase.last - 1 and words[first].kind == "mark":
            first += 1
        return first

    def _kind(self, phrase: Phrase, sentence: Sentence) -> str:
        reader = Phrases(sentence.words, self.lexicon)
        kinds = [reader.speaks_as(i) for i in range(phrase.first, phrase.head + 1)]
        known = [kind for kind in kinds if kind and kind != "silent"]
        if given := self._gender(sentence.words[phrase.first : phrase.last]):
            return given
        if known:
            return known[-1] if known[-1] in PERSON else known[0]
        words = sentence.words
        names = [i for i in range(phrase.first, phrase.last) if words[i].kind == "name"]
        return "person" if len(names) >= 2 or self._is_known(words[phrase.head].text) else "group"

    def knows(self, name: str) -> bool:
        """Somebody of that name was named in full."""
        return self._is_known(name)

    def _gender(self, words: Sequence[Word]) -> str:
        """person-m or person-f by a given name that another name follows."""
        for word, after in pairwise(words):
            gender = self.lexicon.given_names.get(word.text)
            if gender and after.kind in ("name", "noun"):
                return f"person-{gender}"
        return ""

    def _is_known(self, name: str) -> bool:
        return " " in self._full.get(name, "")

    def _is_plural(self, words: Sequence[Word], phrase: Phrase) -> bool:
        word = words[phrase.head]
        coordinated = any(w.kind == "conj" for w in words[phrase.first : phrase.last])
        inflected = word.kind == "noun" and word.low != word.lemma.lower()
        first = words[phrase.first].low
        return coordinated or (inflected and first not in self.lexicon.cues("singular"))

    def _bare(self, phrase: Phrase, sentence: Sentence, kind: str) -> str:
        """The trailing names; for a bare function whoever had it; else the phrase without its article."""
        words = sentence.words
        names = self._trailing_names(words, phrase)
        if names:
            short = sentence.text[names[0].start : names[-1].end]
            return self._full.get(names[-1].text, short) if len(names) == 1 else short
        known = self._roles.get(words[phrase.head].lemma.lower())
        if known and kind in PERSON and words[phrase.first].low in self.lexicon.cues("definite"):
            return known.name
        first = phrase.first + (words[phrase.first].kind == "det" and phrase.last > phrase.first + 1)
        return sentence.text[words[first].start : words[phrase.last - 1].end].strip('"“”„»«')

    def _trailing_names(self, words: Sequence[Word], phrase: Phrase) -> list[Word]:
        at = phrase.head
        if words[at].kind != "name":
            return []
        first = at
        while first > phrase.first and (words[first - 1].kind == "name" or words[first - 1].low in self._parts):
            first -= 1
        return list(words[first : at + 1])

    @property
    def _parts(self) -> frozenset[str]:
        return self.lexicon.cues("name-part")

    def note(self, sentence: Sentence) -> None:
        """Remembers the persons and groups of a sentence that has been read."""
        reader = Phrases(sentence.words, self.lexicon)
        at = 0
        while at < len(sentence.words):
            phrase = self._phrase(reader, sentence, at)
            if phrase:
                self._keep(phrase, sentence)
            at = phrase.last if phrase else at + 1

    def _phrase(self, reader: Phrases, sentence: Sentence, at: int) -> Phrase | None:
        if sentence.words[at].kind in ("pron", "mark", "fin"):
            return None
        phrase = reader.core(at)
        return phrase if phrase and reader.speaks(phrase) else None

    def _keep(self, phrase: Phrase, sentence: Sentence) -> None:
        words = sentence.words
        names = self._trailing_names(words, phrase)
        if len(names) >= 2:
            full = sentence.text[names[0].start : names[-1].end]
            for part in (names[-1].text, names[0].text):
                self._full.setdefault(part, full)
        named = self.name(phrase, sentence)
        if words[phrase.first].low not in self.lexicon.cues("nominative_not"):
            self._seen.append(named)  # who does something is spoken of next
        if names and named.kind in (*PERSON, "person"):
            for word in words[phrase.first : phrase.head]:
                if word.kind == "noun":
                    self._roles[word.lemma.lower()] = named

    def is_plural(self, sentence: Sentence, at: int) -> bool:
        """The finite verb beside the pronoun stands in the plural: „sagten sie“."""
        words = sentence.words
        beside = [words[i].low for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].kind == "fin"]
        return any(low.endswith("n") for low in beside) and self.lexicon.code == "de"

    def latest_of(self, sentence: Sentence) -> Named | None:
        """The first person or group that the sentence names."""
        inside = (named for named in self._seen if sentence.start <= named.start < sentence.end)
        return next((named for named in inside if named.kind != "text"), None)

    def resolve(self, pronoun: str, *, plural: bool = False) -> Named | None:
        """The nearest antecedent of a pronoun that fits: the last source first, then who was named last."""
        fitting = [self.last] if self.last else []
        fitting += reversed(self._seen[-6:])
        return next((named for named in fitting if self._fits(named, pronoun, plural=plural)), None)

    def _fits(self, named: Named, pronoun: str, *, plural: bool) -> bool:
        if plural:
            return named.plural
        if pronoun in self.lexicon.cues("pronoun-m"):
            return named.kind in ("person-m", "person") and not named.plural
        if pronoun in self.lexicon.cues("pronoun-f"):
            return named.kind in ("person-f", "person", "group") and not named.plural
        return named.kind != "text"

    def speak(self, named: Named, sentence: Sentence, number: int) -> None:
        """Remembers who spoke last."""
        self.last = replace(named)
        self.last_sentence, self.last_paragraph = number, sentence.paragraph
