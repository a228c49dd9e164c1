"""Places: how many visits may be under way at once, and that nobody keeps the others waiting.

Whoever drips keeps a connection and no place. A place is left when the visit ends; when it takes long; and when
others wait for one while we have nothing to do, as then those who have places keep us waiting. When we are busy
ourselves it is not the visits that take long, and to begin more of them would make all miss their deadlines.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PATIENCE = 0.1  # seconds; a visit that takes longer counts no more among those at once
LATE = 0.02  # seconds; a timer that comes later tells of a busy process
BREATH = 0.01  # seconds between two looks whether we have anything to do, while somebody waits for a place
IDLE = 0.5  # of the time between two looks; who computes less than that waits
MOST_SLOW = 8  # times as many may be open, slow ones counted


class Places:
    """Take one for each visit."""

    def __init__(self, most: int, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._quick = asyncio.Semaphore(most)
        self._all = asyncio.Semaphore(MOST_SLOW * most)
        self._taken: dict[Place, None] = {}
        self._watch: asyncio.TimerHandle | None = None
        self._computed = 0.0  # processor seconds at the last look

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        async with self._all:
            if self._quick.locked() and self._watch is None:
                self._look_later()
            await self._quick.acquire()
            place = Place(self._quick, self._taken, self._patience)
            try:
                yield
            finally:
                place.leave()

    def _look_later(self) -> None:
        self._computed = time.process_time()
        self._watch = asyncio.get_running_loop().call_later(BREATH, self._look)

    def _look(self) -> None:
        """If we have hardly computed since the last look, whoever had a place all the while gives it away."""
        assert self._watch
        began = self._watch.when() - BREATH
        late = asyncio.get_running_loop().time() - self._watch.when()
        if late < BREATH and time.process_time() - self._computed < IDLE * (BREATH + late):
            for place in [each for each in self._taken if each.since <= began]:
                place.leave()
        self._watch = None
        if self._quick.locked():
            self._look_later()

    def close(self) -> None:
        if self._watch:
            self._watch.cancel()


class Place:
    """Left once, by the visit or before it ends."""

    def __init__(self, quick: asyncio.Semaphore, taken: dict[Place, None], patience: float) -> None:
        self._quick = quick
        self._taken = taken
        self._patience = patience
        self._loop = asyncio.get_running_loop()
        self.since = self._loop.time()
        taken[self] = None
        self._wait()

    def _wait(self) -> None:
        self._timer: asyncio.TimerHandle | None = self._loop.call_later(self._patience, self._tire)

    def _tire(self) -> None:
        if self._timer and self._loop.time() - self._timer.when() > LATE:
            self._wait()
        else:
            self.leave()

    def leave(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
            del self._taken[self]
            self._quick.release()
