"""The forms that the words for a country take: its name, adjective, inhabitants, capital and government."""

from __future__ import annotations

from collections.abc import Iterator

ADJECTIVE_ENDINGS = ("", "e", "er", "en", "em", "es", "s")


def list_forms(cell: str, role: str, code: str) -> Iterator[tuple[str, str]]:
    """The forms of each word in a cell, with the first spelling of that word."""
    for group in cell.split("|"):
        spellings = [] if group == "-" else group.split("/")
        for spelling in spellings:
            for form in _inflect(spelling, role, code):
                yield form, spellings[0]


def _inflect(word: str, role: str, code: str) -> Iterator[str]:
    """The forms a country word takes: Nordkoreas, nordkoreanische, Russinnen; English has fewer."""
    if code == "en":
        yield from (word, word + "s", word + "'s", word + "’s")
    elif role == "adjective":
        yield from (stem + end for stem in (word, word.capitalize()) for end in ADJECTIVE_ENDINGS)
    elif role == "inhabitant":
        yield from _decline(word)
    else:
        yield from (word, word + "s") if word[-1] not in "sxzß" else (word, word + "’", word + "'")


def _decline(word: str) -> Iterator[str]:
    """Russe -> Russen, Russin, Russinnen; Ukrainer -> Ukrainern, Ukrainerin; Israeli -> Israelis."""
    stem = word[:-1] if word.endswith("e") else word
    if word == "Deutscher":  # the one that declines like an adjective
        yield from ("Deutscher", "Deutsche", "Deutschen", "Deutschem", "Deutsches")
        return
    yield from (word, word + "n", word + "s", stem + "in", stem + "innen")
    if not word.endswith(("e", "er", "i")):
        yield from (word + "en", word + "e")
