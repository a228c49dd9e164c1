"""The table of spellings is sound: sets of at least two, and no name in two sets."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from watcher.analyze.folding import WORD, fold
from watcher.analyze.spellings import load_spellings

TEXT = (files("watcher.analyze.language") / "spellings.tsv").read_text(encoding="utf-8")
SETS = [line.split("\t") for line in TEXT.splitlines() if line and not line.startswith("#")]


def cut(text: str) -> tuple[str, ...]:
    return tuple(map(fold, WORD.findall(text)))


def test_every_set_has_two_spellings_at_least() -> None:
    assert not [each for each in SETS if len({cut(spelling) for spelling in each}) < 2]


def test_no_name_is_in_two_sets() -> None:
    counts = Counter(words for each in SETS for words in {cut(spelling) for spelling in each})
    assert not [words for words, n in counts.items() if n > 1]


def test_every_spelling_finds_its_whole_set() -> None:
    known = load_spellings(cut)
    assert all(known[cut(spelling)] == tuple(each) for each in SETS for spelling in each)


def test_no_ordinary_german_word_is_a_name_here() -> None:
    ordinary = "kanton milan roma florenz essen galant rose golan poutine"
    assert not [word for word in ordinary.split() if (word,) in load_spellings(cut)]
