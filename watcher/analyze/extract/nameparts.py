"""What belongs to a name and is none by itself: „Dr.“, „a. D.“, „von der“, the stop of „Paul M. Weber“."""

from __future__ import annotations

from watcher.analyze.extract.borders import Borders

NOMINAL = frozenset({"noun", "name"})


class NameParts(Borders):
    """Tells the parts of names in one sentence."""

    def is_suffix(self, at: int) -> bool:
        """„Kapitän a. D. Holm“, „der Verein Deichfreunde e. V.“."""
        stopped = self.low(at + 1) == self.low(at + 3) == "."
        return stopped and self.low(at) + self.low(at + 2) in self.lexicon.cues("name-suffix")

    def is_abbreviated(self, at: int) -> bool:
        """„Dr.“, „Prof.“."""
        return self.low(at) in self.lexicon.titles and self.low(at + 1) == "."

    def is_inner_stop(self, at: int, first: int) -> bool:
        """„Dr. Weber“, „Paul M. Weber“, „Prof. Dr. Weber“."""
        named = self.kind(at + 1) in NOMINAL or self.is_abbreviated(at + 1)
        if self.low(at) != "." or at == first or not named:
            return False
        return self.low(at - 1) in self.lexicon.titles or len(self.low(at - 1)) == 1

    def is_name_part(self, at: int) -> bool:
        """„Florian von Brunn", „Ursula von der Leyen": between a name and a name."""
        if self.low(at) not in self.lexicon.cues("name-part"):
            return False
        if self.low(at) in self.lexicon.cues("definite") and self.kind(at - 1) != "prep":
            return False  # „bat Holm den HSV“; „van den Berg“
        after = at + 1 + (self.low(at + 1) in self.lexicon.cues("name-part"))
        return self.kind(at - 1) == "name" and self.kind(after) == "name" and self.kind(at - 2) != "prep"
