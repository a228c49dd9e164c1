"""Pages of matched items are looked at again, and what was edited in silence becomes a revision."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crash.scene import furnish
from watcher import store as stores
from watcher.collect.revisit import OF_A_FEED, OLDEST, choose
from watcher.cycle import Rooms, analyze, collect, revisit
from watcher.errors import FetchError
from watcher.model import Aged, Fetched
from watcher.settings import Config, Feed, Topic

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
FEED = Feed("bote", "https://bote.example/feed", "Bote", "de", full_text=True)
RSS = (
    "<rss version='2.0'><channel><title>Bote</title><item><guid>1</guid><title>{}</title>"
    "<link>https://bote.example/1</link><description>Ein Anriss.</description></item></channel></rss>"
)
PARAGRAPHS = (
    "<p>Das Schleusentor in Wehrau hält nach Angaben des Kreises dem Wasser noch {} Stunden stand.</p>"
    "<p>Die Feuerwehr füllt Sandsäcke, und am Abend tagt der Stab im Rathaus von Wehrau am Markt.</p>"
)


@dataclass
class Outlet:
    """One article, whose page may be edited or gone."""

    hours: int = 12
    gone: bool = False
    looks: list[datetime] = field(default_factory=list)
    now: datetime = START

    async def page(self, feed: Feed, url: str) -> Fetched:
        self.looks.append(self.now)
        if self.gone:
            raise FetchError(f"{url} answers 404", url, status=404)
        html = f"<html><body><article>{PARAGRAPHS.format(self.hours)}</article></body></html>"
        return Fetched(url, html.encode(), "", "text/html")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[tuple[Rooms, Outlet]]:
    outlet = Outlet()
    config = Config(
        tmp_path, tmp_path / "watcher.db", feeds=(FEED,), topics=(Topic("tor", "Schleusentor", "Tor"),)
    )

    async def check(feed: Feed, state: object, whole: bool) -> Fetched:
        return Fetched(feed.url, RSS.format("Das Schleusentor hält").encode(), "1", "application/rss+xml")

    with stores.open(config.store) as kept:
        rooms = replace(furnish(config, kept, []), check=check, page=outlet.page)
        await collect(rooms, START)
        await analyze(rooms, START)
        outlet.looks.clear()
        yield rooms, outlet


async def go(rooms: Rooms, outlet: Outlet, until: timedelta, step: timedelta) -> int:
    """Let time pass; gives how many revisions came."""
    end, found = outlet.now + until, 0
    while outlet.now < end:
        outlet.now += step
        found += (await revisit(rooms, outlet.now)).revisions
        await analyze(rooms, outlet.now)
    return found


async def test_the_pauses_grow_from_a_quarter_of_an_hour_to_days_and_end(desk: tuple[Rooms, Outlet]) -> None:
    rooms, outlet = desk
    assert await go(rooms, outlet, timedelta(days=40), timedelta(minutes=15)) == 0
    pauses = [later - earlier for earlier, later in pairwise([START, *outlet.looks])]
    assert pauses == sorted(pauses)
    assert {pause / timedelta(hours=1) for pause in pauses} == {0.25, 1, 3, 72}
    assert outlet.looks[-1] - START <= OLDEST
    assert len(outlet.looks) < 100, "a stranger's page is asked a hundred times in a month at most"


async def test_a_silent_edit_is_a_live_revision_and_begins_the_pauses_anew(desk: tuple[Rooms, Outlet]) -> None:
    rooms, outlet = desk
    await go(rooms, outlet, timedelta(days=2), timedelta(minutes=15))
    outlet.hours = 4
    assert await go(rooms, outlet, timedelta(hours=4), timedelta(minutes=15)) == 1
    latest = rooms.store.revisions.latest("bote/1")
    assert latest is not None
    assert (latest.number, latest.cause, "noch 4 Stunden" in latest.text) == (2, "live", True)
    assert latest.title == "Das Schleusentor hält"
    edits = [each.axis for each in rooms.store.claims.changes() if each.revision == 2]
    assert edits == ["edit"]
    outlet.looks.clear()
    await go(rooms, outlet, timedelta(minutes=30), timedelta(minutes=15))
    assert len(outlet.looks) == 2


async def test_a_page_that_is_gone_is_not_asked_at_every_pass_and_retracts_nothing(
    desk: tuple[Rooms, Outlet],
) -> None:
    rooms, outlet = desk
    outlet.gone = True
    assert await go(rooms, outlet, timedelta(minutes=30), timedelta(minutes=1)) == 0
    assert len(outlet.looks) == 2


@pytest.mark.parametrize(
    "feed",
    [replace(FEED, full_text=False), replace(FEED, enabled=False)],
    ids=["without full text", "switched off"],
)
async def test_a_feed_that_is_not_to_be_asked_is_not(desk: tuple[Rooms, Outlet], feed: Feed) -> None:
    rooms, outlet = desk
    await go(replace(rooms, config=replace(rooms.config, feeds=(feed,))), outlet, timedelta(hours=1), HOUR)
    assert outlet.looks == []


HOUR = timedelta(hours=1)


async def test_an_item_that_no_topic_matched_is_left_in_peace(desk: tuple[Rooms, Outlet]) -> None:
    rooms, outlet = desk
    rooms.store.claims.drop("tor")
    await go(rooms, outlet, timedelta(hours=1), HOUR)
    assert outlet.looks == []


async def test_a_feed_that_fails_is_not_asked_for_its_pages(desk: tuple[Rooms, Outlet]) -> None:
    rooms, outlet = desk
    state = rooms.store.feeds.states()["bote"]
    rooms.store.feeds.save(replace(state, failures=1, error="no"))
    await go(rooms, outlet, timedelta(hours=1), HOUR)
    assert outlet.looks == []


def test_of_one_feed_a_few_pages_go_at_a_time_the_longest_overdue_first() -> None:
    aged = [
        Aged(f"{feed}/{n}", feed, "https://x.example/", START - timedelta(hours=n + 1), START)
        for feed in ("a", "b")
        for n in range(20)
    ]
    chosen = choose(aged, START + timedelta(minutes=1))
    assert len(chosen) == 2 * OF_A_FEED
    assert [each.item for each in chosen if each.feed == "a"] == [f"a/{n}" for n in (19, 18, 17, 16)]
