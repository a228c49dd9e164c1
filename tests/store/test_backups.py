"""Damaged stores are restored from the newest good copy, loudly, and never replaced by an empty one."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.make import NOW, revise
from watcher import store as stores
from watcher.errors import DamagedStore, StoreError
from watcher.store import backups, health

TODAY = NOW.date()


def fill(path: Path, count: int = 40) -> None:
    with stores.open(path) as store:
        store.revisions.add([revise(f"blatt/{number}", text="Wort " * 200) for number in range(count)])


def items(path: Path) -> int:
    with stores.open(path, readonly=True) as store:
        return sum(1 for _ in store.revisions.items())


def mend(path: Path) -> str:
    told = stores.mend(path)
    assert told
    assert "RESTORED from" in told
    assert "\n" not in told
    return told


def test_a_sound_store_and_a_first_start_need_no_mending(path: Path) -> None:
    assert stores.mend(path) is None
    fill(path)
    assert stores.mend(path) is None


def test_a_copy_a_day_is_kept_for_so_many_days(path: Path) -> None:
    fill(path)
    for day in range(10):
        assert backups.copy_daily(path, TODAY + timedelta(days=day), 7)
    assert [each.name for each in backups.list_daily(path)] == [
        f"watcher-{TODAY + timedelta(days=day)}.db" for day in range(9, 2, -1)
    ]
    assert backups.copy_daily(path, TODAY + timedelta(days=9), 7) is None
    assert backups.copy_daily(path, TODAY + timedelta(days=10), 0) is None


def test_a_copy_is_made_while_the_store_is_written(path: Path) -> None:
    fill(path)
    with stores.open(path) as store, store.write():
        store.revisions.add([revise("blatt/later")])
        copied = backups.copy_daily(path, TODAY, 7)
    assert copied
    assert [file.name for file in copied.parent.iterdir()] == [copied.name]
    assert items(copied) == 40


def test_a_copy_that_does_not_fit_leaves_nothing_behind(path: Path) -> None:
    fill(path)
    code = f"""
import pathlib, resource, signal
from datetime import date
from watcher.errors import StoreError
from watcher.store import backups
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    backups.copy_daily(pathlib.Path({str(path)!r}), date(2026, 11, 22), 7)
except StoreError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "watcher-2026-11-22.db" in said
    assert not list(backups.place(path).iterdir())
    assert items(path) == 40


def test_a_missing_store_that_has_copies_comes_back(path: Path) -> None:
    fill(path)
    backups.copy_daily(path, TODAY, 7)
    path.unlink()
    assert "is missing" in mend(path)
    assert items(path) == 40


def test_the_newest_copy_that_is_good_is_taken(path: Path) -> None:
    fill(path)
    backups.copy_daily(path, TODAY, 7)
    fill_more(path)
    backups.copy_daily(path, TODAY + timedelta(days=1), 7)
    bad = backups.copy_daily(path, TODAY + timedelta(days=2), 7)
    assert bad
    bad.write_bytes(b"")
    path.write_bytes(b"")
    assert str(TODAY + timedelta(days=1)) in mend(path)
    assert items(path) == 41
    assert path.with_name("watcher.db.damaged-1").read_bytes() == b""


def fill_more(path: Path) -> None:
    with stores.open(path) as store:
        store.revisions.add([revise("blatt/more")])


def test_a_damaged_store_without_a_copy_stops_the_start(path: Path) -> None:
    fill(path)
    path.write_bytes(b"")
    with pytest.raises(DamagedStore, match="restore the newest backup"):
        stores.mend(path)
    assert path.read_bytes() == b""


def test_the_database_of_another_program_is_not_mended(path: Path) -> None:
    fill(path)
    backups.copy_daily(path, TODAY, 7)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(StoreError, match="another program"):
        stores.mend(path)


def test_a_store_under_suspicion_is_looked_at_whole(path: Path) -> None:
    fill(path)
    health.suspect(path)
    health.look(path, 0.0)
    assert not list(path.parent.glob("*.suspect"))


def test_a_look_that_takes_too_long_is_given_up(path: Path) -> None:
    fill(path, 400)
    assert health.check_pages(path, 0.0) is False
    assert health.check_pages(path) is True


def damage(path: Path, kind: str, luck: random.Random) -> None:
    """One of the ways in which files come back from a bad disk."""
    content = bytearray(path.read_bytes())
    place = luck.randrange(len(content))
    match kind:
        case "empty":
            content = bytearray()
        case "header":
            content[luck.randrange(16)] ^= 0xFF
        case "cut":
            del content[place:]
        case "page":
            at = luck.randrange(1, len(content) // 4096) * 4096
            content[at : at + 4096] = luck.randbytes(4096)
        case "zeros":
            at = luck.randrange(1, len(content) // 4096) * 4096
            content[at : at + 4096] = bytes(4096)
        case "schema":
            content[100 : 100 + 3000] = luck.randbytes(3000)
        case "bit":
            content[place] ^= 1 << luck.randrange(8)
        case "journal":
            path.with_name("watcher.db-wal").write_bytes(luck.randbytes(40_000))
        case "text":
            content = bytearray(b"<html>404 not found</html>" * 20)
        case "gone":
            path.unlink()
            return
    path.write_bytes(content)


KINDS = ("empty", "header", "cut", "page", "zeros", "schema", "bit", "journal", "text", "gone")


@pytest.mark.long
def test_200_damaged_stores_never_become_a_silent_empty_one(path: Path) -> None:
    fill(path)
    backups.copy_daily(path, TODAY, 7)
    good = path.read_bytes()
    restored = 0
    for number in range(200):
        for leftover in path.parent.glob("watcher.db?*"):
            leftover.unlink()
        path.write_bytes(good)
        damage(path, KINDS[number % len(KINDS)], random.Random(number))
        restored += stores.mend(path) is not None
        assert items(path) == 40, f"damage {number} ({KINDS[number % len(KINDS)]}) lost items"
    print(f"200 damaged stores: {restored} restored, the others were as good as before")  # noqa: T201


def test_a_full_disk_stops_a_write_and_leaves_all_before_it(path: Path) -> None:
    """RLIMIT_FSIZE is the disk's end for one process: SQLite gets EFBIG, and says so."""
    code = f"""
import pathlib, resource, signal
from tests.store.make import revise
from watcher import store
from watcher.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with store.open(pathlib.Path({str(path)!r})) as opened:
    opened.revisions.add([revise("blatt/1")])
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, -1))
    try:
        opened.revisions.add([revise(f"blatt/{{n}}", text="lang " * 5000) for n in range(2, 99)])
    except StoreError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
"""
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert "free space" in told.stdout
    assert items(path) == 1
    assert health.check_pages(path)


def test_a_process_killed_while_it_copies_leaves_no_copy(path: Path) -> None:
    fill(path)
    code = f"""
import os, pathlib, signal
from datetime import date
from watcher.store import backups, health
backups.check_pages = lambda draft: os.kill(os.getpid(), signal.SIGKILL)
backups.copy_daily(pathlib.Path({str(path)!r}), date(2026, 11, 22), 7)
"""
    killed = subprocess.run([sys.executable, "-c", code], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not backups.list_copies(path)
    assert backups.copy_daily(path, date(2026, 11, 22), 7)
