"""What was said of a topic, by its words: the few statements that may say something like another one.

A day of a thousand statements is not held against each of two hundred that are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from watcher.compose.selecting.kinship import HOW_LONG, LEAST_SHARED, Scale, read_words
from watcher.model import Evidence


class Overheard:
    """`scale`: which words tell anything; no two statements are akin by others."""

    def __init__(self, said: Sequence[Evidence], scale: Scale) -> None:
        self._said = said
        places: dict[str, list[int]] = {}
        for place, each in enumerate(said):
            for word in read_words(each):
                places.setdefault(word, []).append(place)
        self._places = {word: found for word, found in places.items() if scale.weigh((word,)) > 0}

    def near(self, shown: Evidence) -> Iterator[Evidence]:
        """All that the scale may find akin to the statement, or to cover it."""
        words = read_words(shown)
        shared = Counter(place for word in words for place in self._places.get(word, ()))
        least = 1 if HOW_LONG in words else LEAST_SHARED
        return (self._said[place] for place, count in shared.items() if count >= least)
