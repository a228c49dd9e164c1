"""What the interpreter is told, so that pages are answered while *today* is made, and in little memory."""

from __future__ import annotations

import ctypes
import gc
import sys

COLLECT = (10_000, 10, 100)  # new objects, young collections, middle ones before the next
# Python lets a thread run for 5 ms before another may. Whoever answers a page gives it away with every row that
# SQLite finds, and waited as long for each of them while *today* was made.
SWITCH_SECONDS = 0.0001
ARENA_MAX = -8  # mallopt(3): M_ARENA_MAX


def begin() -> None:
    """Before there are threads. One pool of memory for all of them, where the C library is glibc."""
    sys.setswitchinterval(SWITCH_SECONDS)
    limit = getattr(ctypes.CDLL(None), "mallopt", None)
    if limit:
        limit(ARENA_MAX, 1)


def settle() -> None:
    """What is there at the start stays: to go through it again for cycles stops all pages for 0.1 s.

    https://docs.python.org/3/library/gc.html#gc.freeze; young garbage is still looked for, only more seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


def sweep() -> None:
    """After the page of a whole day: its template's context, a cycle, would keep the day beside the next."""
    gc.collect()
