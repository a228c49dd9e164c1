"""The gate: what every request passes and every answer carries, errors included.

Host names are compared because a page of somebody else's can make a browser ask 127.0.0.1 under its own name
(DNS rebinding); forwarded headers are read only where the operator says so. The token comes as a Basic password
or a Bearer token: an address would put it into logs and histories.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import logging
import time
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# A mail's own styles stand in the mail; nothing in it can run, load or leave.
MAIL_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_URL = 4_000
LONGEST_FORM = 60_000  # bytes
STOPPING = PlainTextResponse("The desk is stopping; ask again in a moment.\n", 503, {"retry-after": "5"})
METHODS = ("GET", "HEAD")

journal = logging.getLogger("watcher.web")


@dataclass(frozen=True, slots=True)
class Access:
    """`hosts`: names the pages may be asked by; `token`: None on loopback only.

    `editors`: forms may be posted. `trust_proxy`: whoever connects may say by X-Forwarded-Proto that a browser
    came by https.
    """

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = field(default=None, repr=False)
    editors: bool = False
    trust_proxy: bool = False


class Gate:
    """Refuses, logs and sets headers around the whole application."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._hosts = {name.casefold() for name in access.hosts}
        # Digests are of one length, so that comparing them tells nothing about the token's.
        self._token = hashlib.sha256(access.token.encode()).digest() if access.token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._access.trust_proxy:
            scope = believe(scope)
        began, status = time.monotonic(), 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refuse(scope) or self._app
        try:
            await answer(scope, receive, send_with_headers)
        except asyncio.CancelledError:  # we are told to stop, and this outlasts the grace
            if not status:
                await STOPPING(scope, receive, send_with_headers)
        milliseconds = round((time.monotonic() - began) * 1000)
        # Without the query: what an editor searches for is the newsroom's own business.
        journal.info("%s %s %s %sms", scope["method"], loggable(scope["path"]), status, milliseconds)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This name is not served here; see `watcher serve --host`.\n", 400)
        methods = (*METHODS, "POST") if self._access.editors else METHODS
        if scope["method"] not in methods:
            return PlainTextResponse("These pages only read.\n", 405, {"allow": ", ".join(methods)})
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_URL:
            return PlainTextResponse("The address is too long.\n", 414)
        if self._token and not self._knows(headers.get("authorization", "")):
            challenge = {"www-authenticate": 'Basic realm="watcher", charset="UTF-8"'}
            return PlainTextResponse("The token is needed: as a password, with any name.\n", 401, challenge)
        return refuse_form(headers) if scope["method"] == "POST" else None

    def _knows(self, authorization: str) -> bool:
        given = hashlib.sha256(read_token(authorization)).digest()
        return self._token is not None and hmac.compare_digest(given, self._token)


def refuse_form(headers: Headers) -> PlainTextResponse | None:
    """A form comes from our own pages, as far as the browser tells (W3C Fetch Metadata), and is a form.

    What proves it is the seal in it (watcher.web.seal), which only a page of ours can have shown.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("A form of another site is not taken.\n", 403)
    # Our own pages send "null" for it, because of their Referrer-Policy (Fetch, "append a request `Origin`").
    origin = headers.get("origin", "null")
    if origin != "null" and origin.partition("://")[2] != headers.get("host", ""):
        return PlainTextResponse("A form of another site is not taken.\n", 403)
    if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return PlainTextResponse("This is not a form.\n", 415)
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return PlainTextResponse("The length is missing.\n", 411)
    return PlainTextResponse("The form is too long.\n", 413) if int(length) > LONGEST_FORM else None


def believe(scope: Scope) -> Scope:
    """The request as the proxy before us says it came in; only its scheme, since names are compared here."""
    scheme = Headers(scope=scope).get("x-forwarded-proto", "")
    return {**scope, "scheme": scheme} if scheme in ("http", "https") else scope


def read_token(authorization: str) -> bytes:
    """From `Bearer TOKEN` or `Basic base64(NAME:TOKEN)`; nothing from anything else."""
    scheme, _, value = authorization.partition(" ")
    if scheme.casefold() == "bearer":
        return value.strip().encode()
    if scheme.casefold() != "basic":
        return b""
    try:
        return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""


def host_name(host: str) -> str:
    """Without port and brackets: `[::1]:8400` is `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0].casefold()
    return host.partition(":")[0].casefold()


def loggable(path: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in path[:200])


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
