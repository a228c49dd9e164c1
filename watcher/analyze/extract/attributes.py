"""What stands behind a noun, looks like its attribute and is none: to whom, where to, how much."""

from __future__ import annotations

from watcher.analyze.extract.cores import Cores
from watcher.analyze.extract.speakers import PERSON, Phrase


class Attributes(Cores):
    """Tells the attributes of nouns from what belongs to the verb, in one sentence's words."""

    def is_apart(self, phrase: Phrase, at: int) -> bool:
        """What begins here looks like the phrase's attribute, and is none."""
        return self._is_loose(phrase, at) or self._is_told(phrase, at)

    def _is_told(self, phrase: Phrase, at: int) -> bool:
        """„sagte die Ministerin [der Abendzeitung]“: to whom, not whose; „der Redakteur der Abendzeitung“."""
        inner = self.core(at) if self.low(at) in self.lexicon.cues("told-article") else None
        media = tuple(self.lexicon.cues("medium")) or ("?",)
        medium = inner and any(self.low(i).endswith(media) for i in range(inner.first, inner.head + 1))
        press = at == phrase.head + 1 and self.low(phrase.head).endswith(
            tuple(self.lexicon.cues("press")) or ("?",)
        )
        return bool(medium) and not press and self.speaks_as(phrase.head) in (*PERSON, "person", "group")

    def _is_loose(self, phrase: Phrase, at: int) -> bool:
        """„Angaben der Werft [im Hafen]“: behind a noun of saying only its owner belongs to it."""
        owners = self.lexicon.cues("genitive") | self.lexicon.cues("owner")
        spoken = self.words[phrase.head].low in self.lexicon.cues("oral")
        return spoken and self.low(at) not in owners and not self.is_bare_genitive(at)

    def is_goal(self, at: int) -> bool:
        """„in die Luft“: the accusative says where to, so it belongs to the verb."""
        return self.low(at) == "in" and self.low(at + 1) in self.lexicon.cues("accusative")

    def is_measured_at(self, at: int) -> bool:
        """„Berechnungen des Amtes [bei zwei Prozent]“: a figure that belongs to the verb."""
        return self.kind(at + 1) == "num" and self.low(at) in self.lexicon.cues("figure-at")

    def is_bare_genitive(self, at: int) -> bool:
        return self.lexicon.code == "de" and self.kind(at) == "adj" and self.low(at).endswith("er")
