"""Wording: differences that say nothing, sentences that tell of a correction, a text that is another one."""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import Indel

from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.sides import folded, words
from watcher.model import Revision

ALIKE_WORD = 0.75  # share of letters from which two words are one, spelt differently
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
DATELINE = 2  # words in front of a sentence that name where and who: "Berlin (dpa)"

LONG = re.compile(r"[^\W\d_]{5,}")
ROOT = 6  # letters by which a word is known in its forms
LEFT, LEFT_TITLE = 0.1, 0.25  # share of the words that another article may have by chance
FEWEST = 8  # words by which that can be told

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


def is_another(old: Revision, new: Revision) -> bool:
    """Whether the outlet put another article under the address: hardly a word of headline and text is left."""
    titles = _list_roots(old.title), _list_roots(new.title)
    texts = tuple(_list_roots(f"{each.title} {each.text}") for each in (old, new))
    if min(map(len, texts)) < FEWEST or not all(titles):
        return False
    return _share(*titles) < LEFT_TITLE and _share(*texts) <= LEFT


def _list_roots(text: str) -> frozenset[str]:
    return frozenset(word[:ROOT].casefold() for word in LONG.findall(text))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))
