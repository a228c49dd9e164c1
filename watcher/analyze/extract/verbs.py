"""Speech verbs in main clauses and who their subject is.

German names the speaker before the verb, behind it or at the sentence's end, splits the verb („teilte … mit“)
and marks case on articles only; so who can speak decides, and whose article may be nominative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import Segment, Sentence, Word


@dataclass(frozen=True, slots=True)
class Act:
    """A main verb of speaking, its class and subject. `postposed`: „…, sagte X“."""

    at: int
    saying: Saying
    subject: Phrase | None
    postposed: bool
    passive: bool = False
    negated: bool = False


def is_human(lexicon: Lexicon, saying: Saying) -> bool:
    """Only who can speak does this: sagen, betonen, bedauern."""
    return saying.lemma in lexicon.cues("human")


def is_personal(lexicon: Lexicon, saying: Saying) -> bool:
    """Only who can speak says with this *that* something is so: angeben, verlangen."""
    return saying.lemma in lexicon.cues("personal")


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)
        self.subjects = SubjectFinder(sentence, lexicon)
        self.contents = Contents(sentence, lexicon)

    def find(self) -> Iterator[Act]:
        """In the order of their finite verbs."""
        for verb in self.sentence.main_finite():
            if act := self._read(verb):
                yield act

    def _read(self, verb: int) -> Act | None:
        postposed = self.subjects.is_postposed(verb)
        if self.subjects.is_attribute(verb):
            return None
        if not postposed and self.words[verb].low in self.lexicon.subjunctives:
            return None  # somebody reports that somebody said it
        for saying, passive in self._sayings(verb):
            if saying.stance == "none":
                return None
            subject = self._subject(verb, saying, postposed=postposed, passive=passive)
            act = Act(verb, saying, subject, postposed, passive, self._is_negated(verb))
            if self._counts(act):
                return act
        return None

    def _subject(self, verb: int, saying: Saying, *, postposed: bool, passive: bool) -> Phrase | None:
        if passive and saying.lemma not in self.lexicon.cues("quoting"):
            return self.subjects.find_agent(verb, self._clause(verb))
        found = self.subjects.find(verb, postposed=postposed)
        alone = is_human(self.lexicon, saying) or is_personal(self.lexicon, saying)
        return found or (self.subjects.find_unknown(verb) if alone else None)

    def _counts(self, act: Act) -> bool:
        """It is speech by its frame: whoever can speak says something, not merely does something."""
        if act.subject is None or self._is_aside(act.at) or self._is_toll(act):
            return False
        if act.passive and act.saying.lemma not in self.lexicon.cues("quoting"):
            return act.saying.frame == "any" or self.contents.follows(act.at)
        if act.postposed:
            return self.phrases.speaks(act.subject) or self._follows_speech(act.at)
        if not self.phrases.speaks(act.subject) and not is_human(self.lexicon, act.saying):
            return is_personal(self.lexicon, act.saying) and self.contents.follows(act.at)
        if act.negated and act.saying.stance == "say":
            return self.contents.follows(act.at)
        return self._fits_frame(act)

    def _is_toll(self, act: Act) -> bool:
        """„Das Feuer fordert vierzig Tote“: nobody demands them."""
        if act.saying.lemma not in self.lexicon.cues("toll-verb"):
            return False
        clause = [i for i in self._clause(act.at) if self.words[i].low in self.lexicon.cues("toll")]
        return any(self.phrases.kind(i - 1) in ("num", "adj", "pron", "det", "fin") for i in clause)

    def _fits_frame(self, act: Act) -> bool:
        if act.saying.frame == "any" or self.contents.follows(act.at):
            return True
        return act.saying.frame == "amount" and any(self.words[i].kind == "num" for i in self._clause(act.at))

    def _is_aside(self, verb: int) -> bool:
        """„(Wikinews berichtete)“: in brackets, about the text and not in it."""
        first = self.sentence.segment_of(verb).first
        return first > 0 and self.words[first - 1].text == "("

    def _follows_speech(self, verb: int) -> bool:
        """Before the verb stands a quotation or Konjunktiv, so whoever follows it spoke."""
        before = self.words[:verb]
        return self.subjects.is_said(before) or any(w.low in self.lexicon.subjunctives for w in before)

    def _sayings(self, verb: int) -> Iterator[tuple[Saying, bool]]:
        """What the verb may be, most specific first, and whether it is passive."""
        word = self.words[verb]
        clause = self._clause(verb)
        low = {self.words[i].low for i in clause} | {self.words[i].lemma.lower() for i in clause}
        low -= self._foreign(verb)
        yield from ((s, False) for s in self._fitting_phrases(word.lemma, low))
        yield from ((s, False) for s in self._plain(word.low, verb, clause))
        yield from self._compounds(word.low, self._candidates(verb, clause), low)

    def _candidates(self, verb: int, clause: Sequence[int]) -> list[int]:
        """What may be the participle beside the verb."""
        first = self.sentence.segment_of(verb).first
        kinds = ("part", "adv", "adj", "fin")
        return [i for i in clause if self.words[i].kind in kinds and i != verb and i >= first]

    def _foreign(self, verb: int) -> set[str]:
        """„versprach, sich zu kümmern“: the pronoun belongs to the infinitive."""
        own = self.sentence.segment_of(verb)
        near = any(w.kind == "refl" for w in self.words[own.first : own.last])
        return set() if near else {w.low for w in self.words if w.kind == "refl"}

    def _plain(self, form: str, verb: int, clause: Sequence[int]) -> Iterator[Saying]:
        found = self.lexicon.verbs.get(form, ())
        particles = {self.words[i].low for i in clause if i > verb and self._ends_clause(i)}
        yield from (s for s in found if s.particle and s.particle in particles)
        if not particles & self.lexicon.cues("particle"):
            yield from (s for s in found if not s.particle)

    def _ends_clause(self, at: int) -> bool:
        if self.phrases.kind(at) not in ("ptcl", "prep", "adv", "det"):
            return False
        return self.phrases.kind(at + 1) in ("mark", "end", "conj", "than") or self.phrases.kind(at) == "ptcl"

    def _compounds(self, aux: str, at: Sequence[int], low: set[str]) -> Iterator[tuple[Saying, bool]]:
        """hat … bestätigt; wurde … bestätigt. Fixed phrases first: „bekannt gegeben“ is not from „bekennen“."""
        if aux not in self.lexicon.cues("passive") | self.lexicon.cues("perfect-aux"):
            return
        perfect = self.lexicon.cues("sein-perfect")
        words = [self.words[i] for i in at if not self._is_state(aux, low) or self.words[i].lemma in perfect]
        yield from ((s, self._is_passive(aux, w)) for w in words for s in self._fitting_phrases(w.lemma, low))
        yield from (
            (s, self._is_passive(aux, w)) for w in words for s in self.lexicon.participles.get(w.low, ())
        )

    def _is_passive(self, aux: str, participle: Word) -> bool:
        return aux in self.lexicon.cues("passive") and participle.lemma not in self.lexicon.cues("sein-perfect")

    def _is_state(self, aux: str, low: set[str]) -> bool:
        """„ist für 40 Boote ausgerichtet“: nobody did so just now; „ist kritisiert worden“ is passive."""
        return aux in self.lexicon.cues("being") and "worden" not in low

    def _fitting_phrases(self, lemma: str, low: set[str]) -> Iterator[Saying]:
        for saying in self.lexicon.phrases.get(lemma, ()):
            if all(partner.lower() in low for partner in saying.partners):
                yield saying

    def _clause(self, verb: int) -> list[int]:
        """The words that may belong to the verb: from its clause's start to the next main verb or subclause."""
        first = self.subjects.field_start(verb)
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

    def _is_negated(self, verb: int) -> bool:
        last = self.sentence.segment_of(verb).last if self.lexicon.code == "de" else verb + 3
        return any(w.low in self.lexicon.cues("negation") for w in self.words[verb:last])
