"""Signs: looks for the words of `grounds.tsv` in one sentence."""

from __future__ import annotations

import functools

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word
from watcher.analyze.language import Language

CLOSING = '“”"»« '


class Signs:
    """The words of one sentence, and which groups they are of."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading, self.lexicon = reading, lexicon
        self.sentence: Sentence = reading.sentence
        self.words = [word for word in reading.sentence.words if word.kind != "mark"]
        self._groups = _groups(lexicon.language)
        self._forms = {word.low for word in self.words}
        self._forms.update([word.lemma.lower() for word in self.words])
        self._kinds = {word.kind for word in self.words}

    def group(self, name: str) -> frozenset[str]:
        return self._groups.get(name, frozenset())

    def has(self, kind: str) -> bool:
        return kind in self._kinds

    def lacks(self, words: frozenset[str]) -> bool:
        """None of the words is in the sentence, as it stands or as its lemma; nearly always so."""
        return self._forms.isdisjoint(words)

    def count(self, group: str) -> int:
        if self.lacks(self.group(group)):
            return 0
        return sum(self._is_of(word, group) for word in self.words)

    def heads(self, group: str) -> bool:
        """A main verb is of the group."""
        if self.lacks(self.group(group)):
            return False
        return any(self._is_of(self.sentence.words[at], group) for at in self.sentence.main_finite())

    @functools.cached_property
    def main(self) -> frozenset[str]:
        """The main verbs as they stand."""
        return frozenset(self.sentence.words[at].low for at in self.sentence.main_finite())

    def ends(self, mark: str) -> bool:
        return self.sentence.statement.rstrip(CLOSING).endswith(mark)

    def source(self) -> list[Word]:
        """The words of whoever says so, if they stand in this sentence."""
        named = self.reading.named
        return [word for word in self.words if named and named.start <= word.start < named.end]

    def _is_of(self, word: Word, group: str) -> bool:
        return word.low in self.group(group) or word.lemma.lower() in self.group(group)


@functools.cache
def _groups(language: Language) -> dict[str, frozenset[str]]:
    rows = language.rows("grounds")
    return {group: frozenset(w for w, g in rows if g == group) for group in {row[1] for row in rows}}
