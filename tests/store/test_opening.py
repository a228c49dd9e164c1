from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from watcher import store as stores
from watcher.errors import StoreError
from watcher.store.health import APPLICATION_ID
from watcher.store.opening import open_door
from watcher.store.schema import NEWEST


def test_a_missing_store_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "var" / "deep" / "watcher.db"
    stores.open(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["watcher.db"]


def test_a_store_is_durable_keeps_a_journal_and_checks_references(path: Path) -> None:
    door = open_door(path, readonly=False)
    settings = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id", "user_version")
    found = [door.value(f"PRAGMA {name}") for name in settings]
    door.close()
    assert found == ["wal", 2, 1, 5000, APPLICATION_ID, NEWEST]


def test_every_table_of_ours_is_strict(path: Path) -> None:
    door = open_door(path, readonly=False)
    loose = door.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
    )
    door.close()
    assert {row[0] for row in loose} == {"sqlite_schema", "sqlite_sequence", "_sqlite_migrations"}


def test_a_store_opens_again_with_what_it_held(path: Path) -> None:
    with stores.open(path) as store:
        store.topics.record({"wasser": "a"})
    with stores.open(path) as store:
        assert store.topics.changed({"wasser": "a"}) == ()


def refuse(path: Path, *, readonly: bool = False) -> str:
    with pytest.raises(StoreError) as refused:
        stores.open(path, readonly=readonly)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_an_empty_file_is_refused_and_left_alone(path: Path) -> None:
    path.touch()
    assert "is empty; restore" in refuse(path)
    assert path.stat().st_size == 0


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("Der Pegel steigt. " * 20)
    assert "is no SQLite database" in refuse(path)


def test_a_file_cut_in_its_header_is_refused(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")
    assert "is no SQLite database" in refuse(path)


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    assert "another program" in refuse(path)


def test_a_damaged_store_is_refused(path: Path) -> None:
    stores.open(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert "is damaged" in refuse(path)


def test_a_store_of_a_newer_watcher_is_refused(path: Path) -> None:
    stores.open(path).close()
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {NEWEST + 1}")
    later.close()
    assert "newer watcher" in refuse(path)


def make_older(path: Path) -> None:
    """A store of ours from before the first migration."""
    older = sqlite3.connect(path, isolation_level=None)
    older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    older.execute("PRAGMA journal_mode = WAL")
    older.close()


def test_an_older_store_is_brought_up_to_date_with_a_record_of_each_step(path: Path) -> None:
    make_older(path)
    stores.open(path).close()
    door = open_door(path, readonly=True)
    steps = door.value("SELECT count(*) FROM _sqlite_migrations")
    assert (door.value("PRAGMA user_version"), steps) == (NEWEST, NEWEST)
    door.close()


def test_a_read_only_store_is_not_brought_up_to_date(path: Path) -> None:
    make_older(path)
    assert "of an older watcher" in refuse(path, readonly=True)


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path) -> None:
    make_older(path)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE verdicts (in_the_way)")
    other.close()
    assert "verdicts already exists" in refuse(path)
    other = sqlite3.connect(path)
    assert [row[0] for row in other.execute("SELECT name FROM sqlite_schema")] == ["verdicts"]
    assert other.execute("PRAGMA user_version").fetchone() == (0,)
    other.close()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refuse(tmp_path)


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be made" in refuse(tmp_path / "file" / "watcher.db")


def test_a_journal_without_its_store_is_refused(path: Path) -> None:
    """Otherwise SQLite would play the journal of the old store into the new one."""
    path.with_name("watcher.db-wal").write_bytes(b"frames")
    assert "restore both" in refuse(path)
    assert not path.exists()


def test_a_read_only_store_must_exist(path: Path) -> None:
    assert "does not exist yet" in refuse(path, readonly=True)
    assert not path.exists()


def test_a_read_only_store_cannot_be_written(path: Path) -> None:
    stores.open(path).close()
    with stores.open(path, readonly=True) as store, pytest.raises(StoreError, match="may not be written"):
        store.topics.record({"wasser": "a"})


def test_two_programs_that_make_the_store_at_once_share_it(path: Path) -> None:
    code = f"""
import pathlib
from watcher import store
with store.open(pathlib.Path({str(path)!r})) as opened:
    with opened.write():
        print(len(opened.topics.changed({{"wasser": "a"}})))
        opened.topics.record({{"wasser": "a"}})
"""
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    answers = sorted(each.communicate()[0].strip() for each in started)
    assert answers == ["0", "0", "1"]
    assert [each.returncode for each in started] == [0, 0, 0]
    assert not list(path.parent.glob(".*"))


def test_a_copy_holds_what_the_store_holds(path: Path, tmp_path: Path) -> None:
    with stores.open(path) as store:
        store.topics.record({"wasser": "a"})
        store.copy_to(tmp_path / "copy.db")
    with stores.open(tmp_path / "copy.db") as copy:
        assert copy.topics.changed({"wasser": "a"}) == ()
