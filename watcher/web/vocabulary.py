"""The words of the index, kept in memory for finding compounds: 5 MB for 300,000 words."""

from __future__ import annotations

import threading
import time

from watcher.store import Store

FRESH_SECONDS = 300.0


class Vocabulary:
    """Read anew when the index has grown; new words can wait, since they are found whole at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looked = 0.0
        self._mark = -1
        self._words = "\n"

    def read(self, store: Store) -> str:
        ready = bool(self._looked)
        if ready and time.monotonic() - self._looked < FRESH_SECONDS:
            return self._words
        if self._lock.acquire(blocking=not ready):
            try:
                self._look(store)
            finally:
                self._lock.release()
        return self._words

    def _look(self, store: Store) -> None:
        if not self._looked or time.monotonic() - self._looked >= FRESH_SECONDS:
            mark = store.lookup.mark()
            if mark != self._mark:
                self._words, self._mark = store.lookup.vocabulary(), mark
            self._looked = time.monotonic()
