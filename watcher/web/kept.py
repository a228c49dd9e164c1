"""Pages just made: one that many ask for at once is made once in two seconds."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.responses import Response

FRESH_SECONDS = 2.0  # as often as the board is read
MOST = 128


class Kept:
    """The latest answers by address and language."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], tuple[float, Response]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str], make: Callable[[], Response]) -> Response:
        with self._lock:
            until, known = self._pages.get(key, (0.0, None))
        if known is not None and time.monotonic() < until:
            return known
        made = make()
        with self._lock:
            self._pages[key] = time.monotonic() + FRESH_SECONDS, made
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return made
