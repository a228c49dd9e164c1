"""Sentences at a terminal of 80 columns: lines end between words, commands stay whole."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_past import article

WIDTH = 80
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def show(*words: object) -> list[str]:
    """What a person sees of a verb on a terminal, line by line."""
    screen, keys = pty.openpty()
    env = {**os.environ, "COLUMNS": str(WIDTH), "TERM": "xterm"}
    command = [sys.executable, "-m", "watcher", *map(str, words)]
    subprocess.run(command, stdout=keys, stderr=keys, env=env, check=False, timeout=120)
    os.close(keys)
    with os.fdopen(screen, "rb", buffering=0) as read:
        return COLOURS.sub("", read.read(50_000).decode()).splitlines()


def test_an_error_ends_its_lines_between_words_and_keeps_commands_whole(tmp_path: Path) -> None:
    folder = tmp_path.parent / "no-such-folder"
    lines = show("--config", folder, "status")
    assert len(lines) > 1
    command = f"`watcher init {folder}`"
    assert any(command in line for line in lines)
    assert all(len(line) < WIDTH or command in line for line in lines)
    sentence = f"{folder}: there is no configuration here; {command} writes one, --config names another folder"
    assert " ".join(line.strip() for line in lines) == sentence


def test_wrong_usage_fits_the_terminal(desk: Path) -> None:
    lines = show("--config", desk, "digest", "morgen", "--preview", "--since", "gestern")
    assert lines[0].endswith("digest [OPTIONS] NAME")
    assert max(map(len, lines)) < WIDTH
    assert "write it as 2026-03-01 or 2026-03-01T07:00" in " ".join(line.strip() for line in lines)


@pytest.mark.parametrize(
    "words",
    ["check", "status", "topics test Strom*", "topics explain {id}", "topics diff strom Netz", "search Strom"],
)
def test_no_line_is_wider_than_the_terminal(run: Run, desk: Path, words: str) -> None:
    long = "Der Netzbetreiber rechnet nach eigenen Angaben am Abend wieder mit Strom in allen Stadtteilen, "
    found = "https://blatt.example/1"
    told = run("--config", desk, "backfill", input=article(found, long * 4, 7))
    assert told.exit_code == 0, told.output
    lines = show("--config", desk, *words.format(id=found).split())
    assert [line for line in lines if len(line) >= WIDTH and len(line.split()) > 1] == []  # a path stays whole


def test_what_is_piped_is_not_folded(run: Run, tmp_path: Path) -> None:
    told = run("--config", tmp_path / "a-folder-with-quite-a-long-name-that-is-not-there", "status").stderr
    assert told.count("\n") == 1
    assert len(told) > WIDTH
