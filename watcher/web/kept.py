"""Pages just made: one that many ask for at once is made once in two seconds, and a slow one more seldom."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.responses import Response

FRESH_SECONDS = 2.0  # as often as the board is read
MOST_SECONDS = 30.0
REST = 20  # times as long as it took
MOST = 64


class Kept:
    """The latest answers by address and language."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], tuple[float, Response]] = OrderedDict()
        self._making: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str], make: Callable[[], Response]) -> Response:
        """While one thread makes a page anew, the others answer with the one before."""
        with self._lock:
            until, known = self._pages.get(key, (0.0, None))
            if known is not None and (time.monotonic() < until or key in self._making):
                return known
            self._making.add(key)
        try:
            began = time.monotonic()
            made = make()
            self._put(key, made, time.monotonic() - began)
        finally:
            with self._lock:
                self._making.discard(key)
        return made

    def _put(self, key: tuple[str, str], made: Response, took: float) -> None:
        """What took long is kept longer."""
        with self._lock:
            self._pages[key] = time.monotonic() + min(MOST_SECONDS, max(FRESH_SECONDS, REST * took)), made
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
