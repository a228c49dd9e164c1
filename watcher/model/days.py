"""Days: codes of the days and months that a clause names, which the day of its text makes into days.

w0        a Monday                 d-1   yesterday
n5        the night to a Saturday  m10   an October
D12-24    a 24 December            D12-24-2025 with its year
uw4       until a Friday
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

WEEK = 7


def resolve(codes: Sequence[str], day: date) -> frozenset[int]:
    """The days that the codes may mean in a text of this day, as ordinals: the last such and the next."""
    return frozenset(ordinal for code in codes for ordinal in _days(code, day))


def deadlines(codes: Sequence[str], day: date) -> frozenset[int]:
    """The days until which something lasts, as `resolve` has them."""
    return resolve([code[1:] for code in codes if code.startswith("u")], day)


def months(codes: Sequence[str]) -> frozenset[int]:
    """The months that the codes name."""
    return frozenset(int(code[1:].partition("-")[0]) for code in codes if code[0] in "mD")


def _days(code: str, day: date) -> Iterator[int]:
    """A month is no day: "im März" and "am Montag" may be one time."""
    kind, number = code[0], code[1:]
    if kind == "d":
        yield (day + timedelta(days=int(number))).toordinal()
    elif kind in "wn":
        last = day.toordinal() - (day.weekday() - int(number)) % WEEK
        nights = (0, 1) if kind == "n" else (0,)
        yield from (found - back for found in (last, last + WEEK) for back in nights)
    elif kind == "D":
        yield from _dates(number, day)


def _dates(number: str, day: date) -> Iterator[int]:
    """The day of the month in its year, or in this year and those beside it."""
    month, in_month, *year = map(int, number.split("-"))
    for each in year or (day.year - 1, day.year, day.year + 1):
        try:
            yield date(each, month, in_month).toordinal()
        except ValueError:  # 29 February
            continue
