"""The places of a clause: the field before its verb, and verbs that follow what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.words import QUOTE_MARKS, Segment, Sentence, Word

LONGEST_NAME = 4  # words that a quoted name or title may have
FILLERS = {"de": ("mark", "adv", "prep", "num", "post"), "en": ("mark", "adv", "prep", "num", "post", "adj")}


class Fields:
    """Reads the fields of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)

    def field_start(self, verb: int) -> int:
        """Where the part before the verb begins: back over appositions, brackets and relative clauses."""
        segments = [s for s in self.sentence.segments if s.first <= verb]
        first = segments[-1].first
        for segment in reversed(segments[:-1]):
            if self._is_bounded(segment) or (first < verb and self._is_told(segment)):
                break
            first = segment.first
        return first

    def _is_bounded(self, segment: Segment) -> bool:
        words = self.words[segment.first : segment.last]
        if words and words[-1].text in (":", ";"):
            return True
        return self.is_said(words) or (segment.main and any(w.kind == "fin" for w in words))

    def _is_told(self, segment: Segment) -> bool:
        """„Kind seit Montag vermisst, Feuerwehr bittet um …“: a clause of its own, without its auxiliary."""
        words = [word for word in self.words[segment.first : segment.last] if word.kind != "mark"]
        return bool(words) and words[-1].kind == "part"

    def _conjunct_starts(self, verb: int) -> list[int]:
        """„… und das Amt seinerseits versprach“: the second clause of a segment begins behind one „und“."""
        first = self.field_start(verb)
        verbs = [i for i in range(first, verb) if self.phrases.kind(i) == "fin"]
        joints = (i for i in range(verbs[-1], verb) if self.phrases.kind(i) == "conj") if verbs else ()
        return [i + 1 for i in joints if i + 1 < verb] or [first]

    def _skip_lead(self, first: int) -> int:
        """Past „und“, „auch“, „doch“, and „mehr als“ before a number."""
        while self.phrases.kind(first) == "conj" or self.phrases.low(first) in self.lexicon.cues("lead-in"):
            first += 1
        at = first
        while self.phrases.low(at) in self.lexicon.cues("about-many"):
            at += 1
        return at if self.phrases.kind(at) == "num" else first

    def _fills(self, at: int, verb: int) -> bool:
        """Between phrase and verb stands nothing, an adverb, a bracket, an apposition or an attribute."""
        if self.words[at].kind == "prep" and self.words[at - 1].low in self.lexicon.cues("shortly"):
            return False  # „Kurz vor dem Jahreswechsel verkündet der Klub …“
        if self.lexicon.code == "en" and self.words[at].kind == "mark" and at < verb - 1:
            return self.field_start(verb) < self.sentence.segment_of(verb).first
        return at == verb or self.words[at].kind in FILLERS[self.lexicon.code]

    def is_postposed(self, verb: int) -> bool:
        """The verb opens its segment and what was said stands before it."""
        if self._is_inserted(verb):
            return True
        if verb == 0 or self.sentence.segment_of(verb).first != verb:
            return False
        before = self.words[:verb]
        said = self.is_said(before) or any(i < verb for i in self.sentence.main_finite())
        closing = self.words[verb - 1].text
        return said and (closing in (",", "–", "—", "-", "?", "!") or closing in QUOTE_MARKS)

    def _is_inserted(self, verb: int) -> bool:
        """„…, so schätzen die Forscher, …“."""
        first = self.sentence.segment_of(verb).first
        return 0 < first == verb - 1 and self.phrases.low(first) in self.lexicon.cues("so")

    def is_said(self, words: Sequence[Word]) -> bool:
        """A quotation that is more than a name: it has a verb, or ends the words."""
        return any(w.quoted and w.kind == "fin" for w in words) or sum(w.quoted for w in words) > LONGEST_NAME

    def is_attribute(self, verb: int) -> bool:
        """„Die als Heidekönigin bekannte Imkerin sagte“: before its noun, with the verb still to come."""
        own = self.sentence.segment_of(verb)
        between = self.phrases.kind(own.first) == "det" and self.phrases.low(
            own.first + 1
        ) in self.lexicon.cues("attribute-as")
        later = any(self.phrases.kind(i) == "fin" for i in range(verb + 1, own.last))
        return between and later and self.phrases.kind(verb + 1) in ("name", "noun")

    def clause(self, verb: int) -> list[int]:
        """The words that may belong to the verb: from its clause's start to the next main verb or subclause."""
        first = self.field_start(verb)
        reach = [i for s in self._reach(verb) for i in range(s.first, s.last)]
        return [i for i in range(first, verb) if not self.words[i].quoted] + [i for i in reach if i >= verb]

    def _reach(self, verb: int) -> Iterator[Segment]:
        """The verb's segment and those behind it, past appositions, brackets, subclauses, to the next verb."""
        for segment in self.sentence.segments:
            if segment.last <= verb:
                continue
            words = self.words[max(segment.first, verb + 1) : segment.last]
            if segment.first > verb and segment.main and any(w.kind == "fin" and not w.quoted for w in words):
                return
            if segment.main:
                yield segment
            if words and words[-1].text in (":", ";"):
                return
