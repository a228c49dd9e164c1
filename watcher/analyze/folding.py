"""Folding: a text's words as matching sees them, case, umlauts and diacritics off."""

from __future__ import annotations

import functools
import re
import unicodedata

from watcher.analyze.language import LANGUAGES, load

# Letters and digits with combining marks and soft hyphens inside; hyphens and underscores part words.
WORD = re.compile(r"[^\W_]+(?:[\u00ad\u0300-\u036f]+[^\W_]*)*")
SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | {"\u00ad": None}
)
LONGEST = (
    80  # letters by which a word is known; hostile texts are one word of 200,000, and it would be remembered
)


@functools.lru_cache(100_000)
def fold(word: str) -> str:
    """Case, umlauts and diacritics off: Müller, MÜLLER and Mueller are "mueller", Élysée is "elysee"."""
    if word.isascii():
        return word.lower()
    low = unicodedata.normalize("NFC", word).casefold().translate(SPELLINGS)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def is_acronym(word: str) -> bool:
    """Matched with its case: "US" is not "us", "WHO" is not "who"; but "NATO" is "Nato"."""
    return word.isupper() and (len(word) == 2 or word in _case_sensitive())


@functools.cache
def _case_sensitive() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("case_sensitive"))


def split(text: str) -> tuple[str, ...]:
    """The words of a text as matching sees them; acronyms keep their case, all others are folded."""
    return tuple(word if is_acronym(word) else fold(word[:LONGEST]) for word in WORD.findall(text))
