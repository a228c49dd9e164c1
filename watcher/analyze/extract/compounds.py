"""Cuts a German compound into its words: "Krankenhausgesellschaft" is Krankenhaus and Gesellschaft."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from watcher.analyze.language import Morphology

PART_TAGS = ("NN", "VV", "ADJ", "NE", "AJ", "NP")
SHORTEST_PART = 3  # "ei", "ab": what HanTa cuts off below this is seldom a word
SHORTEST_FRONT, SHORTEST_HEAD = 4, 5  # letters of what stands before a known head, and of that
INNER = re.compile(r"\w+")


def split(morphology: Morphology, word: str, tag: str, base: str, known: Container[str]) -> tuple[str, ...]:
    """The words in order, the head by its lemma; empty if it is none. `base`: the lemma, in small letters."""
    if "-" in word:
        *front, last = [part for part in INNER.findall(word) if len(part) >= SHORTEST_PART] or [word]
        return (*(part.lower() for part in front), morphology.lemma(last).lower())
    morphemes = morphology.parts(word, tag)
    content = [morpheme for morpheme, kind in morphemes if kind.startswith(PART_TAGS)]
    if len(content) < 2 or any(len(morpheme) < SHORTEST_PART for morpheme in content):
        return _behead(morphology, base, known)
    return tuple(_join(morphemes, base, known))


def _behead(morphology: Morphology, base: str, known: Container[str]) -> tuple[str, ...]:
    """A word that the model cannot cut, at the longest end that a list knows: "Gotthardtunnel"."""
    if morphology.has_part(base):
        return ()
    ends = range(SHORTEST_FRONT, len(base) - SHORTEST_HEAD + 1)
    at = next((at for at in ends if base[at:] in known), None)
    return (base[:at], base[at:]) if at else ()


def _join(morphemes: Sequence[tuple[str, str]], base: str, known: Container[str]) -> Iterator[str]:
    """The longest words that a list knows, from the left: not krank|haus|gesellschaft."""
    begins = list(itertools.accumulate((len(morpheme) for morpheme, _ in morphemes), initial=0))
    parts = [at for at, (_, kind) in enumerate(morphemes) if kind.startswith(PART_TAGS)]
    while parts:
        first, *rest = parts
        last = next((at for at in reversed(rest) if base[begins[first] : begins[at + 1]] in known), first)
        parts = [at for at in rest if at > last]
        if not parts:
            yield base[begins[first] :]
        elif last > first:
            yield base[begins[first] : begins[last + 1]]
        else:
            yield _stem(*morphemes[first], known)


def _stem(morpheme: str, kind: str, known: Container[str]) -> str:
    """ "sperr" in "Sperrzaun" is the verb's: sperren."""
    return morpheme + "en" if kind.startswith("VV") and morpheme + "en" in known else morpheme
