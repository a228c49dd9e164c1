"""Fetching is polite, bounded, and fails in our own words."""

from __future__ import annotations

import asyncio
import gzip
import inspect
import logging
import ssl
import time
import zlib
from dataclasses import replace

import httpx
import pytest

from tests.collect.conftest import FEED, Loopback, fetching, redirect, response
from watcher.collect import guard, inflate, wire
from watcher.collect.fetch import FOREIGN, Errand, translate
from watcher.errors import FetchError
from watcher.model import FeedState, Fetched, NotModified, Unchanged
from watcher.settings import Feed, FetchSettings


async def fetch(server: Loopback, state: FeedState | None = None, **settings: object) -> Fetched:
    async with fetching(server, **settings) as fetcher:
        found = await fetcher.check(server.feed(), state, whole=state is None)
    assert isinstance(found, Fetched)
    return found


async def refused(server: Loopback, feed: Feed | None = None, **settings: object) -> FetchError:
    async with fetching(server, **settings) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.check(feed or server.feed(), None, whole=True)
    return caught.value


async def test_a_feed_is_fetched_with_its_headers(server: Loopback) -> None:
    server.say(response(FEED, 'ETag: W/"a"', "Content-Type: text/xml", "Cache-Control: public, max-age=900"))
    found = await fetch(server)
    assert (found.body, found.etag, found.content_type) == (FEED, 'W/"a"', "text/xml")
    assert found.max_age_seconds == 900
    assert found.complete


async def test_the_user_agent_names_watcher_and_a_contact(server: Loopback) -> None:
    server.say(response())
    await fetch(server, contact="https://desk.example.org/watcher")
    agent = server.asked("User-Agent") or b""
    assert agent.startswith(b"watcher/")
    assert agent.endswith(b" (+https://desk.example.org/watcher)")
    assert server.asked("Accept-Encoding") == b"gzip, deflate"


async def test_validators_go_back_byte_for_byte(server: Loopback) -> None:
    server.say(
        response(FEED, 'ETag: "ü\xa4-1"', "Last-Modified: gestern"), response(b"", status="304 Not Modified")
    )
    first = await fetch(server)
    state = FeedState("bote", server.url(), etag=first.etag, last_modified=first.last_modified)
    async with fetching(server) as fetcher:
        assert isinstance(await fetcher.check(server.feed(), state, whole=False), NotModified)
    assert server.asked("If-None-Match") == '"ü\xa4-1"'.encode("latin-1")
    assert server.asked("If-Modified-Since") == b"gestern"


async def test_validators_that_cannot_be_sent_are_left_out(server: Loopback) -> None:
    server.say(response())
    await fetch(server, FeedState("bote", server.url(), etag='"\u4e2d"', last_modified="a\r\nX: y"))
    assert server.asked("If-None-Match") is None
    assert server.asked("If-Modified-Since") is None


async def test_a_whole_fetch_and_a_new_address_send_no_validators(server: Loopback) -> None:
    server.say(response())
    state = FeedState("bote", server.url(), etag='"a"')
    async with fetching(server) as fetcher:
        await fetcher.check(server.feed(), state, whole=True)
        await fetcher.check(server.feed(), replace(state, url="http://old.example/"), whole=False)
    assert [server.asked("If-None-Match", each) for each in (0, 1)] == [None, None]


async def test_the_body_we_have_is_unchanged(server: Loopback) -> None:
    server.say(response(FEED, 'ETag: "2"'))
    first = await fetch(server)
    async with fetching(server) as fetcher:
        state = FeedState("bote", server.url(), body_hash=first.body_hash)
        assert await fetcher.check(server.feed(), state, whole=False) == Unchanged(etag='"2"')


async def test_a_304_that_nobody_asked_for_is_an_error(server: Loopback) -> None:
    server.say(response(b"", status="304 Not Modified"))
    assert "304" in str(await refused(server))


async def test_a_304_may_bring_newer_validators(server: Loopback) -> None:
    server.say(response(b"", 'ETag: "3"', status="304 Not Modified"))
    async with fetching(server) as fetcher:
        found = await fetcher.check(server.feed(), FeedState("bote", server.url(), etag='"2"'), whole=False)
    assert found == NotModified(etag='"3"')


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(FEED)),
        ("x-gzip", gzip.compress(FEED[:50]) + gzip.compress(FEED[50:])),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED)[2:-4]),
        ("gzip", FEED),
        ("identity", gzip.compress(FEED)),
    ],
    ids=[
        "gzip",
        "two members",
        "zlib",
        "bare deflate",
        "plain though it says gzip",
        "gzip though it says plain",
    ],
)
async def test_what_is_packed_is_unpacked(server: Loopback, coding: str, packed: bytes) -> None:
    server.say(response(packed, f"Content-Encoding: {coding}"))
    assert (await fetch(server)).body == FEED


