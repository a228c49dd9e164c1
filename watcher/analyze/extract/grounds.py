"""Grounds: whether a statement can be checked where it stands alone in a list.

What leans on the sentence before („Danach fuhren sie weiter“), names neither place, person, figure nor time
(„Neue Segel reißen selten“), only judges or demands („Die Reeder müssen sich einigen“), tells of a novel or a
film, or promises an answer („Sie erklärt, warum das so ist“) may be true, but is no news. The words are in
`grounds.tsv`; each sign takes a little, so that a figure or a deed still carries a statement.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import pairwise

from watcher.analyze.extract import times
from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.teasers import points_ahead
from watcher.analyze.extract.words import Sentence, Word, bare
from watcher.analyze.language import Language

LOOSE = -0.1  # nothing in it says who, where, when or how many
STATES = -0.08  # something is something: a remark on the world rather than news of it
LEANS = -0.12  # its first word takes up the sentence before
TIED = -0.12  # a word in it points to something said before, and nobody is named
TASTE = (0.0, -0.1, -0.2)  # by how many words value
DEMANDS = -0.12  # somebody must, should or can, and nobody is named who says so
GENERAL = -0.1  # so it often is with many
FICTION = -0.2  # told of a book, film, show or recipe
PROMISES = -0.3  # somebody explains why, and not what
OWN = -0.3  # the outlet's own writer says so
TALKS = -0.4  # an interview's headline: somebody without an office speaks of what they think
HEADLESS = -0.25  # a figure of nothing: „In Kiel liegen über 900.“
CALLS = -0.1  # an exclamation
LEAST = -0.5


def weigh_grounds(grounds: Grounds, *, counted: bool, named: bool, weighty: bool) -> float:
    """What is taken from a statement's salience, 0 or less."""
    return max(LEAST, sum(_take(grounds, counted=counted, named=named, weighty=weighty)))


def _take(grounds: Grounds, *, counted: bool, named: bool, weighty: bool) -> Iterator[float]:
    if grounds.leans():
        yield LEANS if not (named and (counted or weighty)) else LEANS / 2
    if not counted and (grounds.is_pointed() or (not named and grounds.is_tied())):
        yield TIED
    if not (named or counted or weighty or grounds.is_timed()):
        yield LOOSE
    yield TASTE[min(grounds.count("taste"), 2)]
    if not grounds.reading.reported and grounds.demands():
        yield DEMANDS
    if not counted and grounds.count("general"):
        yield GENERAL
    if grounds.count("work") and not (counted and weighty):
        yield FICTION
    if grounds.states() and not (counted or weighty or grounds.reading.reported):
        yield STATES
    if grounds.promises():
        yield PROMISES
    if grounds.is_own():
        yield OWN
    if grounds.talks() and not (counted or weighty):
        yield TALKS
    if grounds.sentence.statement.rstrip('“”"»« ').endswith("!"):
        yield CALLS


class Grounds:
    """Looks for the signs in one sentence."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading, self.lexicon = reading, lexicon
        self.sentence: Sentence = reading.sentence
        self.words = [word for word in reading.sentence.words if word.kind != "mark"]

    def is_timed(self) -> bool:
        return bool(times.find(self.words, self.lexicon.language)) or any(_is_year(w) for w in self.words)

    def leans(self) -> bool:
        return bool(self.words) and self.words[0].low in self._group("link")

    def is_tied(self) -> bool:
        return any(w.low in self._group("tie") and w.kind != "sub" for w in self.words)

    def demands(self) -> bool:
        words = self.sentence.words
        return any(words[i].low in self._group("must") for i in self.sentence.main_finite())

    def states(self) -> bool:
        """Its only main verb is a form of being."""
        words = self.sentence.words
        verbs = [words[i].low for i in self.sentence.main_finite()]
        deeds = any(w.kind in ("part", "ptcl") for w in words)
        return bool(verbs) and not deeds and set(verbs) <= self.lexicon.cues("being")

    def is_pointed(self) -> bool:
        """„diesen Star“: somebody is meant whom only the text before or after names."""
        return points_ahead(self.sentence.words, self.lexicon)

    def is_own(self) -> bool:
        """„sagt unser Gastautor“."""
        found = pairwise(self.words)
        return any(
            a.low in self.lexicon.cues("first") and b.low in self.lexicon.cues("house") for a, b in found
        )

    def talks(self) -> bool:
        """A headline's quotation behind a colon, of somebody who has no office."""
        named = self.reading.named
        if self.reading.cue != ":" or named is None or not any(w.quoted for w in self.words):
            return False
        inside = [w for w in self.sentence.words if named.start <= w.start < named.end]
        return len(inside) > 1 and not any(self._holds_office(w) for w in inside)

    def _holds_office(self, word: Word) -> bool:
        ends = tuple(voice[1:] for voice in self.lexicon.voices if voice.startswith("-"))
        return bare(word.text) in self.lexicon.voices or word.lemma.lower().endswith(ends)

    def count(self, group: str) -> int:
        known = self._group(group)
        return sum(w.low in known or w.lemma.lower() in known for w in self.words)

    def promises(self) -> bool:
        """„erklärt, warum …“, „verrät, wie …“: only questions follow what somebody says."""
        words = self.sentence.words
        asked = [b for a, b in pairwise(words) if a.text in (",", "–", "und") and b.low in self._questions]
        telling = any(words[i].low in self.lexicon.cues("promise") for i in self.sentence.main_finite())
        return bool(asked) and telling

    @property
    def _questions(self) -> frozenset[str]:
        return self.lexicon.cues("question")

    def _group(self, name: str) -> frozenset[str]:
        return _groups(self.lexicon.language).get(name, frozenset())


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and word.text[:2] in ("18", "19", "20")


@functools.cache
def _groups(language: Language) -> dict[str, frozenset[str]]:
    rows = language.rows("grounds")
    return {group: frozenset(w for w, g in rows if g == group) for group in {row[1] for row in rows}}
