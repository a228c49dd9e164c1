"""Which language a text is in, by its function words; None where too few of them tell."""

from __future__ import annotations

import functools
import re
from collections import Counter

from watcher.analyze.language import LANGUAGES, load

WORD = re.compile(r"[^\W\d_]+")
LONGEST_LOOK = 4_000  # characters; the beginning tells enough
LEAST_SHARE = 0.12  # of the words must be the language's
LEAST_LEAD = 1.3  # over the next language


def detect(text: str) -> str | None:
    """The code of the language, None for another language or for too little text."""
    words = Counter(word.lower() for word in WORD.findall(text[:LONGEST_LOOK]))
    total = sum(words.values())
    if not total:
        return None
    scores = sorted(((_share(words, code), code) for code in LANGUAGES), reverse=True)
    (best, code), (second, _) = scores[0], scores[1]
    return code if best / total >= LEAST_SHARE and best >= LEAST_LEAD * second else None


def _share(words: Counter[str], code: str) -> int:
    return sum(count for word, count in words.items() if word in _stop_words(code))


@functools.cache
def _stop_words(code: str) -> frozenset[str]:
    return load(code).words("function_words")
