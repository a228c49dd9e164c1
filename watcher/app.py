"""The composition root: from what was told (`Config`) to what is built from it (`Rooms`)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from watcher import store
from watcher.analyze.match import Matcher
from watcher.collect.fetch import Fetcher
from watcher.compose.render import Renderer
from watcher.cycle import Rooms
from watcher.deliver import mail, notify
from watcher.errors import RefusedDelivery
from watcher.model import Message
from watcher.settings import Config
from watcher.worker import Workers

WORKERS = 2


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
            check=lambda feed, state, whole: fetcher.check(feed, state, whole=whole),
            page=fetcher.page,
            worker=workers,
            matcher=Matcher(config.topics),
            renderer=Renderer(config.language, config.timezone),
            send=sender(config),
        )


def sender(config: Config) -> Callable[[Message], Awaitable[None]]:
    """Hands a message to the mail server or to its channel; both block, so they run in a thread."""
    channels = {channel.name: channel for channel in config.channels}

    async def send(message: Message) -> None:
        if message.channel == "mail":
            await asyncio.to_thread(mail.send, message, config.mail)
        elif channel := channels.get(message.channel):
            await asyncio.to_thread(notify.send, message, channel)
        else:
            raise RefusedDelivery(
                f"channel {message.channel!r} is not in channels.toml any more; add it or drop it"
            )

    return send
