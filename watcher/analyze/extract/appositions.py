"""Nouns that only say who a name is: "der Stürmer Jonas Akin", "cheese maker Almhof"."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence

from watcher.analyze.extract.references import describe
from watcher.analyze.language import Language, Token

NOUNS = ("NN", "ADJ", "AJ")
SHORTEST_ROLE = 4  # letters by which a compound is known: "Torjäger"
MADE = ("company", "club")  # sorts whose nouns describe; a ministry or a town is a part of its name


def find(tokens: Sequence[Token], names: Collection[int], language: Language) -> Iterator[int]:
    """Starts of the nouns right before a name that describe it; `names`: starts of the words of names."""
    for at, token in enumerate(tokens[:-1]):
        if tokens[at + 1].start in names and token.start not in names and _describes(token, language):
            yield token.start
            yield from _before(tokens, at, names) if language.code == "en" else ()


def _before(tokens: Sequence[Token], at: int, names: Collection[int]) -> Iterator[int]:
    """English writes its compounds apart: "cheese maker"."""
    for token in reversed(tokens[:at]):
        if not token.tag.startswith(NOUNS) or token.start in names:
            return
        yield token.start


def _describes(token: Token, language: Language) -> bool:
    if not token.tag.startswith("NN"):
        return False
    lemma = token.lemma.lower()
    known = describe(language)
    if known.sorts.get(known.head(lemma)) in MADE:
        return True
    people = _people(language)
    return any(lemma[at:] in people for at in range(max(1, len(lemma) - SHORTEST_ROLE + 1)))


@functools.cache
def _people(language: Language) -> frozenset[str]:
    """Nouns for what somebody is, in lower case; those that compounds end in too."""
    rows = language.rows("speakers")
    return frozenset(
        row[0].removeprefix("-").lower() for row in rows if row[1:] and row[1].startswith("person")
    )
