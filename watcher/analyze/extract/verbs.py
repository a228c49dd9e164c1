"""Speech verbs in main clauses and who their subject is.

German names the speaker before the verb, behind it or at the sentence's end, splits the verb („teilte … mit“)
and marks case on articles only; so who can speak decides, and whose article may be nominative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.phrases import Phrase, Phrases
from watcher.analyze.extract.words import QUOTE_MARKS, Segment, Sentence


@dataclass(frozen=True, slots=True)
class Act:
    """A main verb of speaking, its class and subject. `postposed`: „…, sagte X“."""

    at: int
    saying: Saying
    subject: Phrase | None
    postposed: bool
    passive: bool = False
    negated: bool = False


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)

    def find(self) -> Iterator[Act]:
        """In the order of their finite verbs."""
        for verb in self.sentence.main_finite():
            if act := self._read(verb):
                yield act

    def _read(self, verb: int) -> Act | None:
        for saying, passive in self._sayings(verb):
            postposed = self._is_postposed(verb)
            subject = self._agent(verb) if passive else self._subject(verb, postposed=postposed)
            if self._counts(saying, subject, verb, postposed=postposed, passive=passive):
                return Act(verb, saying, subject, postposed, passive, self._is_negated(verb))
        return None

    def _counts(
        self, saying: Saying, subject: Phrase | None, verb: int, *, postposed: bool, passive: bool
    ) -> bool:
        if passive:
            return subject is not None
        if subject is None:
            return False
        if not postposed and not self.phrases.speaks(subject):
            return False
        return postposed or saying.frame == "any" or self._has_content(verb)

    # -- which verb

    def _sayings(self, verb: int) -> Iterator[tuple[Saying, bool]]:
        """What the verb may be, most specific first, and whether it is passive."""
        word = self.words[verb]
        clause = self._clause(verb)
        low = {self.words[i].low for i in clause} | {self.words[i].lemma.lower() for i in clause}
        yield from ((s, False) for s in self._fitting_phrases(word.lemma, low))
        yield from ((s, False) for s in self._plain(word.low, verb, clause))
        for i in clause:
            if self.words[i].kind in ("part", "adv", "adj", "fin") and i != verb:
                yield from self._compound(word.low, i, low)

    def _plain(self, form: str, verb: int, clause: range) -> Iterator[Saying]:
        found = self.lexicon.verbs.get(form, ())
        particles = {self.words[i].low for i in clause if i > verb and self._ends_clause(i)}
        yield from (s for s in found if s.particle and s.particle in particles)
        if not any(self.words[i].kind == "ptcl" and self._ends_clause(i) for i in clause if i > verb):
            yield from (s for s in found if not s.particle)

    def _ends_clause(self, at: int) -> bool:
        return self.phrases.kind(at + 1) in ("mark", "end", "conj", "than") or self.phrases.kind(at) == "ptcl"

    def _compound(self, aux: str, at: int, low: set[str]) -> Iterator[tuple[Saying, bool]]:
        """hat … bestätigt; wurde … bestätigt."""
        passive = aux in self.lexicon.cues("passive")
        if not passive and aux not in self.lexicon.cues("perfect-aux"):
            return
        word = self.words[at]
        yield from ((s, passive) for s in self._fitting_phrases(word.lemma, low))
        yield from ((s, passive) for s in self.lexicon.participles.get(word.low, ()))

    def _fitting_phrases(self, lemma: str, low: set[str]) -> Iterator[Saying]:
        for saying in self.lexicon.phrases.get(lemma, ()):
            if all(partner.lower() in low for partner in saying.partners):
                yield saying

    def _clause(self, verb: int) -> range:
        """The words that may belong to the verb: from its clause's start to the next main verb or subclause."""
        return range(self._field_start(verb), self.sentence.segment_of(verb).last)

    # -- who

    def _field_start(self, verb: int) -> int:
        """Where the part before the verb begins: back over appositions, brackets and relative clauses."""
        segments = [s for s in self.sentence.segments if s.first <= verb]
        first = segments[-1].first
        for segment in reversed(segments[:-1]):
            if self._is_bounded(segment):
                break
            first = segment.first
        return first

    def _is_bounded(self, segment: Segment) -> bool:
        words = self.words[segment.first : segment.last]
        if words and words[-1].text in (":", ";"):
            return True
        return any(w.quoted for w in words) or (segment.main and any(w.kind == "fin" for w in words))

    def _is_postposed(self, verb: int) -> bool:
        """The verb opens its segment and what was said stands before it."""
        if verb == 0 or self.sentence.segment_of(verb).first != verb:
            return False
        before = self.words[:verb]
        said = any(w.quoted for w in before) or any(i < verb for i in self.sentence.main_finite())
        closing = self.words[verb - 1].text
        return said and (closing in (",", "–", "—", "-", "?", "!") or closing in QUOTE_MARKS)

    def _subject(self, verb: int, *, postposed: bool) -> Phrase | None:
        if not postposed and (found := self._before(verb)):
            return found
        return self._after(verb, postposed=postposed)

    def _before(self, verb: int) -> Phrase | None:
        """The phrase that fills the place before the verb."""
        first = self._field_start(verb)
        while self.phrases.kind(first) == "conj" or self.phrases.low(first) in self.lexicon.cues("lead-in"):
            first += 1
        phrase = self.phrases.at(first) if first < verb else None
        if phrase and phrase.last <= verb and self._fills(phrase.last, verb) and self._may_speak(phrase):
            return phrase
        return None

    def _fills(self, at: int, verb: int) -> bool:
        """Between phrase and verb stands nothing, an adverb, a bracket, an apposition or an attribute."""
        return at == verb or self.words[at].kind in ("mark", "adv", "prep", "num", "post")

    def _may_speak(self, phrase: Phrase) -> bool:
        if self.phrases.kind(phrase.first) == "pron":
            return self.phrases.low(phrase.first) in self.lexicon.cues("someone")
        return self.phrases.is_nominative(phrase) and self.phrases.speaks(phrase)

    def _after(self, verb: int, *, postposed: bool) -> Phrase | None:
        """The first phrase behind the verb that can be its subject."""
        at, end = verb + 1, self._end_of_field(verb)
        while at < end:
            phrase = self.phrases.at(at)
            if self.phrases.kind(at) == "prep":
                inner = self.phrases.core(at + 1)
                at = inner.last if inner else at + 1
            elif phrase is None:
                at += 1
            elif self._is_subject(phrase, postposed=postposed):
                return phrase
            else:
                at = phrase.last
        return None

    def _is_subject(self, phrase: Phrase, *, postposed: bool) -> bool:
        if self._may_speak(phrase):
            return True
        nominal = self.phrases.kind(phrase.first) != "pron" and self.phrases.is_nominative(phrase)
        return postposed and nominal and self.phrases.speaks_as(phrase.head) != "silent"

    def _end_of_field(self, verb: int) -> int:
        return self.sentence.segment_of(verb).last

    def _agent(self, verb: int) -> Phrase | None:
        """von X, seitens X, bei X: who speaks in the passive."""
        for at in self._clause(verb):
            if self.phrases.low(at) in self.lexicon.cues("agent") and not self.words[at].quoted:
                phrase = self.phrases.at(at + 1)
                if phrase and self.phrases.speaks(phrase):
                    return phrase
        return None

    # -- what

    def _has_content(self, verb: int) -> bool:
        """A reported clause, a colon or a quotation with a clause of its own goes with the verb."""
        if any(w.quoted and w.kind == "fin" for w in self.words):
            return True
        rest = self.words[verb + 1 :]
        if any(w.text == ":" for w in rest):
            return True
        return any(self._reports(i) for i in range(verb + 1, len(self.words)))

    def _reports(self, at: int) -> bool:
        word = self.words[at]
        if word.low in self.lexicon.cues("that") and self.words[at - 1].text in (",", "and", "und"):
            return True
        return word.kind == "fin" and word.low in self.lexicon.subjunctives and word.text != "würde"

    def _is_negated(self, verb: int) -> bool:
        return any(self.words[i].low in self.lexicon.cues("negation") for i in self._clause(verb))
