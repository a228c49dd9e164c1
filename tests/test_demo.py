"""The demo newsroom from feed to mail: every planted relation is told, and boilerplate is not."""

from __future__ import annotations

import asyncio
import json
import re
from email import message_from_bytes, policy

import pytest
from click.testing import CliRunner

from watcher import records, store
from watcher.app import open_rooms
from watcher.cli import cli
from watcher.cycle import cycle
from watcher.demo.play import Played, play, read_script
from watcher.model import Change


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    out = tmp_path_factory.mktemp("demo")
    return asyncio.run(play(out, open_rooms, cycle, lambda line: None))


@pytest.fixture(scope="module")
def changes(played: Played) -> tuple[Change, ...]:
    with store.open(played.store, readonly=True) as kept:
        return kept.claims.changes(causes=["live"])


def digest_of(played: Played, day: str) -> str:
    """The text of the morning digest of a date, its lines joined so that wrapped quotes can be found."""
    for letter in played.mails:
        mail = message_from_bytes(letter.mail.read_bytes(), policy=policy.default)
        if f".{day}." in mail["Message-ID"]:
            return " ".join(letter.text.split())
    raise AssertionError(f"no digest of {day} among {[letter.subject for letter in played.mails]}")


def card(digest: str, quote: str) -> str:
    """The stretch of a digest between two signs that holds the quote."""
    cards = re.split(r"(?<!· )(?=[▲▼◆✕✎●≡] [A-ZÄÖÜ]{3})", digest)
    found = [each for each in cards[1:] if quote in each]  # the first is what stands above the cards
    assert found, f"{quote!r} is not in the digest:\n{digest}"
    return found[0]


def test_a_rumour_that_is_confirmed_shows_both_sides(played: Played) -> None:
    shown = card(
        digest_of(played, "2025-04-27"), "Nordkorea soll Soldaten in die russische Region Kursk entsandt haben."
    )
    assert shown.startswith("▲ BESTÄTIGT")
    assert re.search(r"\+ „[^“]*bestätigt[^“]*“", shown)


def test_up_to_12000_became_more_than_10000(played: Played) -> None:
    shown = card(digest_of(played, "2025-09-03"), "mehr als 10.000 Soldaten")
    assert shown.startswith("◆ ZAHL GEÄNDERT")
    assert "bis zu 12.000 → mehr als 10.000 Soldaten" in shown
    assert re.search(r"- „[^“]*bis zu 12\.000 Soldaten[^“]*“", shown)


def test_what_the_new_bridge_costs_is_told_against_what_it_cost(played: Played) -> None:
    shown = card(digest_of(played, "2025-09-02"), "rund 61 Millionen Euro")
    assert shown.startswith("◆ ZAHL GEÄNDERT")
    assert "rund 48 Millionen → rund 61 Millionen Euro" in shown


def test_what_is_confirmed_of_the_bridge_is_what_was_planned_and_not_that_it_is_closed(played: Played) -> None:
    shown = card(digest_of(played, "2025-09-03"), "Hanne Wiborg hat bestätigt")
    assert shown.startswith("▲ BESTÄTIGT von Baudezernentin Hanne Wiborg")
    assert "- „Die Kaiserbrücke soll im November abgerissen werden.“" in shown


def test_the_killed_soldiers_are_a_new_quantity_of_one_origin(played: Played) -> None:
    shown = card(digest_of(played, "2025-09-03"), "rund 2.000 nordkoreanische Soldaten getötet")
    assert shown.startswith("● NEU")
    assert "4 Meldungen, 2 Quellen (dpa)" in shown  # three copies of one text, and one of its own


def test_a_silent_edit_is_marked_as_the_outlets_own(played: Played) -> None:
    shown = card(digest_of(played, "2025-09-03"), "rund 74 Millionen Euro")
    assert shown.startswith("✎ REDAKTION")
    assert "Mühlhafener Rundschau" in shown
    assert "61 Millionen" in shown


