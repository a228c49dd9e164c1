"""`status`: what is counted as healthy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import Run
from watcher import store
from watcher.model import FeedState

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
URL = "https://blatt.example/feed"


def tell(run: Run, desk: Path, state: FeedState) -> str:
    with store.open(desk / "watcher.db") as kept:
        kept.feeds.save(state)
    return run("--config", desk, "status").stdout


def test_a_feed_that_was_only_put_off_is_not_called_healthy(run: Run, desk: Path) -> None:
    told = tell(run, desk, FeedState("blatt", URL, due_at=NOW))
    assert told.startswith("0 of 1 feed healthy; the next pass checks the rest\n")
    assert "not checked yet\n  blatt" in told
    told = tell(run, desk, FeedState("blatt", URL, checked_at=NOW))
    assert told.startswith("1 of 1 feed healthy; all is well\n")
    assert "not checked yet" not in told
