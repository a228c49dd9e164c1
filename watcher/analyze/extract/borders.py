"""Where one noun phrase ends and the next begins, though no mark stands between them."""

from __future__ import annotations

from watcher.analyze.extract.speakers import PERSON, Phrase, Speakers

ABSTRACT = ("ungen", "ionen", "heiten", "keiten", "schaften")  # what no surname ends in
ABSTRACT_ONE = ("klärung", "stellung", "ation", "ition", "igkeit", "heit", "keit", "schaft")

SAME_PLURAL = ("er", "el", "en")  # endings of nouns whose plural may look the same


class Borders(Speakers):
    """Tells the borders of one sentence's phrases; German only."""

    def begins_other(self, at: int, first: int) -> bool:
        """„forderte Jan Holm Dänemark auf“; German „bat Seehofer Ministerin Muster“: another phrase begins."""
        named = at > first + 1 and self.kind(at - 1) == self.kind(at - 2) == "name"
        return (named and self.words[at].text in self.lexicon.countries) or self._begins_function(at, first)

    def _begins_function(self, at: int, first: int) -> bool:
        """A function after a name."""
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

    def is_subject(self, phrase: Phrase) -> bool:
        """„vor Zeugen [der Ehemann]“: „der“ and one man are no genitive."""
        word = self.words[phrase.head]
        single = word.kind == "noun" and word.low == word.lemma.lower() and not word.low.endswith(SAME_PLURAL)
        return (
            self.low(phrase.first) in self.lexicon.cues("husband")
            and single
            and self.speaks_as(phrase.head) == "person-m"
        )

    def is_object(self, at: int, first: int) -> bool:
        """„ordnete der Präsident Maßnahmen an“, „des Dienstes Mitte Januar“: no part of the speaker."""
        if self.lexicon.code != "de" or at == first or self.kind(at) != "noun" or self.words[at].text.isupper():
            return False
        if self.kind(at - 1) == "name":
            return self._is_owed(at, first)
        if self.kind(at + 1) == "fin" and (first == 0 or self.kind(first - 1) == "mark"):
            return False  # „Analyst Rehm rechnet“: one phrase before the verb
        low = self.low(at)
        plural = low != self.words[at].lemma.lower() and not low.endswith("s") and not self.speaks_as(at)
        known = self.speaks_as(at - 1) not in ("", "silent")
        lemma = self.words[at].lemma.lower()
        spoken = lemma in self.lexicon.simple_speech_nouns  # „erhob der Anwalt Vorwürfe“
        wanted = {low, lemma} & self.lexicon.cues("object")  # „fordert die Kammer Verbote“
        told = low == lemma + "n" and self.speaks_as(at) in PERSON  # „warf der Minister Kritikern … vor“
        return low in self.lexicon.cues("time") or (known and bool(plural or spoken or wanted or told))

    def _is_owed(self, at: int, first: int) -> bool:
        """„stellte Grupp Forderungen“: a noun that is no surname, behind a name that stands behind its verb."""
        known = self.words[first].text in self.lexicon.given_names
        if self.kind(first - 1) == "prep" and at == first + 1 and not known:
            plural = self.low(at) != self.words[at].lemma.lower()  # „nach Ansicht von ai Maßnahmen“
            return plural and not self.speaks_as(at)
        start = first - (self.kind(first - 1) == "det")
        if self._is_seated(at - 1):
            return self.low(at) != self.words[at].lemma.lower() and not self.speaks_as(at)
        spoken = self.words[at].lemma.lower() in self.lexicon.simple_speech_nouns
        return (spoken or self.low(at).endswith(ABSTRACT + ABSTRACT_ONE)) and self.kind(start - 1) == "fin"

    def _is_seated(self, name: int) -> bool:
        """„die Hochschule Lindburg“: the place of a body, behind which no surname comes."""
        return name > 0 and self.kind(name - 1) == "noun" and self.speaks_as(name - 1) == "group"
