"""The watchdog is fed only while every part that has work gets some of it done."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from watcher.daemon import Daemon, Duties, Pulse
from watcher.errors import DamagedStore, StoreError


class Clock:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def make() -> tuple[Pulse, Clock]:
    clock = Clock()
    return Pulse({"fetcher": 300.0, "sender": 900.0, "gather": 600.0, "tell": 1000.0}, clock), clock


def test_a_part_at_rest_is_not_stuck() -> None:
    pulse, clock = make()
    with pulse.busy("fetcher"):
        pass
    clock.seconds = 500
    assert pulse.stuck() == ()


def test_a_part_whose_work_does_not_end_is_stuck_and_named() -> None:
    pulse, clock = make()
    with pulse.busy("fetcher"):
        clock.seconds = 301
        assert pulse.stuck() == ("fetcher",)
    assert pulse.stuck() == ()


def test_a_part_of_which_something_ends_is_alive() -> None:
    pulse, clock = make()
    with pulse.busy("fetcher"):
        clock.seconds = 200
        with pulse.busy("fetcher"):
            clock.seconds = 290
        clock.seconds = 500
        assert pulse.stuck() == ()


def test_a_duty_that_is_never_begun_again_is_stuck() -> None:
    pulse, clock = make()
    clock.seconds = 601
    assert pulse.stuck() == ("gather",)


def test_a_long_duty_lives_as_long_as_its_parts_do() -> None:
    pulse, clock = make()
    with pulse.busy("gather"):
        for seconds in range(100, 5_000, 100):
            clock.seconds = seconds
            with pulse.busy("worker"):
                pass
            with pulse.busy("tell"):
                pass
        assert pulse.stuck() == ()
        clock.seconds += 601
        assert pulse.stuck() == ("gather",)


class Work:
    """Duties that fail as a test wants it."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.lines: list[str] = []
        self.gathered = asyncio.Event()
        self.told = asyncio.Event()
        self.times = 0

    async def gather(self, now: datetime, every: bool) -> None:
        self.times += 1
        self.gathered.set()
        if self.error:
            raise self.error

    async def tell(self, now: datetime) -> None:
        self.told.set()

    async def nothing(self, *arguments: object) -> None:
        return

    def duties(self) -> Duties:
        return Duties(self.gather, self.tell, self.nothing, self.nothing, self.lines.append)


@asynccontextmanager
async def running(work: Work, folder: Path) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.ensure_future(Daemon(work.duties(), folder / "watcher.db").run())
    async with asyncio.timeout(20):
        yield task


async def test_a_store_that_is_full_or_locked_is_waited_out(tmp_path: Path) -> None:
    work = Work()
    work.error = StoreError("watcher.db does not fit on its disk; free some space")
    async with running(work, tmp_path) as task:
        await work.gathered.wait()
        os.kill(os.getpid(), 15)
        await task
    assert any("trying again in 15 s" in line for line in work.lines)
    assert work.lines[-1] == "stopped"
    assert work.times == 1, "the feeds are not asked again at each tick"


async def test_damage_ends_the_daemon_so_that_the_next_start_restores(tmp_path: Path) -> None:
    work = Work()
    work.error = DamagedStore("watcher.db is damaged")
    async with running(work, tmp_path) as task:
        with pytest.raises(DamagedStore):
            await task


async def test_a_dead_part_stops_the_pings_that_systemd_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(str(tmp_path / "notify"))
    heard.setblocking(False)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    pulse, clock = make()
    work = Work()
    daemon = Daemon(work.duties(), tmp_path / "watcher.db", pulse)
    daemon._pat()
    assert heard.recv(99) == b"WATCHDOG=1"
    with pulse.busy("sender"):
        clock.seconds = 550
        daemon._pat()
        assert heard.recv(99) == b"WATCHDOG=1"
        clock.seconds = 950
        daemon._pat()
        with pytest.raises(BlockingIOError):
            heard.recv(99)
    heard.close()
    assert "sender" in work.lines[-1]
