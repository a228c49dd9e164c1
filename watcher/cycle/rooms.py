"""What one pass works with, what it reports, and how a bug is kept to its unit."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from watcher.analyze.match import Matcher
from watcher.collect.lane import Lane
from watcher.compose.render import Renderer
from watcher.errors import StoreError, WorkerError
from watcher.model import Article, Checked, Document, FeedState, Fetched, Mention, Message, Revision
from watcher.settings import Config, Feed
from watcher.store import Store

MOST_VISITS = 360  # under way, or with a body that waits to be read: they are what a pass weighs


class Worker(Protocol):
    """What watcher.worker.Workers does in its child processes."""

    async def parse(self, body: bytes, content_type: str | None, url: str, max_items: int) -> Document: ...
    async def read(self, body: bytes, content_type: str | None, url: str) -> Article: ...
    async def extract(
        self, revision: Revision, aliases: tuple[tuple[str, ...], ...]
    ) -> tuple[Mention, ...]: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """What one pass works with; put together in watcher.app."""

    config: Config
    store: Store
    check: Callable[[Feed, FeedState | None, bool], Awaitable[Checked]]
    page: Callable[[Feed, str], Awaitable[Fetched]]
    worker: Worker
    matcher: Matcher
    renderer: Renderer
    send: Callable[[Message, Callable[[], None]], Awaitable[None]]
    note: Callable[[str], object] = lambda sentence: None  # what the log should say
    lane: Lane = field(default_factory=Lane)
    hands: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_VISITS))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # whose document is read in this process

    @property
    def list_names(self) -> tuple[str, ...]:
        """Whoever has a cursor: the digest lists, and the alerts of each topic that has a rule."""
        alerts = (alert_list(topic.name) for topic in self.config.topics if topic.alert)
        return (*(digest.name for digest in self.config.digests), *alerts)


@dataclass(frozen=True, slots=True)
class Report:
    """What one pass did."""

    feeds: int = 0
    failed: int = 0
    items: int = 0
    revisions: int = 0
    changes: int = 0
    messages: int = 0
    sent: int = 0
    doubtful: int = 0
    refused: int = 0

    def __add__(self, other: Report) -> Report:
        return Report(*(getattr(self, name) + getattr(other, name) for name in Report.__slots__))

    def __str__(self) -> str:
        failed = f" ({self.failed} failed: watcher status)" if self.failed else ""
        left = ((self.sent, "sent"), (self.doubtful, "in doubt"), (self.refused, "refused"))
        sent = ", ".join(f"{count} {what}" for count, what in left if count or what == "sent")
        return (
            f"{_count(self.feeds, 'feed')} checked{failed}, {_count(self.items, 'new item')}, "
            f"{_count(self.revisions, 'revision')}, {_count(self.changes, 'change')}, "
            f"{_count(self.messages, 'message')} queued, {sent}"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def alert_list(topic: str) -> str:
    """The name under which a topic's alerts keep their cursor; a digest list cannot be called so."""
    return f"alert/{topic}"


@contextlib.contextmanager
def parking(rooms: Rooms, unit: str, now: datetime) -> Iterator[None]:
    """The one broad except in the house: a bug parks its unit, with traceback, and the rest goes on."""
    try:
        yield
    except StoreError:
        raise
    except Exception as bug:  # noqa: BLE001 - see above
        trace = "".join(traceback.format_exception(bug))
        details = bug.details if isinstance(bug, WorkerError) and bug.details else trace
        rooms.store.parked.add(unit, f"{type(bug).__name__}: {bug}", details, now)
