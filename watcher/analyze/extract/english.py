"""Speech verbs of English: no case, no Konjunktiv and often no „that“, but a word order that holds.

What German tells by endings English tells by place: a participle stands right behind its auxiliary, a reported
clause right behind its verb („believe the dam held“), and whoever says so last („…, a study suggests“).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.deeds import Act
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.sayings import SayingFinder, fit
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.verbs import ActFinder
from watcher.analyze.extract.words import Sentence

BETWEEN = ("adv", "neg")  # kinds of word between an auxiliary and its participle
PARTICIPLES = ("ing", "part")
REDUCED = (
    "ing",
    "part",
    "adj",
    "fin",
)  # what follows a noun in place of a relative clause: „people briefed on it“
OPENERS = ("det", "noun", "name", "pron", "num", "adj")  # how a clause without „that“ begins
TAILS = ("mark", "end", "prep", "adv", "conj", "sub")  # what may follow a verb of saying that ends the sentence


class EnglishSayings(SayingFinder):
    """The participle stands right behind its auxiliary."""

    def find(self, verb: int) -> Iterator[tuple[Saying, bool]]:
        yield from super().find(verb)
        yield from ((saying, False) for saying in self._going_on(verb))

    def _going_on(self, verb: int) -> Iterator[Saying]:
        """„are warning of rain“."""
        at = verb + 1
        while self.phrases.kind(at) in BETWEEN:
            at += 1
        if self.words[verb].low in self.lexicon.cues("passive") and self.phrases.kind(at) == "ing":
            low = {w.low for w in self.words[at:]}
            yield from fit(self.lexicon.phrases.get(self.words[at].lemma, ()), low)
            yield from self.lexicon.verbs.get(self.words[at].lemma, ())

    def _candidates(self, verb: int, clause: Sequence[int]) -> list[int]:
        at = verb + 1
        while self.phrases.kind(at) in BETWEEN or self.phrases.low(at) in self.lexicon.cues("been"):
            at += 1
        return [at] if self.phrases.kind(at) in ("part", "adj", "fin") else []

    def _compounds(self, verb: int, clause: Sequence[int]) -> Iterator[tuple[Saying, bool]]:
        """„have been told“ is passive, whatever the auxiliary."""
        at = self._candidates(verb, clause)
        been = bool(at) and self.phrases.low(at[0] - 1) in self.lexicon.cues("been")
        yield from ((saying, passive or been) for saying, passive in super()._compounds(verb, clause))


class EnglishContents(Contents):
    """A reported clause may begin without „that“."""

    def follows(self, verb: int) -> bool:
        if self.words[verb].lemma.lower() in self.lexicon.cues("that-only"):
            return self._opens(verb) or self._begins(verb)
        return super().follows(verb) or self._names(verb) or self._begins(verb)

    def _opens(self, verb: int) -> bool:
        """„found on Monday that“: not „found a way to“, „showed him the house that“."""
        at = verb + 1
        while self.phrases.kind(at) in ("adv", "prep"):
            inner = self.phrases.core(at + 1) if self.phrases.kind(at) == "prep" else None
            at = inner.last if inner else at + 1
        return self.phrases.low(at) in self.lexicon.cues("that")

    def _begins(self, verb: int) -> bool:
        """„believe the dam held“: a noun phrase behind the verb, and a verb of its own behind that."""
        if self.words[verb].lemma.lower() not in self.lexicon.cues("bare-clause"):
            return False
        at = self._next_verb(verb)
        opens = self.phrases.kind(verb + 1) in OPENERS
        objects = self.lexicon.cues("nominative_not")  # „found him“
        return at is not None and opens and self.phrases.low(verb + 1) not in objects

    def _next_verb(self, verb: int) -> int | None:
        """The finite verb of the clause behind: not of a clause in that one, nor the second of two verbs."""
        own = self.sentence.segment_of(verb).last
        for at in (*range(verb + 2, own), *self._behind_insertion(verb, own)):
            if self.phrases.low(at) in self.lexicon.cues("opener"):
                return None
            if self.phrases.kind(at) == "fin" and not self.words[at].quoted:
                return at if self.phrases.kind(at - 1) != "conj" else None
        return None

    def _behind_insertion(self, verb: int, own: int) -> tuple[int, ...]:
        """„believe the vase, made in 1910, was stolen“: the verb right behind what commas insert."""
        phrase = self.phrases.at(verb + 1)
        if (
            phrase is None
            or phrase.last != own - 1
            or self.phrases.low(phrase.last) != ","
            or own >= len(self.words)
        ):
            return ()
        at = self.sentence.segment_of(own).last
        return (at,) if self.phrases.low(at - 1) == "," and self.phrases.kind(at) == "fin" else ()

    def _names(self, verb: int) -> bool:
        """„called the plan "a gift to speculators"“: it says what something is."""
        if self.words[verb].lemma.lower() not in self.lexicon.cues("naming"):
            return False
        return any(w.quoted for w in self.words[verb + 1 : self.sentence.segment_of(verb).last])


class EnglishSubjects(SubjectFinder):
    """The subject stands before its verb, but for „said X“."""

    def find(self, verb: int, *, postposed: bool) -> Phrase | None:
        if postposed and (self._takes_object(verb) or self.phrases.kind(verb + 1) in ("mark", "end")):
            return self._apposed(verb)
        reduced = self._reduced(verb)
        if reduced and self.phrases.kind(reduced.last) in PARTICIPLES:
            return reduced  # „A group calling itself Grey Owl“, „A memo seen by the Herald“
        found = super().find(verb, postposed=postposed) or reduced or self._before_apposition(verb)
        return found or (self._apposed(verb) if postposed else None)

    def find_it(self, verb: int) -> Phrase | None:
        """„In a statement on Monday it said“: the body, wherever its sentence puts it."""
        before = self.phrases.low(verb - 1) in self.lexicon.cues("pronoun-n")
        return Phrase(verb - 1, verb, verb - 1) if before else None

    def _takes_object(self, verb: int) -> bool:
        """„told the paper“: whoever follows is told."""
        return self.words[verb].lemma.lower() in self.lexicon.cues("telling")

    def _before_apposition(self, verb: int) -> Phrase | None:
        """„On Monday, the mayor, a former nurse, said“: whoever stands between commas before who that is."""
        own = self.sentence.segment_of(verb).first
        before = [s for s in self.sentence.segments if s.last <= own]
        if own != verb or len(before) < len(("when", "who", "apposition")):
            return None
        named, apposed = before[-2:]
        told = any(
            self.phrases.kind(i) == "fin" for s in (named, apposed) if s.main for i in range(s.first, s.last)
        )
        phrase = None if told or self.phrases.kind(apposed.first) == "prep" else self.phrases.at(named.first)
        return phrase if phrase and self.phrases.speaks(phrase) else None

    def _apposed(self, verb: int) -> Phrase | None:
        """„a local prosecutor, Rosa Berg, told the paper“: back over who that is."""
        own = self.sentence.segment_of(verb).first
        found = None
        for segment in reversed([s for s in self.sentence.segments if s.last <= own]):
            phrase = self.phrases.at(segment.first) if segment.main else None
            if any(self.phrases.kind(i) == "fin" for i in range(segment.first, segment.last)) and segment.main:
                break
            if phrase and self.phrases.speaks(phrase):
                found = phrase
        return found

    def _unknown_before(self, verb: int) -> Phrase | None:
        """„The sponsor, Genwell, said“: whoever it is, before the apposition."""
        own = self.sentence.segment_of(verb).first
        return super()._unknown_before(verb) if own < verb else self._named_before(verb)

    def _named_before(self, verb: int) -> Phrase | None:
        first = self._skip_lead(self.field_start(verb))
        phrase = self.phrases.at(first) if first < verb else None
        if (
            phrase is None
            or self.phrases.low(phrase.last) != ","
            or self.phrases.speaks_as(phrase.head) == "silent"
        ):
            return None
        return None if self.phrases.is_pronoun(phrase) else phrase

    def _reduced(self, verb: int) -> Phrase | None:
        """„Two people briefed on the talks said“: the phrase before a shortened relative clause."""
        first = self._skip_lead(self.sentence.segment_of(verb).first)
        phrase = self.phrases.at(first) if first < verb else None
        if phrase is None or phrase.last >= verb or self.phrases.kind(phrase.last) not in REDUCED:
            return None
        joined = any(self.phrases.kind(i) == "conj" for i in range(phrase.last, verb))
        return phrase if self.phrases.speaks(phrase) and not joined else None


class EnglishActs(ActFinder):
    """Finds the acts of one English sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        super().__init__(sentence, lexicon)
        self.subjects = EnglishSubjects(sentence, lexicon)
        self.sayings = EnglishSayings(sentence, lexicon)
        self.contents = EnglishContents(sentence, lexicon)

    def _read(self, verb: int) -> Act | None:
        verb = self._before_noun(verb)
        act = None if self._is_inner(verb) or self._is_aided(verb) else super()._read(verb)
        if act and act.subject and self.phrases.low(act.subject.first) in self.lexicon.cues("nobody"):
            return None  # „No group claimed responsibility“
        if act and "not" in act.saying.partners:
            act = replace(act, negated=False)  # „pleaded not guilty“ is a denial, not a denied one
        return replace(act, postposed=True) if act and not act.passive and self._closes(act) else act

    def find_unnamed(self) -> Act | None:
        """„He was accused of fraud“, „Jurors were told that …“: somebody says so, and nobody is named."""
        for at in (i for i in range(len(self.words)) if self._is_told(i)):
            saying = next(iter(self.lexicon.participles.get(self.words[at].low, ())), None)
            if saying and not self.agents.find(at):
                return Act(at, saying, None, postposed=False, passive=True)
        return None

    def _is_told(self, at: int) -> bool:
        """„was accused of“, „were told that“; a headline's participle where the sentence has no other verb."""
        word, pair = self.words[at], f"{self.phrases.low(at)} {self.phrases.low(at + 1)}"
        if word.quoted or pair not in self.lexicon.cues("unnamed") or not self.sentence.segment_of(at).main:
            return False
        return self._is_aided(at) or (word.kind == "part" and not any(self.sentence.main_finite()))

    def _before_noun(self, verb: int) -> int:
        """„The mayor dismissed claims that“: a noun that looks like a verb, and the verb like a participle."""
        plural = self.words[verb].tag == "VVZ" and self.phrases.low(verb + 1) in self.lexicon.cues("opener")
        headed = self.phrases.kind(verb - 2) in ("noun", "name") and not self._is_aided(verb - 1)
        return verb - 1 if plural and headed and self.words[verb - 1].tag == "VVN" else verb

    def _is_aided(self, verb: int) -> bool:
        """„Hospitals were told“: a participle that looks like a past tense."""
        at = verb - 1
        while self.phrases.kind(at) in BETWEEN or self.phrases.low(at) in self.lexicon.cues("been"):
            at -= 1
        return self.phrases.low(at) in self.lexicon.cues("passive") | self.lexicon.cues("perfect-aux")

    def _is_inner(self, verb: int) -> bool:
        """„resigned over claims that he lied“: in a clause that no comma sets apart."""
        first = self.sentence.segment_of(verb).first
        opener = next((i for i in range(verb - 1, first - 1, -1) if self._opens(i)), None)
        if opener is None or any(self.phrases.kind(i) == "fin" for i in range(opener, verb)):
            return False
        subject = self.phrases.core(opener + 1)
        timely = self.phrases.kind(opener) == "prep"  # „After the meeting the mayor said“
        return not timely or (subject is not None and self._reaches(subject.last, verb))

    def _opens(self, at: int) -> bool:
        return not self.words[at].quoted and self.words[at].low in self.lexicon.cues("opener")

    def _reaches(self, at: int, verb: int) -> bool:
        return all(self.phrases.kind(i) in BETWEEN for i in range(at, verb))

    def _fits_frame(self, act: Act) -> bool:
        return super()._fits_frame(act) or self._closes(act) or self._reports(act)

    def _reports(self, act: Act) -> bool:
        """„The study found a link“: a text says so whatever it is that it finds."""
        text = act.subject is not None and self.phrases.speaks_as(act.subject.head) == "text"
        return text and act.saying.lemma in self.lexicon.cues("text-says")

    def _closes(self, act: Act) -> bool:
        """„…, an exit poll suggested.“: what was said stands before the segment that only says who said it."""
        own = self.sentence.segment_of(act.at)
        before = any(i < own.first for i in self.sentence.main_finite())
        whole = act.subject is not None and own.first <= act.subject.first <= own.first + 1
        return before and whole and self.phrases.kind(act.at + 1) in TAILS


def find_acts(sentence: Sentence, lexicon: Lexicon) -> tuple[Act, ...]:
    """The acts of a sentence by the rules of its language."""
    return tuple(_finder(sentence, lexicon).find())


def find_unnamed(sentence: Sentence, lexicon: Lexicon) -> Act | None:
    """The act of somebody whom the sentence does not name."""
    return _finder(sentence, lexicon).find_unnamed()


def _finder(sentence: Sentence, lexicon: Lexicon) -> ActFinder:
    return (EnglishActs if lexicon.code == "en" else ActFinder)(sentence, lexicon)
