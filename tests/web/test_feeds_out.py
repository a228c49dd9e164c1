"""The Atom feeds, read back by our own collector: every change once, and nothing moves without news."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.web.asking import ask
from tests.web.conftest import FIRST, NOW, OTHER, SECOND, analyze
from tests.web.rfc4287 import judge
from tests.web.waiting import free_port, wait_for
from watcher import records, store
from watcher.app import open_rooms
from watcher.collect import opml
from watcher.collect.parse import parse
from watcher.cycle import collect
from watcher.model import Document
from watcher.settings import Config, Feed, FetchSettings, WebSettings
from watcher.store import Store


async def fetch(browser: httpx.AsyncClient, path: str) -> Document:
    answer = await browser.get(path)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    document = parse(answer.content, answer.headers["content-type"], str(answer.url), 1_000)
    assert not document.warnings
    return document


async def test_a_claims_feed_tells_each_change_once(browser: httpx.AsyncClient, claim: str) -> None:
    whole = json.loads((await browser.get(f"/claim/bruecke/{claim}?format=json")).text)
    entries = (await fetch(browser, f"/claim/bruecke/{claim}/atom")).entries
    told = [each for each in whole["changes"] if each["type"] in ("new", "quantity_changed", "contradicted")]
    assert len(entries) == len({entry.guid for entry in entries}) == len(told)
    assert any("− „" in entry.text and "+ „" in entry.text for entry in entries)
    assert all(entry.guid and entry.guid.startswith("tag:watcher.invalid,2026:change/") for entry in entries)


async def test_a_topics_feed_has_an_entry_a_claim(browser: httpx.AsyncClient, claim: str) -> None:
    entries = (await fetch(browser, "/topic/bruecke/atom")).entries
    assert f"tag:watcher.invalid,2026:claim/bruecke/{claim}" in {entry.guid for entry in entries}
    assert len(entries) == len({entry.guid for entry in entries})


async def test_a_further_copy_moves_no_entry(
    config: Config, browser: httpx.AsyncClient, tmp_path: Path
) -> None:
    before = {entry.guid: entry.updated for entry in (await fetch(browser, "/topic/bruecke/atom")).entries}
    copy = OTHER | {"id": "c", "feed": "Kopie", "seen": "2026-11-21T20:00:00Z"}
    with store.open(config.store) as kept:
        kept.revisions.add([records.read_article(json.dumps(copy), "copy", 1, NOW)])
        analyze(kept)
    after = {entry.guid: entry.updated for entry in (await fetch(browser, "/topic/bruecke/atom")).entries}
    assert before.items() <= after.items()


async def test_both_feeds_are_valid(browser: httpx.AsyncClient, claim: str) -> None:
    for path in ("/topic/bruecke/atom", f"/claim/bruecke/{claim}/atom"):
        assert judge((await browser.get(path)).content) == []


def test_the_judge_sees_what_is_missing() -> None:
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title/><link rel="self" href="y"/><x/></feed>'
    assert {each.partition(":")[0] for each in judge(feed)} == {"4.1", "4.1.1", "4.2.6", "4.2.7.1", "6.3"}


async def test_links_lead_to_where_readers_open_the_desk(config: Config, claim: str) -> None:
    behind = replace(config, web=WebSettings(address="https://desk.example.org"))
    async with ask(behind, base="http://127.0.0.1:8400") as browser:
        for path in ("/topic/bruecke/atom", f"/claim/bruecke/{claim}/atom"):
            body = (await browser.get(path)).text
            assert f'href="https://desk.example.org{path}"' in body
            assert f'href="https://desk.example.org/claim/bruecke/{claim}"' in body
            assert "127.0.0.1" not in body


@pytest.mark.long
async def test_our_own_collector_sees_every_change_once(config: Config, claim: str, tmp_path: Path) -> None:
    """Over the wire, polled three times, with news before the last."""
    with desk_of(config, tmp_path) as address:
        folder = tmp_path / "reader"
        feeds = (
            Feed("story", f"{address}/topic/bruecke/atom", "Desk"),
            Feed("claim", f"{address}/claim/bruecke/{claim}/atom", "Desk"),
        )
        place = urlsplit(address).netloc
        reader = Config(folder, folder / "watcher.db", feeds=feeds, fetch=FetchSettings(allow_private=(place,)))
        async with open_rooms(reader) as rooms:
            for hour in range(2):
                await collect(rooms, NOW + timedelta(hours=hour), every=True)
            before = count_revisions(rooms.store)
            assert set(before["story"].values()) == set(before["claim"].values()) == {1}
            tell_more(config)
            await collect(rooms, NOW + timedelta(hours=3), every=True)
            after = count_revisions(rooms.store)
    assert len(after["claim"]) == len(before["claim"]) + 1
    assert set(after["claim"].values()) == {1}
    assert sum(after["story"].values()) == sum(before["story"].values()) + 1


def tell_more(config: Config) -> None:
    """The bridge's cost changes once more."""
    third = FIRST | {"text": SECOND["text"].replace("61", "88"), "seen": "2026-11-21T22:00:00Z"}
    with store.open(config.store) as kept:
        kept.revisions.add([records.read_article(json.dumps(third), "lines", 4, NOW)])
        analyze(kept)


def count_revisions(kept: Store) -> dict[str, dict[str, int]]:
    """By feed and item."""
    found: dict[str, dict[str, int]] = {}
    for revision in kept.revisions.walk():
        items = found.setdefault(revision.feed, {})
        items[revision.item] = items.get(revision.item, 0) + 1
    return found


@contextmanager
def desk_of(config: Config, tmp_path: Path) -> Iterator[str]:
    """The story's pages, served by a process of their own."""
    folder = tmp_path / "desk"
    (folder / "topics").mkdir(parents=True)
    (folder / "watcher.toml").write_text(f'[store]\npath = "{config.store}"\n', "utf-8")
    (folder / "topics" / "bruecke.toml").write_text('title = "Brücke"\nquery = "Brücke"\n', "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "watcher", "--config", str(folder), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield wait_for(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()


async def test_a_title_with_markup_stays_text(browser: httpx.AsyncClient) -> None:
    body = (await browser.get("/topic/bruecke/atom")).text
    assert "<script" not in body
    assert FIRST["title"] not in body


async def test_the_feeds_can_be_taken_along(browser: httpx.AsyncClient) -> None:
    feeds = opml.read((await browser.get("/feeds/opml")).content, "here")
    assert [feed.outlet for feed in feeds] == ["Tagesbote", "Hafenblatt", "Leise Post"]
    assert feeds[0].url == "https://tagesbote.example/feed"
