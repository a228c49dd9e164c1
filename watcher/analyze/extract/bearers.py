"""What somebody is called: a phrase's bare name, as full as the text has given it, and the kind of speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.words import QUOTE_MARKS, Sentence, Word, bare

UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Named:
    """text[start:end] names somebody; `name` is bare and as full as the article gives it."""

    start: int
    end: int
    name: str
    kind: str  # person-m, person-f, person, group, text; UNKNOWN for a pronoun that may mean several
    plural: bool = False
    names: tuple[str, ...] = ()  # of each, where „und“ joins several


def _straighten(words: Sequence[Word], at: int, head: int) -> str:
    """A word before the head, or the head itself, as the nominative has it."""
    word = words[at]
    if at == head and word.kind == "noun" and word.low.endswith("s"):
        return word.lemma if word.lemma[:1].isupper() else word.text
    return word.text[:-1] if at < head and word.kind == "adj" and word.low.endswith("en") else word.text


def _join(words: Sequence[Word], parts: Sequence[str]) -> str:
    """The parts with the white space of their words, without quotation marks."""
    kept = [at for at, word in enumerate(words) if word.text not in QUOTE_MARKS]
    joined = "".join(
        parts[at] + " " * any(a.end < b.start for a, b in pairwise(words[at : after + 1]))
        for at, after in zip(kept, [*kept[1:], len(words)], strict=True)
    )
    return joined.strip()


class Bearers:
    """Names phrases by what one text has said so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._full: dict[str, str] = {}  # last word of a name to the fullest form seen
        self._roles: dict[str, Named] = {}  # head noun of a function to whom it was said of

    def name(self, phrase: Phrase, sentence: Sentence) -> Named:
        """The phrase as somebody who has a name."""
        words = sentence.words
        first = self._skip_marks(words, phrase)
        last = phrase.last - (first > phrase.first and words[phrase.last - 1].text in QUOTE_MARKS)
        start, end = words[first].start, words[last - 1].end
        kind = self._kind(phrase, sentence)
        name, plural = self._bare(phrase, sentence, kind), self._is_plural(words, phrase)
        return Named(start, end, name, kind, plural, self._names(phrase, sentence, kind))

    def _names(self, phrase: Phrase, sentence: Sentence, kind: str) -> tuple[str, ...]:
        """The name of each that the phrase joins; none for one alone."""
        if not any(word.kind == "conj" for word in sentence.words[phrase.first : phrase.last]):
            return ()
        parts = Phrases(sentence.words, self.lexicon).list_parts(phrase.first)
        together = len(parts) > 1 and parts[-1].last == phrase.last and not self._shares(parts, sentence)
        return tuple(self._bare(part, sentence, kind) for part in parts) if together else ()

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
        if reader.kind(phrase.head) == "noun" and kinds[-1] in known:
            return kinds[-1]  # „the clerk's office“ is no clerk
        if known:
            return known[-1] if known[-1] in (*PERSON, "person") else known[0]
        words = sentence.words
        names = [i for i in range(phrase.first, phrase.last) if words[i].kind == "name"]
        personal = len(names) >= 2 or self._is_known(words[phrase.head].text)
        return "person" if personal and not words[phrase.head].text.isupper() else "group"

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
        several = phrase.last == phrase.first + 1 and first in self.lexicon.cues("several")
        return coordinated or several or (inflected and first not in self.lexicon.cues("singular"))

    def _bare(self, phrase: Phrase, sentence: Sentence, kind: str) -> str:
        """The trailing names; for a bare function whoever had it; else the phrase without its article."""
        words = sentence.words
        names = self._trailing_names(words, phrase)
        if names:
            short = sentence.text[names[0].start : names[-1].end]
            if names[-1].lemma in self.lexicon.places and names[-1].text == names[-1].lemma + "s":
                short = short[:-1]  # „nach Darstellung Kiews“
            return self._full.get(names[-1].text, short) if len(names) == 1 else short
        known = self._roles.get(words[phrase.head].lemma.lower())
        if known and kind in PERSON and words[phrase.first].low in self.lexicon.cues("definite"):
            return known.name
        return self._nominative(words, phrase)

    def _nominative(self, words: Sequence[Word], phrase: Phrase) -> str:
        """„des russischen Geheimdienstes“ is „russische Geheimdienst“, as behind „der“."""
        if owner := self._owner_in(words[phrase.head]):
            return owner
        first = phrase.first + (words[phrase.first].kind == "det" and phrase.last > phrase.first + 1)
        oblique = first > phrase.first and words[phrase.first].low in self.lexicon.cues("oblique")
        parts = [
            _straighten(words, i, phrase.head) if oblique else words[i].text for i in range(first, phrase.last)
        ]
        return _join(words[first : phrase.last], parts)

    def _owner_in(self, word: Word) -> str:
        """„Polizeiangaben“ are those of the police, „NDR-Informationen“ the NDR's; empty for other nouns."""
        said = next((said for said in self.lexicon.cues("unowned") if word.low.endswith(said)), "")
        front = word.text[: len(word.text) - len(said)] if said else ""
        if front.endswith("-"):
            return front[:-1]
        owners = (front, front.removesuffix("s"))
        return next((owner for owner in owners if owner and self.lexicon.speakers.get(owner.lower())), "")

    def _shares(self, parts: Sequence[Phrase], sentence: Sentence) -> bool:
        """„ein Sprecher von Bahn und Bund“ may be one: an attribute, and no article behind the „und“."""
        articled = sentence.words[parts[1].first].kind == "det"
        return parts[0].last > parts[0].head + 1 and not articled

    def _trailing_names(self, words: Sequence[Word], phrase: Phrase) -> list[Word]:
        at = phrase.head
        if words[at].kind != "name":
            return []
        first = at
        while first > phrase.first and self._is_name(words[first - 1]):
            first -= 1
        first += words[first].kind == "det" and first < at  # „Der Kreml“; „von der Leyen“ begins otherwise
        return list(words[first : at + 1])

    def _is_name(self, word: Word) -> bool:
        """Part of a name, not the function in „Werft-Chef Jan Holm“."""
        function = "-" in word.text and bare(word.text) in self.lexicon.speakers
        return (word.kind == "name" and not function) or word.low in self._parts

    @property
    def _parts(self) -> frozenset[str]:
        return self.lexicon.cues("name-part")
