"""Places at a server: whoever keeps us waiting keeps a connection, and no place."""

from __future__ import annotations

import asyncio

from watcher.collect.places import MOST_SLOW, Places

LONG = 3_600.0  # seconds of patience that no test has


class Hall:
    """Where visits enter, each when it has a place, and stay until they may leave."""

    def __init__(self, most: int, visits: int) -> None:
        self.entered = asyncio.Semaphore(0)
        self.leave = asyncio.Event()
        self._places = Places(most, LONG)
        self._visits = [asyncio.create_task(self._stay()) for _ in range(visits)]

    async def _stay(self) -> None:
        async with self._places.take():
            self.entered.release()
            await self.leave.wait()

    async def fill(self, number: int) -> None:
        async with asyncio.timeout(60):
            for _ in range(number):
                await self.entered.acquire()

    async def empty(self) -> None:
        self.leave.set()
        await asyncio.gather(*self._visits)
        self._places.close()


async def test_who_keeps_us_waiting_gives_its_place_to_the_next() -> None:
    hall = Hall(2, visits=6)
    await hall.fill(6)
    await hall.empty()


async def test_slow_visits_are_bounded_too() -> None:
    hall = Hall(1, visits=MOST_SLOW + 3)
    await hall.fill(MOST_SLOW)
    for _ in range(100):
        await asyncio.sleep(0)
    assert hall.entered.locked()
    await hall.empty()
    await hall.fill(3)


async def test_a_place_is_given_back_once() -> None:
    hall = Hall(1, visits=12)
    hall.leave.set()
    await hall.fill(12)
    await hall.empty()
