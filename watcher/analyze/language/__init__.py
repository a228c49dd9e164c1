"""Word lists as data, one folder a language, and the morphology that reads words.

`load("de")` reads a folder once through `importlib.resources` and hands back a frozen `Language`; the thinking
modules take it as an argument. What an expression looks for in any language, `patterns.any_of` tells. A new
language is a new folder, and the name of its model in morphology.py.

File forms, chosen by suffix: `.txt` one entry a line; `.tsv` tab-separated columns; `#` starts a comment.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType

from watcher.analyze.language.morphology import Morphology, Row, Token

__all__ = ["LANGUAGES", "Language", "Morphology", "Row", "Token", "load"]

_PLACE = files(__package__)
LANGUAGES = tuple(sorted(each.name for each in _PLACE.iterdir() if (each / "patterns.tsv").is_file()))


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's word lists by file name without suffix, and its morphology.

    There is one object a language; it hashes by identity, so that what is read from it can be cached.
    """

    code: str
    lists: Mapping[str, tuple[tuple[str, ...], ...]] = field(repr=False)
    morphology: Morphology = field(repr=False)

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a list, each a tuple of its columns; empty if the language has no such list."""
        return self.lists.get(name, ())

    def words(self, name: str) -> frozenset[str]:
        """The first column of a list."""
        return _words(self, name)

    def table(self, name: str) -> dict[str, str]:
        """First column to second column."""
        return {row[0]: row[1] for row in self.rows(name) if len(row) > 1}

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
        """The tagged words of one sentence, with offsets in `text`."""
        return self.morphology.tokens(text, start, len(text) if end is None else end)


@functools.cache
def _words(language: Language, name: str) -> frozenset[str]:
    return frozenset(row[0] for row in language.rows(name))


@functools.cache
def load(code: str) -> Language:
    """The language's folder, read once per process; KeyError for a language we do not have."""
    if code not in LANGUAGES:
        raise KeyError(code)
    folder = _PLACE / code
    lists = {
        entry.name.rpartition(".")[0]: _rows(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith((".txt", ".tsv"))
    }
    return Language(code, MappingProxyType(lists), Morphology(code))


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    lines = (line.partition("#")[0].rstrip() for line in text.splitlines())
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if line.strip())
