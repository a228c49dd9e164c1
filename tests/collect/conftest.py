"""A real server on loopback that says, byte by byte, what a test wants said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from watcher.collect.fetch import Fetcher
from watcher.settings import Feed, FetchSettings

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Bote</title>
<item><title>Die Br\xc3\xbccke ist gesperrt</title><link>/a/1</link><guid>1</guid></item></channel></rss>"""


def response(body: bytes = FEED, *headers: str, status: str = "200 OK") -> bytes:
    """A whole HTTP response with its Content-Length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return response(b"", f"Location: {to}", status=status)


@dataclass
class Loopback:
    """`answers`: path -> bytes to send, in turn when there are several; None: never answer."""

    port: int = 0
    answers: dict[str, list[bytes | None]] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    gate: asyncio.Event | None = None  # nothing is answered before it opens
    two_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, path: str = "/feed") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def say(self, *answers: bytes | None, path: str = "/feed") -> None:
        self.answers[path] = list(answers)

    def feed(self, path: str = "/feed", **more: object) -> Feed:
        return Feed("bote", self.url(path), "Bote", **more)  # type: ignore[arg-type]

    def asked(self, name: str, number: int = -1) -> bytes | None:
        """The value of a header in the request of that number."""
        for line in self.requests[number].split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.lower().encode():
                return value
        return None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            self.requests.append(request)
            if len(self.requests) > 1:
                self.two_asked.set()
            if self.gate:
                await self.gate.wait()
            answers = self.answers.get(request.split(b" ")[1].decode(), [response(b"", status="404 Not Found")])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if answer is None:
                await reader.read()  # until the client gives up
            else:
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.at_once -= 1
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    loopback = Loopback()
    listener = await asyncio.start_server(loopback.serve, "127.0.0.1", 0)
    loopback.port = listener.sockets[0].getsockname()[1]
    async with listener:
        yield loopback


@asynccontextmanager
async def fetching(server: Loopback, **settings: object) -> AsyncIterator[Fetcher]:
    """A fetcher that may visit the server and nobody else."""
    told: dict[str, object] = {
        "allow_private": (f"127.0.0.1:{server.port}",),
        "timeout_seconds": 5.0,
        **settings,
    }
    async with Fetcher(FetchSettings(**told)) as fetcher:  # type: ignore[arg-type]
        yield fetcher
