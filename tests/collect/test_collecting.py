"""One pass over real feeds on loopback, with the real store and workers: what is kept, parsed and remarked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.collect.conftest import Loopback, response
from tests.collect.test_chunks import document, item
from watcher.analyze.match import Matcher
from watcher.app import open_rooms
from watcher.cli.state import look
from watcher.cycle import Report, Rooms, collect
from watcher.cycle.rooms import Worker
from watcher.model import Document, FeedState, Revision
from watcher.settings import Config, Feed, FetchSettings

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
async def rooms(server: Loopback, tmp_path: Path) -> AsyncIterator[Rooms]:
    config = Config(
        folder=tmp_path,
        store=tmp_path / "watcher.db",
        feeds=(server.feed(),),
        fetch=FetchSettings(allow_private=(f"127.0.0.1:{server.port}",), timeout_seconds=5),
    )
    async with open_rooms(config) as opened:
        yield opened


async def visit(rooms: Rooms, server: Loopback, body: bytes, hours: int = 0, *headers: str) -> Report:
    server.say(response(body, *headers))
    return await collect(rooms, NOW + timedelta(hours=hours), every=True)


def state(rooms: Rooms) -> FeedState:
    return rooms.store.feeds.states()["bote"]


def titles(rooms: Rooms) -> list[str]:
    return [each.title for each in rooms.store.revisions.items()]


async def test_a_new_and_an_edited_entry_are_found_among_known_ones(rooms: Rooms, server: Loopback) -> None:
    assert (await visit(rooms, server, document(*map(item, range(5))))).items == 5
    edited = document(
        item(9), item(0, "Sie ist wieder offen."), *map(item, range(1, 4)), head="<pubDate>x</pubDate>"
    )
    found = await visit(rooms, server, edited, 1)
    assert (found.items, found.revisions) == (1, 2)
    assert (await visit(rooms, server, edited.replace(b">x<", b">y<"), 2)).revisions == 0
    back = await visit(rooms, server, document(*map(item, range(5))), 3)
    assert (back.items, back.revisions) == (0, 1), "a text that goes A, B, A has made two edits"


async def test_an_entry_that_was_published_again_under_a_new_guid_is_judged_with_the_others(
    rooms: Rooms, server: Loopback
) -> None:
    entries = [item(number) for number in range(5)]
    await visit(rooms, server, document(*entries))
    again = [*entries[:4], item(4).replace("g4", "g4-new")]
    whole = await visit(rooms, server, document(*again), 1)
    assert whole.items == 1, "most guids are stable, so this one counts too"
    assert len(titles(rooms)) == 6


async def test_a_body_cut_short_keeps_its_items_and_is_remarked(rooms: Rooms, server: Loopback) -> None:
    body = document(*map(item, range(5)))
    await visit(rooms, server, body[:-120], 0, 'ETag: "1"')
    assert len(titles(rooms)) >= 4
    assert "cut short" in (state(rooms).error or "")
    assert (state(rooms).failures, state(rooms).etag, state(rooms).shape) == (0, None, None)
    await visit(rooms, server, body, 1)
    assert (state(rooms).error, len(titles(rooms))) == (None, 5)


async def test_a_title_that_shows_a_clock_stops_making_revisions(rooms: Rooms, server: Loopback) -> None:
    for hour in range(8):
        clock = item(1).replace("Meldung 1", f"Lage (Stand {hour}:00 Uhr)")
        await visit(rooms, server, document(clock, item(2)), hour)
    (ticking,) = (each for each in rooms.store.revisions.items() if each.title.startswith("Lage"))
    assert ticking.revisions == 3
    assert "time of day" in (state(rooms).error or "")


async def test_nothing_in_common_with_the_visit_before_is_a_gap(rooms: Rooms, server: Loopback) -> None:
    await visit(rooms, server, document(*map(item, range(5))))
    await visit(rooms, server, document(*map(item, range(50, 55))), 1)
    assert "missed" in (state(rooms).error or "")


async def test_a_feed_that_shows_nothing_any_more_is_remarked(rooms: Rooms, server: Loopback) -> None:
    await visit(rooms, server, document(item(1), item(2)))
    await visit(rooms, server, document(), 1)
    assert "no entry" in (state(rooms).error or "")


async def test_pages_that_cannot_be_read_are_remarked_and_the_teaser_kept(
    server: Loopback, tmp_path: Path
) -> None:
    base = f"http://127.0.0.1:{server.port}"
    body = document(item(1)).replace(b"https://bote.example", base.encode())
    server.say(response(b"%PDF-1.7", "Content-Type: application/pdf"), path="/1")
    config = Config(
        folder=tmp_path,
        store=tmp_path / "watcher.db",
        feeds=(server.feed(full_text=True),),
        fetch=FetchSettings(allow_private=(f"127.0.0.1:{server.port}",)),
    )
    async with open_rooms(config) as opened:
        assert (await visit(opened, server, body)).items == 1
        assert "is no web page" in (state(opened).error or "")


async def test_when_no_feed_is_reached_none_backs_off(tmp_path: Path) -> None:
    feeds = tuple(Feed(f"f{n}", f"http://nowhere-{n}.invalid/", "Bote") for n in range(6))
    config = Config(folder=tmp_path, store=tmp_path / "watcher.db", feeds=feeds)
    async with open_rooms(config) as opened:
        assert (await collect(opened, NOW)).failed == 6
        states = opened.store.feeds.states()
    assert [(each.failures, each.error) for each in states.values()] == [(0, None)] * 6
    assert all(each.due_at and each.due_at < NOW + timedelta(minutes=6) for each in states.values())


async def test_a_remark_names_its_feed_once(rooms: Rooms, server: Loopback) -> None:
    empty = "<item><guid>leer</guid></item>"
    await visit(rooms, server, document(*map(item, range(3)), empty))
    (remark,) = look(rooms.config, rooms.store, NOW).remarks
    assert remark.startswith("bote: http://127.0.0.1")
    assert remark.count("bote") == 1
    assert "entry 4 has neither title nor text nor link" in remark


async def test_a_stray_byte_is_remarked(rooms: Rooms, server: Loopback) -> None:
    body = document(*map(item, range(3)))
    await visit(rooms, server, body.replace(b"<title>", "<title>Brücke über ".encode() + b"\xe4 ", 2))
    assert "no UTF-8" in (state(rooms).error or "")


class Stumbler(Matcher):
    """A matcher with a bug that one feed brings out."""

    def hears(self, revision: Revision) -> bool:
        if revision.feed == "f1":
            raise KeyError(revision.item)
        return super().hears(revision)


async def test_a_bug_that_one_feed_brings_out_undoes_it_alone(server: Loopback, tmp_path: Path) -> None:
    feeds = tuple(Feed(f"f{n}", server.url(f"/{n}"), "Bote") for n in range(3))
    for n in range(3):
        server.say(response(document(item(n), item(n + 10))), path=f"/{n}")
    private = FetchSettings(allow_private=(f"127.0.0.1:{server.port}",))
    config = Config(folder=tmp_path, store=tmp_path / "watcher.db", feeds=feeds, fetch=private)
    async with open_rooms(config) as opened:
        report = await collect(replace(opened, matcher=Stumbler(())), NOW, every=True)
        assert (report.feeds, report.failed, report.items) == (3, 1, 4)
        assert {each.feed for each in opened.store.revisions.items()} == {"f0", "f2"}
        states = opened.store.feeds.states()
        assert [states[each.name].failures for each in feeds] == [0, 1, 0]
        assert [each.unit for each in opened.store.parked.walk()] == ["feed f1"]


class Reader:
    """Reads as the workers do, but for titles if it is `odd`; keeps what it read."""

    def __init__(self, worker: Worker, *, odd: bool) -> None:
        self.extract, self.read, self._parse, self._odd = worker.extract, worker.read, worker.parse, odd
        self.documents: list[Document] = []

    async def parse(self, body: bytes, content_type: str | None, url: str, max_items: int) -> Document:
        found = await self._parse(body, content_type, url, max_items)
        entries = tuple(replace(each, title=each.title + "!") if self._odd else each for each in found.entries)
        self.documents.append(replace(found, entries=entries))
        return self.documents[-1]


async def test_of_the_first_document_feedparser_reads_a_few_entries(rooms: Rooms, server: Loopback) -> None:
    reader = Reader(rooms.worker, odd=False)
    await visit(replace(rooms, worker=reader), server, document(*map(item, range(30))))
    assert [len(each.entries) for each in reader.documents] == [5]
    assert rooms.lane.is_open
    assert len(titles(rooms)) == 30


async def test_when_feedparser_reads_them_otherwise_the_lane_is_closed(rooms: Rooms, server: Loopback) -> None:
    reader = Reader(rooms.worker, odd=True)
    await visit(replace(rooms, worker=reader), server, document(*map(item, range(30))))
    assert not rooms.lane.is_open
    assert all(title.endswith("!") for title in titles(rooms))
    assert [each.unit for each in rooms.store.parked.walk()] == ["fast lane"]
