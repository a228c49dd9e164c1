"""Connections: asking over HTTP/1.1, through the guard, and keeping what may be used again.

Our own, because the transport is nearly all that an unchanged feed costs (docs/decisions/http.md).
It is also stricter: a connection goes back to the pool only when nothing lies behind
the answer, so that bytes glued to it are never taken for the answer to the next request.
"""

from __future__ import annotations

import asyncio
import resource
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from watcher.collect.guard import Guard
from watcher.collect.wire import BLANK, LONGEST_HEAD, Cut, Line, ProtocolFault, Reply, understand

MOST_HINTS = 20  # answers of 1xx before the answer
ATTEMPT_SECONDS = 5.0  # for one address of several
IDLE_SECONDS = 20.0
MOST_RESTING = 1_000  # connections kept in all, and no more than a quarter of the files we may open
LATE = 0.02  # seconds; a timer that comes later tells of a busy process
BEAT = 0.1  # seconds between two looks whether it is
MOST_IDLE = 4  # connections kept for one origin, unless more may be open to a host at once


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a connection leads to."""

    secure: bool
    host: str
    port: int


class Connections:
    """Asks and remembers idle connections. Close it at the end. `most_idle`: kept for one origin.

    What has rested for `idle_seconds` is closed: a feed comes again in half an hour, and a thousand connections
    are a thousand files and, with TLS, 50 MB.
    """

    def __init__(
        self,
        guard: Guard,
        context: ssl.SSLContext,
        most_idle: int = MOST_IDLE,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._guard = guard
        self._context = context
        self._most_idle = most_idle
        self._idle_seconds = idle_seconds
        self._most_resting = min(MOST_RESTING, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 4)
        self._idle: dict[Origin, list[Line]] = defaultdict(list)
        self._broom: asyncio.TimerHandle | None = None

    async def ask(self, origin: Origin, request: bytes) -> Reply:
        """The answer to the request, its body still to be read; `release` it in any case."""
        while line := self._take_idle(origin):
            try:
                return await _talk(line, request)
            except (Cut, ConnectionError):
                continue  # it was closed while it rested; a new one tells
        return await _talk(await self._connect(origin), request)

    def release(self, origin: Origin, reply: Reply) -> None:
        """Nothing more is read of the answer; its connection is kept when that was read to its end."""
        line = reply.line
        lines = self._idle[origin]
        room = len(lines) < self._most_idle and len(self._idle) <= self._most_resting
        if room and reply.whole and reply.head.keeps and line.is_clean:
            line.idle_since = asyncio.get_running_loop().time()
            lines.append(line)
        else:
            line.transport.abort()
        self._sweep_later()

    def _sweep_later(self) -> None:
        if self._broom is None:
            self._broom = asyncio.get_running_loop().call_later(self._idle_seconds, self._sweep)

    def _sweep(self) -> None:
        """Close what has rested too long, and forget where nothing rests."""
        self._broom = None
        oldest = asyncio.get_running_loop().time() - self._idle_seconds
        for origin, lines in list(self._idle.items()):
            for line in lines:
                if line.idle_since <= oldest:
                    line.transport.abort()
            kept = [line for line in lines if line.idle_since > oldest]
            if kept:
                lines[:] = kept
            else:
                del self._idle[origin]
        if self._idle:
            self._sweep_later()

    def _take_idle(self, origin: Origin) -> Line | None:
        now = asyncio.get_running_loop().time()
        lines = self._idle[origin]
        while lines:
            line = lines.pop()
            if line.is_clean and now - line.idle_since < self._idle_seconds:
                return line
            line.transport.abort()
        del self._idle[origin]
        return None

    async def _connect(self, origin: Origin) -> Line:
        addresses = await self._guard.find_addresses(origin.host, origin.port)
        for address in addresses[:-1]:
            try:
                # Another address may answer where this one does not (a broken IPv6 route).
                async with asyncio.timeout(ATTEMPT_SECONDS):
                    return await self._dial(origin, address)
            except OSError:
                continue
        return await self._dial(origin, addresses[-1])

    async def _dial(self, origin: Origin, address: str) -> Line:
        _, line = await asyncio.get_running_loop().create_connection(
            Line,
            address,
            origin.port,
            ssl=self._context if origin.secure else None,
            server_hostname=origin.host if origin.secure else None,
        )
        return line

    def close(self) -> None:
        if self._broom:
            self._broom.cancel()
        for line in (line for lines in self._idle.values() for line in lines):
            line.transport.abort()
        self._idle.clear()


class Deadlines:
    """Deadlines that stand still while this process is too busy to hear what comes in.

    A visit's time is the far side's. Reading documents and storing them takes turns with the visits, and on a
    machine with much else to do a turn may take seconds. None becomes longer than twice what was asked for.
    """

    def __init__(self) -> None:
        self._running: dict[asyncio.Timeout, float] = {}  # and when it ends at the latest
        self._beat: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def limit(self, seconds: float) -> AsyncIterator[None]:
        """Raises TimeoutError."""
        async with asyncio.timeout(seconds) as deadline:
            loop = asyncio.get_running_loop()
            self._running[deadline] = loop.time() + 2 * seconds
            if self._beat is None:
                self._beat = loop.call_later(BEAT, self._listen)
            try:
                yield
            finally:
                del self._running[deadline]

    def _listen(self) -> None:
        """As late as this comes, all others were kept waiting; it is due before whatever is due with it."""
        assert self._beat
        loop = asyncio.get_running_loop()
        late = loop.time() - self._beat.when()
        for deadline, latest in self._running.items() if late > LATE else ():
            if not deadline.expired():
                deadline.reschedule(min((deadline.when() or latest) + late, latest))
        self._beat = loop.call_later(BEAT, self._listen) if self._running else None

    def close(self) -> None:
        if self._beat:
            self._beat.cancel()


async def _talk(line: Line, request: bytes) -> Reply:
    done = False
    try:
        line.transport.write(request)
        for _ in range(MOST_HINTS):
            head = understand(await line.match(BLANK, LONGEST_HEAD))
            if head.status >= 200:
                done = True
                return Reply(head, line)
        raise ProtocolFault("hints without end")
    finally:
        if not done:
            line.transport.abort()
