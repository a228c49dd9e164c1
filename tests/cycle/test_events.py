"""Figures are set against each other only within one event, and only if they count the same of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.analyze.test_backing import only
from tests.compose.builders import changed
from tests.cycle.test_certainty import BESIDES, judge
from watcher.compose.selecting.kinship import Scale
from watcher.cycle.certainty import Certainty
from watcher.cycle.doubting import part
from watcher.cycle.events import Events, count_same, is_of_one
from watcher.model import Attribution, Evidence

# What is said of one burglary, with its place and without it.
BURGLARY = (
    "In Elschtal ist in der Nacht ein Museum ausgeraubt worden.",
    "Die Täter kamen durch das Dach des Museums in Elschtal.",
    "Im Museum von Elschtal fehlen Münzen.",
    "Die Polizei in Elschtal sucht einen Lieferwagen.",
    "Wächter in Elschtal hörten nichts.",
    "Der Direktor in Elschtal ist entsetzt.",
    "Elschtal schickt zwei Taucher in den Fluss.",
    "Die Versicherung prüft den Schaden.",
    "Ein Zeuge meldet sich.",
)


def later(evidence: Evidence, days: int) -> Evidence:
    return replace(evidence, seen_at=evidence.seen_at + timedelta(days=days))


@pytest.mark.parametrize(
    ("before", "after", "reason", "sure"),
    [
        ("Bei einem Brand stirbt ein Rentner.", "Über Ostern sterben neun Menschen.", "update:  → 9", False),
        (
            "Bei dem Brand starben mehrere Menschen.",
            "Bei dem Brand starben neun Menschen.",
            "update:  → 9",
            True,
        ),
        ("Zwei Frauen und ein Kind sind tot.", "Drei Menschen sind tot.", "update: 2 → 3", False),
        ("Zwei Menschen sind tot.", "Drei Menschen sind tot.", "update: 2 → 3", True),
        ("Diebe nehmen eine Million Münzen mit.", "Diebe nehmen 300 Münzen mit.", "conflict: 1 → 3", False),
        ("Diebe nehmen 200 Münzen mit.", "Diebe nehmen 300 Münzen mit.", "update: 200 → 300", True),
    ],
    ids=["one man and a sum", "several, then counted", "a part", "the whole", "far apart", "near"],
)
def test_a_figure_has_changed_only_where_the_same_is_counted(
    before: str, after: str, reason: str, sure: bool
) -> None:
    change = changed("quantity_changed", only(before), only(after, "Hafenblatt", 1))
    assert count_same(replace(change, reason=reason)) is sure


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Ein 40-Jähriger stirbt bei Elschtal.", True),
        ("Eine Seniorin stirbt bei Elschtal.", True),
        ("Mehrere Rentner sterben bei Elschtal.", False),
        ("Der Polizist meldet drei Tote.", False),
    ],
)
def test_what_became_of_one_person_is_no_toll(text: str, one: bool) -> None:
    assert is_of_one(only(text)) is one


def test_a_sum_without_a_place_is_of_the_only_event_of_its_topic() -> None:
    first = only("Die Diebe erbeuteten 3 Millionen Euro.")
    second = later(only("Bei dem Raub in Elschtal erbeuteten Diebe 10 Millionen Euro.", "Hafenblatt", 1), 3)
    change = changed("quantity_changed", first, second)
    change = replace(change, reason="update: 3000000 → 10000000 Euro")
    assert Certainty((*map(only, BURGLARY), first, second)).holds(change)
    assert not judge(first, second).holds(change)  # where many things are told of, days apart


def test_of_many_events_a_toll_without_a_place_is_another_after_days() -> None:
    first = only("Bei dem Unfall mit dem Auto der Polizei wurden zwei Menschen verletzt.")
    second = only(
        "Das Auto floh vor der Polizei, bei dem Unfall in Celle wurden drei Menschen verletzt.", "Hafenblatt", 1
    )
    said = tuple(map(only, BESIDES))
    events = Events((*said, first, second), Scale((*said, first, second)))
    assert events.are_one(first, second)
    third = later(only("Das Auto floh aus Celle, am Ende gab es drei Verletzte.", "Hafenblatt", 1), 3)
    assert not Events((*said, first, third), Scale((*said, first, third))).are_one(first, third)


def test_two_places_that_know_nothing_of_each_other_are_two_events() -> None:
    first = only("Beim Brand der Mühle in Elschtal wurden 12 Menschen verletzt.")
    second = only("Beim Brand der Mühle in Celle wurden 15 Menschen verletzt.", "Hafenblatt", 1)
    assert not Events((first, second), Scale((first, second))).are_one(first, second)


def test_who_says_days_later_how_things_are_is_no_source_for_how_they_were() -> None:
    first = only("Schnee und Eis legen den Verkehr in Celle lahm.")
    second = only("Schnee und Eis legen den Verkehr in Celle lahm.", "Hafenblatt", 1)
    change = changed("corroborated", first, second)
    assert judge(first, second).holds(change)
    assert not judge(first, second).holds(replace(change, after=later(second, 3)))


def test_what_was_hearsay_is_surer_only_where_it_is_said_again() -> None:
    first = only("Vermummte im Parkhaus von Celle haben offenbar das Museum ausgeraubt, das zeigen Aufnahmen.")
    again = only(
        "Vermummte im Parkhaus von Celle haben das Museum ausgeraubt, das zeigen Aufnahmen.", "Hafenblatt", 1
    )
    other = only("Aufnahmen aus Celle zeigen zwei Wagen.", "Hafenblatt", 1)
    assert judge(first, again).holds(changed("standing_changed", first, again))
    assert not judge(first, other).holds(changed("standing_changed", first, other))


def test_a_figure_that_was_given_before_the_window_is_no_change() -> None:
    first = only("Bei dem Brand der Mühle in Celle starb ein Mensch.")
    second = only("Bei dem Brand der Mühle in Celle starben zwei Menschen.", "Talbote", 2)
    third = later(only("Beim Brand der Mühle in Celle sind zwei Menschen gestorben.", "Hafenblatt", 1), 1)
    change = replace(changed("quantity_changed", first, third), reason="update: 1 → 2 Mensch")
    assert [each.type for each in part([change], (first,), second.seen_at)] == ["quantity_changed"]
    assert [each.type for each in part([change], (first, second), second.seen_at)] == ["new"]
    assert [each.type for each in part([change], (first, second), first.seen_at)] == ["quantity_changed"]
    elsewhere = only("Bei dem Brand der Werft in Rauhtal starben zwei Menschen.", "Talbote", 2)
    assert [each.type for each in part([change], (first, elsewhere), elsewhere.seen_at)] == ["quantity_changed"]


def test_an_outlet_that_moves_a_name_within_its_sentence_names_no_other_speaker() -> None:
    first = only("Fischer: „Der See ist in diesem Sommer viel zu warm.“")
    attribution = Attribution("Fischer", 0, 7, "Fischer", ":")
    spoken = replace(first, mention=replace(first.mention, attribution=attribution))
    moved = only("Fischer • Plus: „Der See ist in diesem Sommer viel zu warm.“")
    unspoken = replace(moved, mention=replace(moved.mention, attribution=None))
    change = replace(changed("attribution_changed", spoken, unspoken), axis="edit")
    assert not judge(spoken, unspoken).holds(change)
    silent = only("„Der See ist in diesem Sommer viel zu warm.“")
    silent = replace(silent, mention=replace(silent.mention, attribution=None))
    assert judge(spoken, silent).holds(replace(change, after=silent))


def test_who_names_the_deed_of_the_other_does_not_oppose_it() -> None:
    first = only("Die Spenden für das Museum in Celle fließen nicht, der Kreis verzichtet.")
    second = only("Der Kreis spendet für das Museum in Celle.", "Hafenblatt", 1)
    change = replace(changed("contradicted", first, second), reason="opposed: verzichten → spenden")
    assert not judge(first, second).holds(change)
