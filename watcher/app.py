"""The composition root: from what was told (`Config`) to what is built from it (`Rooms`)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from watcher import store
from watcher.analyze.match import Matcher
from watcher.collect.fetch import Fetcher
from watcher.compose.render import Renderer
from watcher.cycle import Rooms
from watcher.deliver import mail, notify
from watcher.deliver.aside import call_back, run_aside
from watcher.errors import RefusedDelivery
from watcher.model import Message
from watcher.settings import Config
from watcher.worker import Workers

WORKERS = 2
Busy = Callable[[str], AbstractContextManager[None]]
P = ParamSpec("P")
T = TypeVar("T")
RESTORED = "store restored"  # parked until a person has seen it


@contextlib.asynccontextmanager
async def open_rooms(
    config: Config,
    note: Callable[[str], object] = lambda sentence: None,
    busy: Busy = lambda part: nullcontext(),
    workers: int = WORKERS,
) -> AsyncIterator[Rooms]:
    """Everything one pass works with, closed again in order.

    `note` takes what the log should say; `busy` is entered with a part's name while it is at work.
    """
    async with contextlib.AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(Fetcher(config.fetch))
        children = await stack.enter_async_context(Workers(workers, extractor=config.extractor))
        restored = store.mend(config.store)
        kept = stack.enter_context(store.open(config.store, mended=True))
        if restored:
            note(restored)
            kept.parked.add(RESTORED, restored, "", datetime.now(UTC))
        yield Rooms(
            config=config,
            store=kept,
            check=watched(lambda feed, state, whole: fetcher.check(feed, state, whole=whole), busy, "fetcher"),
            page=watched(fetcher.page, busy, "fetcher"),
            worker=WatchedWorker(children, busy),
            matcher=Matcher(config.topics),
            renderer=make_renderer(config),
            send=watched(sender(config), busy, "sender"),
            note=note,
        )


def watched(work: Callable[P, Awaitable[T]], busy: Busy, part: str) -> Callable[P, Coroutine[Any, Any, T]]:
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with busy(part):
            return await work(*args, **kwargs)

    return run


def make_renderer(config: Config) -> Renderer:
    return Renderer(config.language, config.timezone, desk=config.web.address, templates=dict(config.templates))


class WatchedWorker:
    """The workers, each of whose jobs is a sign of life."""

    def __init__(self, workers: Workers, busy: Busy) -> None:
        self.parse = watched(workers.parse, busy, "worker")
        self.read = watched(workers.read, busy, "worker")
        self.extract = watched(workers.extract, busy, "worker")


def sender(config: Config) -> Callable[[Message, Callable[[], None]], Awaitable[None]]:
    """Hands a message to the mail server or to its channel; both block, so they run in a thread aside.

    The second argument is called, on the loop, when the far side may have the message from the next byte on.
    """
    channels = {channel.name: channel for channel in config.channels}

    async def send(message: Message, on_transit: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()

        async def ask() -> None:
            on_transit()

        def cross() -> None:
            call_back(loop, ask)

        if message.channel == "mail":
            await run_aside(lambda: mail.send(message, config.mail, cross))
        elif channel := channels.get(message.channel):
            await run_aside(lambda: notify.send(message, channel, cross))
        else:
            raise RefusedDelivery(
                f"channel {message.channel!r} is not in channels.toml any more; add it or drop it"
            )

    return send
