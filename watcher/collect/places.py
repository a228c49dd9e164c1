"""Places: how many visits may be under way at once, and that nobody keeps the others waiting.

Whoever drips keeps a connection and no place. A place is left when the visit ends; when it takes long; and when
others wait for one while we have nothing to do, as then those who have places keep us waiting. When we are busy
ourselves it is not the visits that take long, and to begin more of them would make all miss their deadlines.
"""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

PATIENCE = 0.1  # seconds; a visit that takes longer counts no more among those at once
LATE = 0.02  # seconds; a timer that comes later tells of a busy process
BREATH = 0.01  # seconds between two looks whether we have anything to do, while somebody waits for a place
IDLE = 0.5  # of the time between two looks; who computes less than that, and is not pushed aside, waits
MOST_SLOW = 8  # times as many may be open, slow ones counted


class Spent(NamedTuple):
    """What this process has computed, in seconds, and how often it had to let others compute instead."""

    seconds: float
    pushed: int

    def is_waiting(self, last: Spent, elapsed: float) -> bool:
        """Whether in the `elapsed` seconds since the `last` there was nothing to do most of the time."""
        return self.pushed == last.pushed and self.seconds - last.seconds < IDLE * elapsed


def spend() -> Spent:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_nivcsw)


class Places:
    """Take one for each visit."""

    def __init__(self, most: int, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._quick = asyncio.Semaphore(most)
        self._all = asyncio.Semaphore(MOST_SLOW * most)
        self._taken: dict[object, float] = {}  # and since when
        self._watch: asyncio.TimerHandle | None = None
        self._last = Spent(0.0, 0)

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        async with self._all:
            if self._quick.locked() and self._watch is None:
                self._look_later()
            await self._quick.acquire()
            place = object()
            self._taken[place] = asyncio.get_running_loop().time()
            try:
                yield
            finally:
                self._leave(place)

    def _leave(self, place: object) -> None:
        """Once: when the visit ends, or before."""
        if self._taken.pop(place, None) is not None:
            self._quick.release()

    def _look_later(self) -> None:
        self._last = spend()
        self._watch = asyncio.get_running_loop().call_later(BREATH, self._look)

    def _look(self) -> None:
        """Whoever takes long gives its place away; if we have hardly computed, 10 ms are long."""
        assert self._watch
        now = asyncio.get_running_loop().time()
        late = now - self._watch.when()
        is_idle = late < BREATH and spend().is_waiting(self._last, BREATH + late)
        patience = BREATH if is_idle else self._patience
        for place in [each for each, since in self._taken.items() if now - since >= patience and late <= LATE]:
            self._leave(place)
        self._watch = None
        if self._quick.locked():
            self._look_later()

    def close(self) -> None:
        if self._watch:
            self._watch.cancel()
