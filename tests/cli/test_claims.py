"""`claims link`, `split`, `reject`, `undo`: typed as a person would, from what `claims show` prints."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, fill
from tests.cli.test_past import article, rows

DAM = "Am Stausee Nordau wurden nach Angaben des Betreibers 300 Haushalte vom Stromnetz getrennt."
DAM_AGAIN = "Am Stausee Nordau wurden nach Angaben des Betreibers 320 Haushalte vom Stromnetz getrennt."
RALLY = "Gegen die Stromtrasse demonstrierten in Hilden rund 4.000 Menschen, teilte die Polizei mit."
STAND = "Der Widerstand der Trassengegner legte laut Veranstalter den Verkehr in Hilden für zwei Stunden lahm."
LINES = [
    article("https://blatt.example/1", DAM, 7, title="Strom am Stausee"),
    article("https://bote.example/2", DAM_AGAIN, 8, feed="bote", title="Strom am See"),
    article("https://blatt.example/3", RALLY, 9, title="Strom und Protest"),
    article("https://bote.example/4", STAND, 10, feed="bote", title="Strom und Streit"),
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("stored") / "desk", LINES)


@pytest.fixture
def filled(stored: Path, tmp_path: Path) -> Path:
    """A copy, as filling one takes a second."""
    return shutil.copytree(stored, tmp_path / "desk")


def ledger(run: Run, desk: Path) -> list[dict[str, Any]]:
    return rows(run("--config", desk, "export", "mentions").stdout)


def claim_of(run: Run, desk: Path, statement: str) -> str:
    """The number of the claim that the sentence is part of."""
    found = {each["claim"] for each in ledger(run, desk) if each["statement"] == statement}
    assert len(found) == 1
    return str(found.pop())


def membership(run: Run, desk: Path) -> set[tuple[str, int, int, str | None]]:
    return {(each["doc"], each["start"], each["end"], each["claim"]) for each in ledger(run, desk)}


def news(run: Run, desk: Path) -> list[tuple[int, str, str]]:
    told = rows(run("--config", desk, "export", "changes").stdout)
    return [(each["position"], each["type"], each["claim"]) for each in told]


def show(run: Run, desk: Path, claim: str) -> str:
    told = run("--config", desk, "claims", "show", claim)
    assert told.exit_code == 0, told.output
    return told.stdout


def number_of(shown: str, statement: str) -> str:
    """The mention's number, as it stands above its statement."""
    lines = shown.splitlines()
    at = next(n for n, line in enumerate(lines) if statement in line)
    return lines[at - 1].split()[0]


def judge(run: Run, desk: Path, *words: object) -> str:
    told = run("--config", desk, "claims", *words)
    assert told.exit_code == 0, told.output
    return told.stdout


def test_two_claims_become_one_under_the_first_number_and_only_the_older_was_new(
    run: Run, filled: Path
) -> None:
    one, other = claim_of(run, filled, RALLY), claim_of(run, filled, STAND)
    assert one != other
    assert f"{other} is part of {one} now" in judge(run, filled, "link", one, other)
    assert claim_of(run, filled, STAND) == one
    assert [kind for _, kind, claim in news(run, filled) if claim in (one, other)].count("new") == 1
    shown = show(run, filled, one)
    assert f"{one} linked with {other}" in shown
    assert RALLY in shown
    assert STAND in shown


def test_the_number_that_was_linked_away_still_leads_to_the_claim(run: Run, filled: Path) -> None:
    one, other = claim_of(run, filled, RALLY), claim_of(run, filled, STAND)
    judge(run, filled, "link", one, other)
    assert f"{other} is part of it now" in show(run, filled, other)
    assert run("--config", filled, "mute", other).stdout == f"{one} is muted for good\n"
    assert "muted for good" in show(run, filled, one)


