"""The composition root: from what was told (`Config`) to what is built from it (`Rooms`)."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

from watcher import config as configuration
from watcher import store
from watcher.analyze import query
from watcher.analyze.match import Matcher
from watcher.collect import opml
from watcher.collect.fetch import Fetcher
from watcher.compose.render import Renderer
from watcher.cycle import Rooms
from watcher.deliver import mail, notify
from watcher.errors import RefusedDelivery
from watcher.model import Message
from watcher.settings import Config, Feed
from watcher.worker import Workers

WORKERS = 2


def load(folder: Path) -> Config:
    """The folder's configuration, checked to the last query; raises ConfigError with every fault found."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")  # systemd's LoadCredential=
    return configuration.load(
        folder,
        credentials=Path(credentials) if credentials else None,
        read_opml=opml.read,
        check_query=query.parse,
    )


@contextlib.asynccontextmanager
async def open_rooms(config: Config) -> AsyncIterator[Rooms]:
    """Everything one pass works with, closed again in order."""
    async with contextlib.AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(Fetcher(config.fetch))
        workers = await stack.enter_async_context(Workers(WORKERS))
        kept = stack.enter_context(store.open(config.store))
        yield Rooms(
            config=config,
            store=kept,
            check=partial(_check, fetcher),
            page=fetcher.page,
            worker=workers,
            matcher=Matcher(config.topics),
            renderer=Renderer(config.language, config.timezone),
            send=sender(config),
        )


async def _check(fetcher: Fetcher, feed: Feed, state: object, whole: bool) -> object: ...


def sender(config: Config) -> Callable[[Message], Awaitable[None]]:
    """Hands a message to the mail server or to its channel; both block, so they run in a thread."""
    channels = {channel.name: channel for channel in config.channels}

    async def send(message: Message) -> None:
        if message.channel == "mail":
            await asyncio.to_thread(mail.send, message, config.mail)
        elif channel := channels.get(message.channel):
            await asyncio.to_thread(notify.send, message, channel)
        else:
            raise RefusedDelivery(f"channel {message.channel!r} is not in channels.toml any more; add it or drop it")

    return send
