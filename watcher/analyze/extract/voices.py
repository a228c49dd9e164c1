"""Who speaks in a headline: whoever stands before its colon, or nobody.

German feeds put the topic there more often than the speaker („Bundesliga: Trainer bleibt“, „Mick Muster: Der
Mann und sein Meer“). A source is taken only where the words leave no doubt: a person before a quotation, or
what speaks by office or for its learning („Wetterdienst: …“, „Studie: …“, „Minister: …“), or a surname that the
text knows in full.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.bearers import Named
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.memory import Memory
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.words import Segment, Sentence, Word, bare

NOMINAL = {"det", "adj", "noun", "name", "part"}
DASHES = frozenset("-–—")
MOST_COLONS = 2  # „Rente: Minister: Beiträge steigen“


def settle_speaker(reading: Reading, memory: Memory, lexicon: Lexicon, body: str = "") -> Reading:
    """The reading with the source before the colon, or without one that is only a topic; `body` is its text."""
    voices = Voices(reading.sentence, memory, lexicon, body)
    labelled = reading.named is not None and _is_label(reading.named, reading.sentence.words, lexicon)
    if reading.named and reading.cue != ":" and not labelled:
        return replace(reading, named=voices.without_kicker(reading.named))
    if phrase := voices.find():
        named = memory.name(phrase, reading.sentence)
        return replace(reading, named=named, cue=":", stance="say", reported=True)
    if labelled:
        return replace(reading, named=None, cue="", stance="", reported=False)
    if reading.cue != ":" and not voices.is_quotation():
        return reading
    return replace(reading, named=None, cue="„“", stance="", reported=voices.is_quotation())


class Voices:
    """Judges what stands before the colons of one headline."""

    def __init__(self, sentence: Sentence, memory: Memory, lexicon: Lexicon, body: str) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.body = body
        self.memory = memory
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)

    def find(self) -> Phrase | None:
        """The source before the last colon that leads, or behind the last dash."""
        return (self._source(self._lead) if self._lead else None) or self._tail()

    def without_kicker(self, named: Named) -> Named:
        """„Schulweg Lehrerverband kritisiert …“: a kicker glued to the speaker without a mark."""
        if self.lexicon.code != "de":
            return named
        inside = [i for i, word in enumerate(self.words) if named.start <= word.start < named.end]
        first = next((i for i in reversed(inside[1:]) if self._begins(i)), None)
        return self.memory.name(Phrase(first, inside[-1] + 1, inside[-1]), self.sentence) if first else named

    def _begins(self, at: int) -> bool:
        """Somebody who speaks, right behind a noun that is nobody's office and cannot."""
        before, word = self.words[at - 1], self.words[at]
        if before.kind != "noun" or self.phrases.speaks_as(at - 1) not in ("", "silent", "text"):
            return False
        if word.kind == "noun":
            return self.phrases.speaks_as(at) not in ("", "silent", "text")
        state = self._is_place(word.text) or self.phrases.speaks_as(at) == "group"
        return word.kind == "name" and state

    def _tail(self) -> Phrase | None:
        """„Airline kauft 200 Jets – Insider“: nothing but who says so."""
        last = self.sentence.segments[-1]
        phrase = self.phrases.at(last.first) if 0 < last.first < len(self.words) else None
        dashed = phrase is not None and self.words[last.first - 1].text in DASHES
        return phrase if phrase and dashed and phrase.last == last.last and self._has_voice(phrase) else None

    def is_quotation(self) -> bool:
        """Nothing but somebody's words follow the last colon that leads."""
        return self._lead is not None and _is_quoted(self.words[self._lead.last :])

    @functools.cached_property
    def _lead(self) -> Segment | None:
        leads = [s for s in self.sentence.segments[:MOST_COLONS] if self._leads(s)]
        return leads[-1] if leads else None

    def _leads(self, segment: Segment) -> bool:
        last = self.words[segment.last - 1]
        kicker = _is_kicker(self.words, segment) and not self._speaks_on(segment)
        return last.text == ":" and not last.quoted and not kicker

    def _speaks_on(self, segment: Segment) -> Phrase | None:
        """„Polizei zum Unfall in Plön: …“: who speaks, without what of."""
        first, on = segment.first, self.lexicon.cues("on")
        end = next((i for i in range(first + 1, segment.last - 1) if self.phrases.low(i) in on), None)
        if end is None or not {w.kind for w in self.words[first:end]} <= NOMINAL:
            return None
        whole = self.phrases.at(first)
        spoken = Phrase(first, end, whole.head if whole and whole.head < end else end - 1)
        return spoken if self._has_voice(spoken) and self.phrases.speaks_as(spoken.head) != "text" else None

    def _source(self, segment: Segment) -> Phrase | None:
        inside = self.words[segment.first : segment.last - 1]
        quoted = _is_quoted(self.words[segment.last :])
        phrase = self._phrase(segment, quoted=quoted)
        if phrase is None or any(w.quoted or w.kind in ("fin", "num") for w in inside):
            return None
        if self._has_voice(phrase):
            personal = self._is_role(phrase.head) and not _is_witness(self.words[phrase.head], self.lexicon)
            return phrase if quoted or not personal or self._tells(segment.last) else None
        if quoted or self._is_elided(segment.last):
            return phrase if self._is_person(phrase) or self._is_bare_name(segment) else None
        known = len(inside) == 1 and self.memory.knows(inside[0].text)
        return phrase if known and self._tells(segment.last) else None

    def _phrase(self, segment: Segment, *, quoted: bool) -> Phrase | None:
        """The noun phrase that fills the segment; before a quotation „im Interview“, „über …“ may follow."""
        if spoken := self._speaks_on(segment):
            return spoken
        first, last = segment.first, segment.last - 1
        if quoted and self.phrases.low(first) in self.lexicon.cues("talk-with"):
            first += 2  # „Interview mit Ministerin Muster“
        phrase = self.phrases.at(first) if first < last else None
        if phrase and phrase.last < last and quoted and self.phrases.kind(phrase.last) == "prep":
            return phrase
        if phrase and phrase.last == last:
            return phrase
        if last > first and {w.kind for w in self.words[first:last]} <= NOMINAL:  # „Bayerns jüngster Minister“
            return Phrase(first, last, last - 1)
        return None

    def _has_voice(self, phrase: Phrase) -> bool:
        """It speaks by office or for its learning."""
        word = self.words[phrase.head]
        if self.phrases.speaks_as(phrase.head) == "silent" or self._is_matter(phrase):
            return False
        lemma = bare(word.lemma)
        forms = {word.low, bare(word.text), lemma}
        ends = tuple(voice[1:] for voice in self.lexicon.voices if voice.startswith("-"))
        return bool(forms & self.lexicon.voices) or lemma.endswith(ends)

    def _is_matter(self, phrase: Phrase) -> bool:
        """„Prognose für Norwegen: …“: a report, and what it is about, is a topic."""
        about = self.phrases.low(phrase.head + 1) in self.lexicon.cues("matter")
        return about and self.phrases.speaks_as(phrase.head) == "text"

    def _is_person(self, phrase: Phrase) -> bool:
        """Named with a given name, known from the text, or a noun for one person."""
        words = self.words[phrase.first : phrase.last]
        named = any(w.text in self.lexicon.given_names for w in words[:-1])
        return named or self.memory.knows(words[-1].text) or self._is_role(phrase.head)

    def _is_elided(self, first: int) -> bool:
        """„Muster: Habe davon nichts gewusst“: the speaker's own „ich“ is left out."""
        return self.phrases.low(first) in self.lexicon.cues("elided")

    def _is_bare_name(self, segment: Segment) -> bool:
        """„Brodersen: „Wir bleiben““: one name that is no place."""
        inside = self.words[segment.first : segment.last - 1]
        named = len(inside) == 1 and inside[0].kind == "name"
        return named and not self._is_place(inside[0].text) and self._is_surname(inside[0].text)

    def _is_surname(self, name: str) -> bool:
        """Known for one, or behind another name or an office in the text, if it has one: „Lotse Brodersen“."""
        if "-" in name or any(letter.isupper() for letter in name[1:]):
            return False  # „Diesel-Ende“, „ExklusivGespräch“
        known = not self.body or name in self.lexicon.surnames or self.memory.knows(name)
        return known or bool(re.search(rf"\b[A-ZÄÖÜ][\w.-]{{3,}} {re.escape(name)}\b", self.body))

    def _is_place(self, name: str) -> bool:
        """A known one, or one that the text has something happen in."""
        before = "|".join(sorted(self.lexicon.cues("in")))
        known = name in self.lexicon.places | self.lexicon.countries
        return known or bool(re.search(rf"\b(?:{before}) {re.escape(name)}\b", self.body, re.IGNORECASE))

    def _is_role(self, at: int) -> bool:
        return self.phrases.kind(at) == "noun" and self.phrases.speaks_as(at) in PERSON

    def _tells(self, first: int) -> bool:
        """A clause, and not one about a person, who would be the one named before the colon."""
        rest = self.words[first:]
        named = any(w.text in self.lexicon.given_names for w in rest[:-1])
        about = bool(rest) and (self._is_role(first) or [w.kind for w in rest[:2]] == ["name", "name"])
        return any(w.kind == "fin" for w in rest) and not (named or about)


