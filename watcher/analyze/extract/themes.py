"""Whom the sentence before is about, and so whom a German „er“ or „sie“ goes on with."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.analyze.extract.bearers import Named
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.memory import Memory, is_same
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON
from watcher.analyze.extract.words import Sentence


class Themes(Memory):
    """A memory that knows the subject of the last sentence, too."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._begun = 0  # where the last sentence begins
        self._subject: Named | None = None
        self._article = ""  # before it, which tells its gender
        self._articles = {row[1]: row[0] for row in lexicon.language.rows("pronouns") if len(row) > 1}

    def note(self, sentence: Sentence) -> None:
        """Remembers whom the sentence names, and whom it is about."""
        super().note(sentence)
        self._begun = sentence.start
        self._subject = self._find_subject(sentence)
        self._article = sentence.words[0].low

    def goes_on(self, pronoun: str, inside: Sequence[Named], *, plural: bool) -> Named | None:
        """„Die Wirtin Ute Klas klagte. Sie wirft …“: who spoke or acted there, if no other person fits."""
        if plural or self.lexicon.code == "en" or pronoun not in self._articles.values():
            return None
        spoke = self.last if self.last_sentence == self._noted - 1 else None
        subject = self._subject if self._may_be(pronoun) else None
        near = [each for each in (spoke, subject) if each and self._fits(each, pronoun, plural=False)]
        before = [each for each in self._seen if each.start >= self._begun]
        others = [each for each in (*before, *inside) if each.kind in (*PERSON, "person")]
        rivals = [*near, *(each for each in others if self._fits(each, pronoun, plural=False))]
        return near[0] if near and all(is_same(near[0], each) for each in rivals) else None

    def _may_be(self, pronoun: str) -> bool:
        """„Das Amt“ is no „sie“."""
        return (
            self._article not in self.lexicon.cues("definite") or self._articles.get(self._article) == pronoun
        )

    def find_own(self, pronoun: str, sentence: Sentence) -> Named | None:
        """„Der Konzern baut ab, wie er mitteilte“: „der“ shows what the sentence is about to be „er“."""
        marked = sentence.words[0].low in self.lexicon.cues("nominative")
        subject = self._find_subject(sentence) if marked and pronoun in self.lexicon.cues("pronoun-m") else None
        return subject if subject and subject.kind == "group" and not subject.plural else None

    def _find_subject(self, sentence: Sentence) -> Named | None:
        """The person or group before the sentence's first finite verb, with nothing else before it."""
        verb = next(sentence.main_finite(), 0)
        phrase = next(self._phrases(sentence, verb), None)
        opens = phrase is not None and phrase.first == 0 and phrase.last == verb
        reader = Phrases(sentence.words, self.lexicon)
        return self.name(phrase, sentence) if phrase and opens and reader.is_nominative(phrase) else None
