"""Every fault of a folder, gathered to be told at once, each with its file, its line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watcher.config import locate
from watcher.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `where` is how it is named to the operator, `told` what tomllib made of it."""

    path: Path
    where: str
    text: str = field(default="", repr=False)
    told: dict[str, Any] = field(default_factory=dict, repr=False)
    broken: bool = False  # it could not be read, which is fault enough


def list_tables(source: Source, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The `[[key]]` tables as told, well formed or not, so that one fault does not hide the next."""
    told = source.told.get(key)
    for number, table in enumerate(told if isinstance(told, list) else ()):
        if isinstance(table, dict):
            yield number, table


def list_texts(table: dict[str, Any], key: str) -> Iterator[tuple[int, str]]:
    """The texts of a list as told, with their index."""
    told = table.get(key)
    for number, text in enumerate(told if isinstance(told, list) else ()):
        if isinstance(text, str):
            yield number, text


def find_text(table: object, key: str) -> str | None:
    """The text as told, if it is one."""
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, str) and found else None


class Faults:
    """Collects sentences; `settle` raises them as one ConfigError, by file and line."""

    def __init__(self) -> None:
        self._order: dict[str, int] = {}
        self._found: set[tuple[int, int, str]] = set()
        self._lines: dict[str, dict[locate.Path, int]] = {}

    def add(self, source: Source, path: locate.Path, sentence: str) -> None:
        """A fault at a key, table or list element of a file."""
        self.put(source.where, sentence, self.line(source, path))

    def line(self, source: Source, path: locate.Path) -> int:
        """The line of a key, table or list element; files without faults are never scanned for it."""
        if source.where not in self._lines:
            self._lines[source.where] = locate.find_lines(source.text)
        return locate.find_line(self._lines[source.where], path)

    def put(self, where: str, sentence: str, line: int | None = None) -> None:
        """A fault at a known line, or of the file as a whole."""
        order = self._order.setdefault(where, len(self._order))
        told = f"{where}: {sentence}" if line is None else f"{where}:{line}: {sentence}"
        self._found.add((order, line or 0, told))

    def settle(self) -> None:
        """Raise ConfigError if anything was found."""
        if self._found:
            raise ConfigError(*(told for _, _, told in sorted(self._found)))


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the nearest known word, or nothing."""
    lower = {each.lower(): each for each in known}
    near = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return f" (did you mean '{lower[near[0]]}'?)" if near else ""
