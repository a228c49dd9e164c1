"""watcher's side: the real rooms on a store of their own, one pass for each line of standard input.

python -m tests.bench.peers.watcher_side FOLDER URLS      URLS: a file with one address a line
"""

from __future__ import annotations

import asyncio
import cProfile
import json
import os
import pstats
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watcher.app import open_rooms
from watcher.cycle import Rooms, analyze, collect
from watcher.model import Revision
from watcher.settings import Config, Feed, FetchSettings, Topic

START = datetime(2026, 11, 22, tzinfo=UTC)
TERMS = 1_000


def configure(folder: Path, urls: list[str]) -> Config:
    places = {url.split("/")[2] for url in urls}
    words = [f"stichwort{number:04}" for number in range(TERMS)]
    topics = tuple(
        Topic(f"t{at}", " OR ".join(words[at : at + 100]), f"Thema {at}") for at in range(0, TERMS, 100)
    )
    return Config(
        folder=folder,
        store=folder / "watcher.db",
        feeds=tuple(Feed(f"f{number}", url, f"Outlet {number}") for number, url in enumerate(urls)),
        topics=topics,
        fetch=FetchSettings(allow_private=tuple(places), per_host=50, concurrency=50),
    )


def spent() -> float:
    """Processor seconds of this process and of its workers, which still live."""
    tick = os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    stats = [Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split() for child in children]
    return time.process_time() + sum(int(each[11]) + int(each[12]) for each in stats) / tick


def weigh() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


async def start(rooms: Rooms) -> None:
    """The interpreters' start, with all that they import, is no part of a pass, nor is reader's.

    The lists of words and the topics' automaton, read once, are of that kind.
    """
    rooms.matcher.hears(Revision("x", 1, "x", "x", "Ä", "ł", START, "live", language="de"))
    empty = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
    await asyncio.gather(*(rooms.worker.parse(empty, None, "http://x.example/", 1) for _ in range(2)))


async def serve(config: Config, profile: bool) -> None:
    async with open_rooms(config) as rooms:
        await start(rooms)
        for number, _ in enumerate(iter(sys.stdin.readline, "")):
            print(json.dumps(await measure(rooms, START + timedelta(minutes=30 * number), profile)), flush=True)  # noqa: T201


async def measure(rooms: Rooms, now: datetime, profile: bool) -> dict[str, float]:
    cpu, wall = spent(), time.perf_counter()
    profiler = cProfile.Profile(time.process_time, builtins=False)
    if profile:
        profiler.enable()
    report = await collect(rooms, now, every=True) + await analyze(rooms, now)
    if profile:
        profiler.disable()
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(30)
    return {
        "cpu": spent() - cpu,
        "wall": time.perf_counter() - wall,
        "items": sum(1 for _ in rooms.store.revisions.items()),
        "failed": report.failed,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "now": weigh(),
    }


if __name__ == "__main__":
    place = Path(sys.argv[1])
    addresses = Path(sys.argv[2]).read_text().split()
    asyncio.run(serve(configure(place, addresses), "--profile" in sys.argv))
