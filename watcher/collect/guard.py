"""Guard: whom we connect to. Every address is checked, and the connection goes to the address that was checked.

Feeds, redirects and article links come from strangers and may point at this machine or its neighbours. Looking
at the spelling of a host cannot tell (127.1, 0x7f.1, a name that resolves differently the second time), so the
check sits where connections are made, below redirects and below every parser (miniflux fe2bfb27).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpx

from watcher.collect.refusals import refuse

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443})
# `is_global` is true for these, though they carry an IPv4 address of anybody's choice, or anycast to relays.
TUNNELS = tuple(
    ipaddress.ip_network(each)
    for each in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "192.88.99.0/24",
        "100.64.0.0/10",
        "198.18.0.0/15",
    )
)


class RefusedAddress(Exception):
    """The host is, or resolves to, an address no feed of strangers may reach."""


class Unreachable(OSError):
    """The host has no address."""


def is_public(address: str) -> bool:
    """Whether anybody on the internet would reach the same host at this address."""
    ip: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return (
        ip.is_global
        and not ip.is_multicast
        and not any(ip in net for net in TUNNELS if net.version == ip.version)
    )


async def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of the host, as the operating system gives them, each once."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Guard:
    """Says where a host may be reached. `allow_private`: exact `host:port` pairs let through."""

    def __init__(self, allow_private: Iterable[str] = (), resolver: Resolver = resolve) -> None:
        self._allowed = frozenset(allow_private)
        self._resolve = resolver

    async def find_addresses(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses, all of them checked. Raises RefusedAddress and Unreachable."""
        try:
            addresses = (host,) if is_address(host) else await self._resolve(host, port)
        # A label over 63 characters is a UnicodeError of the idna codec.
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"the name {host[:100]} has no address") from error
        if not addresses:
            raise Unreachable(f"the name {host[:100]} has no address")
        if endpoint(host, port) not in self._allowed and not all(map(is_public, addresses)):
            raise RefusedAddress(f"{host[:100]} is an address of a private network")
        return addresses


def is_address(host: str) -> bool:
    """Whether it is one spelled out; other spellings (127.1) are the resolver's to read."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def endpoint(host: str, port: int) -> str:
    """`host:port` as the configuration writes it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def demand_allowed(url: httpx.URL, origin: httpx.URL, allow_private: Sequence[str]) -> None:
    """Only http and https, only the web's ports and that of the feed (`origin`). Raises FetchError."""
    if url.scheme not in ("http", "https") or not url.host:
        raise refuse(str(url), "is no http or https address; correct it where it is written")
    port = port_of(url)
    if port not in {*PORTS, port_of(origin)} and endpoint(url.host, port) not in allow_private:
        raise refuse(str(url), f"leads to port {port}, which is none of the web; check it in a browser")


def bare(url: httpx.URL) -> httpx.URL:
    """Without credentials and fragment: the first would go to whoever a redirect names."""
    return url.copy_with(userinfo=b"", fragment=None)


def port_of(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def origin_of(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, port_of(url)


def tls() -> ssl.SSLContext:
    """One for all, as building it costs more than a hundred requests: the system's roots, else httpx's."""
    context = ssl.create_default_context()
    return context if context.cert_store_stats()["x509_ca"] else httpx.create_ssl_context()
