"""HTTP/1.1 as it comes over the wire: what is taken, what is refused, and when a connection is used again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from tests.collect.conftest import FEED, Loopback, fetching, response
from watcher.collect.connections import Connections, Origin
from watcher.collect.guard import Guard, tls
from watcher.collect.wire import Cut, ProtocolFault
from watcher.errors import FetchError

REQUEST = b"GET /feed HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
async def connections(server: Loopback) -> AsyncIterator[Connections]:
    kept = Connections(Guard((f"127.0.0.1:{server.port}",)), tls())
    yield kept
    kept.close()


async def ask(server: Loopback, connections: Connections) -> tuple[int, bytes]:
    origin = Origin(False, "127.0.0.1", server.port)
    reply = await connections.ask(origin, REQUEST)
    try:
        return reply.head.status, b"".join([piece async for piece in reply.body()])
    finally:
        connections.release(origin, reply)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhallo",
        b"HTTP/1.0 200 OK\r\n\r\nhallo",
        b"HTTP/1.1 200\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhallo",
        CHUNKED + b"2\r\nha\r\n3;ext=1\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\nContent-Length: 5\r\n\r\nhallo",
    ],
    ids=["length", "said twice", "until the end", "no reason", "bare LF", "chunks", "hints", "folded"],
)
async def test_every_form_of_an_answer_is_read(
    server: Loopback, connections: Connections, answer: bytes
) -> None:
    server.say(answer)
    assert await ask(server, connections) == (200, b"hallo")


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nhallo",
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 103 Hints\r\n\r\n" * 50,
        CHUNKED + b"zz\r\nhallo\r\n0\r\n\r\n",
        CHUNKED + b"400000000000000000\r\nhallo",
        CHUNKED + b"2\r\nhallo\r\n0\r\n\r\n",
        CHUNKED + b"5;" + b"a" * 9_000,
        CHUNKED + b"0\r\n" + b"T: x\r\n" * 50_000,
    ],
)
async def test_what_breaks_the_rules_is_a_fault(
    server: Loopback, connections: Connections, answer: bytes
) -> None:
    server.say(answer)
    with pytest.raises(ProtocolFault):
        await ask(server, connections)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhallo",
        CHUNKED + b"5\r\nhallo\r\n",
        CHUNKED + b"9\r\nhallo",
    ],
)
async def test_an_answer_that_ends_too_early_is_cut(
    server: Loopback, connections: Connections, answer: bytes
) -> None:
    server.say(answer)
    with pytest.raises(Cut):
        await ask(server, connections)


async def test_bytes_behind_an_answer_are_never_the_answer_to_the_next_request() -> None:
    asked = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        true = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\necht"
        with contextlib.suppress(asyncio.IncompleteReadError), contextlib.closing(writer):
            while await reader.readuntil(b"\r\n\r\n"):
                asked += 1
                writer.write(true + true.replace(b"echt", b"luge") if asked == 1 else true)
                await writer.drain()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        connections = Connections(Guard((f"127.0.0.1:{port}",)), tls())
        server = Loopback(port=port)
        assert await ask(server, connections) == (200, b"echt")
        assert await ask(server, connections) == (200, b"echt")
        connections.close()
    assert asked == 2


async def test_a_connection_that_is_kept_is_used_again_and_a_closed_one_replaced() -> None:
    opened = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        for _ in range(2):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        connections = Connections(Guard((f"127.0.0.1:{port}",)), tls())
        for _ in range(4):
            assert await ask(Loopback(port=port), connections) == (200, b"hallo")
        connections.close()
    assert opened == 2


async def test_a_line_break_in_a_configured_header_is_refused(server: Loopback) -> None:
    server.say(response(FEED))
    async with fetching(server) as fetcher:
        with pytest.raises(FetchError):
            await fetcher.check(server.feed(headers=(("X", "a\r\nY: b"),)), None, whole=True)
    assert not server.requests


async def test_a_connection_that_nobody_needs_is_closed_though_the_server_would_keep_it() -> None:
    left = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo")
        with contextlib.suppress(ConnectionError):
            await reader.read()  # until the client leaves
        left.set()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        connections = Connections(Guard((f"127.0.0.1:{port}",)), tls(), idle_seconds=0.01)
        assert await ask(Loopback(port=port), connections) == (200, b"hallo")
        async with asyncio.timeout(10):
            await left.wait()
        connections.close()
