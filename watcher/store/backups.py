"""Copies of the store, and how one takes the place of a store that is damaged or gone.

They lie in the folder `backups` beside it: one a day, and one from before each migration. A copy is made whole
and checked beside its place, then moved there: whatever bears a copy's name is good, or was damaged later.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from watcher.errors import DamagedStore, StoreError, tell_reason
from watcher.store.door import explain
from watcher.store.health import check_header, check_pages

DRAFT = re.compile(r"\.(\d+)\.(?:new|restored)(?:-\w+)?$")
BESIDE = ("-wal", "-shm")  # files that belong to a database by their name (https://sqlite.org/wal.html)


def place(path: Path) -> Path:
    return path.parent / "backups"


def name_daily(path: Path, day: date) -> Path:
    return place(path) / f"{path.stem}-{day:%Y-%m-%d}{path.suffix}"


def name_before(path: Path, version: int) -> Path:
    return place(path) / f"{path.stem}-schema-{version}{path.suffix}"


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """An online copy, checked, at `target` as a whole or not at all; writers go on meanwhile."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft)) as made:
            connection.backup(made)
        check_pages(draft)
        settle(draft, target)
    except sqlite3.Error as error:
        raise explain(error, target) from error
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written ({tell_reason(error)}); check its folder and free space"
        ) from error
    finally:
        for leftover in (draft, *(Path(f"{draft}{end}") for end in (*BESIDE, "-journal"))):
            leftover.unlink(missing_ok=True)


def settle(draft: Path, target: Path) -> None:
    """On the disk first, then under its name, and the name on the disk too (rename(2), fsync(2))."""
    for step in (lambda: sync(draft), lambda: draft.replace(target), lambda: sync(target.parent)):
        step()


def sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def copy_daily(path: Path, day: date, keep: int) -> Path | None:
    """Today's copy unless it is there, and no more than `keep` of them; from any thread."""
    target = name_daily(path, day)
    if not keep or target.exists():
        return None
    try:
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    with closing(source):
        copy(source, target)
    for old in list_daily(path)[keep:]:
        old.unlink(missing_ok=True)
    return target


def list_daily(path: Path) -> list[Path]:
    """Newest first: the names sort as the days do."""
    return sorted(place(path).glob(f"{path.stem}-[0-9]*-[0-9]*-[0-9]*{path.suffix}"), reverse=True)


def list_copies(path: Path) -> list[Path]:
    """Daily ones and those from before a migration, the last written first."""
    found = place(path).glob(f"{path.stem}-*{path.suffix}")
    return sorted(found, key=lambda each: (each.stat().st_mtime, each.name), reverse=True)


def find_good(path: Path) -> Iterator[Path]:
    """The copies that are whole, the last written first."""
    for each in list_copies(path):
        with suppress(StoreError):
            check_header(each)
            check_pages(each)
            yield each


def restore(path: Path, why: DamagedStore) -> str:
    """Put the newest good copy in the place of the store, which is moved aside; gives what must be told.

    Raises `why` when there is no good copy: never is a store that held something replaced by an empty one.
    """
    chosen = next(find_good(path), None)
    if chosen is None:
        raise why
    draft = path.with_name(f".{path.name}.{os.getpid()}.restored")
    try:
        shutil.copyfile(chosen, draft)
        aside = move_aside(path)
        settle(draft, path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be restored ({tell_reason(error)}); check its folder and free space"
        ) from error
    kept = f"the damaged file is kept as {aside.name}" if aside else "the file was missing"
    return (
        f"{why}; RESTORED from {chosen}, what came later is collected again where feeds still hold it; {kept}"
    )


def sweep(path: Path) -> None:
    """Remove the drafts of processes that were killed; those of others that live are left to them."""
    for folder in (path.parent, place(path)):
        for draft in folder.glob(f".{path.stem}*{path.suffix}.*"):
            found = DRAFT.search(draft.name)
            if found and not Path(f"/proc/{found[1]}").exists():
                draft.unlink(missing_ok=True)


def move_aside(path: Path) -> Path | None:
    """The store and what belongs to it, under a name that nothing opens; None when there is none.

    The store moves last: killed in between, the next start finds it still damaged and goes on.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for end in BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{path}{end}").replace(f"{aside}{end}")
    if not path.exists():
        return None
    path.replace(aside)
    return aside