def test_a_mention_is_split_off_with_every_revision_that_repeats_it(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, DAM)
    assert claim_of(run, filled, DAM_AGAIN) == claim
    again = article("https://bote.example/2", f"{DAM_AGAIN} Es regnet.", 11, feed="bote", title="Strom am See")
    assert run("--config", filled, "backfill", input=again).exit_code == 0
    assert "revisions 1, 2" in show(run, filled, claim)
    mention = number_of(show(run, filled, claim), DAM_AGAIN)
    told = judge(run, filled, "split", claim, mention)
    own = claim_of(run, filled, DAM_AGAIN)
    assert own == "c" + mention[1:] != claim
    assert f"{own} is a claim of its own, apart from {claim}" in told
    assert claim_of(run, filled, DAM) == claim
    assert not [kind for _, kind, of in news(run, filled) if of in (claim, own) and kind == "quantity_changed"]


def test_a_claims_first_mention_keeps_its_number_when_it_is_split_off(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, DAM)
    judge(run, filled, "split", claim, number_of(show(run, filled, claim), DAM))
    assert claim_of(run, filled, DAM) == claim
    assert claim_of(run, filled, DAM_AGAIN) != claim


def test_what_a_mail_had_no_room_for_is_found_by_when_it_was_first_heard_of(run: Run, filled: Path) -> None:
    told = run("--config", filled, "claims", "list", "--new", "2026-01-03T09:30")  # 08:30 UTC
    assert told.exit_code == 0, told.output
    assert RALLY in told.stdout
    assert DAM not in told.stdout
    assert DAM_AGAIN not in told.stdout


def test_as_many_claims_are_listed_as_are_asked_for(run: Run, filled: Path) -> None:
    told = run("--config", filled, "claims", "list", "--most", "1")
    assert (STAND in told.stdout, RALLY in told.stdout) == (True, False)
    assert told.stderr.startswith("1 of 3 claims; ")
    everything, latest = (
        rows(run("--config", filled, "claims", "list", "--json", *most).stdout)
        for most in ([], ["--most", "1"])
    )
    assert latest == everything[:1]
    assert len(everything) == 3
    none = run("--config", filled, "claims", "list", "--new", "2030-01-01")
    assert (none.stdout, none.stderr[:20]) == ("", "no claims since then")


def test_what_was_forgotten_is_said_to_be_deleted(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, RALLY)
    assert run("--config", filled, "forget", "https://blatt.example/3", "--yes").exit_code == 0
    told = show(run, filled, claim)
    assert ("  [text deleted]\n" in told, "„“" in told) == (True, False)
    assert "[text deleted]" in run("--config", filled, "claims", "list").stdout


def test_what_is_not_a_claim_is_neither_listed_nor_exported_nor_told(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, RALLY)
    assert judge(run, filled, "reject", claim).startswith(f"{claim} is not a claim (verdict 1")
    assert claim not in run("--config", filled, "claims", "list").stdout
    assert claim not in run("--config", filled, "export", "claims").stdout
    assert not [of for _, _, of in news(run, filled) if of == claim]
    assert {each["claim"] for each in ledger(run, filled) if each["statement"] == RALLY} == {None}
    assert "not a claim" in show(run, filled, claim)


def test_what_repeats_a_rejected_claim_is_not_told_either(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, RALLY)
    judge(run, filled, "reject", claim)
    before = news(run, filled)
    copy = article("https://bote.example/5", RALLY, 12, feed="bote", title="Strom, noch einmal")
    assert run("--config", filled, "backfill", input=copy).exit_code == 0
    assert [each for each in news(run, filled) if each not in before and each[2] == claim] == []
    assert "2 mentions" in show(run, filled, claim)


def test_one_mention_of_a_claim_can_be_none(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, DAM)
    mention = number_of(show(run, filled, claim), DAM_AGAIN)
    judge(run, filled, "reject", claim, mention)
    assert claim_of(run, filled, DAM) == claim
    assert {each["claim"] for each in ledger(run, filled) if each["statement"] == DAM_AGAIN} == {None}
    assert f"split from {claim}: not a claim" in show(run, filled, claim)


