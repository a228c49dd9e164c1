"""From a word's morphemes to its lemma, by HanTa's tables and with the answers of its `analyze`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from watcher.analyze.language.model import Model

Cut = Callable[[str, int], list[tuple[int, int]]]  # a word and its last tag to (tag, where it ends)
Morphemes = list[tuple[str, int]]
SUFFIX = "SUF"
ALIKE = 2  # letters of two tags of one kind


class Lemmatiser:
    """Gives a word whose tag is known its lemma and its morphemes; `cut` finds these."""

    def __init__(self, model: Model, atoms: frozenset[int], cut: Cut) -> None:
        self.names, self.numbers = model.names, model.numbers
        self._stems, self._affixes, self._capitals = model.stems, model.affixes, model.capitals
        self._endings = {tag: (ends, max(map(len, ends))) for tag, ends in model.lemma_endings.items() if ends}
        self._atoms = atoms
        self._cut = cut

    def lemmatise(self, word: str, tag: int) -> tuple[str, str]:
        """Lemma and name of the tag."""
        morphemes, tag = self._divide(word.lower(), tag)
        name = self.names[tag]
        return self._finish("".join(self._stem(morphemes, name)), tag), name

    def divide(self, word: str, tag: int) -> tuple[tuple[str, str], ...]:
        """The morphemes, each with the name of its tag."""
        return tuple((each, self.names[kind]) for each, kind in self._divide(word.lower(), tag)[0])

    def _divide(self, word: str, tag: int) -> tuple[Morphemes, int]:
        """The morphemes with their tags, and the word's tag, which is another where no way leads to it."""
        if -tag in self._atoms:
            return [(word, tag)], tag
        found: Morphemes = []
        start = 0
        *cut, (last, _) = self._cut(word, -tag)
        for kind, end in cut:
            found.append((word[start:end], kind))
            start = end
        return found, -last

    def _stem(self, morphemes: Morphemes, name: str) -> Sequence[str]:
        """What is left without affixes; of an irregular morpheme its stem."""
        affixes = self._affixes.get(name.partition("(")[0], ())
        kept = [each for each in morphemes if each[1] not in affixes] or morphemes
        last, tag = kept[-1]
        kind = self.names[tag]
        if kind[:ALIKE] == name[:ALIKE] or kind.startswith(SUFFIX):
            last = self._stems.get(tag, {}).get(last, last)
        return [*(morpheme for morpheme, _ in kept[:-1]), last]

    def _finish(self, stem: str, tag: int) -> str:
        """The stem with the ending of its lemma, the longest that the model knows, and its capital."""
        ends, longest = self._endings.get(self.names[tag].partition("(")[0], ({}, 0))
        marked = "#" + stem
        found = (
            ends[marked[at:]] for at in range(max(0, len(marked) - longest), len(marked)) if marked[at:] in ends
        )
        lemma = stem[:1].upper() + stem[1:] if tag in self._capitals else stem
        return lemma + next(found, "")
