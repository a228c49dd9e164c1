"""Boilerplate is looked for where a topic may match, at once or when a later topic asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crash.scene import furnish
from watcher import store as stores
from watcher.analyze.match import Matcher
from watcher.cycle import Rooms, analyze, collect
from watcher.model import Checked, FeedState, Fetched, Revision
from watcher.settings import Config, Feed, Topic
from watcher.store import Store

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
FEED = Feed("bote", "https://bote.example/feed", "Bote", "de")
HARBOUR = "KIEL (dpa) – Im Hafen liegt eine Fähre fest.\n\nMehr zum Thema: Alles über das Schleusentor"
GATE = "WEHRAU (AFP) – Das Schleusentor klemmt seit dem Morgen."


def shows(rooms: Rooms, *texts: str) -> Rooms:
    """The rooms with a feed that shows these texts."""
    items = "".join(
        f"<item><guid>{at}</guid><title>Meldung {at}</title><link>https://bote.example/{at}</link>"
        f"<description>{text.replace(chr(10), '&lt;br&gt;')}</description></item>"
        for at, text in enumerate(texts)
    )
    body = f"<rss version='2.0'><channel><title>Bote</title>{items}</channel></rss>".encode()

    async def check(feed: Feed, state: FeedState | None, whole: bool) -> Checked:
        return Fetched(feed.url, body, str(hash(body)), "application/rss+xml")

    return replace(rooms, check=check)


def ask(rooms: Rooms, *queries: str) -> Rooms:
    """The rooms with these topics."""
    topics = tuple(Topic(query.lower(), query, query) for query in queries)
    return replace(rooms, config=replace(rooms.config, topics=topics), matcher=Matcher(topics))


def read(kept: Store) -> dict[str, Revision]:
    return {each.item: each for each in kept.revisions.walk()}


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    config = Config(tmp_path, tmp_path / "watcher.db", feeds=(FEED,))
    with stores.open(config.store) as kept:
        yield ask(furnish(config, kept, []), "Tunnel", "Schleusentor")


async def test_what_no_topic_can_match_is_stored_unmarked_and_done_with(rooms: Rooms) -> None:
    await collect(shows(rooms, "KIEL (dpa) – Im Hafen liegt eine Fähre fest.", GATE), NOW)
    gate, ferry = read(rooms.store).values()
    assert (ferry.unmarked, ferry.marks, ferry.agencies) == (True, (), ())
    assert (gate.unmarked, gate.agencies, len(gate.marks)) == (False, ("AFP",), 1)
    assert rooms.store.revisions.pending(9) == (gate,)


async def test_a_later_topic_finds_it_but_not_in_its_boilerplate(rooms: Rooms) -> None:
    rooms = ask(rooms, "Tunnel")
    await collect(shows(rooms, HARBOUR), NOW)
    later = ask(rooms, "Fähre", "Schleusentor", "Tunnel")
    await analyze(later, NOW + timedelta(hours=1))
    (match,) = rooms.store.claims.matches()
    assert match.topic == "fähre"
    (other,) = rooms.store.claims.others()
    assert other.agencies == ("dpa",), "whose text it is"


async def test_an_edit_that_a_topic_matches_is_marked_whatever_was_before(rooms: Rooms) -> None:
    await collect(shows(rooms, "KIEL (dpa) – Im Hafen liegt eine Fähre fest."), NOW)
    edited = "KIEL (dpa) – Im Hafen liegt eine Fähre fest, das Schleusentor klemmt."
    await collect(shows(rooms, edited), NOW + timedelta(hours=1), every=True)
    first, second = rooms.store.revisions.history("bote/0")
    assert first.unmarked
    assert (second.unmarked, second.agencies) == (False, ("dpa",))


async def test_a_new_topic_is_applied_before_anything_is_passed_over(rooms: Rooms) -> None:
    await collect(shows(rooms, GATE), NOW)
    later = ask(rooms, "Fähre", "Tunnel")
    await collect(shows(later, GATE, "Die Fähre fährt wieder."), NOW + timedelta(hours=1), every=True)
    await analyze(later, NOW + timedelta(hours=1))
    assert [each.topic for each in rooms.store.claims.matches() if each.item == "bote/1"] == ["fähre"]
