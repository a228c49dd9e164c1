"""Who speaks in the passive: von X, seitens X; or a text in which it stands."""

from __future__ import annotations

from watcher.analyze.extract.fields import Fields
from watcher.analyze.extract.speakers import Phrase


class AgentFinder(Fields):
    """Finds the agents of one sentence's passives."""

    def find(self, verb: int) -> Phrase | None:
        """The first that speaks; not in „der durch die Reederei ausgelöste Ärger“."""
        own = self.sentence.segment_of(verb)
        for at in self.clause(verb):
            if not self.sentence.segment_of(at).main or (at > verb and at >= own.last):
                continue
            inner = self.phrases.kind(at - 1) == "det" or self._is_attribute(at)
            if self.phrases.low(at) in self.lexicon.cues("agent") and not self.words[at].quoted and not inner:
                phrase = self.phrases.at(at + 1)
                if phrase and self.phrases.speaks(phrase):
                    return phrase
            if text := self._text(at):
                return text
        return None

    def _is_attribute(self, at: int) -> bool:
        """„durch einen Sieg von Muster“: it belongs to the noun that the passive is by."""
        first = at - 1
        while self.phrases.kind(first) in ("noun", "name", "adj", "num", "det"):
            first -= 1
        return first < at - 1 and self.phrases.low(first) in self.lexicon.cues("means")

    def _text(self, at: int) -> Phrase | None:
        """„in einem Bericht der Behörde“."""
        phrase = self.phrases.at(at + 1) if self.phrases.low(at) in self.lexicon.cues("in") else None
        return phrase if phrase and self.phrases.speaks_as(phrase.head) == "text" else None
