"""Sources named without a main verb: laut X, X zufolge, nach Angaben von X, wie X mitteilte, so X, heißt es.

Every finder takes the sentence and yields `Source`; which of them governs the sentence is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract.occasions import OccasionFinder
from watcher.analyze.extract.reports import Source
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.words import QUOTE_MARKS


class SourceFinder(OccasionFinder):
    """Finds the sources of one sentence."""

    def find(self) -> Iterator[Source]:
        """All of them, in the order of their cues within each form."""
        for i, word in enumerate(self.words):
            if word.low in self.lexicon.source_words and not word.quoted:
                yield from self._at(i)
        yield from self.find_clauses()

    def _at(self, i: int) -> Iterator[Source]:
        low = self.words[i].low
        if low in self.lexicon.cues("laut") or (low in self.lexicon.cues("side") and self._is_impersonal(i)):
            yield from self._direct(i, i + 1)
        elif f"{low} {self.phrases.low(i + 1)}" in self.lexicon.cues("according"):
            yield from self._direct(i, i + 2)
        elif low in self.lexicon.cues("after") or self._is_postposition(i):
            yield from self._before(i)
        elif low in self.lexicon.cues("source_prep"):
            yield from self._by_noun(i)
        elif low in self.lexicon.cues("carry"):
            yield Source(None, i, self.words[i].text, "say", "open")
        elif self._is_talk(i):
            yield from self.is_talked(i)
        elif low in self.lexicon.cues("comes"):
            yield from self.comes(i)
        elif low in self.lexicon.cues("says_it"):
            yield from self.says_it(i)
        elif low in self.lexicon.cues("written") and self._opens_clause(i + 1):
            yield from self.is_written(i)

    def _opens_clause(self, at: int) -> bool:
        """„steht ebenfalls nicht, welche …“: nothing but adverbs before the clause."""
        while self.phrases.kind(at) in ("adv", "neg"):
            at += 1
        return self.phrases.low(at) == "," and self.phrases.low(at + 1) in self.lexicon.cues("that")

    def _is_impersonal(self, at: int) -> bool:
        """„Seitens der Werft sprach man von …“: nobody else speaks."""
        segment = self.sentence.segment_of(at)
        return any(w.low in self.lexicon.cues("anybody") for w in self.words[segment.first : segment.last])

    def _is_postposition(self, i: int) -> bool:
        """„seiner Ansicht nach“."""
        if not i or self.words[i].low not in self.lexicon.cues("source_prep"):
            return False
        if self.words[i - 1].low in self.lexicon.cues("hearsay"):
            return True  # „dem Vernehmen nach“
        if self._is_headed(i):
            return True  # „dem Bericht nach brannte …“
        owned = any(self.words[j].low in self.lexicon.cues("whose") for j in range(max(0, i - 3), i))
        return owned and self.noun_stance(i - 1) in ("view", "report") and self.words[i - 1].kind == "noun"

    def _is_headed(self, at: int) -> bool:
        """A phrase in the dative fills the place before the verb up to the cue: „der Zeitung nach“."""
        dative = self.phrases.low(0) in self.lexicon.cues("dative")
        phrase = self.phrases.at(0) if dative and self.phrases.kind(at + 1) == "fin" else None
        return phrase is not None and phrase.last == at and self.phrases.speaks(phrase)

    def _is_talk(self, i: int) -> bool:
        """„Die Rede ist von …“, „war … die Rede“."""
        if self.words[i].low not in self.lexicon.cues("talk"):
            return False
        beside = (self.phrases.kind(i + 1), self.phrases.kind(i - 2))
        closed = self.phrases.kind(i + 1) in ("mark", "end") and self.phrases.low(i - 1) in self.lexicon.cues(
            "talk-article"
        )
        return "fin" in beside or closed

    def _direct(self, cue: int, first: int) -> Iterator[Source]:
        """laut + phrase, according to + phrase."""
        phrase = self.phrases.at(first)
        if phrase and not self._is_time(phrase):
            yield Source(self._owner(phrase), cue, self._cue(cue, first), self._stance(phrase), "preposition")

    def _is_time(self, phrase: Phrase) -> bool:
        return self.words[phrase.head].kind == "num"

    def _before(self, cue: int) -> Iterator[Source]:
        """phrase + zufolge: the longest phrase that ends here, or at the bracket before."""
        end = self._before_bracket(cue)
        for first in range(max(0, end - 12), end):
            phrase = self.phrases.at(first)
            if phrase and phrase.last == end:
                yield Source(
                    self._owner(phrase), cue, self.words[cue].text, self._stance(phrase), "preposition"
                )
                return

    def _before_bracket(self, cue: int) -> int:
        """Where „(VDR)“ begins that stands before the cue; the cue itself if nothing does."""
        if self.phrases.low(cue - 1) != ")":
            return cue
        return next((i for i in range(cue - 1, max(0, cue - 6), -1) if self.words[i].text == "("), cue)

    def _by_noun(self, cue: int) -> Iterator[Source]:
        """nach Angaben der Polizei, aus Sicht des Verbands: a preposition and a noun of speaking."""
        phrase = self.phrases.at(cue + 1)
        if self.phrases.low(cue - 1) == "," and self.phrases.low(cue + 1) in self.lexicon.cues("other"):
            return  # „30, nach anderen Angaben 40“: of a figure, not of the sentence
        if self._is_distant(cue) or self._is_sought(cue):
            return  # „einen Tag nach seiner Verurteilung“: when
        if phrase and (noun := self.speech_noun(phrase)) is not None:
            if self.phrases.low(noun + 1) in self.lexicon.cues("about") and self.phrases.low(
                cue
            ) in self.lexicon.cues("nach"):
                return  # „Nach Gerüchten über einen Verkauf streikten sie“: when, not who
            stance = self.noun_stance(noun)
            if self.is_saying(noun, phrase) and (stance == "view" or self.tells(cue, noun)):
                text = self._cue(cue, noun + 1)
                yield Source(self._owner(phrase), cue, text, stance, "preposition")

    def _is_distant(self, cue: int) -> bool:
        """Right before it stands how long: „Wochen nach“."""
        return cue > 0 and self.words[cue - 1].lemma.lower() in self.lexicon.cues("distance")

    def _is_sought(self, cue: int) -> bool:
        """„die Suche nach der Quelle“: what somebody wants to find."""
        sought = tuple(self.lexicon.cues("seeks")) or ("?",)
        behind = self.phrases.kind(cue - 1) == "noun" and self.phrases.low(cue) in self.lexicon.cues("nach")
        return behind and self.words[cue - 1].lemma.lower().endswith(sought)

    def _stance(self, phrase: Phrase) -> str:
        noun = self.speech_noun(phrase)
        return (self.noun_stance(noun) if noun is not None else "") or "say"

    def _owner(self, phrase: Phrase) -> Phrase:
        """Whose report it is, if the phrase says so: „Angaben [der Polizei]“."""
        noun = self.speech_noun(phrase)
        if noun is None or noun + 1 >= phrase.last:
            return phrase
        after = self.phrases.low(noun + 1)
        named, open_end = after in self.lexicon.cues("owner"), after in self.lexicon.cues("attribute")
        if after in QUOTE_MARKS or (open_end and self.is_owned(noun)):
            return Phrase(phrase.first, noun + 1, noun)  # „laut Zeugen „sofort“ gefasst“, „Werftangaben aus …“
        if after in self.lexicon.cues("about") or (open_end and not named):
            return phrase  # „einem Bericht im Hafenblatt“
        first = noun + 1 + named
        goes_on = self.phrases.low(phrase.last) in {",", *self.lexicon.cues("and")}
        whole = self.phrases.at(first) if goes_on else None
        if whole and whole.last > phrase.last:
            return whole  # „Sicht [von Polizei] und Feuerwehr“
        core = self.phrases.core(first) if first < phrase.last else None
        return Phrase(first, phrase.last, min(core.head, phrase.last - 1)) if core else phrase

    def _cue(self, first: int, last: int) -> str:
        return " ".join(word.text for word in self.words[first:last])
