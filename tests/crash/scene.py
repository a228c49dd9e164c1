"""A small newsroom: one feed, two lists, an alert, a mail server; and what must be true of its store."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from watcher import store as stores
from watcher import worker
from watcher.analyze.match import Matcher
from watcher.app import sender
from watcher.compose.render import Renderer
from watcher.cycle import Rooms, cycle, recover
from watcher.model import Article, Document, FeedState, Fetched, Mention, Revision
from watcher.settings import AlertRule, Config, DigestList, Feed, MailSettings, Topic
from watcher.store import Store, backups

MORNING = datetime(2026, 11, 22, 6, 1, tzinfo=UTC)  # a minute after seven in Berlin
FEED = Feed("blatt", "https://blatt.example/feed", "Blatt", "de")
TOPICS = (Topic("wasser", "Pegel OR Damm", "Wasser", alert=AlertRule(("new", "quantity_changed"), ("alarm",))),)
Story = tuple[str, str]
HASH = re.compile(r"/[0-9a-f]{16}$")  # of an alert: its recipient and time are in it

OLD: Story = ("Pegel steigt", "Der Pegel der Elbe steigt auf drei Meter, sagte Landrat Peter Maier am Freitag.")
EDITED: Story = (
    "Pegel steigt",
    "Der Pegel der Elbe steigt auf vier Meter, sagte Landrat Peter Maier am Freitag.",
)
NEW: Story = (
    "Damm bricht",
    "Der Damm bei Wehlen ist gebrochen, sagte Feuerwehrchef Karl Schulze. 120 Häuser stehen leer.",
)
OTHER: Story = ("Fest am Markt", "Am Sonntag beginnt das Fest am Markt.")


def print_feed(stories: Sequence[Story]) -> bytes:
    """RSS; an item's place in the list is its guid."""
    items = "".join(
        f"<item><guid>{number}</guid><title>{title}</title><description>{text}</description></item>"
        for number, (title, text) in enumerate(stories)
    )
    return f"<rss version='2.0'><channel><title>Blatt</title>{items}</channel></rss>".encode()


def configure(store: Path, domain: str, port: int) -> Config:
    """Each place has recipients of its own, so that one mail server can serve them all."""
    alert = AlertRule(("new", "quantity_changed"), (f"alarm@{domain}",))
    lists = (DigestList("morgen", (f"a@{domain}", f"b@{domain}")), DigestList("chef", (f"c@{domain}",)))
    return Config(
        folder=store.parent,
        store=store,
        feeds=(FEED,),
        topics=(Topic("wasser", TOPICS[0].query, "Wasser", alert=alert),),
        digests=lists,
        mail=MailSettings("127.0.0.1", port, "none", sender="watcher@x.example", timeout_seconds=5.0),
    )


class Direct:
    """The workers' jobs without their processes: a forked harness is killed often enough."""

    async def parse(self, body: bytes, content_type: str | None, url: str, max_items: int) -> Document:
        return worker.parse(body, content_type, url, max_items)

    async def read(self, body: bytes, content_type: str | None, url: str) -> Article:
        return worker.read(body, content_type, url)

    async def extract(self, revision: Revision, aliases: tuple[tuple[str, ...], ...]) -> tuple[Mention, ...]:
        return worker.extract(revision, aliases)


def furnish(config: Config, kept: Store, stories: Sequence[Story]) -> Rooms:
    body = print_feed(stories)

    async def check(feed: Feed, state: FeedState | None, whole: bool) -> Fetched:
        return Fetched(feed.url, body, sha256(body).hexdigest(), "application/rss+xml")

    async def page(feed: Feed, url: str) -> Any:
        raise AssertionError("no feed here has full_text")

    return Rooms(
        config=config,
        store=kept,
        check=check,
        page=page,
        worker=Direct(),
        matcher=Matcher(config.topics),
        renderer=Renderer(config.language, config.timezone),
        send=sender(config),
    )


async def play(config: Config, stories: Sequence[Story], now: datetime) -> None:
    """What a daemon does between its start and its first rest, backup included."""
    stores.mend(config.store)
    with stores.open(config.store) as kept:
        rooms = furnish(config, kept, stories)
        recover(rooms, now)
        await cycle(rooms, now, every=True)
        backups.copy_daily(config.store, now.date(), 7)
        kept.tidy()


async def begin(config: Config) -> None:
    """Yesterday: the baseline."""
    await play(config, [OLD], MORNING - timedelta(days=1, hours=-2))


async def go_on(config: Config) -> None:
    """This morning: an edit, a new story, one that nobody asked for."""
    await play(config, [EDITED, NEW, OTHER], MORNING)


async def come_back(config: Config) -> None:
    """After a crash: at once, and when everything that was deferred is due again."""
    for later in (timedelta(minutes=5), timedelta(hours=3)):
        await play(config, [EDITED, NEW, OTHER], MORNING + later)


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds, without what a crash may change: attempts and times."""

    whole: str
    items: tuple[tuple[str, int], ...]
    positions: tuple[str, ...]
    digests: tuple[tuple[str, str, str], ...]
    states: tuple[tuple[str, str], ...]
    doubtful: frozenset[str]
    waiting: int


def read(config: Config, domain: str) -> Held:
    with closing(sqlite3.connect(config.store)) as file:

        def ask(sql: str) -> tuple[Any, ...]:
            return tuple(file.execute(sql))

        ((whole,),) = ask("PRAGMA integrity_check")
        return Held(
            whole,
            ask("SELECT item, revisions FROM items ORDER BY item"),
            tuple(row[0] for row in ask("SELECT key FROM positions ORDER BY key")),
            ask("SELECT list, date, state FROM digests ORDER BY 1, 2"),
            tuple(
                (HASH.sub("", key.replace(domain, "*")), state)
                for key, state in ask("SELECT key, state FROM deliveries ORDER BY key")
            ),
            frozenset(
                row[0]
                for row in ask("SELECT message_id FROM messages JOIN deliveries USING (key) WHERE in_doubt")
            ),
            ask("SELECT count(*) FROM pending")[0][0],
        )


def judge(found: Held, reference: Held, copies: Counter[tuple[str, str]]) -> list[str]:
    """What is wrong after a crash and its recovery; nothing, if all is well."""
    wrong = [] if found.whole == "ok" else [f"integrity: {found.whole}"]
    for name in ("items", "positions", "digests", "states", "waiting"):
        if getattr(found, name) != getattr(reference, name):
            wrong.append(f"{name}: {getattr(found, name)} instead of {getattr(reference, name)}")
    if len(copies) != len(reference.states):
        wrong.append(f"{len(copies)} mails arrived instead of {len(reference.states)}")
    wrong += [
        f"{count} copies of {mail}"
        for (mail, _), count in copies.items()
        if count > 1 + (mail in found.doubtful)
    ]
    return wrong
