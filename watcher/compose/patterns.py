"""Words that a line is read by, in all languages: what `locale/<language>/patterns.tsv` and its lists say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from watcher.model import patterns

PLACE = resources.files("watcher.compose") / "locale"
LANGUAGES = tuple(sorted(each.name for each in PLACE.iterdir() if each.is_dir()))


def any_of(name: str) -> str:
    """The alternatives of all languages, as a part of an expression; KeyError for a name that no file has."""
    return _load()[name]


def list_words(name: str) -> frozenset[str]:
    """The words of a list, of all languages."""
    lines = (line for text in _read(f"{name}.txt") for line in patterns.read_lines(text))
    return frozenset(word for line in lines for word in line.split())


@cache
def _load() -> Mapping[str, str]:
    return patterns.join(_read("patterns.tsv"))


def _read(file: str) -> Iterator[str]:
    return ((PLACE / each / file).read_text("utf-8") for each in LANGUAGES)
