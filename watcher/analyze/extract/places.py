"""Sources that are places: heißt es in dem Bericht, hieß es von der Regierung, in dem Brief steht."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract.reports import ReportFinder, Source
from watcher.analyze.extract.speakers import Phrase


class PlaceFinder(ReportFinder):
    """Finds where one sentence says that it stands."""

    def says_it(self, i: int) -> Iterator[Source]:
        """heißt es in dem Bericht, hieß es von der Regierung; open without such a phrase."""
        around = {self.phrases.low(j) for j in (i - 2, i - 1, i + 1)}
        if not around & self.lexicon.cues("it") and self.words[i].low not in self.lexicon.cues("has_it"):
            return
        phrase = self.place(i)
        yield Source(phrase, i, f"{self.words[i].text} es", "report", "verb" if phrase else "open")

    def is_written(self, verb: int) -> Iterator[Source]:
        """„In dem Bericht steht, dass …“."""
        phrase = self.place(verb)
        if phrase and (self.phrases.speaks_as(phrase.head) == "text" or self.noun_stance(phrase.head)):
            yield Source(phrase, verb, self.words[verb].text, "report", "verb")

    def place(self, verb: int) -> Phrase | None:
        """The phrase of „in dem Bericht“ or „von der Polizei“ beside the verb, after it first."""
        segment = self.sentence.segment_of(verb)
        for first in (*range(verb + 1, segment.last), *range(segment.first, verb)):
            if self.phrases.low(first) in self.lexicon.cues("in-source"):
                phrase = self.phrases.at(first + 1)
                if phrase and self.words[phrase.head].lemma.lower() not in self.lexicon.cues("time"):
                    return phrase
        return None

    def noun_stance(self, at: int) -> str:
        """The class of a noun of speaking, also as the head of a compound: Polizeiangaben."""
        for form in (self.words[at].lemma.lower(), self.words[at].low):
            if found := self.lexicon.stance_of_noun(form):
                return found
        return ""
