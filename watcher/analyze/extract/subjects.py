"""Whose verb it is: the subject before it, behind it, or that of the verb before; the agent of a passive."""

from __future__ import annotations

from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.unlisted import UnlistedFinder


class SubjectFinder(UnlistedFinder):
    """Finds the subjects of one sentence's verbs."""

    def find(self, verb: int, *, postposed: bool) -> Phrase | None:
        if not postposed and (found := self._before(verb) or self._shared(verb)):
            return found
        after = self._after(verb, postposed=postposed)
        if self.lexicon.code == "en" and not postposed:
            return None
        return None if after and not postposed and self._has_silent_subject(verb, after) else after

    def _shared(self, verb: int) -> Phrase | None:
        """„Muster war da und sagte“: the second verb has the first one's subject."""
        earlier = [i for i in self.sentence.main_finite() if i < verb]
        if not earlier or not (self.phrases.kind(verb - 1) == "conj" or self.is_continued(verb)):
            return None
        return self._before(earlier[-1]) or self._after(earlier[-1], postposed=False)

    def is_continued(self, verb: int) -> bool:
        """„Holm wollte nicht antworten, sagte aber, dass“: it opens its segment, and has the subject before."""
        own = self.sentence.segment_of(verb).first
        before = [i for i in self.sentence.main_finite() if i < own]
        near = bool(before) and self.sentence.segment_of(before[-1]).last == own
        return (
            near
            and own == verb
            and not self.is_said(self.words[:verb])
            and not self._after(verb, postposed=True)
        )

    def _has_silent_subject(self, verb: int, after: Phrase) -> bool:
        """„Der Brand fordert die Feuerwehr": a masculine article marks the subject, though it cannot speak."""
        first = self.field_start(verb)
        phrase = self.phrases.at(first)
        if (
            not phrase
            or phrase.first == after.first
            or self.phrases.low(after.first) in self.lexicon.cues("nominative")
            or self.phrases.low(after.first) in self.lexicon.cues("subject-pronoun")
        ):
            return False
        marked = self.phrases.low(first) in self.lexicon.cues("nominative") or self._is_headline(phrase, after)
        return marked and phrase.last <= verb and self.phrases.is_nominative(phrase)

    def _is_headline(self, before: Phrase, after: Phrase) -> bool:
        """„Held von Husum macht Feuerwehr Vorwürfe“: without articles, the order tells who does it."""
        bare = all(self.phrases.kind(each.first) in ("noun", "name", "adj") for each in (before, after))
        return bare and self.phrases.kind(after.head) == "noun"

    def _before(self, verb: int) -> Phrase | None:
        """The phrase that fills the place before the verb; English may put anything before the subject."""
        own = self.sentence.segment_of(verb).first
        if self.lexicon.code == "en" and own < verb and (found := self._nearest(own, verb)):
            return found
        return next((found for at in self._conjunct_starts(verb) if (found := self._front(at, verb))), None)

    def _nearest(self, first: int, verb: int) -> Phrase | None:
        """The longest phrase that reaches the verb."""
        for at in range(first, verb):
            if found := self._front(at, verb):
                return found
        return None

    def _front(self, first: int, verb: int) -> Phrase | None:
        first = self._skip_lead(first)
        phrase = self.phrases.at(first) if first < verb else None
        if phrase and phrase.last <= verb and self._fills(phrase.last, verb) and self._may_speak(phrase):
            return phrase if self._agrees(phrase, verb) else None
        return None

    def _agrees(self, phrase: Phrase, verb: int) -> bool:
        """„60 Prozent fordern“ are people, „60 Prozent meldet die Werft“ are not; „Berichte wies er ab“."""
        share = self.phrases.low(phrase.last - 1) in self.lexicon.cues("share-of")
        several = self.phrases.low(verb).endswith("n") or self.phrases.low(verb) == "sind"
        return several or not (share or self._are_reports(phrase) or self._are_many(phrase))

    def _are_many(self, phrase: Phrase) -> bool:
        """„Die Mönche beschrieb der Bote“: „die“ and a noun in the plural, beside a verb in the singular."""
        word = self.words[phrase.head]
        form, lemma = word.low, word.lemma.lower()
        changed = form != lemma and len(form) >= len(lemma) and not form.endswith("in")  # „Glaziologin“
        plural = changed and word.kind == "noun" and word.tag != "NNA" and phrase.last == phrase.head + 1
        return plural and self.phrases.low(phrase.first) in self.lexicon.cues("many")

    def _are_reports(self, phrase: Phrase) -> bool:
        """„Berichte“, „Vorwürfe“: several, without an article."""
        word = self.words[phrase.head]
        bare = phrase.first == phrase.head and word.kind == "noun" and word.low != word.lemma.lower()
        return bare and self.lexicon.code == "de" and bool(self.lexicon.stance_of_noun(word.lemma.lower()))

    def _may_speak(self, phrase: Phrase) -> bool:
        if self.phrases.low(phrase.last) in self.lexicon.cues("addressee") and self._ends_at_verb(phrase):
            return False  # „Medien gegenüber sprach der Wirt“
        if self.phrases.is_pronoun(phrase):
            return self.phrases.low(phrase.first) in self.lexicon.cues("someone")
        return self.phrases.is_nominative(phrase) and self.phrases.speaks(phrase)

    def _ends_at_verb(self, phrase: Phrase) -> bool:
        return self.phrases.kind(phrase.last + 1) == "fin"

    def _after(self, verb: int, *, postposed: bool) -> Phrase | None:
        """The first phrase behind the verb that can be its subject."""
        at, end = verb + 1, self._end_of_field(verb)
        while at < end:
            phrase = self._phrase(at, verb)
            if self.phrases.kind(at) == "prep":
                inner = self.phrases.core(at + 1)
                at = inner.last if inner else at + 1
            elif phrase is None:
                at += 1
            elif self._is_subject(phrase, postposed=postposed) and self._agrees(phrase, verb):
                return phrase
            else:
                at = phrase.last
        return None

    def _phrase(self, at: int, verb: int) -> Phrase | None:
        """The phrase that begins here, without what the verb speaks of, for or against."""
        phrase = self.phrases.at(at)
        if phrase is None or self.words[verb].low not in self.lexicon.cues("speaks-of"):
            return phrase
        core = self.phrases.core(at)
        if core is not None and self.phrases.low(core.last) in self.lexicon.cues("of"):
            return core  # „sprach der Wirt von einem Unfall“
        return self._cut(phrase)

    def _cut(self, phrase: Phrase) -> Phrase:
        """„sprach sich der Rat der Stadt [für den Bau] aus“."""
        inside = range(phrase.head + 1, phrase.last)
        last = next((i for i in inside if self.phrases.low(i) in self.lexicon.cues("taking-side")), phrase.last)
        return Phrase(phrase.first, last, phrase.head)

    def _is_subject(self, phrase: Phrase, *, postposed: bool) -> bool:
        if self.words[phrase.head].quoted and self.phrases.is_term(phrase.first):
            return False
        if self.phrases.low(phrase.first) in self.lexicon.cues("time"):
            return False
        if self._may_speak(phrase):
            return True
        nominal = not self.phrases.is_pronoun(phrase) and self.phrases.is_nominative(phrase)
        return postposed and nominal and self.phrases.speaks_as(phrase.head) != "silent"

    def _end_of_field(self, verb: int) -> int:
        """The end of the segment, or where „und“ and another verb begin: „meldet Feuer und rettet den Wirt“."""
        last = self.sentence.segment_of(verb).last
        joints = (i for i in range(verb + 1, last) if self.phrases.kind(i) == "conj")
        return next((i for i in joints if self.phrases.kind(i + 1) == "fin"), last)
