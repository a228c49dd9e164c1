"""From checked shapes to the frozen settings that the phases take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from watcher.config.faults import Source
from watcher.config.secrets import Secrets
from watcher.config.shapes import (
    AlertTable,
    Channels,
    ChannelTable,
    Digests,
    DigestTable,
    Feeds,
    FeedTable,
    House,
    MailTable,
    TopicFile,
    WebTable,
)
from watcher.settings import (
    AlertRule,
    Channel,
    Config,
    DigestList,
    Feed,
    FetchSettings,
    MailSettings,
    StoreSettings,
    Topic,
    WebSettings,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Every file of a folder, checked; `topics` by name."""

    house: House
    feeds: Feeds
    digests: Digests
    channels: Channels
    topics: dict[str, TopicFile]


def build(
    folder: Path, told: Told, sources: dict[str, Source], secrets: Secrets, subscribed: Iterable[Feed]
) -> Config:
    """Return the settings; `subscribed`: feeds from OPML files that no block refines."""
    feeds = tuple(
        _build_feed(each, sources["feeds.toml"], number, secrets) for number, each in enumerate(told.feeds.feed)
    )
    taken = {feed.url for feed in feeds}
    digests = tuple(_build_digest(each) for each in told.digests.digest)
    return Config(
        folder=folder,
        store=place_store(folder, told.house.store.path),
        language=told.house.language,
        timezone=ZoneInfo(told.house.timezone),
        feeds=(*feeds, *(feed for feed in subscribed if feed.url not in taken)),
        topics=tuple(_build_topic(name, each, digests) for name, each in told.topics.items()),
        digests=digests,
        channels=tuple(
            _build_channel(each, sources["channels.toml"], number, secrets)
            for number, each in enumerate(told.channels.channel)
        ),
        fetch=_build_fetch(told.house),
        extractor=told.house.extractor,
        mail=_build_mail(told.house.mail, secrets.line(sources["watcher.toml"], "mail", "password_file")),
        keeping=StoreSettings(**told.house.store.model_dump(exclude={"path"})),
        web=_build_web(told.house.web, secrets.line(sources["watcher.toml"], "web", "token_file")),
    )


def place_store(folder: Path, path: str) -> Path:
    """The database's place, from the folder. Not `resolve`: `var` may be a link that is moved later."""
    return Path(os.path.normpath(folder.absolute() / path))


def _build_fetch(house: House) -> FetchSettings:
    told = house.fetch.model_dump(exclude={"allow_private"})
    return FetchSettings(**told, allow_private=tuple(house.fetch.allow_private))


def _build_mail(told: MailTable, password: str | None) -> MailSettings:
    return MailSettings(**told.model_dump(exclude={"password_file"}), password=password)


def _build_web(told: WebTable, token: str | None) -> WebSettings:
    kept = told.model_dump(include={"listen", "editors", "trust_proxy"})
    address = (told.address or "").rstrip("/") or None
    return WebSettings(address, hosts=tuple(told.hosts), token=token, **kept)


def _build_channel(told: ChannelTable, source: Source, number: int, secrets: Secrets) -> Channel:
    url, secret = (secrets.line(source, "channel", number, key) for key in ("url_file", "secret_file"))
    return Channel(told.name, url or "", secret)


def _build_feed(told: FeedTable, source: Source, number: int, secrets: Secrets) -> Feed:
    return Feed(
        name=told.name,
        url=told.url,
        outlet=told.outlet or told.name,
        language=told.language,
        every_minutes=told.every_minutes,
        full_text=told.full_text,
        enabled=told.enabled,
        user=told.user,
        password=secrets.line(source, "feed", number, "password_file"),
        headers=secrets.headers(source, "feed", number, "headers_file"),
    )


def _build_digest(told: DigestTable) -> DigestList:
    return DigestList(
        name=told.name,
        to=tuple(dict.fromkeys(told.to)),
        topics=tuple(told.topics),
        at=told.at,
        days=tuple(told.days),
        when_quiet=told.when_quiet,
        title=told.title,
        only=tuple((address, tuple(topics)) for address, topics in told.only.items()),
    )


def _build_topic(name: str, told: TopicFile, digests: tuple[DigestList, ...]) -> Topic:
    return Topic(
        name=name,
        query=told.query,
        title=told.title or name,
        aliases=tuple(tuple(each) for each in told.aliases),
        salience=told.salience,
        alert=_build_alert(name, told.alert, digests) if told.alert else None,
    )


def _build_alert(topic: str, told: AlertTable, digests: tuple[DigestList, ...]) -> AlertRule:
    """Without `to`, an alert goes to whoever gets the topic's digests."""
    readers = (to for each in digests if {topic, "*"} & set(each.topics) for to in each.to)
    return AlertRule(
        when=tuple(told.when),
        to=tuple(dict.fromkeys(told.to or readers)),
        standing=tuple(told.standing),
        at_least=told.at_least,
        by_percent=told.by_percent,
        salience=told.salience,
        cool_down_minutes=told.cool_down_minutes,
        quiet=told.quiet,
        speaker=tuple(told.speaker),
    )
