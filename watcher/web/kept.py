"""Pages just made: one that many ask for at once is made once in two seconds, and a slow one more seldom."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.responses import Response

FRESH_SECONDS = 2.0  # as often as the board is read
MOST_SECONDS = 30.0
REST = 20  # times as long as it took
STALE_SECONDS = 10.0  # beyond that, a reader waits for the new one
MOST_BYTES = 6_000_000

Key = tuple[str, str]
Make = Callable[[], Response]


class Kept:
    """The latest answers by address and language. `clock`: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pages: OrderedDict[Key, tuple[float, Response]] = OrderedDict()
        self._bytes = self._times = 0  # how often all was forgotten
        self._making: set[Key] = set()
        self._lock = threading.Lock()
        self._aside = ThreadPoolExecutor(1, "pages")

    def get(self, key: Key, make: Make) -> Response:
        """A page that has just gone stale is shown once more while it is made anew; an older one is not."""
        with self._lock:
            until, known = self._pages.get(key, (0.0, None))
            late = self._clock() - until
            if known is not None and (late < 0 or key in self._making):
                return known
            self._making.add(key)
            if known is not None and late < STALE_SECONDS:
                self._aside.submit(self._renew, key, make)
                return known
        return self._renew(key, make)

    def forget(self) -> None:
        """After somebody has judged: the next page must show it."""
        with self._lock:
            self._times += 1
            self._pages.clear()
            self._bytes = 0

    def close(self) -> None:
        self._aside.shutdown(cancel_futures=True)

    def _renew(self, key: Key, make: Make) -> Response:
        try:
            began, times = self._clock(), self._times
            made = make()
            if times == self._times:  # nobody has judged meanwhile
                self._put(key, made, self._clock() - began)
        finally:
            with self._lock:
                self._making.discard(key)
        return made

    def _put(self, key: Key, made: Response, took: float) -> None:
        """What took long is kept longer."""
        with self._lock:
            _, before = self._pages.pop(key, (0.0, None))
            self._bytes += len(made.body) - (len(before.body) if before else 0)
            self._pages[key] = self._clock() + min(MOST_SECONDS, max(FRESH_SECONDS, REST * took)), made
            while self._bytes > MOST_BYTES:
                _, (_, oldest) = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)
