"""Counts what the daemon has done, and puts its state where metrics are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from watcher.cli import gauges
from watcher.cli.state import look
from watcher.cycle import Report, Rooms

EVERY = timedelta(seconds=15)
NEVER = datetime.min.replace(tzinfo=UTC)


class Meter:
    """`note` hears once of a file that cannot be written, and again when the reason is another one."""

    def __init__(self, note: Callable[[str], object]) -> None:
        self._note = note
        self._done = Report()
        self._written = NEVER
        self._fault = ""

    def count(self, report: Report) -> None:
        self._done += report

    def hasten(self) -> None:
        """Something has changed that should not wait: the next pass writes."""
        self._written = NEVER

    def write(self, rooms: Rooms, now: datetime) -> None:
        """Now and then, where the configuration wants a file."""
        name = rooms.config.keeping.metrics_file
        if name is None or abs(now - self._written) < EVERY:
            return
        self._written = now
        path = rooms.config.folder / name
        try:
            found = look(rooms.config, rooms.store, now)
            gauges.write(path, gauges.measure(found, self._done, rooms.store.path, now))
            self._fault = ""
        except OSError as error:
            if self._fault != (fault := str(error.strerror)):
                self._note(f"{path} cannot be written ({fault}); check [store] metrics_file and its folder")
            self._fault = fault
