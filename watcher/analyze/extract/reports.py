"""Sources in clauses of their own: wie X mitteilte, so X, „X: …“."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.words import Segment, Sentence

BEHIND = (",", "(")  # what may stand between a speaker and the colon


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names who said it, None where the words leave it open („hieß es“, „demnach“)."""

    phrase: Phrase | None
    at: int  # index of the cue
    cue: str
    stance: str  # class of the verb or noun
    form: str  # preposition, clause (wie X sagte), tail (so X), verb, open


class ReportFinder:
    """Finds the clauses of one sentence that only say who said it."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)

    def find_clauses(self) -> Iterator[Source]:
        """In the order of the segments."""
        for segment in self.sentence.segments:
            yield from self._clause(segment)
            yield from self._tail(segment)
        yield from self._colon()

    def _colon(self) -> Iterator[Source]:
        """„Sprecherin Muster: „…““: a speaker, a colon and a quotation, no verb."""
        colon = next((i for i, word in enumerate(self.words) if word.text == ":" and not word.quoted), 0)
        if not colon or any(word.kind == "fin" for word in self.words[:colon]):
            return
        phrase = self.phrases.at(int(self.phrases.kind(0) == "adv"))  # „Dazu Muster: …“
        quoted = any(w.quoted and w.kind == "fin" for w in self.words[colon + 1 :])
        if phrase and quoted and self._leads(phrase, colon):
            yield Source(phrase, colon, ":", "say", "clause")
        elif quoted and (author := self._author()):
            yield Source(author, colon, ":", "say", "clause")

    def _leads(self, phrase: Phrase, colon: int) -> bool:
        """It speaks, and reaches the colon but for a bracket or an apposition: „Holm (SPD):“."""
        between = self.words[phrase.last : colon]
        joined = not between or between[0].text in BEHIND or self.sentence.segments[0].last == colon + 1
        return joined and (self.phrases.speaks(phrase) or self._is_utterance(phrase))

    def _author(self) -> Phrase | None:
        """„Zitat von Muster: „…““: whose words the bare noun of saying announces."""
        said = self.phrases.kind(0) == "noun" and self.lexicon.stance_of_noun(self.words[0].lemma.lower())
        by = self.phrases.low(1) in self.lexicon.cues("of") | self.lexicon.cues("by") | self.lexicon.cues(
            "author-of"
        )
        author = self.phrases.at(1 if self.phrases.kind(1) == "det" else 2) if said and by else None
        return author if author and self.phrases.speaks(author) else None

    def _clause(self, segment: Segment) -> Iterator[Source]:
        """wie X mitteilte; wie aus X hervorgeht; wie es in X heißt."""
        leads = self.phrases.low(segment.first) in self.lexicon.cues("lead-in")
        first = segment.first + (leads or self.phrases.kind(segment.first) == "conj")
        if self.phrases.low(first) not in self.lexicon.cues("as") or self.words[first].quoted:
            return
        verb = self._speech_verb(first, segment.last + 1)
        if verb is None:
            return
        cue = first
        while self.phrases.kind(first + 1) == "adv":
            first += 1
        shift = self.phrases.low(first + 1) in self.lexicon.cues("it")
        inside = self.phrases.low(first + 1 + shift) in self.lexicon.cues("in-source")
        learns = self.words[verb].low in self.lexicon.cues("learns")  # „wie die Zeitung aus der Werft erfuhr“
        read = self.phrases.core if learns else self.phrases.at
        phrase = read(first + 1 + shift + inside)
        if phrase and phrase.last <= verb and self._may_report(phrase):
            stance = self.lexicon.stance_of_form(self.words[verb].low)
            if self.words[verb].lemma.lower() in self.lexicon.cues("thinking") and not self._is_text(phrase):
                return
            yield Source(phrase, verb, self._joined(cue, verb), stance, "clause")

    def _is_utterance(self, phrase: Phrase) -> bool:
        """„Sein Fazit: „…““, „Die Antwort des Amtes: „…““."""
        owned = self.phrases.kind(phrase.first) == "det" and phrase.first < phrase.head
        return owned and bool(self.lexicon.stance_of_noun(self.words[phrase.head].lemma.lower()))

    def _is_text(self, phrase: Phrase) -> bool:
        """„wie die Studie zeigt“; „wie der Fall zeigt“ is the writer's own."""
        noun = self.words[phrase.head].lemma.lower()
        return self.phrases.speaks_as(phrase.head) == "text" or bool(self.lexicon.stance_of_noun(noun))

    def _joined(self, first: int, verb: int) -> str:
        return f"{self.words[first].text} … {self.words[verb].text}"

    def _may_report(self, phrase: Phrase) -> bool:
        return self.lexicon.code == "de" or self.phrases.speaks(phrase)

    def _speech_verb(self, first: int, last: int) -> int | None:
        """The finite verb of speaking in the clause, perhaps after an apposition."""
        limit = min(len(self.words), last + 12)
        if self.phrases.low(first + 1) in self.lexicon.cues("degree"):
            return None  # „wie lange jemand es hält“
        for i in range(first + 1, limit):
            learns = self.words[i].low in self.lexicon.cues("learns")
            told = self.words[i].text.islower() and (learns or self.lexicon.stance_of_form(self.words[i].low))
            if told and not self._is_done_to(i):
                return i
            if self.words[i].kind == "fin" and not self._is_aside(i, first):
                return None
            if self.words[i].kind == "part" and self.words[i].low in self.lexicon.participles:
                passive = self.phrases.low(i + 1) in self.lexicon.cues("passive")
                by = self.phrases.low(first + 1) in self.lexicon.cues("it") | self.lexicon.cues("by")
                return None if passive and not by else i  # „wie von der Werft mitgeteilt wurde“
        return None

    def _is_done_to(self, at: int) -> bool:
        """„wie die Leute informiert werden“; „wie Holm zitiert wird“ tells who said it."""
        passive = self.phrases.low(at + 1) in self.lexicon.cues("passive")
        if any(word.low in self.lexicon.cues("by") for word in self.words[max(0, at - 4) : at]):
            return False  # „wie von der Gruppe berichtet wird“
        said = self.lexicon.participles.get(self.words[at].low, ())
        return passive and bool(said) and said[0].lemma not in self.lexicon.cues("quoting")

    def _is_aside(self, at: int, first: int) -> bool:
        """A verb of a relative clause inside „wie X, der …, sagte“."""
        segment = self.sentence.segment_of(at)
        return segment.first > first and not segment.main

    def _tail(self, segment: Segment) -> Iterator[Source]:
        """…, so X: nothing but the source stands in that segment."""
        first = segment.first
        if self.phrases.low(first) not in self.lexicon.cues("so") or self.words[first].quoted:
            return
        phrase = self.phrases.at(first + 1)
        verbless = not any(w.kind == "fin" for w in self.words[first : segment.last])
        if first and phrase and verbless:
            if self.phrases.speaks(phrase) or self._is_whole(phrase, segment):
                yield Source(phrase, first, self.words[first].text, "say", "tail")
            elif owner := self._owner_of(phrase):
                yield Source(owner, first, self.words[first].text, "say", "tail")

    def _owner_of(self, phrase: Phrase) -> Phrase | None:
        """„so das Ergebnis einer Umfrage“, „so die Sorge der Anwohner“: whose it is."""
        at = phrase.head + 1
        owner = self.phrases.at(at) if self.phrases.low(at) in self.lexicon.cues("genitive") else None
        return owner if owner and self.phrases.speaks(owner) else None

    def _is_whole(self, phrase: Phrase, segment: Segment) -> bool:
        """The segment is „so“ and a noun with its article, whoever that is."""
        rest = self.words[phrase.last : segment.last]
        nominal = self.phrases.kind(phrase.first) == "det" and self.phrases.kind(phrase.head) == "noun"
        silent = self.phrases.speaks_as(phrase.head) == "silent" or self._is_utterance(phrase)
        return nominal and not silent and all(w.kind == "mark" for w in rest)
