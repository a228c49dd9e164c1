"""The one way to the database: statements in, rows out, and every sqlite3.Error out as a StoreError."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from watcher.errors import DamagedStore, StoreError

Values = Sequence[object] | Mapping[str, object]

# By primary result code (https://www.sqlite.org/rescode.html): what it means here, and what to do.
REMEDIES = {
    sqlite3.SQLITE_BUSY: "is locked by another program; close it, or stop the second watcher",
    sqlite3.SQLITE_LOCKED: "is locked by another program; close it, or stop the second watcher",
    sqlite3.SQLITE_FULL: "does not fit on its disk; free some space, then start again",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk and its free space",
    sqlite3.SQLITE_READONLY: "may not be written; check who owns the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the folder and who may read and write it",
    sqlite3.SQLITE_PERM: "may not be opened; check who owns the file and its folder",
    sqlite3.SQLITE_CORRUPT: "is damaged; move it away and restore the newest backup",
    sqlite3.SQLITE_NOTADB: "is no SQLite database; check `store.path`, or restore the newest backup",
    sqlite3.SQLITE_CONSTRAINT: "refused a row that breaks its rules; please report this",
    sqlite3.SQLITE_TOOBIG: "refused a text that is too long; please report this",
    sqlite3.SQLITE_SCHEMA: "was changed by another program; start again",
}

DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

BEGIN, COMMIT, UNDO = "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
# One name will do: SQLite means the innermost savepoint of that name (lang_savepoint.html).
BEGIN_INNER, COMMIT_INNER, UNDO_INNER = "SAVEPOINT step", "RELEASE step", ("ROLLBACK TO step", "RELEASE step")


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """The error in one sentence with a remedy; the cause stays chained by the caller's `raise … from`."""
    code = getattr(error, "sqlite_errorcode", None)
    remedy = REMEDIES.get(code & 0xFF) if isinstance(code, int) else None
    kind = DamagedStore if isinstance(code, int) and code & 0xFF in DAMAGE else StoreError
    return kind(f"{path} {remedy or 'could not be used; please report this'} ({error})")


class Door:
    """A connection that belongs to the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @contextmanager
    def translate(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row; None when there is none."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def run(self, sql: str, values: Values = ()) -> int:
        """Number of rows changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        try:
            self._connection.executemany(sql, values)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    @contextmanager
    def write(self) -> Iterator[None]:
        """All or nothing; inside another `write` a savepoint of it.

        IMMEDIATE, because a deferred transaction that reads before it writes fails at once with "database is
        locked" when another one has written meanwhile, whatever the busy timeout (docs/decisions/store.md).
        """
        inner = self._connection.in_transaction
        done = False
        self.run(BEGIN_INNER if inner else BEGIN)
        try:
            yield
            self.run(COMMIT_INNER if inner else COMMIT)
            done = True
        finally:
            if not done:
                self._undo(UNDO_INNER if inner else UNDO)

    @contextmanager
    def together(self) -> Iterator[None]:
        """As `write`, but inside another one without a savepoint: what goes wrong is that one's to undo."""
        if self._connection.in_transaction:
            yield
        else:
            with self.write():
                yield

    def _undo(self, steps: tuple[str, ...]) -> None:
        # A full disk may have ended the transaction already (lang_transaction.html, "automatic rollback").
        if self._connection.in_transaction:
            for step in steps:
                self.run(step)

    @property
    def connection(self) -> sqlite3.Connection:
        """For a copy of the whole database."""
        return self._connection

    def close(self) -> None:
        with self.translate():
            self._connection.close()