VERDICTS: dict[str, Callable[[Run, Path], tuple[str, ...]]] = {
    "link": lambda run, desk: ("link", claim_of(run, desk, RALLY), claim_of(run, desk, STAND)),
    "link backwards": lambda run, desk: ("link", claim_of(run, desk, STAND), claim_of(run, desk, RALLY)),
    "split": lambda run, desk: split_words(run, desk, DAM_AGAIN),
    "split the first": lambda run, desk: split_words(run, desk, DAM),
    "reject": lambda run, desk: ("reject", claim_of(run, desk, RALLY)),
}


def split_words(run: Run, desk: Path, statement: str) -> tuple[str, ...]:
    claim = claim_of(run, desk, statement)
    return "split", claim, number_of(show(run, desk, claim), statement)


@pytest.mark.parametrize("name", VERDICTS)
def test_reanalyze_reproduces_the_ledger_with_its_verdicts_and_positions(
    run: Run, filled: Path, name: str
) -> None:
    judge(run, filled, *VERDICTS[name](run, filled))
    members, told = membership(run, filled), news(run, filled)
    assert run("--config", filled, "reanalyze").exit_code == 0
    assert membership(run, filled) == members
    assert set(told) <= set(news(run, filled))
    added = [each for each in news(run, filled) if each not in told]
    assert all(position > max(each[0] for each in told) for position, _, _ in added)


@pytest.mark.parametrize("name", VERDICTS)
def test_an_undone_verdict_leaves_the_ledger_as_it_was(run: Run, filled: Path, name: str) -> None:
    members, told = membership(run, filled), news(run, filled)
    judge(run, filled, *VERDICTS[name](run, filled))
    assert membership(run, filled) != members
    assert judge(run, filled, "undo", 1) == "verdict 1 is undone\n"
    assert membership(run, filled) == members
    assert news(run, filled) == told
    assert "undone" in run("--config", filled, "claims", "verdicts").stdout
    assert run("--config", filled, "reanalyze").exit_code == 0
    assert membership(run, filled) == members
    assert news(run, filled) == told


def test_of_two_verdicts_on_one_mention_the_last_is_undone_first(run: Run, filled: Path) -> None:
    one, other = claim_of(run, filled, RALLY), claim_of(run, filled, STAND)
    members = membership(run, filled)
    judge(run, filled, "link", one, other)
    judge(run, filled, "split", one, number_of(show(run, filled, one), STAND))
    assert claim_of(run, filled, STAND) == other
    told = run("--config", filled, "claims", "undo", 1)
    assert told.exit_code == 2
    assert "undo 2 first" in told.stderr
    judge(run, filled, "undo", 2)
    judge(run, filled, "undo", 1)
    assert membership(run, filled) == members


