"""The command line as such: help, typos, exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import importlib
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from tests.cli.conftest import ROOT, Run, spawn
from watcher.cli import VERBS
from watcher.cli.verbs import judge
from watcher.cli.watch import clear
from watcher.errors import ConfigError, FetchError, QueryError, StoreError, WatcherError


def test_help_is_quick_and_names_every_verb() -> None:
    started = time.perf_counter()
    told = spawn("--help")
    seconds = time.perf_counter() - started
    assert told.returncode == 0
    assert all(f"\n  {verb} " in told.stdout.decode() for verb in VERBS)
    assert seconds < 2, "0.1 s on an idle machine; this one may be busy"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from watcher.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(told.stdout.split("\n")[-2].split())
    assert not loaded & {"rich", "pydantic", "httpx", "feedparser", "sqlite3", "lxml", "asyncio", "numpy"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_where_the_table_says(verb: str) -> None:
    module, _, attribute = VERBS[verb][0].partition(":")
    assert isinstance(getattr(importlib.import_module(module), attribute), click.Command)


def test_a_mistyped_verb_is_guessed(run: Run) -> None:
    told = run("exprot")
    assert told.exit_code == 2
    assert "there is no verb 'exprot' (did you mean 'export'?)" in told.output


def test_a_mistyped_verb_of_a_group_is_guessed(run: Run) -> None:
    assert "did you mean 'import'?" in run("feeds", "improt").output


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("undo", "'claims undo'"),
        ("list", "'feeds list' or 'claims list'"),
        ("claims mute", "'watcher mute'"),
        ("preview", "'digest NAME --preview'"),
        ("daemon", "'run'"),
    ],
)
def test_a_verb_is_found_where_it_is_and_by_its_usual_word(run: Run, words: str, meant: str) -> None:
    assert f"(did you mean {meant}?)" in run(*words.split()).output


def test_a_word_that_is_like_no_verb_is_not_guessed(run: Run) -> None:
    assert "did you mean" not in run("claims", "paint").output


def test_a_second_demo_takes_away_the_first_and_nothing_else(tmp_path: Path) -> None:
    clear(tmp_path)
    for name in ("watcher.db", "watcher.db-wal", "notes.md"):
        (tmp_path / name).touch()
    clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.txt", "notes.md"]


def test_a_wrong_option_is_wrong_usage(run: Run) -> None:
    assert run("export", "items", "--fromat", "csv").exit_code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("x"), 2),
        (QueryError("x", "x", 0), 2),
        (StoreError("x"), 3),
        (FetchError("x", "https://a.example/"), 1),
        (WatcherError("x"), 1),
    ],
)
def test_exit_codes_say_who_should_act(error: WatcherError, code: int) -> None:
    assert judge(error) == code


def test_a_missing_configuration_is_one_sentence(run: Run, tmp_path: Path) -> None:
    told = run("--config", tmp_path / "nowhere", "status")
    assert told.exit_code == 2
    assert told.stderr.count("\n") == 1
    assert "`watcher init" in told.stderr


def test_the_folder_can_come_from_the_environment(tmp_path: Path) -> None:
    told = spawn("check", env={"WATCHER_CONFIG": str(tmp_path / "nowhere")})
    assert told.returncode == 2
    assert f"{tmp_path}/nowhere".encode() in told.stdout + told.stderr


def test_debug_lets_the_traceback_through(tmp_path: Path) -> None:
    told = spawn("--debug", "--config", tmp_path / "nowhere", "status")
    assert b"Traceback" in told.stderr


def test_a_bug_is_one_sentence_that_names_debug(tmp_path: Path) -> None:
    code = (
        "from watcher.cli import cli; cli.add_command(__import__('click').command('bug')(lambda: 1 / 0)); cli()"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "bug"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert told.returncode == 1
    assert told.stderr == (
        "watcher: this is a bug (ZeroDivisionError: division by zero); "
        "run it again as `watcher --debug …` and report it\n"
    )


def test_an_interrupt_is_quiet() -> None:
    code = (
        "from watcher.cli import cli; import click, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "cli.add_command(click.command('wait')(lambda: signal.raise_signal(signal.SIGINT)))\ncli()"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "wait"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (told.returncode, told.stdout, told.stderr) == (130, "", "")


def test_a_reader_that_goes_away_is_quiet() -> None:
    lines = b'{"id":"a","feed":"f","title":"","text":"Laut Polizei starben zehn Menschen."}\n' * 50
    shell = f"{sys.executable} -m watcher extract | head -n 1"
    told = subprocess.run(shell, shell=True, input=lines, capture_output=True, check=False, cwd=ROOT)
    assert told.stdout.count(b"\n") == 1
    assert told.stderr == b""


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    told = spawn("init", tmp_path / "Büro", env={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"})
    assert "Büro".encode() in told.stdout


def test_a_terminal_gets_colours_and_a_pipe_none(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Laut Polizei starben mindestens zehn Menschen bei dem Brand.", encoding="utf-8")
    assert b"\x1b[" not in spawn("extract", text).stdout
    assert b"\x1b[" in look("extract", str(text))


def look(*words: str) -> bytes:
    """What a terminal of 80 columns would be sent."""
    parent, child = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "watcher", *words]
    with subprocess.Popen(command, stdout=child, stdin=subprocess.DEVNULL, env=env, cwd=ROOT):
        os.close(child)
        sent = b""
        try:
            while piece := os.read(parent, 65_536):
                sent += piece
        except OSError:  # Linux says EIO when the other side has closed
            pass
        finally:
            os.close(parent)
    return sent
