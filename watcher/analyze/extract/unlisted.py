"""Subjects that no list knows: beside a verb that only speakers have, whoever stands there speaks."""

from __future__ import annotations

from watcher.analyze.extract.fields import Fields
from watcher.analyze.extract.speakers import Phrase

NOMINAL = ("noun", "name", "pron")


class UnlistedFinder(Fields):
    """Finds the phrases of one sentence that may speak though their nouns are unknown."""

    def find_unknown(self, verb: int) -> Phrase | None:
        """The phrase beside a verb that only speakers have, though no list knows its noun."""
        return self._unknown_before(verb) or self._unknown_behind(verb)

    def find_it(self, verb: int) -> Phrase | None:
        """„Es wies den Vorwurf zurück“: the ministry, at the head of its sentence."""
        opens = verb == 1 and self.phrases.low(0) in self.lexicon.cues("pronoun-n")
        opens = opens and not any(self.phrases.kind(i) == "refl" for i in self.clause(verb))
        return Phrase(0, 1, 0) if opens else None

    def find_text(self, verb: int) -> Phrase | None:
        """„Die Losung lautete“: whatever stands before a verb of standing written."""
        phrase = self.phrases.at(self._skip_lead(self.field_start(verb)))
        return phrase if phrase and phrase.last <= verb and not self.phrases.is_pronoun(phrase) else None

    def _unknown_behind(self, verb: int) -> Phrase | None:
        """„Zudem verlangen die Mönche, dass“: nothing before the verb can be its subject."""
        first = self._skip_lead(self.field_start(verb))
        back = self.phrases.kind(first) == "prep" or self.phrases.low(first) in self.lexicon.cues("back")
        before = () if back else range(first, verb)  # „Das teilte das Museum mit“
        phrase = self.phrases.at(verb + 1) if self.phrases.kind(verb + 1) == "det" else None
        if phrase is None or self.lexicon.code != "de" or any(self.phrases.kind(i) in NOMINAL for i in before):
            return None
        silent = self.phrases.speaks_as(phrase.head) == "silent"
        return phrase if not silent and self.phrases.is_nominative(phrase) else None

    def _unknown_before(self, verb: int) -> Phrase | None:
        english = self.lexicon.code == "en"
        first = self.sentence.segment_of(verb).first if english else self.field_start(verb)
        first = first if english else self._skip_lead(first)
        phrase = self.phrases.at(first) if first < verb else None
        bare = phrase is not None and phrase.last == phrase.first + 1 and self.phrases.kind(first) == "noun"
        if phrase and not (english or bare or self.phrases.kind(first) == "det"):
            return None
        if phrase is None or phrase.last > verb or not self._fills(phrase.last, verb):
            return None
        silent = self.phrases.speaks_as(phrase.head) == "silent"
        return None if silent or not self.phrases.is_nominative(phrase) else phrase
