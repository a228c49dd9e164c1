"""Spellings: how else a name is written, for those whose script German and English render in several ways."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib.resources import files

Words = tuple[str, ...]
Cut = Callable[[str], Words]


@functools.cache
def load_spellings(cut: Cut) -> Mapping[Words, tuple[str, ...]]:
    """Each known spelling, cut and folded into words, to its whole set (language/spellings.tsv, read once)."""
    found: dict[Words, tuple[str, ...]] = {}
    text = (files("watcher.analyze.language") / "spellings.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            spellings = tuple(each.strip() for each in line.split("\t"))
            found |= dict.fromkeys(map(cut, spellings), spellings)
    return found
