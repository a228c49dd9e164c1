"""How memory and open files grow while watcher fetches, parses, analyses and tells.

    python -m tests.bench.soak SECONDS

Twenty feeds on loopback, whose answers are new stories, edits, 304s, unchanged bodies, faults and cut bodies,
are checked over and over; a pass is a quarter of an hour of the simulated clock, each morning brings digests.
The workers' jobs run in this process, so that their leaks show too (children are replaced now and then).

Caches with a bound take hours to fill, and hide what grows beside them: before each sample they are emptied, so
that what is left must be flat. Those without a bound stay, and would show. The slope is that of a straight line
through the samples after the first passes.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import linear_regression, mean

from tests.crash import scene
from tests.crash.postbox import Postbox
from watcher import store as stores
from watcher.cli import heap
from watcher.collect.fetch import Fetcher
from watcher.cycle import Report, Rooms, cycle
from watcher.settings import Config, Feed, FetchSettings

CACHE = type(functools.lru_cache(len))
FEEDS = 20
AT_FIRST = 5  # stories in each feed
SHOWN = 10
EVERY = 5  # passes, to a sample
WARM_PASSES = 100  # until every kind of answer and a digest have come, and SQLite has its pages
PAGE = 4096
PLACES = (
    "Elbe",
    "Oder",
    "Mulde",
    "Saale",
    "Spree",
    "Havel",
    "Weser",
    "Aller",
    "Leine",
    "Werra",
    "Donau",
    "Isar",
)
PEOPLE = ("Maier", "Schulze", "Krause", "Lehmann", "Richter", "Vogel", "Busch", "Hartung", "Ziegler", "Pohl")
OFFICES = ("Landrat", "Bürgermeister", "Feuerwehrchef", "Ministerin", "Sprecherin", "Deichgraf")


def write_story(number: int, edited: int = 0) -> str:
    """An entry: a handful of sentences that state something, in words from a bounded stock."""
    luck = random.Random(number)
    place, office, name = luck.choice(PLACES), luck.choice(OFFICES), luck.choice(PEOPLE)
    metres, houses = luck.randint(2, 300), luck.randint(2, 300) + edited % 50
    text = (
        f"Der Pegel der {place} steigt auf {metres} Zentimeter, sagte {office} {name} am Freitag. "
        f"{houses} Häuser stehen leer. Der Damm bei {luck.choice(PLACES)}burg hält nach Angaben von "
        f"{luck.choice(PEOPLE)} noch {luck.randint(2, 90)} Stunden. "
        f"Helfer füllen {100 * luck.randint(1, 50)} Sandsäcke."
    )
    title = f"Pegel der {place} steigt auf {metres} Zentimeter"
    return f"<item><guid>g{number}</guid><title>{title}</title><description>{text}</description></item>"


class Farm:
    """The feeds, in a process of their own. What a feed answers follows from how often it was asked."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._stories: dict[str, list[str]] = {}
        self._made = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                answer = self.answer(head.split(" ")[1], "if-none-match" in head.lower())
                writer.write(answer)
                await writer.drain()
                if b"Connection: close" in answer:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def answer(self, path: str, conditional: bool) -> bytes:
        stories = self._stories.setdefault(path, [self._new() for _ in range(AT_FIRST)])
        self._asked[path] += 1
        match (self._asked[path] + int(path[1:])) % 20:
            case 0:
                stories.insert(0, self._new())
                del stories[SHOWN:]
            case 5:
                stories[0] = write_story(self._made, self._asked[path])
            case 10:
                return b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"
            case 15:
                return _respond(stories)[:-400].replace(b"200 OK\r\n", b"200 OK\r\nConnection: close\r\n")
            case turn if turn % 2 and conditional:
                return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return _respond(stories)

    def _new(self) -> str:
        self._made += 1
        return write_story(self._made)


