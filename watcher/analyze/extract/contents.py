"""What is reported: whether a clause, an infinitive, a colon or a quotation goes with a verb of speaking."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.words import Sentence, Word


def takes_back(sentence: Sentence, lexicon: Lexicon) -> bool:
    """It begins with „Das“ or „Dies“: what the sentence before says."""
    first = sentence.words[0]
    return first.kind == "pron" and first.low in lexicon.cues("back")


class Contents:
    """Looks behind the verbs of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)

    def follows(self, verb: int) -> bool:
        """A reported clause, an infinitive with „zu“, a colon or a quotation goes with the verb."""
        if any(w.quoted and w.kind == "fin" for w in self.words):
            return True
        rest = self.words[verb + 1 :]
        if self._precedes(verb):
            return True
        if self._is_announced(rest):
            return True
        return any(self._reports(i) for i in range(verb + 1, len(self.words)))

    def begins(self, at: int) -> bool:
        """The segment that begins here is reported."""
        segment = self.sentence.segment_of(at)
        return any(self._reports(i) for i in range(at, segment.last))

    def _precedes(self, verb: int) -> bool:
        """„Dass der Deich hält, bezweifelt der Graf“: the clause stands before its verb."""
        first = self.sentence.segment_of(verb).first
        before = [s.first for s in self.sentence.segments if s.last <= first]
        if first != verb or not before:
            return False
        if self._is_reports(before[0]):
            before = before[1:]
        return bool(before) and self.phrases.low(before[0]) in self.lexicon.cues("that")

    def _is_reports(self, at: int) -> bool:
        """„Berichte, wonach …, wies der Graf zurück“."""
        phrase = self.phrases.at(at)
        noun = self.words[phrase.head].lemma.lower() if phrase and self.phrases.low(phrase.last) == "," else ""
        return bool(noun) and bool(self.lexicon.stance_of_noun(noun))

    def _is_announced(self, rest: Sequence[Word]) -> bool:
        """A colon with a clause behind it, or at the end; „zwei Orte: Emden und Leer“ reports nothing."""
        colon = next((i for i, w in enumerate(rest) if w.text == ":"), None)
        if colon is None:
            return False
        behind = rest[colon + 1 :]
        first = len(self.words) - len(behind)
        return (
            not behind or any(w.quoted for w in behind) or any(i >= first for i in self.sentence.main_finite())
        )

    def _reports(self, at: int) -> bool:
        word = self.words[at]
        if word.low in self.lexicon.cues("that") and self._opens_clause(at):
            before = {word.low for word in self.words[max(0, at - 4) : at]}
            return not before & self.lexicon.cues("indefinite")  # „etwas gesehen, was …“
        if (word.kind == "zu" and self.phrases.kind(at + 1) == "inf") or word.low in self.zu_forms(word):
            return not self._is_purpose(at)
        return (
            word.kind == "fin"
            and word.low in self.lexicon.subjunctives
            and word.text not in self.lexicon.cues("would")
        )

    def _opens_clause(self, at: int) -> bool:
        return self.words[at - 1].text == "," or self.words[at - 1].kind == "conj" or self.lexicon.code == "en"

    def zu_forms(self, word: Word) -> frozenset[str]:
        """„einzuräumen" is one word."""
        joined = word.kind == "inf" and "zu" in word.low[1:] and not word.low.startswith("zu")
        return frozenset({word.low}) if joined and word.lemma.lower() != word.low else frozenset()

    def _is_purpose(self, at: int) -> bool:
        """um … zu, ohne … zu: why or how, not what."""
        first = self.sentence.segment_of(at).first
        return self.phrases.low(first) in self.lexicon.cues("purpose")
