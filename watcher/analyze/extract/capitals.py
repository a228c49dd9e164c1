"""What a capital says in English: a name where the tagger sees a verb, an acronym where it sees a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.analyze.extract.words import Word

ACRONYMS = frozenset(
    {"US", "IT", "WHO", "IS", "AM", "PM", "OR", "AN", "AS"}
)  # whose small letters mean another word
TITLE_CASE = 0.6  # share of words with a capital in a headline that capitalises them all


def settle(words: list[Word]) -> list[Word]:
    """A capital inside a sentence makes a name of a verb („the union Unite accused“), „US“ is nobody's pronoun.

    Not where nearly all words have them, as in American headlines, or all letters are capitals.
    """
    said = [w.text for w in words if w.kind != "mark"]
    if all(text.isupper() for text in said):
        return words
    heads = sum(text[:1].isupper() for text in said) > TITLE_CASE * len(said)
    return [_as_capital(words, i, headed=heads) for i in range(len(words))]


def _as_capital(words: Sequence[Word], at: int, *, headed: bool) -> Word:
    word = words[at]
    if word.text in ACRONYMS:
        return word.become("name", low=word.text)
    acronym = word.kind == "noun" and word.text.isupper() and len(word.text) > 1
    owner = word.kind == "num" and word.text[0].isupper() and word.text.endswith(("'s", "’s"))  # „Spain's“
    if acronym or owner:
        return word.become("name")
    if headed or at == 0 or not word.text[:1].isupper() or words[at - 1].kind == "mark":
        return word
    kinds = ("name",) if word.kind == "noun" else ("noun", "name")
    joined = words[at - 1].text[:1].isupper() and words[at - 1].kind in kinds
    named = word.kind in ("fin", "inf", "ing", "part", "part?") or (word.kind in ("adj", "noun") and joined)
    return word.become("name") if named and word.low not in ("is", "was", "are") else word