def _respond(stories: list[str]) -> bytes:
    body = f"<rss version='2.0'><channel><title>Blatt</title>{''.join(stories)}</channel></rss>".encode()
    tag = f"{hash(body):x}"
    return f'HTTP/1.1 200 OK\r\nETag: "{tag}"\r\nContent-Length: {len(body)}\r\n\r\n'.encode() + body


async def _farm() -> None:
    server = await asyncio.start_server(Farm().serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - to whoever started us
    await server.serve_forever()


@contextmanager
def farm() -> Iterator[int]:
    words = [sys.executable, "-m", "tests.bench.soak", "farm"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many checks: megabytes, and open files."""

    checks: int
    resident: float
    files: int


def look(checks: int) -> Sample:
    empty_caches()
    heap.give_back()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Sample(checks, pages * PAGE / 1e6, sum(1 for _ in Path("/proc/self/fd").iterdir()))


def empty_caches() -> None:
    """Those of functools that have a bound, and that of `re`."""
    re.purge()
    gc.unfreeze()  # the morphology freezes what it finds, caches among it, and they could not be found here
    for each in gc.get_objects():
        if isinstance(each, CACHE) and each.cache_info().maxsize is not None:
            each.cache_clear()
    gc.collect()


def configure(folder: Path, smtp: int, port: int) -> Config:
    feeds = tuple(Feed(f"blatt{n}", f"http://127.0.0.1:{port}/{n}", f"Blatt {n}", "de") for n in range(FEEDS))
    fetch = FetchSettings(allow_private=(f"127.0.0.1:{port}",), per_host=FEEDS, timeout_seconds=10)
    return replace(scene.configure(folder / "watcher.db", "soak.example", smtp), feeds=feeds, fetch=fetch)


async def soak(config: Config, seconds: float) -> tuple[list[Sample], Report]:
    """Samples since it was warm, and all that was done."""
    samples: list[Sample] = []
    done, begun, checks, passes = Report(), 0.0, 0, 0
    with stores.open(config.store) as kept:
        async with Fetcher(config.fetch) as fetcher:
            rooms = replace(
                scene.furnish(config, kept, []),
                check=lambda feed, state, whole: fetcher.check(feed, state, whole=whole),
            )
            while not begun or time.monotonic() - begun < seconds:
                done += await go_round(rooms, passes)
                passes, checks = passes + 1, checks + FEEDS
                if passes > WARM_PASSES:
                    begun = begun or time.monotonic()
                    if passes % EVERY == 0:
                        samples.append(look(checks))
                        tell(samples[-1])
    return samples, done


async def go_round(rooms: Rooms, number: int) -> Report:
    """As the daemon does: a pass, and what the heap holds in vain is given back."""
    report = await cycle(rooms, scene.MORNING + timedelta(minutes=15 * number), every=True)
    heap.give_back()
    return report


def tell(last: Sample) -> None:
    """For whoever waits."""
    print(f"{last.checks} checks: {last.resident:.1f} MB, {last.files} files", flush=True)  # noqa: T201


def judge(samples: list[Sample], done: Report) -> dict[str, object]:
    tenth = max(1, len(samples) // 10)
    slope = linear_regression([each.checks for each in samples], [each.resident for each in samples]).slope
    return {
        "checks": samples[-1].checks - samples[0].checks,
        "warm_up_checks": samples[0].checks,
        "first_tenth_mb": round(mean(each.resident for each in samples[:tenth]), 2),
        "last_tenth_mb": round(mean(each.resident for each in samples[-tenth:]), 2),
        "mb_per_10000_checks": round(slope * 10_000, 2),
        "files": sorted({each.files for each in samples}),
        "done": str(done),
    }


def main() -> None:
    if sys.argv[1] == "farm":
        asyncio.run(_farm())
        return
    with tempfile.TemporaryDirectory() as name, farm() as port:
        postbox = Postbox(Path(name) / "mails.txt")
        try:
            config = configure(Path(name), postbox.port, port)
            print(json.dumps(judge(*asyncio.run(soak(config, float(sys.argv[1])))), indent=1))  # noqa: T201
        finally:
            postbox.close()


if __name__ == "__main__":
    main()
