"""Headlines: they drop verbs and articles, put the topic before a colon, end in a speaker, or only tease."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watcher.model import Mention

TICKER = re.compile(r"^\W*\+\+\+\s*|\s*\+\+\+\W*$")
WORD = re.compile(r"[^\W_]{3,}")
SAME = 0.7  # share of a title's longer words that a sentence repeats


def trim(title: str) -> tuple[int, int]:
    """The range of a title without „+++“ and white space."""
    start, end = 0, len(title)
    if match := re.match(r"[\s+*•–-]+", title):
        start = match.end()
    if match := re.search(r"[\s+*•–-]+$", title[start:]):
        end = start + match.start()
    return start, max(start, end)


def is_repeated(mention: Mention, others: Sequence[Mention]) -> bool:
    """The text says the same: nearly all words of the title stand in one of its sentences."""
    said = set(WORD.findall(mention.statement.lower()))
    return any(len(said & set(WORD.findall(o.statement.lower()))) >= SAME * len(said) for o in others if said)


def read(source: object) -> Iterator[Mention]:
    yield from ()