WRONG = [
    (("link", "c0", "{rally}"), "there is no claim 'c0'"),
    (("link", "{rally}", "{rally}"), "are one claim already"),
    (("split", "{rally}", "m0"), "has no mention 'm0'"),
    (("split", "c0", "m0"), "there is no claim 'c0'"),
    (("reject", "c0"), "there is no claim 'c0'"),
    (("reject", "{rally}", "m0"), "has no mention 'm0'"),
    (("undo", "7"), "there is no verdict 7"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_number_that_is_none_is_one_sentence(
    run: Run, filled: Path, words: tuple[str, ...], said: str
) -> None:
    rally = claim_of(run, filled, RALLY)
    told = run("--config", filled, "claims", *(word.format(rally=rally) for word in words))
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert run("--config", filled, "claims", "verdicts").stderr.startswith("0 verdicts")


def test_all_the_mentions_of_a_claim_cannot_be_split_from_it(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, DAM)
    numbers = re.findall(r"^(m\w+)", show(run, filled, claim), re.MULTILINE)
    told = run("--config", filled, "claims", "split", claim, *numbers)
    assert (told.exit_code, "all the mentions" in told.stderr) == (2, True)


def test_a_rejected_claim_is_judged_no_further_until_that_is_undone(run: Run, filled: Path) -> None:
    claim, other = claim_of(run, filled, RALLY), claim_of(run, filled, STAND)
    judge(run, filled, "reject", claim)
    told = run("--config", filled, "claims", "link", other, claim)
    assert "`watcher claims undo 1`" in told.stderr
    judge(run, filled, "undo", 1)
    judge(run, filled, "link", other, claim)
    assert claim in run("--config", filled, "claims", "verdicts", "--json").stdout


def test_what_is_apart_by_a_verdict_stays_apart_for_what_comes_after(run: Run, filled: Path) -> None:
    claim = claim_of(run, filled, DAM)
    judge(run, filled, "split", claim, number_of(show(run, filled, claim), DAM_AGAIN))
    own = claim_of(run, filled, DAM_AGAIN)
    later = article("https://blatt.example/6", DAM_AGAIN.replace("320", "330"), 13, title="Strom")
    assert run("--config", filled, "backfill", input=later).exit_code == 0
    found = {
        each["claim"] for each in ledger(run, filled) if each["doc"].endswith("/6") and each["in"] == "text"
    }
    assert len(found & {claim, own}) <= 1


def test_a_claim_says_how_many_sources_its_reports_are_and_which(run: Run, desk: Path) -> None:
    lines = [
        article("https://blatt.example/1", DAM, 7, title="Strom am Stausee"),
        article("https://blatt.example/2", f"{DAM} Die Lage bleibt angespannt.", 8, title="Noch kein Strom"),
        article(
            "https://bote.example/3", DAM_AGAIN.replace("320", "300"), 9, feed="bote", title="Strom am See"
        ),
    ]
    told = run("--config", desk, "backfill", input="\n".join(lines))
    assert told.exit_code == 0, told.output
    shown = show(run, desk, claim_of(run, desk, DAM)).splitlines()[0]
    assert shown.endswith("3 mentions in 3 reports, 1 source (Das Blatt)")  # the third is a print of the first


TOWNS = ("Nordau", "Hilden", "Celle", "Rauhtal", "Elschtal", "Aalsum", "Birkenau", "Deichfurt", "Eckenau",
         "Farnheim", "Gossau", "Hasbach", "Iddenau", "Jessin", "Kolmen", "Lohbach", "Merten")  # fmt: skip
WORKS = (
    "ein Umspannwerk",
    "eine Leitung",
    "ein Windrad",
    "einen Speicher",
    "eine Turbine",
    "ein Kabel",
    "einen Zähler",
)


def test_a_digests_way_to_what_it_left_out_lists_just_that(run: Run, desk: Path) -> None:
    lines = [
        article(
            f"https://blatt.example/{at}",
            f"In {town} baut das Stromnetz {WORKS[at % 7]} für {at + 3} Straßen.",
            8,
        )
        for at, town in enumerate(TOWNS)
    ]
    assert run("--config", desk, "backfill", input="\n".join(lines)).exit_code == 0
    mail = run("--config", desk, "digest", "morgen", "--preview", "--date", "2026-01-04").stdout
    shown = " ".join(mail.split())
    cut = re.search(r"… und (\d+) weitere neue Aussagen: (watcher claims list .*? --digest morgen)", shown)
    assert cut, mail
    told = run("--config", desk, *cut[2].split()[1:])
    assert told.exit_code == 0, told.output
    left = [town for town in TOWNS if town in told.stdout]
    assert len(left) == int(cut[1]) == len(re.findall(r"  c[0-9a-f]{10}  left out  ", told.stdout))
    assert f"{cut[1]} statements left out;" in told.stderr
    assert not [town for town in left if f"In {town} baut" in shown.split("WEITERE MELDUNGEN")[0]]


def test_a_digest_is_asked_for_what_it_left_out_by_when_it_began(run: Run, desk: Path) -> None:
    told = run("--config", desk, "claims", "list", "--digest", "morgen")
    assert told.exit_code == 2
    assert "say --new SINCE with --digest" in told.stderr
