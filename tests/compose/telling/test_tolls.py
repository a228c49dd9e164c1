from __future__ import annotations

from dataclasses import replace

from tests.compose.builders import at, changed, number, said
from watcher.compose.telling.cards import deal
from watcher.model import Backing, Change, Evidence, Proposition


def told(text: str, item: str, figure: str, state: str, hour: int = 12) -> Evidence:
    value = float(figure) if figure else 0
    found = said(text, item=item, outlet=item[0].upper(), when=at(28, hour))
    if not figure:
        return found
    counted = replace(number(text, figure, value, value, noun="Opfer"), noun_class="person")
    whole = Proposition(0, len(text), state, (), quantities=(0,), measures=(f"{state}/mensch",))
    return replace(found, mention=replace(found.mention, quantities=(counted,), propositions=(whole,)))


def moved(old: Evidence, new: Evidence, claim: str, origins: int = 1) -> Change:
    return changed("quantity_changed", old, new, claim=claim, origins=origins)


FIRST = moved(
    told("9 Opfer identifiziert", "a/1", "9", "identifizieren", 8),
    told("Nun sind 21 Opfer identifiziert.", "b/1", "21", "identifizieren"),
    "c1",
)


def test_a_figure_that_moves_in_two_claims_is_told_once_with_both_sources() -> None:
    again = moved(
        told("Opfer der Grube identifiziert", "c/1", "", "identifizieren", 8),
        told("Von allen sind 21 identifiziert.", "d/1", "21", "identifizieren"),
        "c2",
        origins=3,
    )
    (card,) = deal([again, FIRST])
    assert card.claim == "c1"  # it says what the figure was before
    assert [str(each) for each in card.figures] == ["9 → 21 Opfer identifiziert"]
    assert [each.outlet for each in card.support] == ["D"]
    assert {each.claim for each in card.changes} == {"c1", "c2"}


def test_the_other_claims_sources_are_named_too_but_not_for_what_it_says_without_the_figure() -> None:
    new = told("Von allen sind 21 identifiziert.", "d/1", "21", "identifizieren")
    idle = told("Weitere Opfer identifiziert", "e/1", "", "identifizieren", 13)
    again = moved(told("Opfer der Grube identifiziert", "c/1", "", "identifizieren", 8), new, "c2")
    late = changed("corroborated", again.before, idle, claim="c2")
    third = told("21 von allen identifiziert", "f/1", "21", "identifizieren", 14)
    assert FIRST.after
    backing = (Backing("c1", FIRST.after, ()), Backing("c2", new, (third,)), Backing("c2", idle, ()))
    (card,) = deal([again, late, FIRST], backing)
    assert [each.outlet for each in card.support] == ["D", "F"]


def test_of_two_claims_that_know_the_figure_before_the_one_with_more_sources_tells_it() -> None:
    again = moved(
        told("Bisher 9 Namen identifiziert", "c/1", "9", "identifizieren", 8),
        told("Jetzt 21 Namen identifiziert", "d/1", "21", "identifizieren"),
        "c2",
        origins=3,
    )
    (card,) = deal([FIRST, again])
    assert card.claim == "c2"


def test_the_same_number_of_people_in_another_state_is_another_change() -> None:
    hurt = moved(
        told("9 Opfer verletzt", "c/1", "9", "verletzen", 8),
        told("Es sind 21 Opfer verletzt.", "d/1", "21", "verletzen"),
        "c2",
    )
    assert len(deal([FIRST, hurt])) == 2
