"""The Atom feeds, read back by our own collector: every change once, and nothing moves without news."""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from tests.web.conftest import FIRST, NOW, OTHER, analyze
from watcher import records, store
from watcher.collect import opml
from watcher.collect.parse import parse
from watcher.model import Document
from watcher.settings import Config


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


async def test_a_title_with_markup_stays_text(browser: httpx.AsyncClient) -> None:
    body = (await browser.get("/topic/bruecke/atom")).text
    assert "<script" not in body
    assert FIRST["title"] not in body


async def test_the_feeds_can_be_taken_along(browser: httpx.AsyncClient) -> None:
    feeds = opml.read((await browser.get("/feeds/opml")).content, "here")
    assert [feed.outlet for feed in feeds] == ["Tagesbote", "Hafenblatt", "Leise Post"]
    assert feeds[0].url == "https://tagesbote.example/feed"
