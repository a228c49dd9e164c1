"""Counts what a process does to the world, and kills it before step n.

Python tells its audit hooks (PEP 578) of each file opened, moved or removed and each line smtplib sends, and
SQLite traces statements. So the harness needs no door in the program, and the program knows nothing of it.
Reading changes nothing on the disk: a kill before it equals one before the next write, and is left out.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

NEVER = sys.maxsize
READING = ("SELECT", "PRAGMA", "--", "WITH", "EXPLAIN")
WRITING_PRAGMAS = (
    "PRAGMA user_version =",
    "PRAGMA journal_mode =",
    "PRAGMA wal_checkpoint",
    "PRAGMA application_id =",
)
FILES = ("os.rename", "os.remove", "os.link", "os.mkdir", "shutil.copyfile", "os.truncate")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """`die_at`: the number of the step that does not happen; `taken` are those that did, by name."""

    def __init__(self, die_at: int = NEVER) -> None:
        self.die_at = die_at
        self.taken: list[str] = []

    def install(self) -> None:
        """For the rest of the process: audit hooks cannot be taken away."""
        sys.addaudithook(self._hear)
        connect = sqlite3.connect

        def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*args, **kwargs)
            connection.set_trace_callback(self._trace)
            return connection

        sqlite3.connect = traced  # type: ignore[assignment]

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if event == "smtplib.send":
            self._take(f"smtp {bytes(args[1])[:12]!r}" if isinstance(args[1], bytes) else "smtp")
        elif event in FILES or (event == "open" and isinstance(args[2], int) and args[2] & WRITES):
            self._take(f"file {event} {args[0]}")

    def _trace(self, sql: str) -> None:
        if not sql.lstrip().upper().startswith(READING) or sql.startswith(WRITING_PRAGMAS):
            self._take(f"sql {sql[:40]}")

    def _take(self, name: str) -> None:
        if len(self.taken) + 1 >= self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.taken.append(name)


def fork(work: Callable[[], None]) -> int:
    """Run `work` in a child process; gives its wait status."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            if code:
                sys.excepthook(*sys.exc_info())
            os._exit(code)
    return os.waitpid(child, 0)[1]
