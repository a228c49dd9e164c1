"""`mute` and `unmute`, by the number that stands beside each mailed line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_past import LINES, rows


@pytest.fixture
def claim(run: Run, desk: Path) -> str:
    assert run("--config", desk, "backfill", input="\n".join(LINES)).exit_code == 0
    return str(rows(run("--config", desk, "claims", "list", "--json").stdout)[0]["claim"])


def test_a_claim_is_muted_listed_and_told_of_again(run: Run, desk: Path, claim: str) -> None:
    assert run("--config", desk, "mute", claim, "--until", "7d").stdout.startswith(f"{claim} is muted until ")
    told = run("--config", desk, "mute")
    assert claim in told.stdout
    assert "Haushalte" in told.stdout
    assert run("--config", desk, "unmute", claim).exit_code == 0
    assert run("--config", desk, "mute").stderr.startswith("nothing is muted")


def test_a_mute_without_an_end_is_for_good(run: Run, desk: Path, claim: str) -> None:
    assert run("--config", desk, "mute", claim).stdout == f"{claim} is muted for good\n"


@pytest.mark.parametrize("until", ["gestern", "2020-01-01", "99999999999d", "-1d", "0d", "2026-13-01", ""])
def test_an_end_that_is_none_is_wrong_usage_in_a_sentence(run: Run, desk: Path, claim: str, until: str) -> None:
    told = run("--config", desk, "mute", claim, "--until", until)
    assert told.exit_code == 2
    assert "Traceback" not in told.stderr
    assert "--until" in told.stderr


def test_a_claim_that_is_not_there_or_not_muted_is_wrong_usage(run: Run, desk: Path, claim: str) -> None:
    assert "there is no claim 'c0'" in run("--config", desk, "mute", "c0").stderr
    assert "is not muted" in run("--config", desk, "unmute", claim).stderr
