"""What the pages say of a claim in their own words: why it changed, and how many sources there are."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.compose.builders import at, changed, number, said
from watcher.model import Evidence, count_voices
from watcher.web.reasons import as_written, explain
from watcher.web.sources import voices
from watcher.web.words import desk_words

GERMAN = desk_words("de", ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(("days", "heading"), [(0, "Angaben widersprechen sich"), (1, "neuer Stand der Zahl")])
def test_a_count_that_shrinks_with_time_is_no_contradiction(days: int, heading: str) -> None:
    old, new = "Noch 90 Häuser sind ohne Strom.", "Noch 70 Häuser sind ohne Strom."
    many = said(old, when=at(1), quantities=(number(old, "90", 90, 90),))
    few = said(new, item="b/1", when=at(1 + days), quantities=(number(new, "70", 70, 70),))
    change = changed("quantity_changed", many, few, reason="conflict: 90 → 70 Haus")
    assert explain(change, GERMAN) == f"{heading}: 90 → 70"


def test_who_changed_a_standing_is_named_in_the_case_it_was_written_in() -> None:
    before, after = (
        said("Der Damm hält offenbar."),
        said("Der Damm hält nach Angaben beider Ämter.", item="b/1"),
    )
    change = changed(
        "standing_changed", before, after, reason="standing: unverified → attributed by beider Ämter"
    )
    assert explain(change, GERMAN).endswith(": unbestätigt → zugeschrieben (laut beider Ämter)")


def test_what_is_counted_is_named_as_the_outlet_writes_it() -> None:
    assert as_written("Riß", "Im Damm sind 27 Risse.") == "Risse"
    assert as_written("Haus", "Es brennt.") == as_written("", "Es brennt.") == ""


def carry(item: str, outlet: str, origin: str, *agencies: str) -> Evidence:
    return replace(said("Der Damm hält.", item=item), outlet=outlet, origin=origin, agencies=agencies)


def test_an_outlets_own_texts_are_one_source_and_an_agencys_copies_another() -> None:
    evidence = (
        carry("bote/1", "Bote", "bote/1"),
        carry("bote/2", "Bote", "bote/2"),
        carry("bote/3", "Bote", "ticker/1", "dpa"),
        carry("blatt/1", "Blatt", "ticker/1", "dpa"),
        carry("blatt/2", "Blatt", "elsewhere/9"),
    )
    found = voices(evidence)
    assert [(each.whose, each.name, each.items) for each in found] == [
        ("agency", "dpa", 2),
        ("outlet", "Bote", 2),
        ("text", "", 1),
    ]
    assert found[0].outlets == (("Blatt", 1), ("Bote", 1))
    assert len(found[1].texts) == 2
    assert len(found) == count_voices(each.byline for each in evidence)
