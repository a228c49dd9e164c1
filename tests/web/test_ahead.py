"""*Today* is made before anybody waits for it: at the start, and anew when it has gone stale."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime

import anyio
import anyio.to_thread
import httpx
import pytest
from starlette.applications import Starlette

from tests.web.asking import PREVIEWS
from tests.web.conftest import NOW, OTHER, analyze
from watcher import records, store
from watcher.cycle.previewing import foresee, recall
from watcher.model import Digest
from watcher.settings import Config, DigestList
from watcher.store import Store
from watcher.web.desk import Desk
from watcher.web.kept import MOST_SECONDS, STALE_SECONDS
from watcher.web.previews import Previews

FIGURE = "96 Millionen"


@dataclass
class Slow:
    """The cycle's preview, a second and a half long by a clock that goes on when told to."""

    now: float = 100.0
    made: int = 0
    free: threading.Event = field(default_factory=threading.Event)
    again: threading.Event = field(default_factory=threading.Event)

    def clock(self) -> float:
        return self.now

    def foresee(self, config: Config, kept: Store, chosen: DigestList, now: datetime) -> Digest:
        assert self.free.wait(10)
        self.now += 1.5
        self.made += 1
        if self.made > 1:
            self.again.set()
        return foresee(config, kept, chosen, now)


@pytest.fixture
def slow() -> Slow:
    slow = Slow()
    slow.free.set()
    return slow


@pytest.fixture
def desk(config: Config, slow: Slow) -> Iterator[Desk]:
    with closing(Desk(config, Previews(slow.foresee, recall), slow.clock)) as desk:
        yield desk
        slow.free.set()


@asynccontextmanager
async def open_pages(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=desk.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


def report(config: Config) -> None:
    """One more article, analyzed."""
    text = f"Die Brücke kostet nach Angaben der Stadt mehr als {FIGURE} Euro."
    line = json.dumps(OTHER | {"id": "c", "text": text, "seen": "2026-11-21T10:00:00Z"})
    with closing(store.open(config.store)) as kept:
        kept.revisions.add([records.read_article(line, "lines", 4, NOW)])
        analyze(kept)


async def test_who_comes_first_after_the_start_finds_today_made(desk: Desk, slow: Slow) -> None:
    desk.warm()
    slow.free.clear()  # making it again would never end
    async with open_pages(desk) as client:
        assert (await client.get("/")).status_code == 200
    assert slow.made == 1


async def test_nobody_waits_while_a_stale_today_is_made_anew(config: Config, desk: Desk, slow: Slow) -> None:
    async with open_pages(desk) as client:
        first = (await client.get("/")).text
        report(config)
        slow.now += MOST_SECONDS
        slow.free.clear()
        assert [(await client.get("/")).text for _ in range(3)] == [first] * 3
        slow.free.set()
        desk.close()  # when it is made
        assert FIGURE not in first
        assert FIGURE in (await client.get("/")).text
    assert slow.made == 2


async def test_a_today_that_nobody_asked_for_is_made_anew_all_the_same(desk: Desk, slow: Slow) -> None:
    desk.warm()
    slow.now += MOST_SECONDS + STALE_SECONDS
    async with anyio.create_task_group() as beside:
        beside.start_soon(desk.keep_ahead)
        assert await anyio.to_thread.run_sync(slow.again.wait, 10)
        beside.cancel_scope.cancel()


async def test_after_a_verdict_no_old_today_is_shown(config: Config, desk: Desk) -> None:
    desk.warm()
    report(config)
    desk.forget()
    async with open_pages(desk) as client:
        assert FIGURE in (await client.get("/")).text


async def test_a_desk_without_a_store_starts(config: Config) -> None:
    config.store.unlink()
    with closing(Desk(config, PREVIEWS)) as desk:
        desk.warm()
