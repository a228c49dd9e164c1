"""Fetch: one visit to a feed or to an article's page, polite and bounded.

Bounded are time (one deadline for the whole visit, redirects included), bytes on the wire, bytes unpacked,
redirects, visits at once and visits per host. Every foreign exception becomes a FetchError.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import httpx

from watcher import __version__
from watcher.collect import guard
from watcher.collect.connections import MOST_IDLE, Deadlines
from watcher.collect.headers import Answer, Headers, credentials, introduce, validators
from watcher.collect.inflate import Body, Gatherer, TooLarge, UnknownCoding
from watcher.collect.links import redact
from watcher.collect.places import Places
from watcher.collect.refusals import refuse, refuse_status
from watcher.collect.schedule import is_at
from watcher.collect.transport import GuardedTransport, prepare
from watcher.collect.wire import Cut, ProtocolFault
from watcher.errors import FetchError
from watcher.model import Checked, FeedState, Fetched, NotModified, Unchanged
from watcher.settings import Feed, FetchSettings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
WHOLE = frozenset({200, 203})
MOST_ADDRESSES = 10_000  # that are remembered as read

# All that a visit raises below us.
FOREIGN = (
    httpx.InvalidURL,
    guard.RefusedAddress,
    ProtocolFault,
    ValueError,  # with it UnicodeError
    OSError,  # with it ssl.SSLError and TimeoutError
    zlib.error,
    TooLarge,
    UnknownCoding,
)


@dataclass(frozen=True, slots=True)
class Errand:
    """Whom we visit and what we say. `url`: the address now asked; `own`: headers for the feed's own site."""

    url: httpx.URL
    origin: httpx.URL  # the feed's own
    own: Headers = field(repr=False)
    validators: Headers
    seconds_left: float
    known: str | None = None  # the digest of the body we have


@dataclass(frozen=True, slots=True)
class Visited:
    """A response, read. `moved_to`: where permanent redirects led, if nothing else did."""

    url: str
    status: int
    answer: Answer
    body: Body
    moved_to: str | None = None
    seconds: float = 0.0  # that it took, told of redirects


class Fetcher:
    """Use as an async context manager; one for the whole process, as it holds the pool and the TLS context."""

    def __init__(self, settings: FetchSettings, resolver: guard.Resolver = guard.resolve) -> None:
        self._settings = settings
        self._resolver = resolver
        self._places = Places(settings.concurrency)
        self._deadlines = Deadlines()
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._introduction = introduce(settings, __version__)

    async def __aenter__(self) -> Self:
        watch = guard.Guard(self._settings.allow_private, self._resolver)
        self._transport = GuardedTransport(watch, guard.tls(), max(MOST_IDLE, self._settings.per_host))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deadlines.close()
        self._places.close()
        await self._transport.aclose()

    async def check(self, feed: Feed, state: FeedState | None, *, whole: bool) -> Checked:
        """Visit the feed; `whole`: ask without validators. Raises FetchError only."""
        known = state if state and is_at(state, feed) else None
        asked = validators(known) if known and not whole else []
        visited = await self._visit(feed, feed.url, asked, known.body_hash if known else None)
        if visited.status == 304:
            if not asked:
                raise refuse(
                    feed.url, "answers 304 though we asked for the whole; it is tried again later", 304
                )
            return NotModified(*_cached(visited), visited.moved_to)
        fetched = _fetched(visited)
        if known and fetched.complete and fetched.body_hash == known.body_hash:
            return Unchanged(*_cached(visited), visited.moved_to)
        return fetched

    async def page(self, feed: Feed, url: str) -> Fetched:
        """An article's page, or any other; the feed's password goes with it to the feed's own origin only."""
        visited = await self._visit(feed, url, [])
        if visited.status == 304:
            raise refuse(url, "answers 304 though we asked for the whole; it is tried again later", 304)
        return _fetched(visited)

    async def _visit(self, feed: Feed, url: str, asked: Headers, known: str | None = None) -> Visited:
        errand = self._prepare(feed, url, asked, known)
        moved: str | None = None
        permanent = True
        for _ in range(self._settings.max_redirects + 1):
            visited = await self._ask(errand)
            if visited.status not in REDIRECTS:
                return replace(visited, moved_to=moved) if moved else visited
            errand = self._follow(errand, visited)
            permanent = permanent and visited.status in PERMANENT
            moved = redact(str(errand.url)) if permanent else moved
        raise refuse(url, f"redirects more than {self._settings.max_redirects} times; check it in a browser")

    def _prepare(self, feed: Feed, url: str, asked: Headers, known: str | None) -> Errand:
        try:
            origin, target = read_url(feed.url), bare_url(url)
        except FOREIGN as error:
            raise refuse(url, "is no address; correct it where it is written") from error
        if origin.userinfo and feed.user is None:
            feed = replace(feed, user=origin.username, password=origin.password)
        guard.demand_allowed(target, origin, self._settings.allow_private)
        return Errand(target, origin, credentials(feed), asked, self._settings.timeout_seconds, known)

    def _follow(self, errand: Errand, visited: Visited) -> Errand:
        """The errand to where the redirect points, with what is left of the time."""
        location = (visited.answer.get(b"location") or "").encode("latin-1").decode("utf-8", "replace").strip()
        try:
            target = guard.bare(errand.url.join(location)) if location else errand.url
        except FOREIGN as error:
            raise refuse(str(errand.url), "redirects to what is no address; check it in a browser") from error
        if target == errand.url:
            raise refuse(str(errand.url), "redirects to itself; check it in a browser", visited.status)
        guard.demand_allowed(target, errand.origin, self._settings.allow_private)
        return replace(errand, url=target, seconds_left=max(errand.seconds_left - visited.seconds, 0.0))

    async def _ask(self, errand: Errand) -> Visited:
        """One request and its answer, in a slot of its host and of the whole; waiting there costs no time."""
        async with self._slot(errand.url.host):
            clock = asyncio.get_running_loop().time
            started = clock()
            try:
                async with self._deadlines.limit(errand.seconds_left):
                    visited = await self._exchange(errand)
                if visited.status in REDIRECTS:
                    return replace(visited, seconds=clock() - started)
                return visited
            except FOREIGN as error:
                raise translate(error, errand, self._settings) from error

    @asynccontextmanager
    async def _slot(self, host: str) -> AsyncIterator[None]:
        turn = self._hosts.setdefault(host, asyncio.Semaphore(self._settings.per_host))
        async with turn, self._places.take():
            yield

    async def _exchange(self, errand: Errand) -> Visited:
        at_home = guard.origin_of(errand.url) == guard.origin_of(errand.origin)
        host = [(b"Host", errand.url.netloc)]
        headers = _merged(host, self._introduction, errand.validators, errand.own if at_home else [])
        response = await self._transport.handle_async_request(prepare(errand.url, headers))
        try:
            return await self._read(response, errand)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, errand: Errand) -> Visited:
        url, status, answer = str(errand.url), response.status_code, Answer(response.headers.raw)
        if status in WHOLE:
            return Visited(url, status, answer, await self._read_body(response, answer, errand.known))
        if status not in {304, *REDIRECTS}:
            raise refuse_status(url, status, answer.retry_after(datetime.now(UTC)))
        return Visited(url, status, answer, Body(b"", complete=True))

    async def _read_body(self, response: httpx.Response, answer: Answer, known: str | None) -> Body:
        settings = self._settings
        coding = answer.get(b"content-encoding") or ""
        gatherer = Gatherer(coding, settings.max_wire_bytes, settings.max_bytes, known)
        if int(answer.get(b"content-length") or 0) > settings.max_wire_bytes:
            raise TooLarge("max_wire_bytes")
        try:
            assert isinstance(response.stream, httpx.AsyncByteStream)
            async for chunk in response.stream:
                gatherer.take(chunk)
        except Cut:
            if gatherer.is_empty:
                raise
            return gatherer.finish(cut=True)  # what came still holds items
        return gatherer.finish()


