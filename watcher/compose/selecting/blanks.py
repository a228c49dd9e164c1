"""Blanks: words that say nothing of what a sentence is about, however rare they are in a topic.

Two statements are not alike because both say „mittlerweile“, and are no news because of an added „spektakulär“.
What doubts, repeats or counts is read elsewhere (standing, kinship, figures), so its words are blank here.
"""

from __future__ import annotations

from watcher.compose.patterns import list_words

BLANK = list_words("blanks")  # words, and terms of propositions


def is_blank(word: str) -> bool:
    return word.casefold() in BLANK
