"""Whether slow feeds keep the others waiting: `python -m tests.bench.slow [--good 700] [--bad 300]`.

A server of its own drips one byte a second into each bad visit, for ever; the farm answers the good ones.
Compared is when the last good feed has been read, with and without the bad ones, and for one bad among fifty;
pass by pass in turn, as the machine may have other work. At the first pass nobody knows yet who drips.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from socket import socket
from statistics import median

from tests.bench.cycle import farm, say
from tests.bench.peers.watcher_side import START, configure
from watcher.app import open_rooms
from watcher.cycle import Rooms, collect
from watcher.model import Checked, FeedState
from watcher.settings import Config, Feed

DRIP = """
import asyncio, sys
async def serve(reader, writer):
    await reader.read(1)
    writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: application/rss+xml\\r\\n\\r\\n<rss><channel>")
    try:
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(1)
    except ConnectionError:
        pass
async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]), backlog=1000) as server:
        await server.serve_forever()
asyncio.run(main())
"""


@contextmanager
def drips() -> Iterator[int]:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with subprocess.Popen([sys.executable, "-c", DRIP, str(port)]) as process:
        try:
            time.sleep(1)
            yield port
        finally:
            process.terminate()


async def time_good(rooms: Rooms, number: int) -> float:
    """Seconds until the last good feed has been visited in the pass of that number."""
    began = last = time.perf_counter()

    async def check(feed: Feed, state: FeedState | None, whole: bool) -> Checked:
        nonlocal last
        checked = await rooms.check(feed, state, whole)
        last = time.perf_counter()
        return checked

    await collect(replace(rooms, check=check), START + timedelta(minutes=30 * number), every=True)
    return last - began


def plan(folder: Path, urls: list[str]) -> Config:
    folder.mkdir()
    Random(1).shuffle(urls)
    config = configure(folder, urls)
    return replace(config, fetch=replace(config.fetch, timeout_seconds=8.0, per_host=1_000))


async def measure(good: list[str], bad: list[str], passes: int) -> list[tuple[float, float]]:
    """Seconds alone and beside the bad ones, for each pass."""
    with tempfile.TemporaryDirectory() as folder:
        places = plan(Path(folder) / "alone", [*good]), plan(Path(folder) / "beside", [*good, *bad])
        async with open_rooms(places[0]) as alone, open_rooms(places[1]) as beside:
            return [(await time_good(alone, n), await time_good(beside, n)) for n in range(passes)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=700)
    parser.add_argument("--bad", type=int, default=300)
    parser.add_argument("--passes", type=int, default=8)
    told = parser.parse_args()
    with farm(told.good, 2) as port, drips() as dripping:
        good = [f"http://127.0.0.1:{port}/feed/{number}.xml" for number in range(told.good)]
        bad = [f"http://127.0.0.1:{dripping}/{number}" for number in range(told.bad)]
        for few, many in ((good, bad), (good[:50], bad[:1])):
            took = asyncio.run(measure(few, many, told.passes))
            say(f"{len(few)} good feeds alone: {' '.join(f'{each:.2f}' for each, _ in took)} s a pass")
            say(f"beside {len(many)} that drip: {' '.join(f'{each:.2f}' for _, each in took)} s")
            later = median(beside / alone for alone, beside in took[1:])
            say(f"from the second pass on {later:.2f} times as long")


if __name__ == "__main__":
    main()
