"""What the letters of two words tell where no list knows them: forms of one word, or compounds of one head.

The tagger's lemmas of rare nouns and names differ by their case and number ("Oberling", "Oberlingen"), a
loanword is spelled nearly alike in both languages, and an adjective is made of a town's name ("Bremer").
"""

from __future__ import annotations

import functools
import re
from itertools import takewhile

from watcher.analyze.extract.entities import key

STEM = 6  # letters that two words share at least, where both end in some of their own
WHOLE = 4  # letters of a word that the other one continues by an ending
REST = 3  # letters of an ending that is not listed
ENDINGS = frozenset(
    ("n", "en", "e", "a", "s", "es", "er", "ner", "is", "ier", "ien", "ia", "um", "us", "ieren")
)
HEAD, FRONT = 4, 3  # letters of a compound's head, and of what stands before it
CASE = re.compile(r"(?:es|en|er|e|n|s)$")
CACHED = 100_000  # pairs of words; a topic's words come again and again


@functools.lru_cache(CACHED)
def are_forms(a: str, b: str) -> bool:
    """Whether the two terms, without the names' mark, begin alike and end as forms of one word do."""
    left, right = key(a), key(b)
    if not (left.isalpha() and right.isalpha()):
        return False
    begin = _begin(left, right)
    ends = left[begin:], right[begin:]
    if not all(ends) and begin >= WHOLE and "".join(ends) in ENDINGS:
        return True
    return begin >= STEM and max(map(len, ends)) <= REST


@functools.lru_cache(CACHED)
def differ_before(a: str, b: str) -> tuple[str, str] | None:
    """What stands before the end that two compounds share: "gas" and "fahr" of "Gaspreis", "Fahrpreise"."""
    pairs = [(x[::-1], y[::-1]) for x in {a, CASE.sub("", a)} for y in {b, CASE.sub("", b)}]
    left, right = max(pairs, key=lambda pair: (_begin(*pair), pair))
    end = _begin(left, right)
    fronts = left[end:][::-1], right[end:][::-1]
    return fronts if end >= HEAD and min(map(len, fronts)) >= FRONT else None


def _begin(a: str, b: str) -> int:
    """Letters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
