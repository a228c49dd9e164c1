"""Opening a store: a missing file is made, anything that is not ours or not of our time is refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from watcher.errors import DamagedStore, StoreError, tell_reason
from watcher.store import backups
from watcher.store.door import Door, explain
from watcher.store.health import APPLICATION_ID, check_header, check_pages, look
from watcher.store.schema import NEWEST, migrate

BUSY_SECONDS = 5.0
JOURNAL_BYTES = 64 * 2**20  # to which the journal shrinks again after a backfill
CHECK_SECONDS = 0.5  # at the start; a store that takes longer is checked whole once a day


def open_door(path: Path, *, readonly: bool, mended: bool = False) -> Door:
    """`mended`: `mend` has just looked at it."""
    if not path.exists():
        if readonly:
            raise StoreError(f"{path} does not exist yet; `watcher cycle` or `watcher backfill` makes it")
        create(path)
    check_header(path)
    if not readonly and not mended:
        check_pages(path, CHECK_SECONDS)
    connection = connect(path, readonly=readonly)
    door = Door(connection, path)
    try:
        configure(door)
        bring_up(door, readonly=readonly)
    except StoreError:
        door.close()
        raise
    return door


def mend(path: Path) -> str | None:
    """Before `open_door`, by whoever holds the daemon's lock: a store that is damaged or gone is restored.

    Gives a sentence that must be told, None when all is well.
    """
    backups.sweep(path)
    try:
        if not path.exists():
            if not backups.list_copies(path):
                return None  # the first start
            raise DamagedStore(f"{path} is missing, but there are backups of it")
        check_header(path)
        look(path, CHECK_SECONDS)
    except DamagedStore as damage:
        return backups.restore(path, damage)
    return None


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """The mode `rw` never makes a file, so that a store which goes missing is not replaced by an empty one."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rw'}"
    try:
        # A reader may be lent to one thread after the other.
        return sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=not readonly
        )
    except sqlite3.Error as error:
        raise explain(error, path) from error


def configure(door: Door) -> None:
    """What SQLite forgets between connections."""
    door.connection.row_factory = sqlite3.Row
    door.run("PRAGMA foreign_keys = ON")
    door.run("PRAGMA synchronous = FULL")
    door.run(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")


def bring_up(door: Door, *, readonly: bool) -> None:
    """Migrate an older store; refuse a newer one."""
    version = door.value("PRAGMA user_version")
    if version > NEWEST:
        raise StoreError(
            f"{door.path} was written by a newer watcher (schema {version}, this one knows {NEWEST}); "
            "upgrade watcher, or restore a backup"
        )
    if version < NEWEST and readonly:
        raise StoreError(f"{door.path} is of an older watcher; start `watcher run` or `watcher cycle` once")
    if version < NEWEST:
        if version:
            backups.copy(door.connection, backups.name_before(door.path, version))
        with door.translate(), door.write():
            migrate(door.connection)


def create(path: Path) -> None:
    """Made whole beside its place, then linked into it: a crash leaves no half store, a race replaces none."""
    if path.with_name(f"{path.name}-wal").exists():
        raise StoreError(f"{path} is missing, but {path.name}-wal is there; restore both, or remove the latter")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        fill(draft)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another watcher was quicker; its store is as good
        finally:
            draft.unlink()
    except OSError as error:
        reason = tell_reason(error)
        raise StoreError(f"{path} cannot be made: {reason}; check the folder and its owner") from error


def fill(draft: Path) -> None:
    try:
        # The last one to close moves everything from the journal into the file.
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            migrate(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise explain(error, draft) from error
