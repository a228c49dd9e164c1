"""Whether „nach“ and a noun of speaking tell who says so, or only when something happened."""

from __future__ import annotations

from watcher.analyze.extract.places import PlaceFinder
from watcher.analyze.extract.speakers import Phrase


class OccasionFinder(PlaceFinder):
    """Tells sources from occasions in one sentence."""

    def tells(self, cue: int, noun: int) -> bool:
        """„Aus dem Bericht geht hervor“; „Klauseln aus dem Bericht“ says only where they stand."""
        if self.phrases.low(cue) not in self.lexicon.cues("out-of"):
            return True
        around = {w.low for w in self.words}
        return bool(around & self.lexicon.cues("emerges")) or self.words[noun].low.endswith("kreisen")

    def speech_noun(self, phrase: Phrase) -> int | None:
        """The first noun of the phrase if it is one of speaking."""
        nouns = [i for i in range(phrase.first, phrase.last) if self.words[i].kind in ("noun", "name")]
        if len(nouns) > 1 and (self._is_owner(nouns[0]) or self.phrases.is_measure(nouns[0])):
            nouns = nouns[1:]
        return nouns[0] if nouns and self.noun_stance(nouns[0]) else None

    def _is_owner(self, at: int) -> bool:
        """„Grubers Ansicht“: a name in the genitive before the noun."""
        return self.words[at].kind == "name" and self.words[at].low.endswith(("s", "'", "’"))

    def is_saying(self, noun: int, phrase: Phrase) -> bool:
        """Not „nach dem Urteil“, which tells when; a view needs somebody who has it."""
        lemma = self.words[noun].lemma.lower()
        owned = phrase.last > noun + 1 or self._is_owner(phrase.first)
        own = self.phrases.low(phrase.first).startswith(tuple(self.lexicon.cues("own")))
        if (owned or own) and self.words[noun].low in self.lexicon.cues("words"):
            return True  # „nach den Worten der Ministerin“, „nach eigenen Worten“
        if self._is_tally(noun, phrase) or self._is_as_known(noun, phrase):
            return False
        if lemma in self.lexicon.cues("evidence") and self.phrases.kind(phrase.first) != "det":
            return True  # „nach ersten Untersuchungen“, not „nach der Untersuchung“
        if any(lemma == act or (len(act) > 5 and lemma.endswith(act)) for act in self.lexicon.cues("act")):
            return owned and self._is_to_be()
        if not owned and self._is_deed(noun):
            return False
        return (
            self.noun_stance(noun) != "view"
            or self.is_owned(noun)
            or phrase.last > noun + 1
            or phrase.first < noun
        )

    def _is_as_known(self, noun: int, phrase: Phrase) -> bool:
        """„nach bisherigen Erkenntnissen“: what is known so far, and nobody's word."""
        known = self.words[noun].lemma.lower() in self.lexicon.cues("known-so-far") and phrase.last == noun + 1
        return known and all(w.low in self.lexicon.cues("unowned-by") for w in self.words[phrase.first : noun])

    def _is_tally(self, noun: int, phrase: Phrase) -> bool:
        """„Nach Auszählung aller Stimmen“, „nach Auswertung der Daten“: when, unless it says by whom."""
        lemma = self.words[noun].lemma.lower()
        if lemma.endswith(tuple(self.lexicon.cues("count-act")) or ("?",)):
            return True
        studied = lemma.endswith(tuple(self.lexicon.cues("study-act")) or ("?",))
        first = noun + 1 + (self.phrases.low(noun + 1) in self.lexicon.cues("owner"))
        owner = self.phrases.core(first) if studied and first < phrase.last else None
        return owner is not None and not self.phrases.speaks(owner)

    def _is_deed(self, noun: int) -> bool:
        """„nach mutmaßlichen Umsturzplänen ausgereist“: what it is said of can say nothing itself."""
        deeds = tuple(self.lexicon.cues("deed-noun"))
        return bool(deeds) and self.words[noun].lemma.lower().endswith(deeds) and not self._is_to_be()

    def _is_to_be(self) -> bool:
        """„Nach dem Antrag der Werft soll der Kai wachsen“: what it wants; „… kam es zum Streit“: when."""
        first = next(self.sentence.main_finite(), None)
        low = "" if first is None else self.words[first].low
        return low in self.lexicon.cues("should") or self.lexicon.subjunctives.get(low) == "I"

    def is_owned(self, noun: int) -> bool:
        """„Medienberichten von …“: the compound says whose report it is already."""
        return self.words[noun].lemma.lower() not in self.lexicon.simple_speech_nouns
