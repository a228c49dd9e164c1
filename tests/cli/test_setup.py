"""`watcher init` and `watcher check`: from nothing to a configuration that stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from watcher import config, store
from watcher.demo.letterbox import Letterbox


def test_what_init_writes_check_accepts(run: Run, tmp_path: Path) -> None:
    written = run("init", tmp_path / "desk")
    assert written.exit_code == 0
    assert len(written.stdout.splitlines()) == len(list((tmp_path / "desk").rglob("*.toml")))
    told = run("--config", tmp_path / "desk", "check")
    assert told.exit_code == 0, told.output
    assert "1 feed, 1 topic, 1 digest, 0 channels" in told.stdout


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("# mine\n", encoding="utf-8")
    told = run("init", tmp_path)
    assert told.exit_code == 2
    assert told.stderr == f"{tmp_path}/feeds.toml: is there already; name a new folder, nothing was written\n"
    assert [path.name for path in tmp_path.iterdir()] == ["feeds.toml"]


def test_init_in_a_place_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = run("init", tmp_path / "file" / "desk")
    assert told.exit_code == 2
    assert "name another folder" in told.stderr


def test_every_fault_gets_its_line(run: Run, desk: Path) -> None:
    (desk / "topics/strom.toml").write_text('qurey = "x"\n', encoding="utf-8")
    (desk / "watcher.toml").write_text("[fetch]\nper_host = 0\n", encoding="utf-8")
    told = run("--config", desk, "check")
    assert told.exit_code == 2
    assert f"✗ {desk}/watcher.toml:2: 'per_host' must be at least 1, not 0" in told.stdout
    assert f"✗ {desk}/topics/strom.toml:1: unknown key 'qurey' (did you mean 'query'?)" in told.stdout


def test_a_bad_query_is_told_with_its_line(run: Run, desk: Path) -> None:
    (desk / "topics/strom.toml").write_text('title = "S"\nquery = "(Strom AND"\n', encoding="utf-8")
    told = run("--config", desk, "check")
    assert told.exit_code == 2
    assert f"{desk}/topics/strom.toml:2: " in told.stdout


def test_an_existing_database_is_opened(run: Run, desk: Path) -> None:
    store.open(desk / "watcher.db").close()
    assert f"✓ database {desk}/watcher.db\n" in run("--config", desk, "check").stdout


def test_a_database_of_another_program_is_a_cross(run: Run, desk: Path) -> None:
    (desk / "watcher.db").write_text("no database", encoding="utf-8")
    told = run("--config", desk, "check")
    assert told.exit_code == 1
    assert "✗ database" in told.stdout


def test_a_mail_server_that_answers_is_a_tick(run: Run, desk: Path, tmp_path: Path) -> None:
    with Letterbox(tmp_path / "mails") as letterbox:
        port = letterbox.port
        (desk / "watcher.toml").write_text(f'[mail]\nhost = "127.0.0.1"\nport = {port}\n', encoding="utf-8")
        told = run("--config", desk, "check")
    assert told.exit_code == 0, told.output
    assert f"✓ mail server 127.0.0.1:{port}" in told.stdout


def test_a_mail_server_that_was_set_up_and_does_not_answer_is_a_cross(run: Run, desk: Path) -> None:
    (desk / "watcher.toml").write_text('[mail]\nhost = "127.0.0.1"\nport = 1\n', encoding="utf-8")
    told = run("--config", desk, "check")
    assert told.exit_code == 1
    assert "✗ mail" in told.stdout


def test_a_secret_that_everybody_can_read_is_a_cross(run: Run, desk: Path) -> None:
    (desk / "channels.toml").write_text('[[channel]]\nname = "desk"\nurl_file = "hook"\n', encoding="utf-8")
    (desk / "hook").write_text("https://hooks.example/1", encoding="utf-8")
    (desk / "hook").chmod(0o644)
    told = run("--config", desk, "check")
    assert told.exit_code == 1
    assert f"chmod 600 {desk}/hook" in told.stdout


def test_the_schema_is_json_and_needs_no_configuration(run: Run, tmp_path: Path) -> None:
    told = run("--config", tmp_path / "nowhere", "check", "--schema")
    assert json.loads(told.stdout) == config.make_schema()


@pytest.mark.parametrize("name", ["watcher.toml", "feeds.toml", "digests.toml", "channels.toml"])
def test_the_starter_explains_itself(run: Run, tmp_path: Path, name: str) -> None:
    run("init", tmp_path / "desk")
    assert (tmp_path / "desk" / name).read_text(encoding="utf-8").startswith("# ")


def test_check_says_what_a_query_may_not_mean(run: Run, desk: Path) -> None:
    (desk / "topics" / "zwei.toml").write_text('query = "Strom or Gas"\n', encoding="utf-8")
    told = run("--config", desk, "check").stdout
    assert "- topic zwei: 'or' is searched for as a word; write OR for the operator" in told


def test_check_tries_templates_of_ones_own(run: Run, desk: Path) -> None:
    (desk / "templates").mkdir()
    (desk / "templates" / "digest.txt").write_text("Guten Morgen\n{{ headlin }}", encoding="utf-8")
    told = run("--config", desk, "check")
    assert "templates/digest.txt:2: 'headlin' is undefined; mails follow the built-in one" in told.stdout
    assert told.exit_code == 1
    (desk / "templates" / "digest.txt").write_text("{{ headline }}", encoding="utf-8")
    assert "✓ templates: 1 file of your own" in run("--config", desk, "check").stdout
