"""`retry` and `forget`: what a person decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from tests.store.make import revise, write_message
from watcher import store as stores
from watcher.cli import cli

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def ask(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["--config", str(folder), *arguments])
    return done.exit_code, done.output


def fill(folder: Path) -> Path:
    folder.mkdir()
    (folder / "watcher.toml").write_text('[store]\npath = "watcher.db"\n', encoding="utf-8")
    path = folder / "watcher.db"
    with stores.open(path) as store:
        store.revisions.add([revise("blatt/1"), revise("blatt/2")])
        store.outbox.post_alert("alert/wasser", [replace(write_message("k1"), recipient="a@x.example")], 0)
        store.outbox.refuse("k1", "550 no such user", NOW)
        store.parked.add("store restored", "RESTORED from …", "", NOW)
    return path


def test_what_was_stopped_is_tried_again_by_its_name(tmp_path: Path) -> None:
    path = fill(tmp_path / "config")
    assert ask(path.parent, "retry", "a@x.example") == (0, "1 message queued again, 0 parked units cleared\n")
    assert ask(path.parent, "retry", "store restored")[0] == 0
    code, said = ask(path.parent, "retry", "nobody")
    assert (code, "nothing that was stopped is called 'nobody'" in said) == (2, True)
    with stores.open(path, readonly=True) as store:
        assert [each.state for each in store.outbox.walk()] == ["queued"]
        assert not list(store.parked.walk())


def test_nothing_is_forgotten_by_one_who_thinks_again(tmp_path: Path) -> None:
    path = fill(tmp_path / "config")
    told = CliRunner().invoke(cli, ["--config", str(path.parent), "forget", "blatt/1"], input="n\n")
    assert (told.exit_code, told.stderr) == (1, "nothing was deleted\n")
    assert told.stdout.startswith("Delete the texts of 1 item for good?")
    with stores.open(path, readonly=True) as store:
        assert store.revisions.get("blatt/1", 1).text


def test_a_feeds_texts_are_forgotten(tmp_path: Path) -> None:
    path = fill(tmp_path / "config")
    assert ask(path.parent, "forget", "blatt", "--yes") == (0, "forgotten: 2 items\n")
    assert ask(path.parent, "forget", "nobody", "--yes")[0] == 2
    with stores.open(path, readonly=True) as store:
        assert {store.revisions.get(item, 1).text for item in ("blatt/1", "blatt/2")} == {""}
