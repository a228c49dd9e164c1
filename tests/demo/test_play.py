"""Playing the script: every moment gets its cycle, and the configuration can be written down."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from watcher.config import load
from watcher.demo.bundled import find
from watcher.demo.folder import write_config
from watcher.demo.letterbox import Letterbox
from watcher.demo.newsroom import Newsroom
from watcher.demo.play import config_for, play, read_script
from watcher.errors import ConfigError
from watcher.settings import Config


@asynccontextmanager
async def open_rooms(config: Config) -> AsyncIterator[Config]:
    yield config


async def read_and_mail(config: Config, now: datetime) -> None:
    """Stand in for a cycle: reads a feed and mails what it found, an alert first."""
    async with httpx.AsyncClient() as client:
        seen = (await client.get(config.feeds[1].url)).text.count("<item>")
    for address in ("eilt@redaktion.example", config.digests[0].to[0]):
        await asyncio.to_thread(post, config, address, f"{seen} am {now:%d.%m.%Y}, an {address}")


def post(config: Config, address: str, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = config.mail.sender, address, "Digest"
    mail.set_content(text)
    with smtplib.SMTP(config.mail.host, config.mail.port, timeout=10) as server:
        server.send_message(mail)


async def test_each_moment_gets_its_cycle_and_the_last_digest_is_returned(tmp_path: Path) -> None:
    lines: list[str] = []
    played = await play(tmp_path, open_rooms, read_and_mail, lines.append)
    moments = read_script().moments
    assert len(lines) == len(moments)
    assert lines[-1] == "03.09.2025 07:00  Digest\n                  Digest"
    assert len(played.mails) == 2 * len(moments)
    assert played.digest.strip() == "3 am 03.09.2025, an desk@redaktion.example"
    assert all(letter.mail.is_relative_to(tmp_path) for letter in played.mails)


def test_the_demo_subscribes_to_every_outlet_on_loopback_only(tmp_path: Path) -> None:
    newsroom, letterbox = Newsroom(read_script()), Letterbox(tmp_path)
    with newsroom, letterbox:
        config = config_for(newsroom, letterbox, tmp_path)
    assert [feed.name for feed in config.feeds] == list(read_script().told["outlets"])
    assert {httpx.URL(feed.url).netloc.decode() for feed in config.feeds} == set(config.fetch.allow_private)
    assert [feed.name for feed in config.feeds if feed.full_text] == ["kompass"]
    assert config.mail.port == letterbox.port


def test_the_configuration_is_written_as_a_folder_that_reads_the_same(tmp_path: Path) -> None:
    with Newsroom(read_script()) as newsroom, Letterbox(tmp_path / "mails") as letterbox:
        told = config_for(newsroom, letterbox, tmp_path)
    read = load(write_config(told, tmp_path / "config"))
    # Topics are files, and files come in the order of their names.
    assert read == replace(told, topics=tuple(sorted(told.topics, key=lambda each: each.name)))


def test_what_is_not_bundled_is_named() -> None:
    with pytest.raises(ConfigError, match="seeds/nothing: not found"):
        find("seeds/nothing")
