"""How sure a mention is: denied > confirmed > unverified > attributed > asserted, by its main clause alone.

A cue in a subordinate clause, inside a quotation or before a noun („der mutmaßliche Täter“) changes nothing.
Epistemic *sollen* („soll geflohen sein“) is hearsay, planning *sollen* („soll 2027 fahren“) is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.moods import is_hearsay
from watcher.analyze.extract.words import Sentence, Word
from watcher.model import Standing


def judge(reading: Reading, lexicon: Lexicon) -> Standing:
    """The standing of the sentence's main proposition."""
    stances = set(_stances(reading, lexicon))
    if _is_open(reading, lexicon):
        return "unverified"
    if "deny" in stances:
        return "denied"
    if "confirm" in stances:
        return "confirmed"
    if "decline" in stances or is_hearsay(reading.sentence, lexicon):
        return "unverified"
    if not reading.acts and _has_adverb(reading.sentence, lexicon):
        return "unverified"
    return "attributed" if reading.reported else "asserted"


def _stances(reading: Reading, lexicon: Lexicon) -> Iterator[str]:
    """Classes of the acts that are not negated, and of the source's own cue."""
    if not reading.carried or reading.acts:
        yield reading.stance
    yield from (act.saying.stance for act in reading.acts if not act.negated)


def _is_open(reading: Reading, lexicon: Lexicon) -> bool:
    """Nobody confirms it: „weder bestätigt noch dementiert“, „nicht unabhängig überprüfbar“, „unklar“."""
    words = [w for w in reading.sentence.words if not w.quoted]
    return any(_matches(words, pattern) for pattern, effect in lexicon.hedges if effect == "open")


def _has_adverb(sentence: Sentence, lexicon: Lexicon) -> bool:
    """angeblich, mutmaßlich … as an adverb of a main clause."""
    words = sentence.words
    for i, word in enumerate(words):
        if word.low in lexicon.cues("hedge") and not word.quoted and word.kind != "adj":
            return sentence.segment_of(i).main and not _modifies(words, i)
    return False


def _modifies(words: Sequence[Word], at: int) -> bool:
    """It stands before a participle that stands before a noun: „die angeblich gestohlenen Bilder“."""
    after = [w.kind for w in words[at + 1 : at + 3]]
    return after[:1] == ["adj"] and at > 0 and words[at - 1].kind in ("det", "prep")


def _matches(words: Sequence[Word], pattern: tuple[str, ...]) -> bool:
    """The pattern's words occur in order, at most three words apart; „=x“ stands for a lemma."""
    at, gap = 0, 0
    for word in words:
        if _is(word, pattern[at]):
            at, gap = at + 1, 0
            if at == len(pattern):
                return True
        elif at:
            gap += 1
            if gap > 4:
                at, gap = 0, 0
    return False


def _is(word: Word, wanted: str) -> bool:
    return word.lemma.lower() == wanted[1:] if wanted.startswith("=") else word.low == wanted
