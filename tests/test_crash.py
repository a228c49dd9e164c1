"""kill -9 at every step that changes something, and at random moments: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str, seconds: int) -> list[dict[str, Any]]:
    """The harness in a process without threads, because it forks; its report is printed for the record."""
    command = [sys.executable, "-m", "tests.crash.harness", *arguments]
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, done.stderr
    print(done.stdout)  # noqa: T201
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_kill_at_every_step_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    reports = run("points", str(tmp_path / "work"), seconds=900)
    assert [report["scene"] for report in reports] == ["create", "migrate", "restore", "forget", "pass"]
    for report in reports:
        assert not report["missing"], report
        assert not report["wrong"], report
    whole = reports[-1]
    assert whole["points"] > 150
    assert {"sql", "smtp", "file"} <= set(whole["kinds"])
    assert 0 < whole["in_doubt"] <= 12, "only where the final dot may have left"


def test_a_hundred_random_kills_under_load_lose_nothing(tmp_path: Path) -> None:
    (report,) = run("load", str(tmp_path / "work"), "100", seconds=600)
    assert report["integrity"] == "ok"
    for lost in ("lost_items", "lost_dates", "lost_messages", "second_copies_without_doubt", "pending"):
        assert report[lost] == 0, report
    assert not report["unsent"], report
