"""The days that a line names, whichever way it names them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.compose.builders import at, said
from watcher.compose.selecting.appointed import name_days, name_due
from watcher.model import Evidence, Proposition

FRIDAY = str(date(2025, 5, 2).toordinal())


def names(*codes: str, day: int = 28) -> Evidence:
    """What a line of that day of April 2025 says, a Monday; it names the days."""
    told = said("Die Räumübung am Deich.", when=at(day, 8))
    clause = Proposition(0, 5, "üben", ("deich",), when=codes)
    return replace(told, mention=replace(told.mention, propositions=(clause,)))


def test_a_weekday_and_a_date_are_one_day() -> None:
    assert FRIDAY in name_days(names("w4")) & name_days(names("D5-2"))
    assert not name_days(names("d0")) & name_days(names("D5-2"))
    assert name_days(names("d0", day=27)) & name_days(names("d-1"))


def test_until_a_day_is_not_on_that_day_and_a_month_stays_as_it_is() -> None:
    assert "u" + FRIDAY in name_days(names("uw4"))
    assert not name_days(names("uw4")) & name_days(names("w4"))
    assert name_days(names("m10")) == {"m10"}


@pytest.mark.parametrize(
    ("code", "announced", "due"),
    [
        ("D5-2", False, {FRIDAY}),
        ("d1", False, {str(date(2025, 4, 29).toordinal())}),
        ("D4-2", False, set()),
        ("w4", True, {FRIDAY}),
        ("w4", False, set()),
        ("uw4", True, set()),
    ],
    ids=["a date ahead", "tomorrow", "a date of the past", "a weekday ahead", "which Friday?", "until then"],
)
def test_only_a_day_ahead_is_one_for_which_something_is_set(code: str, announced: bool, due: set[str]) -> None:
    assert name_due(names(code), announced=announced) == due
