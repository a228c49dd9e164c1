"""Pages just made: one that many ask for at once is made once in two seconds, and a slow one more seldom."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.responses import Response

FRESH_SECONDS = 2.0  # as often as the board is read
MOST_SECONDS = 60.0
REST = 40  # times as long as it took
SLOW_SECONDS = 0.05  # to make: readers of such a page are shown the old one meanwhile
STALE_SECONDS = 30.0  # beyond that, a reader waits for the new one
MOST_BYTES = 6_000_000

Key = tuple[str, str]
Make = Callable[[], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, how long it took to make, and until when it counts as fresh."""

    answer: Response
    took: float
    until: float


class Kept:
    """The latest answers by address and language. `clock`: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = self._times = 0  # how often all was forgotten
        self._making: set[Key] = set()
        self._lock = threading.Lock()
        self._aside = ThreadPoolExecutor(1, "pages")

    def get(self, key: Key, make: Make) -> Response:
        """A slow page that has just gone stale is shown once more while it is made anew."""
        with self._lock:
            known = self._pages.get(key)
            late = self._clock() - known.until if known else 0.0
            if known and (late < 0 or key in self._making):
                return known.answer
            self._making.add(key)
            if known and known.took >= SLOW_SECONDS and late < STALE_SECONDS:
                self._aside.submit(self._renew, key, make)
                return known.answer
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
            before = self._pages.pop(key, None)
            self._bytes += len(made.body) - (len(before.answer.body) if before else 0)
            fresh = min(MOST_SECONDS, max(FRESH_SECONDS, REST * took))
            self._pages[key] = Page(made, took, self._clock() + fresh)
            while self._bytes > MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.answer.body)