async def test_a_bomb_is_stopped_while_it_unpacks(server: Loopback) -> None:
    server.say(response(gzip.compress(bytes(30_000_000)), "Content-Encoding: gzip"))
    assert "max_bytes" in str(await refused(server, max_bytes=1_000_000))


@pytest.mark.parametrize("coding", ["br", "gzip, gzip"])
async def test_a_coding_that_we_did_not_ask_for_is_refused(server: Loopback, coding: str) -> None:
    server.say(response(FEED, f"Content-Encoding: {coding}"))
    assert coding in str(await refused(server))


async def test_broken_gzip_is_refused(server: Loopback) -> None:
    server.say(response(b"\x1f\x8b\x08" + b"x" * 50, "Content-Encoding: gzip"))
    assert "packed wrongly" in str(await refused(server))


async def test_more_bytes_than_allowed_are_refused_before_and_while_they_come(server: Loopback) -> None:
    server.say(response(b"x" * 5_000))
    assert "max_wire_bytes" in str(await refused(server, max_wire_bytes=1_000))
    server.say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 5_000)
    assert "max_wire_bytes" in str(await refused(server, max_wire_bytes=1_000))


async def test_a_short_body_and_a_cut_gzip_are_incomplete(server: Loopback) -> None:
    server.say(response(FEED).replace(b"Content-Length: ", b"Content-Length: 9"))
    assert not (await fetch(server)).complete
    server.say(response(gzip.compress(FEED)[:-30], "Content-Encoding: gzip"))
    assert not (await fetch(server)).complete


async def test_a_silent_server_meets_the_deadline(server: Loopback) -> None:
    server.say(None)
    assert "within 0.2 seconds" in str(await refused(server, timeout_seconds=0.2))


async def test_the_deadline_does_not_run_while_we_are_busy_ourselves(server: Loopback) -> None:
    async def be_busy() -> None:
        for _ in range(5):
            until = time.perf_counter() + 0.28
            while time.perf_counter() < until:
                pass
            await asyncio.sleep(0)

    server.say(response())
    async with fetching(server, timeout_seconds=1) as visitor:
        visit = asyncio.create_task(visitor.check(server.feed(), None, whole=True))
        await asyncio.gather(visit, be_busy())
    assert isinstance(visit.result(), Fetched)


async def test_the_deadline_spans_redirects_and_a_dripping_body(server: Loopback) -> None:
    server.say(redirect("/slow"))
    server.say(None, path="/slow")
    assert "/slow did not answer" in str(await refused(server, timeout_seconds=0.3))


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (["301 Moved", "308 Permanent"], "/2"),
        (["302 Found"], None),
        (["301 Moved", "302 Found"], "/1"),
        (["307 Temporary", "301 Moved"], None),
    ],
)
async def test_permanent_redirects_are_reported(
    server: Loopback, statuses: list[str], moved: str | None
) -> None:
    paths = ["/feed", *(f"/{number}" for number in range(1, 3))]
    for here, there, status in zip(paths, paths[1:], statuses, strict=False):
        server.say(redirect(there, status), path=here)
    server.say(response(), path=paths[len(statuses)])
    assert (await fetch(server)).moved_to == (server.url(moved) if moved else None)


async def test_redirects_end(server: Loopback) -> None:
    server.say(redirect("/b"))
    server.say(redirect("/feed"), path="/b")
    assert "redirects more than 3 times" in str(await refused(server, max_redirects=3))
    server.say(redirect("/feed"))
    assert "redirects to itself" in str(await refused(server))


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[", "javascript:alert(1)", "http://127.0.0.1:22/"],
)
async def test_a_redirect_leads_only_into_the_web(server: Loopback, target: str) -> None:
    server.say(redirect(target))
    await refused(server)
    assert len(server.requests) == 1


