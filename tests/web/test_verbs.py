"""`serve` and `brief` as an operator types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.compose.builders import said
from tests.web.conftest import NOW
from watcher.cli import cli
from watcher.settings import Config
from watcher.store import Store
from watcher.web.pages.brief import cite
from watcher.web.visit import visit

TOPIC = 'title = "Brücke"\nquery = "Brücke Mühlhafen"\n'


@pytest.fixture
def folder(config: Config, tmp_path: Path) -> Path:
    """A configuration whose store is the small story's."""
    folder = tmp_path / "config"
    (folder / "topics").mkdir(parents=True)
    (folder / "watcher.toml").write_text(f'[store]\npath = "{config.store}"\n', "utf-8")
    (folder / "topics" / "bruecke.toml").write_text(TOPIC, "utf-8")
    return folder


def run(folder: Path, *words: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(cli, ["--config", str(folder), *words])
    return done.exit_code, done.output, done.exception


def test_a_brief_is_printed(folder: Path) -> None:
    code, text, _ = run(folder, "brief", "bruecke")
    assert code == 0
    assert text.startswith("# Brücke\n")
    assert "mehr als 70 Millionen Euro" in text


def test_a_brief_names_nobody_for_own_words(config: Config, kept: Store) -> None:
    side = said("Die Werft baut nach eigenen Angaben um.", outlet="Talbote", speaker="eigenen Angaben")
    told = cite(side, visit(config, kept, {}, NOW))
    assert ", ," not in told
    assert "Talbote](" in told


def test_a_brief_of_no_topic_names_those_there_are(folder: Path) -> None:
    code, text, error = run(folder, "brief", "nope")
    assert code != 0
    assert "bruecke" in (text + str(error))


def test_other_addresses_are_not_served_without_a_token(folder: Path, tmp_path: Path) -> None:
    code, text, error = run(folder, "serve", "--address", "192.0.2.1")
    assert code != 0
    assert "a token is needed" in text + str(error)
    empty = tmp_path / "token"
    empty.write_text("\n", "utf-8")
    code, text, error = run(folder, "serve", "--token-file", str(empty))
    assert code != 0
    assert "the token is empty" in text + str(error)
