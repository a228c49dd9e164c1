"""Every schema that there ever was becomes today's, with all that it held."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watcher import store as stores
from watcher.store import backups
from watcher.store.health import APPLICATION_ID
from watcher.store.schema import NEWEST

FIXTURES = sorted((Path(__file__).parent / "schemas").glob("*.sql"), key=lambda path: int(path.stem))


def make(path: Path, fixture: Path) -> None:
    """A store as it was written by the watcher of that schema."""
    lines = fixture.read_text(encoding="utf-8").split("\n", 1)[1]
    older = sqlite3.connect(path, isolation_level=None)
    older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    older.execute("PRAGMA journal_mode = WAL")
    for statement in lines.split("\n;;\n"):
        older.execute(statement)
    older.execute(f"PRAGMA user_version = {fixture.stem}")
    older.close()


def describe(path: Path) -> set[tuple[str, str, str]]:
    opened = sqlite3.connect(path)
    rows = opened.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    opened.close()
    return {(kind, name, sql) for kind, name, sql in rows if not name.startswith("sqlite_stat")}


def test_there_is_a_fixture_for_every_schema_before_todays() -> None:
    assert [int(path.stem) for path in FIXTURES] == list(range(1, NEWEST))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_an_old_store_becomes_exactly_a_fresh_one(tmp_path: Path, fixture: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    make(old, fixture)
    stores.open(old).close()
    stores.open(fresh).close()
    assert describe(old) == describe(fresh)
    (copy,) = backups.list_copies(old)
    assert copy.name == f"old-schema-{fixture.stem}.db"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_an_old_store_keeps_what_it_held(tmp_path: Path, fixture: Path) -> None:
    make(tmp_path / "old.db", fixture)
    with stores.open(tmp_path / "old.db") as store:
        assert [each.item for each in store.revisions.pending(9)] == ["blatt/1"]
        assert [(each.state, each.attempts, each.in_doubt) for each in store.outbox.walk()] == [
            ("sent", 1, False),
            ("transit", 2, True),
        ]
        assert store.outbox.recover(datetime.now(UTC)) == ("k2",)
