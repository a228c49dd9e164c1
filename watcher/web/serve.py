"""The read-only pages: one process of its own beside the daemon, on loopback.

Everything that a feed said is escaped text; the policy below forbids scripts altogether, so nothing can run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watcher import store
from watcher.settings import Config
from watcher.store import Store
from watcher.web import pages

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
RECENT = timedelta(days=1)


def build(config: Config) -> Starlette:
    """The application; each request opens its own read-only connection."""
    desk = _Desk(config)
    return Starlette(
        routes=[
            Route("/", desk.today),
            Route("/topic/{name}", desk.topic),
            Route("/claim/{claim}", desk.claim),
            Route("/item/{item:path}", desk.item),
            Route("/healthz", desk.health),
            Mount("/static", StaticFiles(packages=[("watcher.web", "static")])),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"]),
            Middleware(_Headers),
        ],
    )


def serve(config: Config, port: int) -> None:
    """Until SIGTERM or SIGINT, on loopback only."""
    uvicorn.run(build(config), host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=2)


class _Desk:
    """The routes: read, fill a template, answer."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._templates = jinja2.Environment(
            loader=jinja2.PackageLoader("watcher.web"), autoescape=True, undefined=jinja2.StrictUndefined
        )
        self._templates.filters["local"] = lambda at: f"{at.astimezone(config.timezone):%d.%m.%Y %H:%M}"
        self._templates.filters["web"] = web_address

    def today(self, request: Request) -> Response:
        since = datetime.now(UTC) - RECENT
        return self._page("today", lambda kept: pages.read_today(self._config, kept, since))

    def topic(self, request: Request) -> Response:
        name = request.path_params["name"]
        return self._page("topic", lambda kept: pages.read_topic(self._config, kept, name))

    def claim(self, request: Request) -> Response:
        claim = request.path_params["claim"]
        return self._page("claim", lambda kept: pages.read_claim(kept, claim))

    def item(self, request: Request) -> Response:
        item = request.path_params["item"]
        return self._page("item", lambda kept: pages.read_item(kept, item))

    def health(self, request: Request) -> Response:
        with store.open(self._config.store, readonly=True) as kept:
            kept.feeds.states()
        return PlainTextResponse("ok")

    def _page(self, name: str, read: Callable[[Store], Mapping[str, Any] | None]) -> Response:
        with store.open(self._config.store, readonly=True) as kept:
            values = read(kept)
        if values is None:
            return self._fill("missing", {"sentence": "There is no such page."}, 404)
        return self._fill(name, values, 200)

    def _fill(self, name: str, values: Mapping[str, Any], status: int) -> Response:
        given = {"language": self._config.language, "topics": self._config.topics, **values}
        return HTMLResponse(self._templates.get_template(f"{name}.html").render(given), status)


def web_address(url: str | None) -> str:
    """The address if a browser may be sent there, else nothing: feeds may hold javascript: links."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else ""


class _Headers:
    """Sets the same headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
