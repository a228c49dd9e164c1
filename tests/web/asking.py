"""Asking the pages in process, from their start to their end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.types import ASGIApp

from watcher.cycle.previewing import foresee, recall
from watcher.settings import Config
from watcher.web.gate import Access
from watcher.web.previews import Previews
from watcher.web.serve import build

PREVIEWS = Previews(foresee, recall)


@asynccontextmanager
async def ask(
    config: Config, access: Access | None = None, base: str = "http://127.0.0.1:8400"
) -> AsyncIterator[httpx.AsyncClient]:
    app = build(config, PREVIEWS, access)
    async with (
        running(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url=base
        ) as client,
    ):
        yield client


@asynccontextmanager
async def running(app: ASGIApp) -> AsyncIterator[None]:
    """The server's part of ASGI's lifespan protocol."""
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    said: asyncio.Queue[Any] = asyncio.Queue()
    told.put_nowait({"type": "lifespan.startup"})
    task = asyncio.ensure_future(app({"type": "lifespan"}, told.get, said.put))
    assert (await said.get())["type"] == "lifespan.startup.complete"
    yield
    told.put_nowait({"type": "lifespan.shutdown"})
    await task
