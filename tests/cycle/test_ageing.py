"""What was old when its feed first showed it is no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.compose.builders import at, said
from watcher.cycle.ageing import OLD, is_old, read_date

MADE = int(datetime(2025, 3, 1, tzinfo=UTC).timestamp())  # eight weeks before the builders' day


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://blatt.example/ort/2025-03/damm", datetime(2025, 3, 31, 23, 59, tzinfo=UTC)),
        ("https://blatt.example/2025/03/01/damm", datetime(2025, 3, 1, 23, 59, tzinfo=UTC)),
        ("https://blatt.example/2025/02/31/damm", datetime(2025, 2, 28, 23, 59, tzinfo=UTC)),
        (f"https://blatt.example/damm-{MADE:x}0123456789abcdef.html", datetime(2025, 3, 1, tzinfo=UTC)),
        ("https://blatt.example/damm-am-2025-03-01", None),
        ("https://blatt.example/damm-123456789012345678901234", None),
        ("https://blatt.example/2025/damm", None),
    ],
    ids=["month", "day", "no such day", "record", "of the event", "a number", "year"],
)
def test_an_address_tells_when_it_was_given(address: str, date: datetime | None) -> None:
    assert read_date(address) == date


def test_an_article_of_weeks_ago_is_old_by_its_address_and_by_its_date() -> None:
    fresh = said("Der Damm hält.", url="https://blatt.example/2025-04/damm")
    assert not is_old(fresh)
    assert is_old(replace(fresh, url="https://blatt.example/2025-03/damm"))
    assert is_old(replace(fresh, published=fresh.seen_at - OLD - timedelta(hours=1)))
    assert not is_old(replace(fresh, published=fresh.seen_at - timedelta(days=5)))


def test_a_clock_that_was_never_set_makes_nothing_old() -> None:
    assert not is_old(replace(said("Der Damm hält."), published=at(1, month=1, year=1970)))


def test_what_is_added_to_an_old_article_is_news() -> None:
    assert not is_old(said("Der Damm hält.", url="https://blatt.example/2024-11/damm", revision=2))
