"""Our searches over HanTa's model give what HanTa's own give: the same tags, lemmas and morphemes."""

from __future__ import annotations

import functools
import gzip
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.sentences import ENGLISH, GERMAN
from watcher.analyze.language import load
from watcher.analyze.language.model import read_model
from watcher.analyze.language.morphology import CACHED_WORDS, MODELS, TOKEN

HARD = """
Die Bundesnetzfrequenzüberwachungsstelle meldete 17 „Beinaheausfälle“ -- weiß der Geier, warum.
Den herabgewürdigten Vorgänger, einen Quasselstrippenverein, umkurvte Vorstandssprecherin Szczepańska-Ødegård.
'' ` ´´ x y 1.000 3G A320 z.B. l’Île ÄÖÜ ß ſ ΑΒΓ 东京 naïve
"""
SENTENCES = [line for text in (GERMAN, ENGLISH, HARD) for line in text.strip().splitlines()]
LETTERS = "abdeghiklmnoprstuwzäöüß"


@functools.cache
def hanta(code: str) -> Any:
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger(MODELS[code])


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_hantas_tags_and_lemmas(code: str, sentence: str) -> None:
    words = TOKEN.findall(sentence)
    ours = [(token.text, token.lemma, token.tag) for token in load(code).tokens(sentence)]
    assert ours == hanta(code).tag_sent(words)


@settings(max_examples=60, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=14), st.sampled_from(["de", "en"]), st.booleans())
def test_any_word_has_hantas_lemma(word: str, code: str, upper: bool) -> None:
    word = word.capitalize() if upper else word
    assert load(code).morphology.lemma(word) == hanta(code).analyze(word)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["truppe", "n", "verlegung", "haus", "s", "ge", "en", "kind", "er", "ung"]), min_size=1
    )
)
def test_a_compound_is_cut_as_hanta_cuts_it(parts: list[str]) -> None:
    word = "".join(parts)[:40]
    morphemes = hanta("de").analyze(word, pos="NN", taglevel=3)[1]
    assert list(load("de").morphology.parts(word, "NN")) == morphemes


def test_the_weights_of_an_unknown_words_tags_are_hantas() -> None:
    theirs = hanta("de").analyze_forward("quasselstrippe")
    ours = load("de").morphology._engine.lattice.weigh("quasselstrippe")
    assert [tag for tag, _ in ours] == [tag for tag, _ in theirs][: len(ours)]
    assert [weight for _, weight in ours] == pytest.approx([float(weight) for _, weight in theirs][: len(ours)])


def test_what_is_kept_of_words_is_bounded() -> None:
    assert load("de").morphology._analyze.cache_info().maxsize == CACHED_WORDS


def test_a_word_that_comes_again_is_one_string() -> None:
    """A long text would hold it once for each time."""
    tokens = load("de").tokens("Der Damm brach, ein Damm aus Lehm.")
    assert [token.text for token in tokens].count("Damm") == 2
    assert len({id(token.text) for token in tokens if token.text == "Damm"}) == 1


def test_a_words_tags_are_the_same_whatever_words_began_so_before() -> None:
    """Words share the way through their beginnings, and none leaves a trace in another's."""
    weigh = load("de").morphology._engine.lattice.weigh
    alone = weigh("quasselstrippenhalter")
    for other in ("quassel", "quasselstrippe", "quasselstrippenhaltern", "quasselstrang"):
        weigh(other)
    assert weigh("quasselstrippenhalter") == alone


def test_a_models_numbers_are_pythons_own() -> None:
    """NumPy's would need NumPy, and make each sum five times as slow."""
    common = load("de").morphology._engine.tagger._common
    assert {type(weight) for tags in common.values() for _, weight in tags} == {float}


def test_what_is_no_part_of_a_model_is_not_unpickled() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of a model"):
        read_model(gzip.compress(pickle.dumps(functools.partial(print))))


def test_a_sentence_is_tagged_without_hantas_code_and_numpy() -> None:
    code = (
        "import sys; from watcher.analyze.language import load; load('de').tokens('Der Hund bellt.'); "
        "print(sorted({'numpy', 'HanTa.HanoverTagger'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
