"""Pages just made: one that many ask for at once is made once in two seconds, and a slow one more seldom."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
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
    """An answer, until when it counts as fresh, and until when it is shown while a new one is made."""

    answer: Response
    until: float
    last: float


class Kept:
    """The latest answers by address and language. `clock`: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pages: dict[Key, Page] = {}
        self._bytes = self._times = 0  # how often all was forgotten
        self._making: set[Key] = set()
        self._ahead: set[Key] = set()  # made before anybody asks, so the last to go
        self._lock = threading.Lock()
        self._aside = ThreadPoolExecutor(1, "pages")

    def get(self, key: Key, make: Make) -> Response:
        """A slow page that has just gone stale is shown once more while it is made anew."""
        with self._lock:
            known = self._pages.get(key)
            now = self._clock()
            if known and (now < known.until or key in self._making):
                return known.answer
            self._making.add(key)
            if known and now < known.last:
                self._aside.submit(self._renew, key, make)
                return known.answer
        return self._renew(key, make)

    def prepare(self, key: Key, make: Make) -> None:
        """As if somebody asked; what fails is not told here, but to whoever does ask."""
        self._ahead.add(key)
        wait((self._aside.submit(self.get, key, make),))

    def holds(self, key: Key) -> bool:
        with self._lock:
            return key in self._pages

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
        """What took long is kept longer; where there is no room, what is of no use soonest goes."""
        with self._lock:
            self._drop(key)
            until = self._clock() + min(MOST_SECONDS, max(FRESH_SECONDS, REST * took))
            self._pages[key] = Page(made, until, until + (STALE_SECONDS if took >= SLOW_SECONDS else 0.0))
            self._bytes += len(made.body)
            while self._bytes > MOST_BYTES:
                self._drop(min(self._pages, key=lambda each: (each in self._ahead, self._pages[each].last)))

    def _drop(self, key: Key) -> None:
        if before := self._pages.pop(key, None):
            self._bytes -= len(before.answer.body)
