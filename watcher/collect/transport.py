"""The transport that httpx's requests and responses travel on: our guarded connections, not httpcore's pool.

Without httpx's client, whose merging of headers, cookies, redirects and authentication we do not use, and which
with httpcore below it was nine tenths of what an unchanged feed costs (docs/decisions/http.md). httpcore also
took bytes glued to one answer for the answer to the next request.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from ssl import SSLContext

import httpx

from watcher.collect import guard
from watcher.collect.connections import MOST_IDLE, Connections, Origin
from watcher.collect.wire import Reply


class GuardedTransport(httpx.AsyncBaseTransport):
    """Speaks HTTP/1.1 with whom the guard allows; raises what `connections`, `wire` and `guard` raise.

    It sends a request's headers as they are and nothing else: no cookie, no credentials, no redirect followed.
    """

    def __init__(self, watch: guard.Guard, context: SSLContext, most_idle: int = MOST_IDLE) -> None:
        self._connections = Connections(watch, context, most_idle)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        origin = Origin(url.scheme == "https", url.host, guard.port_of(url))
        reply = await self._connections.ask(origin, write(request))
        head = reply.head
        return httpx.Response(head.status, headers=head.fields, stream=Pieces(self._connections, origin, reply))

    async def aclose(self) -> None:
        self._connections.close()


class Pieces(httpx.AsyncByteStream):
    """The body as it comes; closing it gives the connection back."""

    def __init__(self, connections: Connections, origin: Origin, reply: Reply) -> None:
        self._connections = connections
        self._origin = origin
        self._reply = reply

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._reply.body()

    async def aclose(self) -> None:
        self._connections.release(self._origin, self._reply)


class Nothing(httpx.AsyncByteStream):
    """The body of a GET. With a stream of its own, httpx adds no headers to a request."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        return
        yield b""


NOTHING = Nothing()


def prepare(url: httpx.URL, headers: list[tuple[bytes, bytes]]) -> httpx.Request:
    """A GET of the address with these headers, and its Host."""
    return httpx.Request("GET", url, headers=headers, stream=NOTHING)


def write(request: httpx.Request) -> bytes:
    """The request's bytes. Whoever configured a line break in a header is told by a ValueError."""
    lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    lines += [b"%s: %s" % each for each in request.headers.raw]
    text = b"\r\n".join([*lines, b"", b""])
    if text.count(b"\r") != len(lines) + 1 or text.count(b"\n") != len(lines) + 1:
        raise ValueError("a header holds a line break")
    return text
