"""The transport under httpx's client: our guarded connections instead of httpcore's pool.

httpx keeps the client, its requests and its responses; what lies below it was four fifths of what an unchanged
feed costs (docs/decisions/http.md), and took bytes glued to one answer for the answer to the next request.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext

import httpx

from watcher.collect import guard
from watcher.collect.connections import Connections, Origin
from watcher.collect.wire import Reply

# httpx logs whole addresses at INFO, and an address may hold a secret.
logging.getLogger("httpx").setLevel(logging.WARNING)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Speaks HTTP/1.1 with whom the guard allows; raises what `connections`, `wire` and `guard` raise."""

    def __init__(self, watch: guard.Guard, context: SSLContext) -> None:
        self._connections = Connections(watch, context)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        stack = AsyncExitStack()
        url = request.url
        origin = Origin(url.scheme == "https", url.host, guard.port_of(url))
        reply = await stack.enter_async_context(self._connections.ask(origin, write(request)))
        head = reply.head
        return httpx.Response(head.status, headers=head.fields, stream=Pieces(reply, stack))

    async def aclose(self) -> None:
        self._connections.close()


class Pieces(httpx.AsyncByteStream):
    """The body as it comes; closing it gives the connection back. `length`: as the head tells it."""

    def __init__(self, reply: Reply, stack: AsyncExitStack) -> None:
        self._reply = reply
        self._stack = stack

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._reply.body():
            yield piece

    async def aclose(self) -> None:
        await self._stack.aclose()


def open_client(
    watch: guard.Guard, context: SSLContext, headers: list[tuple[bytes, bytes]]
) -> httpx.AsyncClient:
    """A client that follows no redirect, keeps no cookie and reads no environment by itself."""
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.AsyncClient(
        transport=GuardedTransport(watch, context),
        headers=headers,
        cookies=no_cookies,
        follow_redirects=False,
        trust_env=False,
        timeout=None,  # noqa: S113 - one deadline for the whole visit is the caller's
    )


def write(request: httpx.Request) -> bytes:
    """The request's bytes. Whoever configured a line break in a header is told by a ValueError."""
    lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    lines += [b"%s: %s" % each for each in request.headers.raw]
    if any(b"\r" in line or b"\n" in line for line in lines):
        raise ValueError("a header holds a line break")
    return b"\r\n".join([*lines, b"", b""])
