from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from watcher.compose.dates import due, moment, window
from watcher.settings import DigestList

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = DigestList(name="morgen", to=("desk@example.org",), at=time(7, 0))


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def test_an_hour_that_the_clocks_skip_falls_after_the_gap() -> None:
    assert moment(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_counts_the_first_time() -> None:
    assert moment(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_nothing_is_due_before_the_hour() -> None:
    started = local(2026, 11, 21, 12)
    assert due(MORNING, BERLIN, None, started, local(2026, 11, 22, 6, 59)) == ()


def test_the_first_date_is_the_first_hour_after_the_start() -> None:
    started = local(2026, 11, 21, 12)
    assert due(MORNING, BERLIN, None, started, local(2026, 11, 22, 7)) == (date(2026, 11, 22),)


def test_a_start_after_the_hour_waits_for_the_next_day() -> None:
    started = local(2026, 11, 22, 8)
    assert due(MORNING, BERLIN, None, started, local(2026, 11, 22, 23)) == ()


def test_a_date_that_was_told_is_not_due_again() -> None:
    started = local(2026, 11, 20, 12)
    assert due(MORNING, BERLIN, date(2026, 11, 22), started, local(2026, 11, 22, 9)) == ()


def test_dates_missed_while_asleep_come_oldest_first() -> None:
    started = local(2026, 11, 1, 12)
    found = due(MORNING, BERLIN, date(2026, 11, 19), started, local(2026, 11, 22, 9))
    assert found == (date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22))


def test_days_without_a_digest_are_left_out() -> None:
    weekdays = DigestList(name="werktags", to=("desk@example.org",), days=("mon", "fri"))
    started = local(2026, 11, 1, 12)
    found = due(weekdays, BERLIN, date(2026, 11, 16), started, local(2026, 11, 23, 9))
    assert found == (date(2026, 11, 20), date(2026, 11, 23))
    assert window(weekdays, BERLIN, date(2026, 11, 23)) == (local(2026, 11, 20, 7), local(2026, 11, 23, 7))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago"])
@pytest.mark.parametrize("at", [time(0, 0), time(2, 30), time(23, 59)])
def test_every_local_date_of_a_year_falls_due_exactly_once(zone: str, at: time) -> None:
    told: list[date] = []
    watch = DigestList(name="l", to=("a@example.org",), at=at)
    here = ZoneInfo(zone)
    started = now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    while now < started + timedelta(days=365):
        told += due(watch, here, told[-1] if told else None, started, now)
        now += timedelta(hours=3)
    assert told == sorted(set(told))
    assert len(told) in {364, 365}
