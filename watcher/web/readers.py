"""Readers of the store that outlive a request: opening one costs more than many a page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watcher import store
from watcher.errors import StoreError
from watcher.store import Store

MOST_IDLE = 4


class Readers:
    """Lends each to one thread at a time; not again one that failed, or whose file was replaced or migrated."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[tuple[Store, tuple[int, int]]] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Iterator[Store]:
        """All that is read meanwhile is of one moment, whatever the daemon writes."""
        place = self._look()
        reader = self._take(place) or store.open(self._path, readonly=True)
        sound = True
        try:
            with reader.reading.one_moment():
                yield reader
        except StoreError:
            sound = False
            raise
        finally:
            self._give_back(reader, place if sound else None)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for reader, _ in idle:
            reader.close()

    def _look(self) -> tuple[int, int]:
        """Which file it is: a restored store is another one. (0, 0) when there is none: opening tells why."""
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino

    def _take(self, place: tuple[int, int]) -> Store | None:
        while True:
            with self._lock:
                reader, known = self._idle.pop() if self._idle else (None, place)
            if reader is None or (known == place and reader.reading.is_of_today()):
                return reader
            with suppress(StoreError):
                reader.close()

    def _give_back(self, reader: Store, place: tuple[int, int] | None) -> None:
        with self._lock:
            if place and len(self._idle) < MOST_IDLE:
                self._idle.append((reader, place))
                return
        with suppress(StoreError):
            reader.close()
