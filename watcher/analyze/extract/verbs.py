"""Speech verbs in main clauses and who their subject is.

German names the speaker before the verb, behind it or at the sentence's end, splits the verb („teilte … mit“)
and marks case on articles only; so who can speak decides, and whose article may be nominative.
"""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract.agents import AgentFinder
from watcher.analyze.extract.contents import takes_back
from watcher.analyze.extract.deeds import Act, DeedFinder
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.sayings import SayingFinder
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.words import Sentence


def is_human(lexicon: Lexicon, saying: Saying) -> bool:
    """Only who can speak does this: sagen, betonen, bedauern."""
    return saying.lemma in lexicon.cues("human")


def is_personal(lexicon: Lexicon, saying: Saying) -> bool:
    """Only who can speak says with this *that* something is so: angeben, verlangen."""
    return saying.lemma in lexicon.cues("personal")


class ActFinder(DeedFinder):
    """Finds the acts of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        super().__init__(sentence, lexicon)
        self.agents = AgentFinder(sentence, lexicon)
        self.sayings = SayingFinder(sentence, lexicon)

    def find(self) -> Iterator[Act]:
        """In the order of their finite verbs."""
        for verb in self.sentence.main_finite():
            if act := self._read(verb):
                yield act

    def find_unnamed(self) -> Act | None:
        """„Den Fahrern wird vorgeworfen, dass“: somebody says so, and the sentence tells nobody's name."""
        auxiliaries = self.lexicon.cues("passive")
        for verb in (i for i in self.sentence.main_finite() if self.words[i].low in auxiliaries):
            if self.words[verb].low in self.lexicon.subjunctives:
                continue
            for saying, passive in self.sayings.find(verb):
                heard = saying.lemma in self.lexicon.cues("rumour") or self._is_inside()
                told = passive and heard and self.contents.follows(verb)
                if told and not self.subjects.is_postposed(verb) and not self.agents.find(verb):
                    return Act(
                        verb, saying, None, postposed=False, passive=True, negated=self._is_negated(verb)
                    )
        return None

    def _is_inside(self) -> bool:
        """„Darin wird verlangt, dass …“: the text just named says so."""
        return self.words[0].low in self.lexicon.cues("therein")

    def _read(self, verb: int) -> Act | None:
        if not self.sayings.may_say(verb):
            return None
        postposed = self.subjects.is_postposed(verb) and not self.subjects.is_continued(verb)
        if self.subjects.is_attribute(verb):
            return None
        if not postposed and self.words[verb].low in self.lexicon.subjunctives:
            return None  # somebody reports that somebody said it
        for saying, passive in self.sayings.find(verb):
            if saying.stance == "none":
                return None
            subject = self._subject(verb, saying, postposed=postposed, passive=passive)
            act = Act(verb, saying, subject, postposed, passive, self._is_negated(verb))
            if self._counts(act):
                return act
        return None

    def _subject(self, verb: int, saying: Saying, *, postposed: bool, passive: bool) -> Phrase | None:
        if passive and saying.lemma not in self.lexicon.cues("quoting"):
            return self.agents.find(verb)
        found = self.subjects.find(verb, postposed=postposed)
        if found and self.lexicon.code == "de" and self.words[found.head].text in saying.partners:
            found = None  # „Sieben Chefs geben Auskunft, wie …“
        alone = is_human(self.lexicon, saying) or self._is_alone(saying, verb)
        return found or ((self.subjects.find_unknown(verb) or self.subjects.find_it(verb)) if alone else None)

    def _counts(self, act: Act) -> bool:
        """It is speech by its frame: whoever can speak says something, not merely does something."""
        if act.subject is None or self.is_deed(act):
            return False
        if act.passive and act.saying.lemma not in self.lexicon.cues("quoting"):
            unsaid = act.negated and act.saying.stance == "say"  # „wurde vom Amt nicht genannt“
            plain = act.saying.frame == "any" or self._has_amount(act)
            return (plain and not unsaid) or self.contents.follows(act.at)
        if act.postposed:
            return self._speaks(act) or self._follows_speech(act.at)
        if not self.phrases.speaks(act.subject) and not is_human(self.lexicon, act.saying):
            return self._is_alone(act.saying, act.at) and self.contents.follows(act.at)
        if act.negated and act.saying.stance == "say" and not self._is_fixed(act.saying):
            return self.contents.follows(act.at)
        return self._fits_frame(act)

    def _is_alone(self, saying: Saying, verb: int) -> bool:
        """Whoever says with this *that* something is so speaks; a text may confirm, and a bare name does."""
        named = saying.lemma in self.lexicon.cues("named") and self._is_bare_name(verb)
        return named or is_personal(self.lexicon, saying)

    def _is_bare_name(self, verb: int) -> bool:
        """„Kessel bestätigte“: one noun without an article before a verb in the singular."""
        return verb == 1 and self.phrases.kind(0) == "noun" and not self.phrases.low(verb).endswith("n")

    def _is_fixed(self, saying: Saying) -> bool:
        """„schließt nicht aus“: the negation belongs to the phrase."""
        return bool(self.lexicon.cues("negation") & set(saying.partners))

    def _speaks(self, act: Act) -> bool:
        """Its subject can speak, or does so by a verb that only speakers have: „teilte der USGS mit“."""
        alone = is_human(self.lexicon, act.saying) or is_personal(self.lexicon, act.saying)
        return alone or (act.subject is not None and self.phrases.speaks(act.subject))

    def _fits_frame(self, act: Act) -> bool:
        if (act.saying.frame == "any" and not self.is_hollow(act)) or self.contents.follows(act.at):
            return True
        if self._points_back(act):
            return True
        return self._has_amount(act) or (act.saying.frame == "amount" and self._is_bare(act))

    def _has_amount(self, act: Act) -> bool:
        """„schätzte den Schaden auf zwei Euro“."""
        counted = act.saying.frame == "amount"
        return counted and any(self.words[i].kind == "num" for i in self.subjects.clause(act.at))

    def _points_back(self, act: Act) -> bool:
        """„Das meldet die Werft“: what stood in the sentence before."""
        told = act.saying.lemma in self.lexicon.cues("pointing") and not act.negated
        return told and act.at == 1 and takes_back(self.sentence, self.lexicon)

    def _is_bare(self, act: Act) -> bool:
        """„Ukraine meldet Einnahme der Insel“: headlines drop the articles of both."""
        subject = act.subject
        opens = subject is not None and self.phrases.low(subject.first - 1) in ("", ":")
        headed = opens and subject is not None and self.phrases.kind(subject.first) in ("name", "noun")
        return headed and self.phrases.kind(act.at + 1) == "noun"

    def _follows_speech(self, verb: int) -> bool:
        """Before the verb stands a quotation or Konjunktiv, so whoever follows it spoke."""
        before = self.words[:verb]
        return self.subjects.is_said(before) or any(w.low in self.lexicon.subjunctives for w in before)

    def _is_negated(self, verb: int) -> bool:
        last = self.sentence.segment_of(verb).last if self.lexicon.code == "de" else verb + 3
        reach = range(verb, min(last, len(self.words)))
        return any(
            self.words[i].low in self.lexicon.cues("negation") and not self._is_modifier(i) for i in reach
        )

    def _is_modifier(self, at: int) -> bool:
        """„mit den nicht verkauften Booten“: it denies the adjective only."""
        return self.phrases.kind(at - 1) == "det" and self.phrases.kind(at + 1) in ("adj", "part")
