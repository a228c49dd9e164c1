"""The read-only pages over the demo's kind of store, asked in process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from watcher import records, store
from watcher.analyze import RULES, findings
from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.analyze.match import Matcher
from watcher.settings import Config, Topic
from watcher.web.serve import build, web_address

TOPIC = Topic("bruecke", "Brücke", "Brücke Mühlhafen")
FIRST = {
    "id": "a",
    "feed": "Tagesbote",
    "title": "Brücke gesperrt <script>alert(1)</script>",
    "url": "https://tagesbote.example/a",
    "text": "Die Brücke kostet nach Angaben der Stadt 48 Millionen Euro.",
    "seen": "2026-11-20T08:00:00Z",
    "lang": "de",
}
SECOND = {
    **FIRST,
    "url": "javascript:alert(1)",
    "text": "Die Brücke kostet nach Angaben der Stadt 61 Millionen Euro.",
    "seen": "2026-11-21T08:00:00Z",
}
LINES = [FIRST, SECOND]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(folder=tmp_path, store=tmp_path / "watcher.db", topics=(TOPIC,))
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with closing(store.open(config.store)) as kept:
        for number, line in enumerate(LINES, 1):
            kept.revisions.add([records.read_article(json.dumps(line), "lines", number, now)])
        for revision in kept.revisions.pending(10):
            matches = Matcher(config.topics).find(revision)
            mentions = extract(revision, (), languages=load)
            previous = kept.revisions.get(revision.item, 1) if revision.number > 1 else None
            own = kept.claims.carried(TOPIC.name, revision.item, 1) if previous else ()
            case = findings.Case(TOPIC.name, revision, mentions, previous=previous, own=own)
            kept.claims.save(revision, matches, [findings.conclude(case)], RULES)
    return config


@pytest.fixture
async def browser(config: Config) -> Iterator[httpx.AsyncClient]:  # type: ignore[misc]
    transport = httpx.ASGITransport(build(config))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8400") as client:
        yield client


def claim_ids(config: Config) -> list[str]:
    with store.open(config.store, readonly=True) as kept:
        return [claim.id for claim in kept.claims.walk()]


async def test_a_claim_shows_its_history_verbatim(config: Config, browser: httpx.AsyncClient) -> None:
    pages = [(await browser.get(f"/claim/{claim}")).text for claim in claim_ids(config)]
    page = next(page for page in pages if "61 Millionen" in page)
    assert "48 Millionen Euro" in page
    assert "61 Millionen Euro" in page
    assert "quantity changed" in page


async def test_a_topic_lists_its_claims(browser: httpx.AsyncClient) -> None:
    assert "61 Millionen Euro" in (await browser.get("/topic/bruecke")).text


async def test_an_item_shows_its_revisions_with_what_is_new_marked(browser: httpx.AsyncClient) -> None:
    assert "<ins>61</ins>" in (await browser.get("/item/a")).text


async def test_what_a_feed_says_is_never_active(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/item/a")
    assert "<script" not in page.text
    assert "javascript:" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/topic/nope", "/claim/nope", "/item/nope"])
async def test_an_unknown_page_says_so(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "no such page" in answer.text


async def test_another_host_name_is_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/", headers={"host": "evil.example"})).status_code == 400


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/desk.css"])
async def test_every_page_answers(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 200


async def test_no_page_writes(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/")).status_code == 405


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://tagesbote.example/a") == "https://tagesbote.example/a"
    assert web_address("javascript:alert(1)") == ""
    assert web_address(None) == ""
