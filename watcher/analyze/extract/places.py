"""Sources that are places: heißt es in dem Bericht, hieß es von der Regierung, in dem Brief steht."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.fields import Fields
from watcher.analyze.extract.reports import ReportFinder, Source
from watcher.analyze.extract.speakers import Phrase

SPOKEN = ("judge", "demand", "warn", "accuse", "deny", "report", "say")


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

    def is_talked(self, at: int) -> Iterator[Source]:
        """„In dem Schreiben war von einem Streit die Rede“; open without such a place."""
        verb = next(
            (i for i in self.sentence.main_finite() if self.phrases.low(i) in self.lexicon.cues("is")), None
        )
        first = None if verb is None else Fields(self.sentence, self.lexicon).field_start(verb)
        inside = first is not None and self.phrases.low(first) in self.lexicon.cues("in")
        phrase = self.phrases.at(first + 1) if inside and first is not None else None
        text = phrase is not None and bool(self.noun_stance(phrase.head))
        if text or self.phrases.kind(at + 1) == "fin":
            yield Source(
                phrase if text else None, at, self.words[at].text, "report", "verb" if text else "open"
            )

    def comes(self, verb: int) -> Iterator[Source]:
        """„Kritik kam vom Verband“, „Aus der Werft kommt die Warnung, dass …“."""
        segment = self.sentence.segment_of(verb)
        inside = range(segment.first, segment.last)
        said = [i for i in inside if self.words[i].kind == "noun" and self.noun_stance(i) in SPOKEN]
        opens = said[:1] == [segment.first] and self.noun_stance(segment.first) == "judge"
        if not segment.main or not said or not (opens or Contents(self.sentence, self.lexicon).follows(verb)):
            return
        for at in inside:
            phrase = (
                self.phrases.at(at + 1) if self.phrases.low(at) in self.lexicon.cues("comes-from") else None
            )
            if phrase and phrase.head not in said and self.phrases.speaks(phrase):
                yield Source(phrase, verb, self.words[verb].text, self.noun_stance(said[0]), "verb")
                return

    def place(self, verb: int) -> Phrase | None:
        """The phrase of „in dem Bericht“ or „von der Polizei“ beside the verb, after it first."""
        segment = self.sentence.segment_of(verb)
        start = Fields(self.sentence, self.lexicon).field_start(verb)  # „In dem Bericht, der …, heißt es“
        for first in (*range(verb + 1, segment.last), *range(start, verb)):
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
