from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.store.make import NOW, revise, tell, write_message
from watcher import store as stores
from watcher.errors import StoreError
from watcher.store import Store
from watcher.store.door import REMEDIES, Door, explain
from watcher.store.opening import open_door


class Stop(Exception):
    """Something goes wrong half-way."""


def stop_after(store: Store, item: str) -> None:
    """Two units of work end well, and then something goes wrong."""
    store.revisions.add([revise(item)])
    with store.write():
        store.topics.record({"wasser": "a"})
    raise Stop


def names(store: Store) -> list[str]:
    return [item.item for item in store.revisions.items()]


def kinds() -> list[type[sqlite3.Error]]:
    found: list[type[sqlite3.Error]] = [sqlite3.Error]
    for kind in found:
        found += kind.__subclasses__()
    return found


@pytest.mark.parametrize("kind", kinds())
def test_every_error_of_sqlite_becomes_a_sentence_with_the_path(kind: type[sqlite3.Error]) -> None:
    sentence = str(explain(kind("odd"), Path("/var/watcher.db")))
    assert sentence == "/var/watcher.db could not be used; please report this (odd)"


@pytest.mark.parametrize("statement", ["rows", "row", "value", "run"])
def test_every_way_through_the_door_translates(path: Path, statement: str) -> None:
    door = open_door(path, readonly=False)
    with pytest.raises(StoreError, match="no such table") as refused:
        getattr(door, statement)("SELECT * FROM absent")
    assert isinstance(refused.value.__cause__, sqlite3.Error)
    with pytest.raises(StoreError, match="no such table"):
        door.run_many("INSERT INTO absent VALUES (?)", [(1,)])
    door.close()
    with pytest.raises(StoreError, match="closed"):
        getattr(door, statement)("SELECT 1")


def test_remedies_name_what_to_do() -> None:
    assert all("; " in remedy for remedy in REMEDIES.values())


def test_a_full_disk_says_so_and_leaves_the_store_as_it_was(path: Path) -> None:
    door = open_door(path, readonly=False)
    store = Store(door)
    store.revisions.add([revise("blatt/1")])
    door.run(f"PRAGMA max_page_count = {door.value('PRAGMA page_count') + 2}")
    with pytest.raises(StoreError, match="free some space"):
        store.revisions.add([revise("blatt/2"), revise("blatt/3", text="lang " * 10_000)])
    assert names(store) == ["blatt/1"]
    store.revisions.add([revise("blatt/4")])
    store.close()


def test_a_row_that_breaks_a_rule_says_so(store: Store) -> None:
    store.revisions.add([revise()])
    with pytest.raises(StoreError, match="breaks its rules"):
        store.revisions.add([revise()])


def test_a_store_that_another_program_holds_says_so(path: Path, store: Store) -> None:
    other = open_door(path, readonly=False)
    other.run("PRAGMA busy_timeout = 20")
    with store.write(), pytest.raises(StoreError, match="locked by another program"), other.write():
        pass
    other.close()


def test_an_exception_in_a_unit_of_work_undoes_all_of_it_and_the_units_within(store: Store) -> None:
    with pytest.raises(Stop), store.write():
        stop_after(store, "blatt/1")
    assert names(store) == []
    assert store.topics.changed({"wasser": "a"}) == ("wasser",)


def test_a_unit_of_work_inside_another_is_undone_alone(store: Store) -> None:
    with store.write():
        store.revisions.add([revise("blatt/1")])
        with pytest.raises(Stop), store.write():
            stop_after(store, "blatt/2")
        store.revisions.add([revise("blatt/3")])
    assert names(store) == ["blatt/1", "blatt/3"]


def test_others_read_the_last_commit_while_a_unit_of_work_goes_on(path: Path, store: Store) -> None:
    store.revisions.add([revise("blatt/1")])
    with stores.open(path, readonly=True) as reader:
        with store.write():
            store.revisions.add([revise("blatt/2")])
            assert names(reader) == ["blatt/1"]
        assert names(reader) == ["blatt/1", "blatt/2"]


def test_a_second_writer_waits_and_reads_what_the_first_wrote(path: Path, store: Store) -> None:
    """Read, then write: a deferred transaction would fail here at once."""
    begun = threading.Event()
    seen: list[list[str]] = []

    def write_second() -> None:
        with stores.open(path) as second:
            begun.set()
            with second.write():
                seen.append(names(second))
                second.revisions.add([revise("blatt/2")])

    other = threading.Thread(target=write_second)
    with store.write():
        other.start()
        assert begun.wait(60)
        store.revisions.add([revise("blatt/1")])
    other.join(60)
    assert seen == [["blatt/1"]]
    assert names(store) == ["blatt/1", "blatt/2"]


def test_a_process_killed_within_a_unit_of_work_leaves_nothing_of_it(path: Path) -> None:
    code = f"""
import os, pathlib, signal
from tests.store.make import revise
from watcher import store
opened = store.open(pathlib.Path({str(path)!r}))
opened.revisions.add([revise("blatt/1")])
with opened.write():
    opened.revisions.add([revise(f"blatt/{{n}}", text="lang " * 5000) for n in range(2, 500)])
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    with stores.open(path) as store:
        assert names(store) == ["blatt/1"]
        assert [revision.item for revision in store.revisions.pending(10)] == ["blatt/1"]


@pytest.mark.parametrize("table", ["revisions", "positions", "cursors", "messages"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_facts_are_append_only(path: Path, table: str, verb: str) -> None:
    door = fill(path)
    column = door.rows(f"PRAGMA table_info({table})")[1]["name"]
    with pytest.raises(StoreError, match=f"{table} are append only"):
        door.run(verb.format(table, column, column))
    door.close()


def fill(path: Path) -> Door:
    door = open_door(path, readonly=False)
    store = Store(door)
    tell(store, revise(), "c1")
    store.outbox.start("morgen", NOW)
    store.outbox.post_alert("alert/wasser", [write_message()], 1)
    return door