@lru_cache(MOST_ADDRESSES)
def read_url(url: str) -> httpx.URL:
    """Remembered, as reading the same addresses at every visit was a tenth of what a 304 costs."""
    return httpx.URL(url)


@lru_cache(MOST_ADDRESSES)
def bare_url(url: str) -> httpx.URL:
    return guard.bare(read_url(url))


def translate(error: Exception, errand: Errand, settings: FetchSettings) -> FetchError:
    """A foreign exception in our words: one sentence with the address and what to do."""
    url = str(errand.url)
    reason = " ".join(str(error).split())[:160]
    if _caused_by(error, guard.RefusedAddress):
        here = guard.endpoint(errand.url.host, guard.port_of(errand.url))
        return refuse(
            url, f'leads into a private network; add "{here}" to allow_private in watcher.toml if you trust it'
        )
    if isinstance(error, TooLarge):
        return refuse(url, f"is larger than {reason} allows; raise it in watcher.toml if the feed is worth it")
    if isinstance(error, httpx.InvalidURL):
        return refuse(url, "leads to what is no address; check it in a browser")
    if isinstance(error, UnknownCoding):
        return refuse(url, f"is packed as {reason}, which we did not ask for; it is tried again later")
    if isinstance(error, zlib.error):
        return refuse(url, "is packed wrongly and cannot be unpacked; it is tried again later")
    if isinstance(error, TimeoutError):
        limit = f"{settings.timeout_seconds:g} seconds"
        return refuse(url, f"did not answer in full within {limit}; it is tried again later")
    if _caused_by(error, ssl.SSLError):
        return refuse(url, f"has no valid TLS certificate ({reason}); check the address in a browser")
    if isinstance(error, guard.Unreachable | ConnectionRefusedError):
        return refuse(url, f"cannot be reached ({reason}); check the address and the network")
    if isinstance(error, ProtocolFault):
        return refuse(url, f"does not answer by the rules of HTTP ({reason}); it is tried again later")
    kind = type(error).__name__
    return refuse(url, f"broke off ({kind}{': ' if reason else ''}{reason}); it is tried again later")


def _caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


def _fetched(visited: Visited) -> Fetched:
    body = visited.body
    etag, last_modified, max_age = _cached(visited)
    return Fetched(
        url=redact(visited.url),
        body=body.content,
        body_hash=body.digest,
        content_type=visited.answer.get(b"content-type"),
        etag=etag,
        last_modified=last_modified,
        max_age_seconds=max_age,
        moved_to=visited.moved_to,
        complete=body.complete,
    )


def _cached(visited: Visited) -> tuple[str | None, str | None, int | None]:
    answer = visited.answer
    return answer.etag, answer.last_modified, answer.max_age(datetime.now(UTC))


def _merged(*parts: Headers) -> Headers:
    """Later headers win, so that an operator's own replace ours."""
    return list({name.lower(): (name, value) for part in parts for name, value in part}.values())
