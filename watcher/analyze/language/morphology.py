"""The one door to HanTa (Wartena 2019, LGPL-3): tags, lemmas and morphemes of words.

The model is HanTa's own, unmodified; its two searches, which took most of the time (lattice.py, tagging.py),
and its way from morphemes to a lemma (lemmas.py) are written anew and give the same answers. Answers are
cached, bounded, because news repeats its words. Tags are HanTa's STTS-like ones for German ("VV(FIN)", "NN"),
BNC's C5 for English.
"""

from __future__ import annotations

import functools
import gc
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pkgutil import get_data

from watcher.analyze.language.guesses import Guesses
from watcher.analyze.language.lattice import Lattice
from watcher.analyze.language.lemmas import Lemmatiser
from watcher.analyze.language.model import Model, read_model
from watcher.analyze.language.states import find_atoms, make_tables
from watcher.analyze.language.tagging import Tagger, Tags

MODELS = {"de": "morphmodel_ger.pgz", "en": "morphmodel_en.pgz"}
CACHED_WORDS = 40_000
CACHED_CUTS = 1_000  # a word's morphemes are asked for right behind its lemma, and then kept as terms
LONGEST_WORD = 60  # the analysis is quadratic in a word's length; longer ones are cut for it
LONGEST_SENTENCE = 400  # words; longer runs without a full stop are tagged in pieces

# A number with its separators, a word with inner hyphens, apostrophes and gender marks (or a name written as an
# address is: ver.di, web.de), or one mark.
TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[A-Za-zÄÖÜäöüß][\w-]*)?"
    r"|[^\W\d_]+\.(?:di|de|at|ch|com|net|org|info|eu)\b(?!\.[^\W\d_])(?:-\w+)*"
    r"|[^\W\d_]+(?:\.[^\W\d_]\.)?(?:[-'’*]\w+|:[a-zäöüß]\w*)*"  # Leser:innen, not Rente:Ministerin
    r"|\.\.\.|\S"
)


Row = tuple[str, int, int, str, str]  # of a token: its fields


class Token:
    """A word or mark in its place. `end` is exclusive; `text` is verbatim. Equal to itself only.

    Nobody writes to it, yet it is no frozen dataclass: to make one takes four times as long, which was 4 % of
    all extraction.
    """

    __slots__ = ("end", "lemma", "start", "tag", "text")

    def __init__(self, row: Row) -> None:
        self.text, self.start, self.end, self.tag, self.lemma = row


class Morphology:
    """Tags and lemmas for one language; the model is loaded on first use."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._analyze = functools.lru_cache(CACHED_WORDS)(self._lemmatise)

    @functools.cached_property
    def _engine(self) -> Engine:
        engine = build(read_model(get_data("HanTa", MODELS[self.code]) or b""))
        gc.freeze()  # the tables stay as long as we do: 60,000 objects fewer for each collection to look at
        return engine

    def tokens(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        """The tagged words of text[start:end]."""
        return tuple(Token(row) for row in self.rows(text, start, end))

    def rows(self, text: str, start: int, end: int) -> Iterator[Row]:
        """What the tokens of text[start:end] are made of."""
        spans = [match.span() for match in TOKEN.finditer(text, start, end)]
        words = [sys.intern(text[a:b]) for a, b in spans]  # one string for each word of a long text
        tagged = [
            row
            for at in range(0, len(words), LONGEST_SENTENCE)
            for row in self._tag(words[at : at + LONGEST_SENTENCE])
        ]
        return (
            (word, a, b, tag, lemma) for word, (a, b), (lemma, tag) in zip(words, spans, tagged, strict=True)
        )

    def _tag(self, words: list[str]) -> list[tuple[str, str]]:
        """Lemma and tag of each word.

        HanTa takes the "bis zu" of "bis zu 200" for a conjunction and the verb before it for an infinitive, but
        it knows "etwa": so that is what it is shown.
        """
        shown = [word[:LONGEST_WORD] for word in words]
        limits = _find_limits(shown) if "zu" in shown else ()
        if limits:
            shown = ["etwa" if i in limits else word for i, word in enumerate(shown) if i - 1 not in limits]
        tagged = list(map(self._analyze, shown, self._engine.tagger.tag(shown)))
        for i in sorted(limits):
            tagged[i : i + 1] = [("bis", tagged[i][1]), ("zu", tagged[i][1])]
        return tagged

    def _lemmatise(self, word: str, tag: int) -> tuple[str, str]:
        return self._engine.lemmatiser.lemmatise(word, tag)

    def lemma(self, word: str) -> str:
        """The lemma of a word taken alone."""
        cut = word[:LONGEST_WORD]
        return self._analyze(cut, self._engine.tagger.best(cut))[0]

    def knows(self, word: str) -> bool:
        """Whether the word is a common one, so that its tag is no guess."""
        return self._engine.tagger.knows(word)

    def parts(self, word: str, tag: str) -> tuple[tuple[str, str], ...]:
        """(morpheme, morpheme tag) pairs: Truppenverlegung -> truppe, n, verlegung with their HanTa tags."""
        cut = word[:LONGEST_WORD]
        number = self._engine.lemmatiser.numbers.get(tag) or self._engine.tagger.best(cut)
        return self._engine.lemmatiser.divide(cut, number)

    def has_part(self, morpheme: str) -> bool:
        """Whether the model has seen it as a part of words; others it guesses by their letters."""
        return morpheme in self._engine.lattice.known


@dataclass(frozen=True, slots=True)
class Engine:
    """The two searches over a model, and the way from morphemes to a lemma."""

    lattice: Lattice
    tagger: Tagger
    lemmatiser: Lemmatiser


def build(model: Model) -> Engine:
    """The engine of a model; of the model's tables it keeps only what it needs."""
    tables = make_tables(model.followers, model.names)
    lattice = Lattice(tables, model.morphemes, Guesses(model.endings, model.lengths, model.rare, model.unseen))
    tags = Tags(model.sequences, model.common, model.frequency, model.case)
    cut = functools.lru_cache(CACHED_CUTS)(lattice.cut)
    return Engine(
        lattice, Tagger(tags, lattice.weigh, CACHED_WORDS), Lemmatiser(model, find_atoms(tables.reachable), cut)
    )


def _find_limits(words: list[str]) -> set[int]:
    """Where "bis zu 200" begins."""
    threes = enumerate(zip(words, words[1:], words[2:], strict=False))
    return {at for at, (a, b, c) in threes if b == "zu" and a.lower() == "bis" and c[0].isdigit()}