async def test_credentials_go_to_the_feeds_own_origin_only(server: Loopback) -> None:
    server.say(redirect(f"http://localhost:{server.port}/other"))
    server.say(response(), path="/other")
    feed = server.feed(user="desk", password="geheim", headers=(("X-Key", "k"),))
    allowed = (f"127.0.0.1:{server.port}", f"localhost:{server.port}")
    async with fetching(server, allow_private=allowed) as fetcher:
        await fetcher.check(feed, None, whole=True)
        await fetcher.page(feed, server.url("/other"))
    assert [server.asked("Authorization", each) for each in range(3)] == [
        b"Basic ZGVzazpnZWhlaW0=",
        None,
        b"Basic ZGVzazpnZWhlaW0=",
    ]
    assert [server.asked("X-Key", each) for each in range(3)] == [b"k", None, b"k"]


async def test_no_cookie_is_kept(server: Loopback) -> None:
    server.say(response(FEED, "Set-Cookie: a=b", "Set-Cookie: a=c; Path=/"))
    async with fetching(server) as fetcher:
        for _ in range(2):
            await fetcher.check(server.feed(), None, whole=True)
    assert server.asked("Cookie") is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (["Retry-After: 120"], 120),
        (["Retry-After: Sun, 22 Nov 2026 10:05:00 GMT", "Date: Sun, 22 Nov 2026 10:00:00 GMT"], 300),
        (["Retry-After: -5"], None),
        (["Retry-After: bald"], None),
    ],
)
async def test_retry_after_is_read(server: Loopback, headers: list[str], seconds: float | None) -> None:
    server.say(response(b"", *headers, status="429 Too Many Requests"))
    error = await refused(server)
    assert (error.status, error.retry_after) == (429, seconds)


@pytest.mark.parametrize(
    "status", ["204 No Content", "401 No", "404 Not Found", "410 Gone", "500 Oh", "999 Eh"]
)
async def test_other_answers_are_errors_with_a_remedy(server: Loopback, status: str) -> None:
    server.say(response(b"", status=status))
    error = await refused(server)
    assert error.status == int(status[:3])
    assert server.url() in str(error)
    assert ";" in str(error)


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx"]
)
async def test_what_is_no_http_is_refused(server: Loopback, answer: bytes) -> None:
    server.say(answer)
    assert str(await refused(server)).startswith(server.url())


async def test_no_secret_of_an_address_shows_in_an_error(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"http://desk:geheim@127.0.0.1:{server.port}/feed?token=geheim&page=2"
    error = await refused(server, Feed("bote", url, "Bote"))
    assert error.url == server.url("/feed?token=***&page=2")
    assert "geheim" not in f"{error}{caplog.text}"
    assert server.asked("Authorization") == b"Basic ZGVzazpnZWhlaW0="


async def test_one_host_is_visited_by_two_at_once(server: Loopback) -> None:
    server.gate = asyncio.Event()
    server.say(response())
    async with fetching(server, per_host=2) as fetcher:
        visits = [asyncio.create_task(fetcher.check(server.feed(), None, whole=True)) for _ in range(6)]
        await server.two_asked.wait()
        server.gate.set()
        await asyncio.gather(*visits)
    assert (server.most_at_once, len(server.requests)) == (2, 6)


async def test_a_slow_visit_gives_its_place_to_the_next(server: Loopback) -> None:
    server.say(None, path="/slow")
    server.say(response(), path="/quick")
    async with fetching(server, concurrency=1) as fetcher:
        slow = asyncio.ensure_future(fetcher.check(server.feed("/slow"), None, whole=True))
        await asyncio.wait([slow], timeout=0.05)
        await fetcher.check(server.feed("/quick"), None, whole=True)
        assert not slow.done()
        slow.cancel()


EXCEPTIONS: list[type[Exception]] = [
    kind
    for module in (wire, guard, inflate)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Exception)
]
EXCEPTIONS += [
    httpx.InvalidURL,
    OSError,
    ConnectionResetError,
    TimeoutError,
    ssl.SSLError,
    UnicodeError,
    zlib.error,
]


@pytest.mark.parametrize("kind", EXCEPTIONS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_exception_of_the_client_is_translated(kind: type[Exception]) -> None:
    assert issubclass(kind, FOREIGN)
    error = kind.__new__(kind)
    Exception.__init__(error, "why")
    url = httpx.URL("http://a.example/feed")
    found = translate(error, Errand(url, url, [], [], 1.0), FetchSettings())
    assert str(found).startswith("http://a.example/feed ")
    assert ";" in str(found)
