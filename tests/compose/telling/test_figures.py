from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import at, changed, number, said
from watcher.compose.telling.figures import Figure, figures, headlines, may_fall, place
from watcher.model import Evidence, Mention, Proposition, Quantity


def change_of(
    old: str, new: str, before: tuple[Quantity, ...], after: tuple[Quantity, ...]
) -> tuple[Figure, ...]:
    return figures(
        [changed("quantity_changed", said(old, quantities=before), said(new, item="b/1", quantities=after))]
    )


def test_the_figures_are_the_outlets_own_words() -> None:
    old, new = "Es sind bis zu 120 Häuser.", "Es sind mehr als 340 alte Häuser."
    found = change_of(
        old, new, (number(old, "bis zu 120", None, 120),), (number(new, "mehr als 340", 340, None),)
    )
    assert found == (Figure("bis zu 120", "mehr als 340", "alte Häuser", "Häuser"),)


def test_figures_that_count_something_else_are_not_compared() -> None:
    old, new = "5 Tote", "30 Verletzte"
    tot, hurt = number(old, "5", 5, 5, noun="Toter"), number(new, "30", 30, 30, noun="Verletzter")
    assert change_of(old, new, (tot,), (hurt,)) == ()


def test_a_figure_that_stayed_is_no_news() -> None:
    old, new = "2 Orte, 5 Häuser", "2 Orte, 6 Häuser"
    before = (number(old, "2", 2, 2, noun="Ort"), number(old, "5", 5, 5))
    after = (number(new, "2", 2, 2, noun="Ort"), number(new, "6", 6, 6))
    assert [(each.before, each.after) for each in change_of(old, new, before, after)] == [("5", "6")]


@pytest.mark.parametrize("noun", ["Prozentpunkt", None])
def test_without_the_noun_beside_it_the_figure_stands_alone(noun: str | None) -> None:
    old, new = "Um 3 auf einmal", "Um 4 auf einmal"
    before, after = number(old, "3", 3, 3, noun=noun or ""), number(new, "4", 4, 4, noun=noun or "")
    found = change_of(old, new, (before,), (after,))
    assert [each.noun for each in found] == ([""] if noun else [])


def test_a_figure_that_goes_on_leads_from_the_first_to_the_last() -> None:
    found = headlines([Figure("3", "5", "Orte"), Figure("7", "8", "Tote"), Figure("5", "6", "Orten")])
    assert found == (Figure("3", "6", "Orten"), Figure("7", "8", "Tote"))


def test_a_figure_without_a_noun_leads_only_alone() -> None:
    assert headlines([Figure("7", "8"), Figure("3", "5", "Orte")]) == (Figure("3", "5", "Orte"),)
    assert headlines([Figure("7", "8"), Figure("9", "10")]) == (Figure("7", "8"),)


def test_the_noun_stands_once_where_it_is_said() -> None:
    assert str(Figure("Dutzende", "119", "", "Verletzte")) == "Dutzende Verletzte → 119"
    assert str(Figure("130", "157", "Tote", "Todesopfer")) == "130 → 157 Tote"


def test_a_figure_is_found_by_itself() -> None:
    assert place("1.500 und 5 Orte", "5") == (10, 11)
    assert place("Um 3,5 auf 5,3.", "5") is None
    assert place("Es sind 5.", "5") == (8, 9)


def counted(statement: str, text: str, value: float, noun: str, measure: str) -> Mention:
    """A statement with one figure, whose measure the ledger knows."""
    figure = replace(number(statement, text, value, value, noun=noun), noun_class="person")
    whole = Proposition(0, len(statement), "", (), quantities=(0,), measures=(measure,))
    return replace(said(statement).mention, quantities=(figure,), propositions=(whole,))


def label(before: Mention, after: Mention) -> list[str]:
    sides = (
        replace(said(each.statement, item=item), mention=each) for item, each in (("a", before), ("b", after))
    )
    return [str(each) for each in headlines(figures([changed("quantity_changed", *sides)]))]


def test_a_label_says_in_which_state_people_are_counted_or_there_is_none() -> None:
    known = counted("Neun Opfer sind identifiziert.", "Neun", 9, "Opfer", "identifizieren/mensch")
    for text, shown in (
        ("Nach dem Grubenunglück 21 Tote identifiziert", ["Neun → 21 Tote identifiziert"]),
        ("Bekannt sind die Namen von 21 Toten.", ["Neun → Namen von 21 Toten"]),
        ("Die Ermittler kennen nun 21 Tote.", []),
    ):
        assert label(known, counted(text, "21", 21, "Toter", "identifizieren/mensch")) == shown


@pytest.mark.parametrize(
    ("text", "noun", "measure", "shown"),
    [
        ("Es gab 21 Tote.", "Toter", "töten/mensch", ["Neun → 21 Tote"]),
        ("Es gab 21 Todesopfer.", "Todesopfer", "töten/mensch", ["Neun → 21 Todesopfer"]),
        ("Es wurden 21 Menschen getötet.", "Mensch", "töten/mensch", ["Neun → 21 Menschen getötet"]),
        (
            "Hier sind 21 Menschen ums Leben gekommen.",
            "Mensch",
            "töten/mensch",
            ["Neun → 21 Menschen ums Leben gekommen"],
        ),
        ("Dabei starben 21 Menschen.", "Mensch", "töten/mensch", []),
        ("Nun kommen 21 Soldaten.", "Soldat", "entsenden/soldat", ["Neun → 21 Soldaten"]),
    ],
)
def test_a_noun_that_says_the_state_is_label_enough(
    text: str, noun: str, measure: str, shown: list[str]
) -> None:
    known = counted("Neun zunächst.", "Neun", 9, noun, measure)
    assert label(known, counted(text, "21", 21, noun, measure)) == shown


@pytest.mark.parametrize(
    ("state", "hours", "falls"), [("vermissen", 3, True), ("töten", 3, False), ("vermissen", 0, False)]
)
def test_fewer_are_missing_later_and_no_fewer_dead(state: str, hours: int, falls: bool) -> None:
    def count(text: str, figure: str, value: float, hour: int) -> Evidence:
        told = said(text, quantities=(number(text, figure, value, value),), when=at(28, hour))
        clause = Proposition(0, 1, "", (), quantities=(0,), measures=(f"{state}/mensch",))
        return replace(told, mention=replace(told.mention, propositions=(clause,)))

    many, few = count("Es sind 90.", "90", 90, 9), count("Es sind 70.", "70", 70, 9 + hours)
    assert may_fall(changed("quantity_changed", many, few, reason="conflict: 90 → 70")) is falls
