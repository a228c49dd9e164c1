"""Writes the demo's configuration as the folder of TOML that an operator would have written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import tomlkit

from watcher.settings import Config, DigestList, Feed, Topic


def write_config(config: Config, folder: Path) -> Path:
    """Write `config` so that a real daemon can be started on it; returns the folder."""
    (folder / "topics").mkdir(parents=True, exist_ok=True)
    _write(folder / "watcher.toml", _tell_house(config, folder))
    _write(folder / "feeds.toml", {"feed": [_tell_feed(each) for each in config.feeds]})
    _write(folder / "digests.toml", {"digest": [_tell_digest(each) for each in config.digests]})
    for topic in config.topics:
        _write(folder / "topics" / f"{topic.name}.toml", _tell_topic(topic))
    return folder


def _write(path: Path, told: dict[str, Any]) -> None:
    path.write_text(tomlkit.dumps(told), encoding="utf-8")


def _tell_house(config: Config, folder: Path) -> dict[str, Any]:
    fetch, mail = config.fetch, config.mail
    return {
        "language": config.language,
        "timezone": config.timezone.key,
        "store": {"path": os.path.relpath(config.store, folder)},  # so that both can be moved together
        "fetch": {
            "contact": fetch.contact,
            "every_minutes": fetch.every_minutes,
            "allow_private": list(fetch.allow_private),
        },
        "mail": {"host": mail.host, "port": mail.port, "security": mail.security, "sender": mail.sender},
    }


def _tell_feed(feed: Feed) -> dict[str, Any]:
    told = {"name": feed.name, "url": feed.url, "outlet": feed.outlet, "full_text": feed.full_text}
    return told | ({"language": feed.language} if feed.language else {})


def _tell_digest(digest: DigestList) -> dict[str, Any]:
    told = {
        "name": digest.name,
        "to": list(digest.to),
        "topics": list(digest.topics),
        "at": f"{digest.at:%H:%M}",
        "days": list(digest.days),
        "when_quiet": digest.when_quiet,
    }
    return told | ({"title": digest.title} if digest.title else {})


def _tell_topic(topic: Topic) -> dict[str, Any]:
    told = {"title": topic.title, "query": topic.query, "aliases": [list(each) for each in topic.aliases]}
    rule = topic.alert
    return told | ({"alert": {"when": list(rule.when), "to": list(rule.to)}} if rule else {})
