"""Who was named so far: persons for pronouns, the last source for what goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.analyze.extract.bearers import UNKNOWN, Bearers, Named
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.words import Sentence

RECENT = 2  # persons and groups named last
NEVER_FIRST = frozenset({"pron", "mark", "fin"})  # kinds of word that no name or noun phrase begins with


def is_same(one: Named, other: Named) -> bool:
    """Both names share a word."""
    return bool(set(one.name.split()) & set(other.name.split()))


class Memory(Bearers):
    """What one reading of one text remembers. Mutable, and never shared."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._seen: list[Named] = []  # persons and groups, the last one last
        self.last: Named | None = None  # source
        self.last_sentence = -1
        self.last_paragraph = -1
        self._noted = 0  # sentences

    def note(self, sentence: Sentence) -> None:
        """Remembers the persons and groups of a sentence that has been read."""
        for phrase in self._phrases(sentence, len(sentence.words)):
            self._keep(phrase, sentence)
        self._noted += 1

    def find(self, sentence: Sentence, end: int) -> list[Named]:
        """The persons and groups before a word of a sentence, unless they are only quoted and it is not."""
        words = sentence.words
        outside = end < len(words) and not words[end].quoted
        phrases = (each for each in self._phrases(sentence, end) if not (outside and words[each.head].quoted))
        return [self.name(phrase, sentence) for phrase in phrases]

    def _phrases(self, sentence: Sentence, end: int) -> Iterator[Phrase]:
        reader = Phrases(sentence.words, self.lexicon)
        at = 0
        while at < end:
            phrase = self._phrase(reader, at)
            if phrase and phrase.last <= end:
                yield phrase
            at = phrase.last if phrase else at + 1

    def _phrase(self, reader: Phrases, at: int) -> Phrase | None:
        if reader.words[at].kind in NEVER_FIRST:
            return None
        phrase = reader.core(at)
        return phrase if phrase and reader.speaks(phrase) and not self._is_share(reader, phrase) else None

    def _is_share(self, reader: Phrases, phrase: Phrase) -> bool:
        """„Drei Viertel“, „2 percent“: nobody speaks of them as „sie“."""
        counted = "num" in (reader.kind(phrase.first), reader.kind(phrase.first - 1))
        return counted and reader.low(phrase.head) in self.lexicon.cues("share-of")

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

    def role(self, noun: str) -> Named | None:
        """Who was said to have the function: „Ministerin Muster … die Ministerin“."""
        ending = {named.name: named for role, named in self._roles.items() if role.endswith(noun)}
        return self._roles.get(noun) or (next(iter(ending.values())) if len(ending) == 1 else None)

    def is_plural(self, sentence: Sentence, at: int) -> bool:
        """The finite verb beside the pronoun stands in the plural: „sagten sie“."""
        words = sentence.words
        beside = [words[i].low for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].kind == "fin"]
        return any(low.endswith("n") for low in beside) and self.lexicon.code == "de"

    def latest_of(self, sentence: Sentence) -> Named | None:
        """The first person or group that the sentence names."""
        inside = (named for named in self._seen if sentence.start <= named.start < sentence.end)
        return next((named for named in inside if named.kind != "text"), None)

    def resolve(self, pronoun: str, inside: Sequence[Named], *, plural: bool = False) -> Named | None:
        """Whom a pronoun means, if all who fit are one: the last source, those named last, and `inside`."""
        if pronoun in self.lexicon.cues("latter") and inside:
            return next((each for each in reversed(inside) if self._fits(each, pronoun, plural=plural)), None)
        near = [*([self.last] if self.last else []), *reversed(inside)]
        near += reversed(self._seen[-RECENT:])
        fitting = [named for named in near if self._fits(named, pronoun, plural=plural)]
        return fitting[0] if fitting and all(is_same(fitting[0], other) for other in fitting) else None

    def only(self, pronoun: str) -> Named | None:
        """The one person of the text so far whom the pronoun may mean."""
        persons = [each for each in self._seen if each.kind in (*PERSON, "person")]
        fitting = [each for each in persons if self._fits(each, pronoun, plural=False)]
        return fitting[0] if fitting and all(is_same(fitting[0], other) for other in fitting) else None

    def name_source(self, phrase: Phrase, sentence: Sentence) -> Named:
        """„Den Angaben zufolge“: those of whoever spoke last; „ersten Angaben“ are nobody's that we know."""
        named = self.name(phrase, sentence)
        if named.name.lower().rpartition(" ")[2] not in self.lexicon.cues("unowned"):
            return named
        *fronts, _ = (word.low for word in sentence.words[phrase.first : phrase.last])
        pointing = fronts[:1] and fronts[0] in self.lexicon.cues("definite") | self.lexicon.pronouns.keys()
        if pointing and self.last:
            return replace(named, name=self.last.name, kind=self.last.kind)
        unknown = set(fronts) <= self.lexicon.cues("unowned-by") | self.lexicon.cues("definite")
        return replace(named, kind=UNKNOWN) if unknown else named

    def fit_last(self, pronoun: str) -> Named | None:
        """The last source, if the pronoun may mean it."""
        return self.last if self.last and self._fits(self.last, pronoun, plural=False) else None

    def doubt(self, sentence: Sentence) -> Named | None:
        """Who spoke last, too far back to be surely who goes on: kept as it stands there, and not resolved."""
        if self.last is None:
            return None
        text = sentence.text[self.last.start : self.last.end]
        return Named(self.last.start, self.last.end, text, UNKNOWN, self.last.plural)

    def speaks_on(self, pronoun: str, inside: Sequence[Named], *, plural: bool) -> Named | None:
        """ "…, said Ada Berg. She added": who spoke in the sentence before goes on, if the pronoun may mean it.

        An English pronoun tells men, women, things and several apart; „sie“ may mean any of them.
        """
        if self.lexicon.code != "en" or self.last is None or self.last_sentence != self._noted - 1:
            return None
        if any(self._fits(each, pronoun, plural=plural) for each in inside):
            return None
        return self.last if self._fits(self.last, pronoun, plural=plural) else None

    def _fits(self, named: Named, pronoun: str, *, plural: bool) -> bool:
        if plural:
            return named.plural
        if pronoun in self.lexicon.cues("pronoun-m"):
            return named.kind in ("person-m", "person") and not named.plural
        if pronoun in self.lexicon.cues("pronoun-f"):
            kinds = ("person-f", "person") if self.lexicon.code == "en" else ("person-f", "person", "group")
            return named.kind in kinds and not named.plural
        if pronoun in self.lexicon.cues("pronoun-n"):
            return named.kind == "group" and not named.plural
        if pronoun in self.lexicon.cues("pronoun-many"):
            return named.kind != "text" and (named.plural or named.kind == "group")
        return named.kind != "text"

    def speak(self, named: Named, sentence: Sentence, number: int) -> None:
        """Remembers who spoke last."""
        self.last = named
        self.last_sentence, self.last_paragraph = number, sentence.paragraph
