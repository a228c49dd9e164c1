"""How fast the pages are over a large store while it is being written:

python -m tests.bench.web [--items 100000] [--seconds 30] [--rate 50] [--store FILE] [--alone]

Builds a store of invented reports (half as many claims, a fifth of them in one topic), serves it by a process
of its own, asks for pages of every kind at a steady rate whether or not the last answer has come, and says
median, p95 and worst in milliseconds for each kind, errors, and the memory that the server needed. While it
builds, it says how the store grows. With --alone it asks each page a few times in its own process instead, and
says how much CPU time each needs: that does not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import httpx

from tests.bench.web_server import OUTLETS, TOPICS, configure
from tests.bench.web_store import STEMS, WORDS, build, chance, name_item, name_topic, tell
from watcher import store

ALONE = 15  # times each page is asked for its CPU time


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=100_000)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--rate", type=float, default=50)
    asked.add_argument("--store", type=Path, help="kept and used again")
    asked.add_argument("--alone", action="store_true", help="CPU time of each page, one after the other")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "web.db"
        if not path.exists():
            build(path, given.items)
        print(f"store: {path.stat().st_size / 2**20:.0f} MB")  # noqa: T201
        asyncio.run(ask_alone(path) if given.alone else measure(path, given.seconds, given.rate))


def questions(items: int) -> Iterator[tuple[str, str]]:
    """A page of every kind in turn, each time another one."""
    while True:
        number = chance.randrange(items)
        topic = chance.choice(TOPICS)
        yield "today", "/"
        yield "topic of 10,000", f"/topic/gross?page={chance.randrange(1, 200)}"
        yield "topic", f"/topic/{topic}"
        yield "topic, filtered", f"/topic/gross?outlet={chance.choice(OUTLETS)}&standing=confirmed&sort=latest"
        yield "claim", f"/claim/{name_topic(number)}/k{number // 2}"
        yield "item", f"/item/{name_item(number)}"
        yield "feeds", "/feeds"
        yield "outlet", f"/outlet/{chance.choice(OUTLETS)}"
        yield "brief", f"/brief/{topic}"
        yield "search", f"/search?q={chance.choice(STEMS)}"
        yield "search, two words", f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}"
        yield "sent", "/sent"
        yield "claim's permalink", f"/claim/k{chance.randrange(items) // 2}"
        yield "topic's Atom", f"/topic/{topic}/atom"
        yield "health", "/healthz"


async def measure(path: Path, seconds: float, rate: float) -> None:
    port = find_port()
    command = [sys.executable, "-m", "tests.bench.web_server", str(path), str(port)]
    with subprocess.Popen(command) as server:  # noqa: ASYNC220 - before there is anything to wait for
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
                began = time.monotonic()
                await wait(client)
                print(f"ready after {time.monotonic() - began:.1f} s")  # noqa: T201
                before = computed(server.pid)
                apart = multiprocessing.get_context("spawn")
                stop = apart.Event()
                writer = apart.Process(target=keep_writing, args=(path, stop))
                writer.start()
                try:
                    times = await load(client, seconds, rate, count_items(path))
                finally:
                    stop.set()
                    writer.join()
            spent, asked = computed(server.pid) - before, sum(map(len, times.values()))
            report(times, memory(server.pid))
            print(f"the server computed for {1000 * spent / asked:.1f} ms a page")  # noqa: T201
        finally:
            server.terminate()


async def ask_alone(path: Path) -> None:
    from tests.web.asking import ask as open_desk

    times: dict[str, list[float]] = {}
    async with open_desk(configure(path)) as client:
        pages = questions(count_items(path))
        kinds = {kind for kind, _ in (next(pages) for _ in range(2 * ALONE))}
        while any(len(times.get(kind, ())) < ALONE for kind in kinds):
            kind, address = next(pages)
            began = time.process_time()
            # Another query each time, so that no page is one just made; unknown parameters are not read.
            answer = await client.get(
                f"{address}{'&' if '?' in address else '?'}n={began}", follow_redirects=True
            )
            assert answer.status_code == 200, address
            times.setdefault(kind, []).append((time.process_time() - began) * 1000)
    print("CPU time, not time on the clock:")  # noqa: T201
    report(times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def count_items(path: Path) -> int:
    """Those that were built; what an earlier run's writer added is numbered far beyond."""
    with store.open(path, readonly=True) as kept:
        every = range(kept.reading.sizes()["items"])
        return bisect_left(every, True, key=lambda number: kept.revisions.latest(name_item(number)) is None)


async def wait(client: httpx.AsyncClient) -> None:
    for _ in range(600):
        try:
            await client.get("/healthz")
            return
        except httpx.TransportError:
            await asyncio.sleep(0.1)
    raise SystemExit("the pages do not come up")


def keep_writing(path: Path, stop: Event) -> None:
    """A cycle beside it: 20 new items a second, in transactions of 20."""
    with store.open(path) as kept:
        number = int(time.time()) * 100
        while not stop.wait(1):
            with kept.write():
                for each in range(number, number + 20):
                    tell(kept, each, each)
            number += 20


async def load(client: httpx.AsyncClient, seconds: float, rate: float, items: int) -> dict[str, list[float]]:
    """An answer that is late does not slow down what is asked next."""
    times: dict[str, list[float]] = {}
    began = time.monotonic()
    running = []
    for number, (kind, address) in enumerate(questions(items)):
        at = number / rate
        if at > seconds:
            break
        await asyncio.sleep(max(0.0, began + at - time.monotonic()))
        running.append(asyncio.create_task(ask(client, kind, address, times)))
    await asyncio.gather(*running)
    return times


async def ask(client: httpx.AsyncClient, kind: str, address: str, times: dict[str, list[float]]) -> None:
    began = time.monotonic()
    try:
        answer = await client.get(address, follow_redirects=True)
        kind = kind if answer.status_code == 200 else f"ERROR {answer.status_code} {kind}"
    except httpx.HTTPError as error:
        kind = f"ERROR {type(error).__name__} {kind}"
    times.setdefault(kind, []).append((time.monotonic() - began) * 1000)


def memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def computed(pid: int) -> float:
    """Seconds of processor time, which do not depend on what else the machine does."""
    after_name = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def report(times: dict[str, list[float]], megabytes: float) -> None:
    rows = [*times.items(), ("all", [each for found in times.values() for each in found])]
    print(f"{'':24}{'n':>6}{'median':>9}{'p95':>9}{'worst':>9}  ms")  # noqa: T201
    for kind, found in rows:
        p95 = sorted(found)[int(len(found) * 0.95)]
        print(f"{kind:24}{len(found):>6}{statistics.median(found):>9.1f}{p95:>9.1f}{max(found):>9.1f}")  # noqa: T201
    print(f"server's memory at its highest: {megabytes:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
