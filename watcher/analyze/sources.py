"""Who is said to have said it, and whether two names are one source's."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from watcher.analyze.extract import entities
from watcher.analyze.language import LANGUAGES, load
from watcher.model import Evidence, Mention

ENDING = re.compile(r"(?<=\w{5})(?:es|s|en|n|er|e)$")  # "Geheimdienstes" and "Geheimdienst" are one source
ANONYMOUS = "?"  # a source without a name
SMALL_WORD = 3  # letters: der, des, von, the


def same_source(a: Mention, b: Mention) -> bool:
    """Names that share a word, or no name on one side: the outlet's own voice, "nach Angaben", "es hieß"."""
    left, right = _source(a), _source(b)
    if not left or not right:
        return left == right or ANONYMOUS in (*left, *right)
    return ANONYMOUS in (*left, *right) or bool(left & right)


def quote_same(a: Mention, b: Mention) -> bool:
    """Both name one source."""
    named = [_source(each) for each in (a, b)]
    return all(each and ANONYMOUS not in each for each in named) and same_source(a, b)


def speaker(evidence: Evidence) -> str:
    """Who is said to have said it; empty for the outlet's own voice."""
    return evidence.mention.attribution.name if evidence.mention.attribution else ""


@functools.lru_cache(2_048)
def _source(mention: Mention) -> frozenset[str]:
    """The telling words of the source's name, countries by their code; empty for the outlet itself."""
    name = mention.attribution.name if mention.attribution else ""
    if name.casefold() in _anonymous():
        return frozenset((ANONYMOUS,))
    bare = (ENDING.sub("", entities.key(word)) for word in name.split())
    spelled = frozenset((*_codes(name.split(), mention.language), *bare))
    return frozenset(word for word in spelled if len(word) > SMALL_WORD or word.startswith("@")) or spelled


def _codes(words: Sequence[str], language: str) -> Iterator[str]:
    """The countries among the words: "Südkoreas" and "South Korea" are one."""
    forms = entities.countries(load(language)).forms if language in LANGUAGES else {}
    for size in (1, 2, 3):
        for at in range(len(words) - size + 1):
            if found := forms.get(tuple(words[at : at + size])):
                yield f"@{found[0]}"


@functools.cache
def _anonymous() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("anonymous"))
