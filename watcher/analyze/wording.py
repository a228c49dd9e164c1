"""Wording: differences between two sentences that say nothing, and sentences that tell of a correction."""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import Indel

from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.sides import folded, words

ALIKE_WORD = 0.75  # share of letters from which two words are one, spelt differently
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
DATELINE = 2  # words in front of a sentence that name where and who: "Berlin (dpa)"

# Roughly: notes are short and plain; a full stop after one letter or a known abbreviation does not end one.
SENTENCE = re.compile(r"\S(?:[^\n.!?]|[.!?](?!\s)|(?<=\b\w)\.|(?<=Anm)\.|(?<=Red)\.)*[.!?]*")


def cosmetic(old: str, new: str) -> bool:
    """Case, punctuation, spelling, a dateline, a filler word: nothing that is said; digits always count."""
    if folded(old) == folded(new):
        return True
    left, right = ([word for word in words(text) if word not in _fillers()] for text in (old, new))
    longer, shorter = sorted((left, right), key=len, reverse=True)
    if shorter and len(longer) - len(shorter) <= DATELINE and longer[-len(shorter) :] == shorter:
        return "".join(longer[: -len(shorter)]).isalpha() or longer == shorter
    return len(left) == len(right) and all(map(_respelt, left, right))


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("fillers"))


def _respelt(a: str, b: str) -> bool:
    """One word, spelt differently: "Wolodomyr" and "Wolodymyr", but not "10" and "11"."""
    a, b = a.translate(UMLAUTS), b.translate(UMLAUTS)
    if a == b:
        return True
    return (a + b).isalpha() and Indel.normalized_similarity(a, b) >= ALIKE_WORD


@functools.cache
def _notes() -> tuple[str, ...]:
    return tuple(row[0].casefold() for code in LANGUAGES for row in load(code).rows("corrections"))


def correction(statement: str) -> str | None:
    """The words by which a sentence tells that the text was wrong before."""
    spelled = statement.casefold()
    return next((note for note in _notes() if note in spelled), None)


def find_notes(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text that tell of a correction."""
    return tuple((match.start(), match.end()) for match in SENTENCE.finditer(text) if correction(match.group()))
