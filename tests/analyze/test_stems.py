"""Words that no list knows: forms of one word, compounds of one head, and nouns that only describe a name."""

from __future__ import annotations

import pytest

from tests.analyze.newsroom import propositions, read
from tests.analyze.test_link import linked
from watcher.analyze.compare import alike
from watcher.analyze.conflicts import contrary, one_figure, other_make
from watcher.analyze.extract.terms import read as read_word
from watcher.analyze.language import load
from watcher.analyze.sides import Side, align, side
from watcher.analyze.stems import are_forms, differ_before


def told(text: str, code: str = "de") -> Side:
    """What the one clause of a sentence says."""
    (mention,) = read(text, code)
    return side(mention, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oberling", "oberlingen"),
        ("lindburger", "lindburg"),
        ("intendanz", "intendant"),
        ("basalt", "basalta"),
        ("niedersächsisch", "niedersahsen"),
    ],
)
def test_words_that_begin_alike_and_end_as_forms_do_are_one(one: str, other: str) -> None:
    assert are_forms(one, other)
    assert are_forms(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("hafen", "hafer"), ("kanu", "kanzel"), ("zelt", "zeltlager"), ("a3", "a31")]
)
def test_words_that_only_begin_alike_are_two(one: str, other: str) -> None:
    assert not are_forms(one, other)


def test_a_word_is_aligned_only_where_a_list_knows_not_both() -> None:
    intendant = told("Carla Vens übernimmt die Intendanz am Theater in Lindburg.")
    assert "intendant" in align(told("Carla Vens wird Intendantin in Lindburg."), intendant).terms
    verkauft, verkehr = told("Vens verkauft Pferde."), told("In Lindburg ruht der Verkehr.")
    assert align(verkauft, verkehr) is verkehr


def test_two_last_names_that_begin_alike_stay_two_people() -> None:
    one, two = told("Martin Kramp gewinnt die Wahl."), told("Martina Krampe gewinnt die Wahl.")
    assert align(one, two) is two
    assert not linked("Peter Andres leitet das Theater.", "Paul Andresen leitet das Theater.")


def test_compounds_of_one_head_differ_by_what_stands_before_it() -> None:
    assert differ_before("gaspreis", "fahrpreise") == ("gas", "fahr")
    assert differ_before("fährschiff", "gaspreis") is None


def test_another_make_of_the_same_head_is_another_thing() -> None:
    water = told("Der Landtag von Tirol hat das Wassergesetz beschlossen.")
    school = told("Der Landtag von Tirol hat das Schulgesetz beschlossen.")
    assert other_make(water, school)
    assert alike(water, school) <= 0.5
    assert not other_make(water, told("Das Wassergesetz ist vom Landtag in Tirol beschlossen worden."))


def test_what_denies_the_opposite_says_the_same() -> None:
    closed = told("Die Schwimmhalle in Lindburg ist geschlossen.")
    kept = told("Die Schwimmhalle in Lindburg wird nicht geöffnet.")
    assert contrary(closed, kept)
    assert not contrary(closed, told("Die Schwimmhalle in Lindburg wird geöffnet."))


def test_a_figure_that_nothing_else_has_speaks_for_one_claim() -> None:
    fined = "Die EU-Kommission verhängt gegen Basalta ein Bußgeld von {} Millionen Euro."
    paid = "Basalta zahlt {} Millionen Euro Bußgeld."
    assert one_figure(told(fined.format(340)), told(paid.format(340).replace("zahlt", "überweist der EU")))
    assert not one_figure(told(fined.format(300)), told(paid.format(340)))


def test_a_noun_that_only_says_who_a_name_is_stands_in_the_context_too() -> None:
    (striker,) = propositions("Der Stürmer Jonas Akin wechselt nach Linz.")
    assert "stürmer" in striker.terms
    assert "stürmer" in striker.context
    (maker,) = propositions("Cheese maker Almhof is closing its dairy.", "en")
    assert {"hersteller", "hesen"} & set(maker.context)
    (town,) = propositions("Im Landkreis Vechtrup wechselt der Stürmer den Verein.")
    assert "stürmer" not in town.context


def test_a_compound_that_the_tagger_cannot_cut_ends_in_a_word_that_a_list_knows() -> None:
    assert read_word(load("de"), "Lomnitzbrücke", "NN", "Lomnitzbrücke") == ("lomnitz", "brücke")
    assert read_word(load("de"), "Lomnitz", "NN", "Lomnitz") == ("lomnitz",)


def test_a_participle_that_the_tagger_does_not_know_loses_its_ge() -> None:
    assert read_word(load("de"), "angedockt", "VV(PP)", "angedocken") == ("andocken",)
    assert read_word(load("de"), "gewährleistet", "VV(PP)", "gewährleisten") == ("gewährleisten",)


def test_a_verb_that_no_list_knows_is_less_surely_another_one() -> None:
    sold, unlisted, other = (
        told(f"Die Stadt Lindburg {verb} das Rathaus an Basalta.")
        for verb in ("verkauft", "verhunzt", "saniert")
    )
    assert unlisted.predicate in unlisted.unlisted
    assert alike(sold, unlisted) == pytest.approx(alike(sold, other) + 0.1)
