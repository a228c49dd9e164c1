"""Headlines: they drop verbs and articles, put topic or speaker before a colon, or only tease.

A headline claims something if it has a verb, a participle, a figure or a deed's noun, and neither asks,
announces a list, addresses the reader nor stands over opinion. What the text says too is left to the text. Who
stands before its colon is judged in `voices`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.claims import is_forecast
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.teasers import teases
from watcher.analyze.extract.terms import read
from watcher.analyze.extract.words import Sentence, Word
from watcher.analyze.language import Language
from watcher.analyze.language.patterns import any_of
from watcher.model import Mention, Quantity

LEAD = re.compile(
    r"[\s+*•|–-]*(?:[A-Z][\w.]{0,8}\+\s?(?:\([^()]{0,40}\)\s*[;:]\s*)?)?"  # FAZ+ marks what has to be paid for
    rf"(?:{any_of('breaking')}\s*[:–+-]+\s*)?"
)
PAID = re.compile(
    rf"(?:^|[•|])\s*[A-Z][\w.]{{0,8}}\+(?:(?=[A-ZÄÖÜ„“\"])|\s?\(|\s+{any_of('recommended')})"
)  # no „Disney+ startet“
TAIL = re.compile(r"[\s+*•|–-]+$")
WORD = re.compile(r"[^\W_]{3,}")
SAME = 0.7  # share of a title's longer words that a sentence of the text repeats
NAMING = ("noun", "name")
SHORTEST_TITLE = 3  # words


def trim(title: str) -> tuple[int, int]:
    """The range of a title without „+++“, „Eilmeldung:“ and white space."""
    match = LEAD.match(title)
    start = match.end() if match else 0
    tail = TAIL.search(title, start)
    return start, max(start, tail.start() if tail else len(title))


def is_paid(title: str) -> bool:
    """Marked as a piece to be paid for, whose teaser keeps back what it tells."""
    return PAID.search(title) is not None


def is_claim(reading: Reading, quantities: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """The headline states something."""
    words = [w for w in reading.sentence.words if w.kind != "mark"]
    cue = lexicon.boilerplate("any").search(reading.sentence.statement.lower())
    if len(words) < SHORTEST_TITLE or cue or teases(reading.sentence, lexicon):
        return False
    if is_forecast(reading.sentence, lexicon) and not reading.reported:
        return False
    if reading.reported or quantities or any(w.kind in ("fin", "part", "ptcl") for w in words):
        return True
    return _names_deed(reading.sentence, lexicon) or _leaves_out(words, lexicon)


def _leaves_out(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„Schulen bis Montag dicht“, „Lotse nach Sturz tot“: behind its noun the state that somebody is in."""
    states = lexicon.cues("state-left")
    found = (
        at
        for at, (word, after) in enumerate(pairwise((*words, None)))
        if word and word.low in states and _ends(after)
    )
    return any(word.kind in NAMING for at in found for word in words[:at])


def _ends(after: Word | None) -> bool:
    """No noun follows that it would belong to: „ein toter Lotse“."""
    return after is None or after.kind not in (*NAMING, "adj")


def _names_deed(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Sperrung der Brücke bei Elschtal“: a deed's noun that opens the headline or ends its colon, with a name.

    A deed is what can be undone: a family of the oppositions.
    """
    colons = [at for at, word in enumerate(sentence.words) if word.text == ":"]
    behind = sentence.words[colons[-1] + 1 if colons else 0 :]
    noun = next((word for word in behind if word.kind != "adj"), None)
    placed = any(word.kind == "name" or _is_towns(word) for word in behind)
    if noun is None or noun.kind != "noun" or not placed:
        return False
    found = read(lexicon.language, noun.text, "NN", noun.lemma)
    return bool(found) and found[-1] != noun.lemma.lower() and found[-1] in _deeds(lexicon.language)


def _is_towns(word: Word) -> bool:
    """„Rotterdamer Tanklager“."""
    return word.kind == "adj" and word.text[0].isupper() and word.low.endswith("er")


@functools.cache
def _deeds(language: Language) -> frozenset[str]:
    return frozenset(family for row in language.rows("oppositions") for family in row[:2])


def is_repeated(mention: Mention, others: Sequence[Mention]) -> bool:
    """The text says the same: nearly all words of the title stand in one of its sentences."""
    said = set(WORD.findall(mention.statement.lower()))
    return any(len(said & set(WORD.findall(o.statement.lower()))) >= SAME * len(said) for o in others if said)
