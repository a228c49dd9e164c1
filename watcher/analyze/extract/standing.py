"""How sure a mention is: denied > confirmed > unverified > attributed > asserted, by its main clause alone.

A cue in a subordinate clause, inside a quotation or before a noun („der mutmaßliche Täter“) changes nothing.
Epistemic *sollen* („soll geflohen sein“) is hearsay, planning *sollen* („soll 2027 fahren“) is not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import takewhile

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.moods import is_hearsay
from watcher.analyze.extract.words import Sentence, Word
from watcher.model import Standing

WIDEST_GAP = 4  # words between two of a pattern


def judge(reading: Reading, lexicon: Lexicon) -> Standing:
    """The standing of the sentence's main proposition."""
    stances = set(_stances(reading))
    unsettled = is_open(reading.sentence, lexicon) and not _is_found_wanting(reading, lexicon)
    if unsettled or _is_withheld(reading):
        return "unverified"
    if "deny" in stances:
        return "denied"
    if "confirm" in stances:
        return "confirmed"
    if "decline" in stances or is_hearsay(reading.sentence, lexicon):
        return "unverified"
    if (not reading.acts and _has_adverb(reading.sentence, lexicon)) or _is_doubted(reading, lexicon):
        return "unverified"
    return "attributed" if reading.reported else "asserted"


def _stances(reading: Reading) -> Iterator[str]:
    """Classes of the acts that are not negated, and of the source's own cue."""
    if not reading.carried or reading.acts:
        yield reading.stance
    yield from (act.saying.stance for act in reading.acts if not act.negated)


def _is_found_wanting(reading: Reading, lexicon: Lexicon) -> bool:
    """„The coroner said there was no evidence of a crime“: a finding of whoever says so."""
    says = any(act.saying.stance == "say" and not act.negated for act in reading.acts)
    return says and any(w.low in lexicon.cues("proof") and not w.quoted for w in reading.sentence.words)


def _is_withheld(reading: Reading) -> bool:
    """„hat das nicht bestätigt“, „dementierte nicht“."""
    return any(act.negated and act.saying.stance in ("confirm", "deny") for act in reading.acts)


@functools.lru_cache(2)  # whether it is a claim, how sure it is and what it weighs depend on it
def is_open(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Nobody confirms it: „weder bestätigt noch dementiert“, „nicht unabhängig überprüfbar“, „unklar“."""
    lows = [w.low for w in sentence.words if not w.quoted]
    if lows[:1] and lows[0] in lexicon.cues("whether") and _is_left_open(sentence, lexicon):
        return True
    patterns = (pattern for low in lexicon.hedges.keys() & set(lows) for pattern in lexicon.hedges[low])
    return any(_matches(lows, pattern) for pattern in patterns)


def _is_left_open(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Ob der Deich hält, ist offen“, „Whether it holds is unclear“: how the sentence ends."""
    last = [w.low for w in sentence.words if w.kind != "mark"][-1:]
    return any(low in lexicon.cues("left-open") for low in last)


def _has_adverb(sentence: Sentence, lexicon: Lexicon) -> bool:
    """angeblich, mutmaßlich … as an adverb of a main clause."""
    words = sentence.words
    for i, word in enumerate(words):
        if word.low in lexicon.cues("hedge") and not word.quoted and word.kind != "adj":
            return sentence.segment_of(i).main and not _modifies(words, i)
    return False


def _is_doubted(reading: Reading, lexicon: Lexicon) -> bool:
    """„It reportedly demanded“, „verlangte angeblich“: the act of speech itself is hearsay."""
    words = reading.sentence.words
    beside = (words[i] for act in reading.acts for i in (act.at - 1, act.at + 1) if 0 <= i < len(words))
    return any(w.low in lexicon.cues("hedge") and not w.quoted for w in beside)


def _modifies(words: Sequence[Word], at: int) -> bool:
    """It stands before a participle that stands before a noun: „die angeblich gestohlenen Bilder“."""
    modified = [w.kind for w in takewhile(lambda w: w.kind in ("adj", "part", "adv"), words[at + 1 :])]
    ahead = at + 1 + len(modified)
    inside = "adj" in modified and ahead < len(words) and words[ahead].kind in ("noun", "name")
    return inside and at > 0 and words[at - 1].kind in ("det", "prep")


def _matches(words: Sequence[str], pattern: tuple[str, ...]) -> bool:
    """The pattern's words occur in order, with few others between two."""
    at, gap = 0, 0
    for word in words:
        if word == pattern[at]:
            at, gap = at + 1, 0
            if at == len(pattern):
                return True
        elif at:
            gap += 1
            if gap > WIDEST_GAP:
                at, gap = 0, 0
    return False