def test_a_retracted_sentence_is_marked_as_the_outlets_own(played: Played) -> None:
    shown = card(
        digest_of(played, "2025-09-03"), "Pjöngjang soll im Gegenzug sogar Kampfflugzeuge erhalten haben."
    )
    assert shown.startswith("✎ REDAKTION HAT GESTRICHEN · Hafenblatt")


def test_a_corrected_number_is_told_with_its_note(played: Played) -> None:
    digest = digest_of(played, "2024-10-22")
    assert "rund 32.000" in card(digest, "22.000")


def test_a_company_denies(played: Played) -> None:
    shown = card(digest_of(played, "2025-02-06"), "Halvor hat dementiert")
    assert "DEMENTIERT" in shown


def test_what_was_denied_is_confirmed_and_contradicts_nothing(played: Played) -> None:
    shown = card(digest_of(played, "2025-04-29"), "Halvor hat bestätigt")
    assert shown.startswith("▲ BESTÄTIGT von Halvor · dementiert → bestätigt")


def test_a_copy_of_an_agency_text_is_one_origin(played: Played) -> None:
    with store.open(played.store, readonly=True) as kept:
        claims = [
            claim for claim in kept.claims.walk("nordkorea-kursk") if "2.000" in claim.first.mention.statement
        ]
    outlets = {each.outlet for claim in claims for each in claim.evidence if "dpa" in each.agencies}
    origins = {each.origin for claim in claims for each in claim.evidence if "dpa" in each.agencies}
    assert len(outlets) == 3
    assert len(origins) == 1


def test_a_title_that_gained_an_exclamation_mark_is_no_change(changes: tuple[Change, ...]) -> None:
    assert not [
        each
        for each in changes
        if each.axis == "edit" and each.after and each.after.mention.statement.endswith("!")
    ]


def test_no_line_of_boilerplate_is_told(played: Played) -> None:
    said = " ".join(" ".join(letter.text.split()) for letter in played.mails)
    lines = [line for outlet in read_script().outlets for line in (*outlet.inside, *outlet.after)]
    assert lines
    assert not [line for line in lines if " ".join(line.split())[:60] in said]


def test_every_line_is_verbatim_text_of_a_stored_revision(played: Played, changes: tuple[Change, ...]) -> None:
    with store.open(played.store, readonly=True) as kept:
        for change in changes:
            for side in (change.before, change.after):
                if side:
                    mention = side.mention
                    revision = kept.revisions.get(mention.item, mention.revision)
                    whole = revision.title if mention.where == "title" else revision.text
                    assert whole[mention.start : mention.end] == mention.statement


def test_nothing_is_told_that_did_not_change(changes: tuple[Change, ...]) -> None:
    for change in changes:
        if change.before and change.after:
            assert change.before.mention.statement != change.after.mention.statement or (
                change.type == "corroborated" and change.before.outlet != change.after.outlet
            )


def test_every_mail_went_once(played: Played) -> None:
    ids = [message_from_bytes(letter.mail.read_bytes())["Message-ID"] for letter in played.mails]
    assert len(ids) == len(set(ids))
    with store.open(played.store, readonly=True) as kept:
        assert {delivery.state for delivery in kept.outbox.walk()} == {"sent"}


def test_the_first_digest_sets_the_baseline(played: Played) -> None:
    first = played.mails[0]
    assert "ab jetzt beobachtet" in first.subject
    assert "●" not in first.text


def test_everything_can_be_exported(played: Played) -> None:
    with store.open(played.store, readonly=True) as kept:
        rows = [records.change_record(change) for change in kept.claims.changes()]
    assert all(json.loads(json.dumps(row))["position"] for row in rows)


def test_what_the_demo_remembers_can_be_looked_into(played: Played) -> None:
    told = CliRunner().invoke(cli, ["--config", str(played.folder), "claims", "list", "--topic", "chipwerk"])
    assert told.exit_code == 0, told.output
    assert "Halvor" in told.stdout
