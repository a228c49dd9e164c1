"""A small story in a real store, and a way to ask the pages about it in process."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.store.make import write_message
from tests.web.asking import ask
from watcher import records, store
from watcher.analyze import RULES, findings
from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.analyze.match import Matcher
from watcher.model import FeedState
from watcher.settings import Config, DigestList, Feed, Topic
from watcher.store import DigestRow, Store

TOPIC = Topic("bruecke", "Brücke", "Brücke Mühlhafen")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
REST = "Die Wärmepumpen in der Mühlenstraße bleiben."
FIRST = {
    "id": "a/1?x=<b>&y",
    "feed": "Tagesbote",
    "title": f"Brücke gesperrt {HOSTILE}",
    "url": "https://tagesbote.example/a",
    "text": f"Die Brücke kostet nach Angaben der Stadt 48 Millionen Euro. {REST}",
    "seen": "2026-11-20T08:00:00Z",
    "lang": "de",
}
SECOND = FIRST | {
    "url": "javascript:alert(1)",
    "text": f"Die Brücke kostet nach Angaben der Stadt 61 Millionen Euro. {REST}",
    "seen": "2026-11-21T08:00:00Z",
}
OTHER = FIRST | {
    "id": "b",
    "feed": "Hafenblatt",
    "title": "Brücke wird teurer, sagt Müller",
    "url": "https://hafenblatt.example/b",
    "text": "Die Brücke kostet nach Angaben der Stadt mehr als 70 Millionen Euro.",
    "seen": "2026-11-21T09:30:00Z",
}
NOW = datetime(2026, 11, 22, tzinfo=UTC)
DIGEST = DigestList("morgen", ("desk@example.org",))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(
        folder=tmp_path,
        store=tmp_path / "watcher.db",
        topics=(TOPIC,),
        digests=(DIGEST,),
        feeds=(
            Feed("tagesbote", "https://user:secret@tagesbote.example/feed", "Tagesbote"),
            Feed("hafenblatt", "https://hafenblatt.example/feed", "Hafenblatt"),
            Feed("leise", "https://leise.example/feed", "Leise Post"),
        ),
    )
    with closing(store.open(config.store)) as kept:
        for number, line in enumerate((FIRST, SECOND, OTHER), 1):
            kept.revisions.add([records.read_article(json.dumps(line), "lines", number, NOW)])
        analyze(kept)
        settle(kept)
    return config


def analyze(kept: Store) -> None:
    """Every pending revision, as the cycle would."""
    matcher = Matcher((TOPIC,))
    for revision in kept.revisions.pending(10):
        mentions = extract(revision, (), languages=load)
        previous = kept.revisions.get(revision.item, 1) if revision.number > 1 else None
        own = kept.claims.carried(TOPIC.name, revision.item, 1) if previous else ()
        terms = findings.terms(mentions)
        candidates = kept.claims.candidates(TOPIC.name, terms, datetime(2020, 1, 1, tzinfo=UTC), 50)
        case = findings.Case(TOPIC.name, revision, mentions, candidates=candidates, previous=previous, own=own)
        kept.claims.save(revision, matcher.find(revision), [findings.conclude(case)], RULES)


def settle(kept: Store) -> None:
    """Feed states, a sent digest, and the search's index."""
    kept.feeds.save(FeedState("tagesbote", "https://tagesbote.example/feed", checked_at=NOW, new_at=NOW))
    failing = FeedState(
        "hafenblatt", "https://hafenblatt.example/feed", checked_at=NOW, failures=4, failing_since=NOW,
        error=f"HTTP 404 {HOSTILE}",
    )  # fmt: skip
    kept.feeds.save(failing)
    row = DigestRow("morgen", NOW.date(), NOW, NOW, "queued")
    html = f"<html><body><p style='color:red'>Der Pegel</p><img src=\"cid:chart\">{HOSTILE}</body></html>"
    kept.outbox.start("morgen", NOW)
    kept.outbox.post(
        [row],
        [write_message(html=html, message_id="<1@example.org>")],
        kept.claims.last_position(),
    )
    kept.search.refresh()


@pytest.fixture
async def browser(config: Config) -> AsyncIterator[httpx.AsyncClient]:
    async with ask(config) as client:
        yield client


@pytest.fixture
def kept(config: Config) -> Iterator[Store]:
    with store.open(config.store, readonly=True) as opened:
        yield opened


@pytest.fixture
def claim(kept: Store) -> str:
    """The claim about what the bridge costs."""
    return next(each.id for each in kept.claims.walk() if "48 Millionen" in each.first.mention.statement)
