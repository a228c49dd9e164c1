"""Sixteen years of digests: real rows, a simulated clock, clock changes, sleeps, jumps and restart storms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.store.make import write_message
from watcher import store as stores
from watcher.compose import dates
from watcher.settings import DigestList
from watcher.store import DigestRow, Store

BEGIN, END = datetime(2020, 1, 1, 12, tzinfo=UTC), datetime(2036, 1, 1, 12, tzinfo=UTC)
HOURS = (time(0), time(2, 30), time(7), time(23, 59))
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "America/Santiago")


@dataclass
class Told:
    """What a list was told: changes by number, and when."""

    position: int
    changes: Counter[int] = field(default_factory=Counter)
    days: list[date] = field(default_factory=list)


def list_looks(digest_list: DigestList, zone: ZoneInfo) -> Iterator[datetime]:
    """When the daemon looks: around every hour that could be the digest's, in every reading of the clock.

    Between two of these moments nothing can become due, so a minute's tick would find the same.
    """
    day = BEGIN.date()
    while day <= END.date():
        for fold in (0, 1):
            due = datetime.combine(day, digest_list.at, zone).replace(fold=fold).astimezone(UTC)
            yield from (due - timedelta(seconds=1), due, due + timedelta(hours=1))
        day += timedelta(days=1)


def tell(store: Store, digest_list: DigestList, zone: ZoneInfo, now: datetime, told: Told, newest: int) -> None:
    """What composing does, with real rows and without a letter: the newest due date carries all that is new."""
    outbox, name = store.outbox, digest_list.name
    last = told.days[-1] if told.days else None
    started = BEGIN
    days = dates.due(digest_list, zone, last, started, now)
    if not days:
        return
    rows = [DigestRow(name, day, started, now, "queued" if day == days[-1] else "merged") for day in days]
    message = write_message(f"{name}/{days[-1]}", at=now, date=days[-1], attachments=())
    outbox.post(rows, [message], newest)
    told.changes.update(range(told.position + 1, newest + 1))
    told.position = newest
    told.days += days


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", HOURS, ids=str)
def test_sixteen_years_have_one_row_a_date_and_each_change_once(tmp_path: Path, zone: str, at: time) -> None:
    place, each = ZoneInfo(zone), DigestList("morgen", ("a@x.example",), at=at)
    looks = sorted(set(list_looks(each, place)))
    told, newest = Told(0), 0
    with stores.open(tmp_path / "watcher.db") as store, store.write():
        for number, now in enumerate(look for look in looks if BEGIN <= look <= END):
            newest += number % 5 == 0
            tell(store, each, place, now, told, newest)
        rows = store.outbox.digests("morgen")
        messages = [delivery.message for delivery in store.outbox.walk()]
    days = sorted(row.date for row in rows)
    expected = [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days == expected, "every date once, none left out"
    assert (END.date() - days[-1]).days <= 1
    assert (days[0] - BEGIN.date()).days <= 1
    assert len(messages) == sum(row.state == "queued" for row in rows) == len(rows)
    assert set(told.changes.values()) == {1}
    assert told.position == len(told.changes)
    local = [row.until.astimezone(place) for row in rows]
    gaps = [now.date() - row.date for now, row in zip(local, rows, strict=True)]
    assert all(gap.days in (0, 1) for gap in gaps), "never before its date, never a day late"


@pytest.mark.parametrize(
    ("leap", "days"),
    [(timedelta(days=3), 3), (timedelta(days=30), 30), (timedelta(days=300), 300)],
)
def test_after_a_sleep_one_digest_carries_all_and_the_dates_before_it_are_merged(
    tmp_path: Path, leap: timedelta, days: int
) -> None:
    zone, each = ZoneInfo("Europe/Berlin"), DigestList("morgen", ("a@x.example",))
    told = Told(0)
    with stores.open(tmp_path / "watcher.db") as store:
        now = BEGIN + timedelta(days=1)
        tell(store, each, zone, now, told, 1)
        tell(store, each, zone, now + leap, told, 5)
        states = Counter(row.state for row in store.outbox.digests("morgen"))
        assert states == {"queued": 2, "merged": days - 1}
        assert len(list(store.outbox.walk())) == 2
        assert told.changes == dict.fromkeys(range(1, 6), 1)


def test_a_clock_that_jumps_back_and_a_restart_storm_tell_no_date_twice(tmp_path: Path) -> None:
    zone, each = ZoneInfo("Europe/Berlin"), DigestList("morgen", ("a@x.example",))
    told = Told(0)
    noon = BEGIN + timedelta(days=10)
    jumps = (0, -1, -72, 0, 0, 0, 1, -72, 24, 0, 24)
    with stores.open(tmp_path / "watcher.db") as store:
        for number, hours in enumerate(jumps):
            tell(store, each, zone, noon + timedelta(hours=hours), told, number + 1)
        found = [row.date for row in store.outbox.digests("morgen")]
    assert len(found) == len(set(found)) == 11
    assert max(Counter(told.days).values()) == 1
