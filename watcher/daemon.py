"""The clock: wakes the pipeline, listens to signals and to `watcher cycle`, and tells systemd how it is.

APScheduler is only an alarm clock. What is due is computed from the database at each tick, because a
scheduler's own memory loses runs that come late (its default grace is one second) and repeats hours that come
twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from watcher.errors import ConfigError, DamagedStore, StoreError, tell_reason

TICK_SECONDS = 5
DRAIN_SECONDS = 15.0
FIRST_HOUSEKEEPING = timedelta(minutes=1)
REST_SECONDS = (15, 60, 300)  # after a fault of the store: a full disk, a lock; the last one repeats
DUTIES = ("gather", "tell")
# The slowest a part may be: a fetch 30 s, a worker's job 10 s, the answer to a mail ten minutes (RFC 5321).
PATIENCE = {"fetcher": 300.0, "worker": 120.0, "sender": 900.0, "gather": 600.0, "tell": 1_000.0}
ALARM: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


@dataclass(frozen=True, slots=True)
class Duties:
    """What the daemon is handed: it knows when, they know what. Each is given the time."""

    gather: Callable[[datetime, bool], Awaitable[object]]  # collect and analyze; True: every feed
    tell: Callable[[datetime], Awaitable[object]]  # compose and deliver
    keep_house: Callable[[datetime], Awaitable[object]]
    reload: Callable[[], Awaitable[object]]  # raises ConfigError: the old configuration stays in force
    log: Callable[[str], object]


def now() -> datetime:
    return datetime.now(UTC)


class Pulse:
    """Which parts are at work and when each last got something done, so that a part that has died is noticed.

    A part is stuck when work is under way in it and none of it has ended for its `patience`; a duty also when
    it has not been begun for that long. Seconds are the monotonic clock's: sleep does not count.
    """

    def __init__(self, patience: Mapping[str, float], clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._moved: dict[str, float] = dict.fromkeys(DUTIES, clock())

    @contextlib.contextmanager
    def busy(self, part: str) -> Iterator[None]:
        if not self._under_way[part]:
            self._moved[part] = self._clock()
        self._under_way[part] += 1
        try:
            yield
        finally:
            self._under_way[part] -= 1
            self._moved[part] = self._clock()
            for duty in DUTIES:  # a long duty lives as long as its parts do
                self._moved[duty] = self._clock() if self._under_way[duty] else self._moved[duty]

    def stuck(self) -> tuple[str, ...]:
        """Names of parts, sorted."""
        expected = {*DUTIES, *(part for part, count in self._under_way.items() if count)}
        return tuple(sorted(part for part in expected if self._age(part) > self._patience.get(part, 600.0)))

    def _age(self, part: str) -> float:
        return self._clock() - self._moved[part]


@contextlib.contextmanager
def lock(store: Path) -> Iterator[None]:
    """One daemon per store: the kernel frees the lock however the process ends."""
    path = store.with_suffix(".lock")
    with _open_lock(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise StoreError(
                f"{store}: a daemon (process {holder}) already works on this store; stop it first"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _open_lock(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+")
    except OSError as error:
        raise StoreError(
            f"{path.parent}: the store cannot be kept here ({tell_reason(error)}); "
            "check its rights or store.path"
        ) from error


class Daemon:
    """One event loop: alarms set duties in motion, `stopping` ends them. Hold the store's `lock` around it."""

    def __init__(self, duties: Duties, store: Path, pulse: Pulse | None = None) -> None:
        self._duties = duties
        self._pulse = pulse or Pulse(PATIENCE)
        self._faults = 0  # of the store, in a row
        self._rest_until = 0.0
        self._socket = store.with_suffix(".sock")
        self._stopping = asyncio.Event()
        self._gathering = asyncio.Lock()
        self._telling = asyncio.Lock()
        self._running: set[asyncio.Task[object]] = set()
        self._failure: BaseException | None = None

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self._stopping.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._begin_soon(self._reload))
        scheduler = self._set_alarms()
        server = await self._listen()
        notify("READY=1")
        self._duties.log("running")
        await self._stopping.wait()
        notify("STOPPING=1")
        scheduler.shutdown(wait=False)  # it would cancel running coroutines, so we keep them ourselves
        server.close()
        self._socket.unlink(missing_ok=True)
        await self._drain()
        self._duties.log("stopped")
        if self._failure:
            raise self._failure

    def _set_alarms(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=ALARM)
        first = now()
        for name, duty in (("gather", self._gather), ("tell", self._tell)):
            scheduler.add_job(
                self._begin, "interval", [duty], id=name, seconds=TICK_SECONDS, next_run_time=first
            )
        soon = first + FIRST_HOUSEKEEPING
        scheduler.add_job(
            self._begin, "interval", [self._keep_house], id="keep_house", hours=1, next_run_time=soon
        )
        if seconds := watchdog_seconds():
            scheduler.add_job(self._pat, "interval", id="watchdog", seconds=seconds)
        scheduler.start()
        return scheduler

    def _begin_soon(self, duty: Callable[[], Awaitable[object]]) -> asyncio.Task[object]:
        """Run a duty as a task of our own: `shutdown` does not wait for coroutines, `_drain` does."""
        task = asyncio.ensure_future(duty())
        self._running.add(task)
        task.add_done_callback(self._finish)
        return task

    async def _begin(self, duty: Callable[[], Awaitable[object]]) -> None:
        with contextlib.suppress(asyncio.CancelledError):  # by `shutdown`; the duty itself is left to `_drain`
            await asyncio.wait([self._begin_soon(duty)])

    def _finish(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._failure = error
            self._stopping.set()

    async def _gather(self, every: bool = False) -> object:
        async with self._gathering:
            with self._pulse.busy("gather"):
                return await self._weather(lambda: self._duties.gather(now(), every))

    async def _tell(self) -> None:
        async with self._telling:
            with self._pulse.busy("tell"):
                await self._weather(lambda: self._duties.tell(now()))

    async def _keep_house(self) -> None:
        await self._weather(lambda: self._duties.keep_house(now()))

    async def _weather(self, duty: Callable[[], Awaitable[object]]) -> object:
        """A full disk or a locked store passes: rest, try again. Damage does not: whoever starts us restores.

        Resting, not restarting, because a restart would ask every feed again that is due.
        """
        if time.monotonic() < self._rest_until:
            return None
        try:
            done = await duty()
        except DamagedStore:
            raise
        except StoreError as error:
            rest = REST_SECONDS[min(self._faults, len(REST_SECONDS) - 1)]
            self._faults += 1
            self._rest_until = time.monotonic() + rest
            self._duties.log(f"store: {error}; trying again in {rest} s")
            return None
        self._faults = 0
        return done

    async def _drain(self) -> None:
        """Let what is under way come to its end; what takes longer is cancelled, and nothing is lost by it."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _reload(self) -> None:
        """Between passes, never within one: the rooms are exchanged as a whole."""
        notify("RELOADING=1")
        async with self._gathering, self._telling:
            try:
                await self._duties.reload()
                self._duties.log("configuration reloaded")
            except ConfigError as error:
                self._duties.log(f"configuration rejected, the old one stays in force: {error}")
        notify("READY=1")

    def _pat(self) -> None:
        """Tell systemd we live, unless a part of us has died."""
        if stuck := self._pulse.stuck():
            self._duties.log(f"no progress in: {', '.join(stuck)}; systemd will start watcher again")
        else:
            notify("WATCHDOG=1")

    async def _listen(self) -> asyncio.AbstractServer:
        """A unix socket next to the store, through which `watcher cycle` asks a running daemon."""
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._answer, self._socket)
        self._socket.chmod(0o600)
        return server

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, json.JSONDecodeError, TimeoutError):
            async with asyncio.timeout(5):
                question = json.loads(await reader.readline() or b"null")
            if question is not None:  # else `is_running` has only knocked
                report = await self._gather(bool(question.get("every")))
                await self._tell()
                writer.write(json.dumps({"report": str(report)}).encode() + b"\n")
                await writer.drain()
        writer.close()


def ask(store: Path, *, every: bool) -> str | None:
    """Ask the daemon on this store for a cycle; None when there is none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as channel:
        channel.connect(str(store.with_suffix(".sock")))
        channel.sendall(json.dumps({"every": every}).encode() + b"\n")
        answer = channel.makefile().readline()
        return str(json.loads(answer)["report"]) if answer else None
    return None


def is_running(store: Path) -> bool:
    """Whether a daemon works on this store; it is asked for nothing."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as channel:
        channel.connect(str(store.with_suffix(".sock")))
        return True
    return False


def notify(state: str) -> None:
    """sd_notify(3): a datagram to systemd, if it listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.setblocking(False)  # a listener that does not read must not stop us
        channel.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)


def watchdog_seconds() -> float | None:
    """Half of what the unit's WatchdogSec allows (sd_watchdog_enabled(3))."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 2_000_000 if microseconds.isdigit() else None
