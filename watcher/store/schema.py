"""The tables, and how an older file becomes one of today.

Add new migrations at the end, never change one that was released. Facts (revisions, positions, cursors,
messages, verdicts, what was told) are append only: triggers refuse to change or delete them. Findings
(matches, traces, mentions, claims, changes) can be dropped and recomputed.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from watcher.store.tables import FACTS, FINDINGS, MESSAGES, OUTBOX_STATES, VERDICTS, WORDS

if TYPE_CHECKING:
    from sqlite_utils import Database

APPEND_ONLY = ("revisions", "positions", "cursors", "messages", "verdicts")


def m001_first(db: Database) -> None:
    for part in (FACTS, FINDINGS, MESSAGES, WORDS):
        run_each(db, part)
    for table in APPEND_ONLY:
        forbid(db, table, "UPDATE")
        forbid(db, table, "DELETE")


def m002_held_and_suspended(db: Database) -> None:
    run_each(db, OUTBOX_STATES)
    # Hashes of the shell and the entries of a feed's last document, see watcher.collect.chunks.
    db.conn.execute("ALTER TABLE feeds ADD COLUMN shape TEXT")


def m003_verdicts(db: Database) -> None:
    run_each(db, VERDICTS)
    for table in ("judged", "told"):
        forbid(db, table, "UPDATE")
        forbid(db, table, "DELETE")


def run_each(db: Database, script: str) -> None:
    """Statement by statement: `executescript` would commit what came before it."""
    for statement in script.strip().split(";\n\n"):
        db.conn.execute(statement)


def forbid(db: Database, table: str, verb: str) -> None:
    db.conn.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are append only'); END"
    )


STEPS = (m001_first, m002_held_and_suspended, m003_verdicts)
NEWEST = len(STEPS)  # PRAGMA user_version of a store of today


def migrate(connection: sqlite3.Connection) -> None:
    """Inside the caller's transaction: either all of it happened, or none."""
    # Here, since the desk never migrates, and would need 20 MB for what this brings along.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("watcher")
    for step in STEPS:
        migrations()(step)
    # Plugins of sqlite-utils are whatever else is installed: not in our store.
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {NEWEST}")
