"""Whom a pronoun or "der Konzern" means, and where nobody is guessed."""

from __future__ import annotations

import pytest

from tests.analyze.newsroom import read


@pytest.mark.parametrize(
    ("text", "code", "term"),
    [
        ("Der Autobauer Kranich hat ein Werk in Elschtal. Der Konzern streicht 300 Stellen.", "de", "@kranih"),
        ("Die Softwarefirma Lumo sitzt in Elschtal. Das Unternehmen verkauft drei Häuser.", "de", "@lumo"),
        ("Die Stadt Elschtal hat Schulden. Die Stadt verkauft ihr Freibad.", "de", "@elstal"),
        ("Innenministerin Vera Kolb war am Montag in Elschtal. Die Ministerin baut 30 Häuser.", "de", "@kolb"),
        ("Der Maler Karl Brenner ist tot. Der 81-Jährige starb in Elschtal.", "de", "@brener"),
        ("Die Malerin Vera Kolb ist tot. Die 81-Jährige sei verstorben, hieß es.", "de", "@kolb"),
        ("Painter Udo Reinert is dead. The 81-year-old died in Elschtal.", "en", "@reinert"),
        ("Carmaker Kranich has a plant in Elschtal. The company is cutting 300 jobs.", "en", "@kranih"),
    ],
)
def test_a_description_stands_for_whom_the_text_called_so(text: str, code: str, term: str) -> None:
    (proposition,) = read(text, code)[-1].propositions
    assert term in proposition.terms


@pytest.mark.parametrize(
    "text",
    [
        "Der Autobauer Kranich und der Zulieferer Lumo sitzen in Elschtal. Der Konzern streicht 300 Stellen.",
        "Max Kranich traf in Elschtal Udo Lumo. Der 34-Jährige verkauft drei Häuser.",
        "Der Autobauer Kranich sitzt in Elschtal. Die Bank streicht 300 Stellen.",
        "Kranich sitzt in Elschtal. Die Gewerkschaft streicht 300 Stellen.",
    ],
)
def test_where_several_fit_or_none_nobody_is_meant(text: str) -> None:
    (proposition,) = read(text)[-1].propositions
    assert not {"@kranih", "@lumo"} & {*proposition.terms, *proposition.about}


def test_whom_a_pronoun_means_is_known_but_not_said() -> None:
    text = "Landrätin Vera Kolb hat am Montag einen Plan vorgelegt. Sie streicht 300 Stellen."
    (proposition,) = read(text)[-1].propositions
    assert "@kolb" in proposition.about
    assert "@kolb" not in proposition.terms
