"""The guard looks at the address that is connected to, not at how it is spelled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.collect.conftest import Loopback, fetching, redirect, response
from watcher.collect.fetch import Fetcher
from watcher.collect.guard import is_public
from watcher.errors import FetchError
from watcher.settings import Feed, FetchSettings

FORBIDDEN = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "192.88.99.1", "::1",
    "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:5ef5:79fb::1", "::7f00:1",
]  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN)
def test_an_address_that_is_not_everybodys_is_forbidden(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]
)
async def test_loopback_is_refused_however_it_is_spelled(server: Loopback, host: str) -> None:
    server.say(response())
    async with fetching(server, allow_private=()) as fetcher:
        with pytest.raises(FetchError, match="allow_private"):
            await fetcher.page(server.feed(), f"http://{host}:{server.port}/feed")
    assert not server.requests


async def test_a_redirect_to_another_private_port_is_refused(server: Loopback) -> None:
    server.say(redirect("http://127.0.0.1:80/secret"))
    async with fetching(server) as fetcher:
        with pytest.raises(FetchError, match=r'add "127\.0\.0\.1:80" to allow_private'):
            await fetcher.check(server.feed(), None, whole=True)


async def test_a_name_with_one_private_address_is_refused() -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        return ("93.184.215.14", "10.0.0.1")

    async with Fetcher(FetchSettings(timeout_seconds=5), resolver) as fetcher:
        with pytest.raises(FetchError, match="private network"):
            await fetcher.check(Feed("a", "http://rebind.example/", "A"), None, whole=True)


async def test_the_connection_goes_to_the_address_that_was_checked(server: Loopback) -> None:
    asked = []

    async def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",)

    server.say(response())
    name = f"feed.example:{server.port}"
    settings = FetchSettings(allow_private=(name,), timeout_seconds=5)
    async with Fetcher(settings, resolver) as fetcher:
        await fetcher.check(Feed("a", f"http://{name}/feed", "A"), None, whole=True)
    assert asked == ["feed.example"]
    assert server.asked("Host") == name.encode()


async def test_the_second_address_is_tried_where_the_first_is_dead(server: Loopback) -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        return ("127.0.0.2", "127.0.0.1")  # nobody listens on the first

    server.say(response())
    name = f"feed.example:{server.port}"
    async with Fetcher(FetchSettings(allow_private=(name,), timeout_seconds=5), resolver) as fetcher:
        await fetcher.check(Feed("a", f"http://{name}/feed", "A"), None, whole=True)
    assert len(server.requests) == 1


async def test_a_name_without_an_address_is_an_error() -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    async with Fetcher(FetchSettings(timeout_seconds=5), resolver) as fetcher:
        with pytest.raises(FetchError, match="cannot be reached"):
            await fetcher.check(Feed("a", "http://nowhere.example/", "A"), None, whole=True)
