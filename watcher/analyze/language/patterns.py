"""Regular expressions' words: what `de/patterns.tsv`, `en/patterns.tsv` … say, for analysis and the cycle."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

from watcher.analyze.language import LANGUAGES
from watcher.model import patterns


def any_of(name: str) -> str:
    """The alternatives of all languages, as a part of an expression; KeyError for a name that no file has."""
    return _load()[name]


@functools.cache
def _load() -> Mapping[str, str]:
    places = (files(__package__) / code / "patterns.tsv" for code in LANGUAGES)
    return patterns.join(place.read_text(encoding="utf-8") for place in places)
