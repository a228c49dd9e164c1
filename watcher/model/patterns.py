"""Patterns: words of several languages for one thing, as one alternative of a regular expression.

Each language has a file of rows `name <tab> fragment`; `#` starts a comment. Rows of one name are alternatives,
in one language as in several. What stands around them (edges of words, capitals) is for the code that asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def join(files: Iterable[str]) -> Mapping[str, str]:
    """All languages' fragments by name, ready to stand in a longer expression; `files`: their texts."""
    found: dict[str, dict[str, None]] = {}
    for name, fragment in (row for text in files for row in read_rows(text)):
        found.setdefault(name, {})[fragment] = None  # once: „in“ is both German and English
    return {name: f"(?:{'|'.join(fragments)})" for name, fragments in found.items()}


def read_rows(text: str) -> Iterator[tuple[str, str]]:
    """Name and fragment of each row; ValueError for a line that has not both."""
    for line in read_lines(text):
        name, fragment = line.split("\t")
        yield name.strip(), fragment.strip()


def read_lines(text: str) -> Iterator[str]:
    """The lines of a list without comments and empty ones."""
    for line in text.splitlines():
        if kept := line.partition("#")[0].strip():
            yield kept
