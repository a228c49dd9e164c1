"""`digest NAME --preview`: what would go out now, and what would have gone out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_past import LINES
from watcher import store
from watcher.cli.desk import Desk
from watcher.cycle.previewing import foresee


@pytest.fixture
def begun(run: Run, desk: Path) -> Path:
    """A list that a first pass has begun, after a backfill."""
    assert run("--config", desk, "backfill", input="\n".join(LINES)).exit_code == 0
    with store.open(desk / "watcher.db") as kept:
        kept.outbox.start("morgen", datetime(2026, 1, 3, 12, tzinfo=UTC))
    return desk


def test_a_first_digest_says_what_is_watched_and_where_the_known_can_be_seen(run: Run, begun: Path) -> None:
    told = run("--config", begun, "digest", "morgen", "--preview")
    assert told.stdout.startswith("morgen: ab jetzt beobachtet")
    assert "NEU" not in told.stdout
    assert "are no news and not mailed; `watcher digest morgen --preview --since 2026-01-03`" in told.stderr


def test_a_window_shows_the_changes_of_every_cause(run: Run, begun: Path) -> None:
    told = run(
        "--config", begun, "digest", "morgen", "--preview", "--since", "2026-01-03", "--until", "2026-01-04"
    )
    assert "45.000" in told.stdout
    assert told.stderr == ""


def test_a_date_shows_the_digest_of_that_morning(run: Run, begun: Path) -> None:
    told = run("--config", begun, "digest", "morgen", "--preview", "--date", "2026-01-04")
    assert "Sonntag, 4. Januar 2026" in told.stdout
    assert "45.000" in told.stdout


@pytest.mark.parametrize("option", ["--date", "--since"])
def test_a_day_to_come_is_not_shown_as_a_quiet_one(run: Run, begun: Path, option: str) -> None:
    coming = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    told = run("--config", begun, "digest", "morgen", "--preview", option, coming)
    assert told.exit_code == 2
    assert f"{option} {coming} is still to come; name an earlier day" in told.stderr


def test_a_store_that_no_pass_has_begun_shows_the_last_day(run: Run, desk: Path) -> None:
    now = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    line = LINES[0].replace("2026-01-03T09:00:00Z", now)
    assert run("--config", desk, "backfill", input=line).exit_code == 0
    assert "50.000" in run("--config", desk, "digest", "morgen", "--preview").stdout


@pytest.mark.parametrize("minute", [-1, 0, 1])
def test_so_it_does_a_minute_around_the_hour_of_the_list(run: Run, desk: Path, minute: int) -> None:
    assert run("--config", desk, "backfill", input="\n".join(LINES)).exit_code == 0
    config = Desk(desk).config()
    seven = datetime(2026, 1, 4, 7, tzinfo=config.timezone)
    with store.open(config.store) as kept:
        seen = foresee(config, kept, config.digests[0], seven + timedelta(minutes=minute))
    assert [each.type for each in seen.sections[0].changes] == ["new"]


def test_a_preview_leaves_everything_as_it_was(run: Run, begun: Path, tmp_path: Path) -> None:
    before = (begun / "watcher.db").read_bytes()
    out = tmp_path / "out"
    told = run("--config", begun, "digest", "morgen", "--preview", "--out", out)
    assert sorted(path.suffix for path in out.iterdir()) == [".eml", ".html", ".txt"]
    assert len(told.stdout.splitlines()) == 3
    assert (begun / "watcher.db").read_bytes() == before
