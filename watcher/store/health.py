"""Whether a file is a store of ours and whole; asked before SQLite is trusted with it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from watcher.errors import DamagedStore, StoreError, tell_reason
from watcher.store.door import explain

APPLICATION_ID = 0x77746368  # "wtch"; says `file` and PRAGMA application_id
MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes; application_id lies at 68..72, big-endian (https://www.sqlite.org/fileformat.html)
STEPS = 10_000  # of SQLite's virtual machine between two looks at the clock


def check_header(path: Path) -> None:
    """Before SQLite touches it: SQLite takes an empty file for an empty database, and makes one of it."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except OSError as error:
        reason = tell_reason(error)
        raise StoreError(f"{path} cannot be read: {reason}; check `store.path` and who may read it") from error
    if not header:
        raise DamagedStore(f"{path} is empty; restore the newest backup, or remove the file to begin anew")
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise DamagedStore(f"{path} is no SQLite database; check `store.path`, or restore the newest backup")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is the database of another program; check `store.path`")


def suspect(path: Path) -> None:
    """Ask whoever opens the store next to look at all of it first."""
    _mark(path).touch()


def look(path: Path, seconds: float) -> None:
    """Check the pages for so long, or all of them when the store is under suspicion. Raises DamagedStore."""
    suspected = _mark(path).exists()
    check_pages(path, None if suspected else seconds)
    _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.suspect")


def check_pages(path: Path, seconds: float | None = None) -> bool:
    """Every page and index is as it should be; False when `seconds` did not suffice to tell.

    Raises DamagedStore. Content within a cell is not looked at: see `hash` of revisions.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _check(connection, path, seconds)
    except sqlite3.Error as error:
        raise explain(error, path) from error


def _check(connection: sqlite3.Connection, path: Path, seconds: float | None) -> bool:
    if seconds is not None:
        end = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return False
        raise
    if said != "ok":
        raise DamagedStore(f"{path} is damaged ({said}); restore the newest backup")
    return True
