"""What an outlet changes in its own text."""

from __future__ import annotations

import pytest

from tests.analyze.newsroom import Newsroom
from watcher.analyze import wording
from watcher.model import Change, Findings

BEFORE = (
    "Die Kaiserbrücke in Elschtal ist seit Montag für Lastwagen gesperrt.\n\n"
    "Täglich fahren rund 22.000 Fahrzeuge über die Brücke. "
    "Bei einer Prüfung wurden 14 Risse im Tragwerk entdeckt, teilte das Tiefbauamt mit. "
    "Der Abriss soll 30 Millionen Euro kosten, sagte eine Sprecherin der Stadt. "
    "Der Umweg führt über die Schleuse im Nachbarort. "
    "Anwohner hatten schon im vergangenen Jahr über Lärm und Erschütterungen geklagt."
)


def edited(old: str, new: str) -> Findings:
    """The second revision's findings, with one sentence of the first replaced."""
    room = Newsroom()
    room.print("Tagesbote", BEFORE, item="a")
    assert old in BEFORE
    return room.print("Tagesbote", BEFORE.replace(old, new), item="a")


def one(found: Findings) -> Change:
    (change,) = found.changes
    assert (change.axis, change.revision) == ("edit", 2)
    return change


def test_an_unchanged_text_yields_nothing_and_keeps_its_claims() -> None:
    room = Newsroom()
    first = room.print("Tagesbote", BEFORE, item="a")
    second = room.print("Tagesbote", BEFORE + "\n\n", item="a")
    assert second.changes == ()
    assert [link.claim for link in second.links] == [link.claim for link in first.links]


def test_a_corrected_number_is_an_edit_of_that_sentence() -> None:
    change = one(edited("rund 22.000", "rund 32.000"))
    assert (change.type, change.reason) == ("quantity_changed", "update: ≈ 22000 → ≈ 32000 Fahrzeug")
    assert change.before is not None
    assert change.after is not None
    assert "22.000" in change.before.mention.statement
    assert "32.000" in change.after.mention.statement


def test_an_edited_sentence_keeps_its_claim() -> None:
    room = Newsroom()
    room.print("Tagesbote", BEFORE, item="a")
    old = room.claim_of("22.000")
    found = room.print("Tagesbote", BEFORE.replace("22.000", "32.000"), item="a")
    assert one(found).claim == old


def test_a_vanished_sentence_is_retracted() -> None:
    change = one(edited("Der Umweg führt über die Schleuse im Nachbarort. ", ""))
    assert (change.type, change.after) == ("retracted", None)


def test_an_added_sentence_is_new() -> None:
    change = one(edited("geklagt.", "geklagt. Die Stadt stellt am Dienstag eine Fähre bereit."))
    assert (change.type, change.before) == ("new", None)


def test_a_negation_put_into_a_sentence_contradicts_it() -> None:
    found = edited("führt über die Schleuse", "führt nicht über die Schleuse")
    assert (one(found).type, one(found).reason) == ("contradicted", "negated:")


def test_a_clause_that_is_added_with_a_negation_contradicts_nothing() -> None:
    added = "Nachbarort – doch nicht jeder hält sich daran."
    assert one(edited("Nachbarort.", added)).type == "reworded"


def test_another_source_for_the_same_words_is_an_attribution() -> None:
    assert one(edited("das Tiefbauamt", "der Gutachter Jonas Reiff")).type == "attribution_changed"


def test_a_confirmation_in_place_of_hearsay_changes_the_standing() -> None:
    found = edited(
        "Der Abriss soll 30 Millionen Euro kosten, sagte eine Sprecherin der Stadt.",
        "Die Stadt hat bestätigt, dass der Abriss 30 Millionen Euro kostet.",
    )
    assert one(found).type == "standing_changed"


def test_other_words_for_the_same_are_reworded() -> None:
    assert (
        one(edited("führt über die Schleuse im Nachbarort", "geht im Nachbarort über die Schleuse")).type
        == "reworded"
    )


NOTES = (
    "Korrektur: In der ersten Fassung stand eine falsche Zahl.",
    "Anm. d. Red.: Die Zahl der Fahrzeuge war zu niedrig.",
    "In einer früheren Version dieses Artikels war von zwölf Rissen die Rede.",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_correction_note_is_told_verbatim(note: str) -> None:
    change = one(edited("geklagt.", f"geklagt.\n\n{note}"))
    assert change.type == "corrected"
    assert change.after is not None
    assert change.after.mention.statement in note


COSMETIC = (
    ("Die Kaiserbrücke in", "DIE KAISERBRÜCKE in"),
    ("Schleuse im Nachbarort.", "Schleuse im Nachbarort!"),
    ("teilte das Tiefbauamt mit", "teilte das Tiefbauamt  mit"),
    ("Erschütterungen", "Erschüterungen"),
    ("Lärm und Erschütterungen", "Lärm sowie Erschütterungen"),
    ("Die Kaiserbrücke in Elschtal", "Elschtal – Die Kaiserbrücke in Elschtal"),
    ("Kaiserbrücke in Elschtal", "Kaiser-Brücke in Elschtal"),
)


@pytest.mark.parametrize(("old", "new"), COSMETIC)
def test_spelling_spacing_datelines_and_fillers_yield_nothing(old: str, new: str) -> None:
    assert edited(old, new).changes == ()


def test_a_digit_is_never_cosmetic() -> None:
    assert not wording.cosmetic("Es starben 14 Menschen.", "Es starben 15 Menschen.")


def test_a_text_behind_a_paywall_retracts_nothing() -> None:
    room = Newsroom()
    room.print("Tagesbote", BEFORE, item="a")
    assert room.print("Tagesbote", BEFORE[:69], item="a").changes == ()


def test_a_rewritten_teaser_retracts_nothing() -> None:
    room = Newsroom()
    room.print("Tagesbote", "In Kürze gibt es eine Pressekonferenz. Die Brücke ist gesperrt.", item="a")
    found = room.print("Tagesbote", "Die Brücke ist gesperrt. Der Umweg ist ausgeschildert.", item="a")
    assert [each.type for each in found.changes] == ["new"]


def test_a_teaser_that_counts_what_it_only_told_is_an_update() -> None:
    room = Newsroom()
    room.print("Tagesbote", "In Elschtal brannte eine Bar. Dabei wurden mehrere Menschen getötet.", item="a")
    text = "In Elschtal brannte eine Bar. Dabei wurden Dutzende Menschen getötet, 100 Menschen wurden verletzt."
    change = one(room.print("Tagesbote", text, item="a"))
    assert (change.type, change.reason) == ("quantity_changed", "update:  → ≥ 12 Mensch")


def test_what_others_say_does_not_make_an_edit_less_new() -> None:
    room = Newsroom()
    room.print("Hafenblatt", "Die Stadt stellt am Dienstag eine Fähre bereit.")
    room.print("Tagesbote", BEFORE, item="a")
    found = room.print("Tagesbote", BEFORE + " Die Stadt stellt am Dienstag eine Fähre bereit.", item="a")
    assert one(found).type == "new"
    assert one(found).claim == room.claim_of("Fähre")