def _is_label(named: Named, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„Moorbrand aus norwegischer Sicht: …“, „Er droht zu ertrinken: …“: half a headline is no source."""
    last = next((i for i, word in enumerate(words) if word.end == named.end), None)
    if last is None or last + 1 >= len(words):
        return False
    labelled = words[last + 1].text == ":" and lexicon.stance_of_noun(words[last].lemma.lower())
    return bool(labelled) and not any(word.kind == "fin" for word in words[:last])


def _is_quoted(words: Sequence[Word]) -> bool:
    """One quotation with a verb."""
    rest = [word for word in words if word.kind != "mark"]
    return bool(rest) and all(word.quoted for word in rest) and any(word.kind == "fin" for word in rest)


def _is_kicker(words: Sequence[Word], segment: Segment) -> bool:
    """„Bundesregierung:Union hadert mit …“: glued to the headline by its colon."""
    behind = words[segment.last] if segment.last < len(words) else None
    return behind is not None and behind.kind != "mark" and behind.start == words[segment.last - 1].end


def _is_witness(word: Word, lexicon: Lexicon) -> bool:
    """„Ermittler: Täter handelte allein“: who speaks of others by office, and is seldom spoken of."""
    return word.low.endswith(tuple(lexicon.cues("witness")) or ("?",))
