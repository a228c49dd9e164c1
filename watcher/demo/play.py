"""Plays the demo: the newsroom's clock moves, watcher looks, mail falls into the letterbox."""

from __future__ import annotations

import textwrap
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from watcher.demo.bundled import find
from watcher.demo.folder import write_config
from watcher.demo.letterbox import Letter, Letterbox
from watcher.demo.newsroom import Newsroom
from watcher.demo.script import Outlet, Script, load
from watcher.settings import AlertRule, Config, DigestList, Feed, FetchSettings, MailSettings, Topic

Rooms = TypeVar("Rooms")
WIDTH = 79  # of a terminal's line


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it. `mails` are in order of arrival; `digest` is the last digest's text.

    `folder`: the configuration that the store can be looked into with.
    """

    mails: tuple[Letter, ...]
    digest: str
    store: Path
    folder: Path


def read_script() -> Script:
    """Return the bundled newsroom's script."""
    return load(find("seeds/newsroom"))


async def play(
    out: Path,
    open_rooms: Callable[[Config], AbstractAsyncContextManager[Rooms]],
    run_cycle: Callable[[Rooms, datetime], Awaitable[object]],
    report: Callable[[str], None],
) -> Played:
    """Run a cycle at each moment of the script and return what arrived; everything lies under `out`."""
    script = read_script()
    with Newsroom(script) as newsroom, Letterbox(out / "mails") as letterbox:
        config = config_for(newsroom, letterbox, out)
        write_config(config, config.folder)
        async with open_rooms(config) as rooms:
            for moment in script.moments:
                arrived = len(letterbox.letters)
                newsroom.set_clock(moment)
                await run_cycle(rooms, moment)
                report(_tell(moment, letterbox.letters[arrived:]))
    return Played(tuple(letterbox.letters), _last_digest(letterbox, config), config.store, config.folder)


def _tell(moment: datetime, arrived: list[Letter]) -> str:
    """The moment, and the subjects of the mails it brought, one below the other."""
    subjects = [each.subject for each in arrived] or ["no mail"]
    when = f"{moment:%d.%m.%Y %H:%M}  "
    margins = (when, *(" " * len(when) for _ in subjects))
    return "\n".join(
        textwrap.fill(subject, WIDTH, initial_indent=margin, subsequent_indent=" " * (len(when) + 2))
        for subject, margin in zip(subjects, margins, strict=False)
    )


def _last_digest(letterbox: Letterbox, config: Config) -> str:
    """Alerts go to other addresses than digests do, so the recipient tells them apart."""
    readers = {address for each in config.digests for address in each.to}
    digests = [each.text for each in letterbox.letters if readers & set(each.recipients)]
    return digests[-1] if digests else ""


def config_for(newsroom: Newsroom, letterbox: Letterbox, out: Path) -> Config:
    """Return the configuration that watches the newsroom and mails into the letterbox."""
    told = newsroom.script.told
    return Config(
        folder=out / "config",
        store=out / "watcher.db",
        language=told["language"],
        timezone=ZoneInfo(told["timezone"]),
        feeds=tuple(_subscribe(newsroom, each) for each in newsroom.outlets.values()),
        topics=read_topics(newsroom.script),
        digests=tuple(_read_digest(each) for each in told["digest"]),
        fetch=FetchSettings(contact="https://watcher.example/demo", allow_private=(newsroom.address,)),
        mail=MailSettings(host="127.0.0.1", port=letterbox.port, security="none", sender=told["sender"]),
    )


def _subscribe(newsroom: Newsroom, outlet: Outlet) -> Feed:
    return Feed(
        name=outlet.name,
        url=newsroom.locate(outlet.name),
        outlet=outlet.title,
        language=outlet.language,
        full_text=outlet.body == "teaser",
    )


def read_topics(script: Script) -> tuple[Topic, ...]:
    """Return what the demo watches."""
    return tuple(_read_topic(each) for each in script.told["topic"])


def _read_topic(told: dict[str, Any]) -> Topic:
    alert = told.get("alert")
    rule = AlertRule(tuple(alert["when"]), tuple(alert["to"])) if alert else None
    aliases = tuple(tuple(each) for each in told.get("aliases", ()))
    return Topic(told["name"], told["query"], told["title"], aliases, alert=rule)


def _read_digest(told: dict[str, Any]) -> DigestList:
    lists = {key: tuple(told[key]) for key in ("to", "topics")}
    return DigestList(**{**told, **lists, "at": time.fromisoformat(told["at"])})
