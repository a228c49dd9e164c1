"""What the tests of the command line share: run a verb as a person would, in this process or in its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from watcher.cli import cli

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a verb in this process; `input` is what is piped in."""

    def invoke(*words: object, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], input=input)

    return invoke


def spawn(
    *words: object, input: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a verb in a process of its own, as the shell does."""
    return subprocess.run(
        [sys.executable, "-m", "watcher", *map(str, words)],
        input=input,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        timeout=60,
        check=False,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A configuration folder with a feed, a topic and a digest, and its store beside them."""
    return furnish(tmp_path / "desk")


def furnish(folder: Path) -> Path:
    files = {
        "watcher.toml": '[store]\npath = "watcher.db"\n',
        "feeds.toml": '[[feed]]\nname = "blatt"\nurl = "https://blatt.example/feed"\noutlet = "Das Blatt"\n',
        "topics/strom.toml": 'title = "Strom"\nquery = "Strom*"\naliases = [["Blackout", "Netzausfall"]]\n',
        "digests.toml": '[[digest]]\nname = "morgen"\nto = ["desk@example.org"]\n',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def fill(folder: Path, lines: Sequence[str]) -> Path:
    """A desk whose store a backfill of the lines has filled."""
    words = ["--config", str(furnish(folder)), "backfill"]
    told = CliRunner().invoke(cli, words, input="\n".join(lines))
    assert told.exit_code == 0, told.output
    return folder
