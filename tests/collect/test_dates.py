"""Dates are read as German and broken feeds write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.collect.dates import read


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tue, 03 Mar 2026 14:05:00 +0100", "2026-03-03T13:05"),
        ("Di, 03 Mär 2026 14:05:00 +0100", "2026-03-03T13:05"),
        ("Mi., 7 Okt. 2026 14:05 MESZ", "2026-10-07T12:05"),
        ("Mon, 05 Jan 2026 08:00:00 CET", "2026-01-05T07:00"),
        ("Tue, 07 Jul 2026 14:05:00 CEST", "2026-07-07T12:05"),
        ("3. März 2026, 14:05 Uhr", "2026-03-03T14:05"),
        ("Dienstag, 3. Dezember 2026", "2026-12-03T00:00"),
        ("03.03.2026 14:05", "2026-03-03T14:05"),
        ("March 3, 2026", "2026-03-03T00:00"),
        ("Tue, 03 Mar 26 14:05:00 GMT", "2026-03-03T14:05"),
        ("2026-03-03T14:05:00.123+01:00", "2026-03-03T13:05"),
        ("2026-03-03 14:05:00 MEZ", "2026-03-03T13:05"),
        ("2026-03-03T24:00:00Z", "2026-03-04T00:00"),
        ("20260303T140500Z", "2026-03-03T14:05"),
        ("2026-W10-2", "2026-03-03T00:00"),
        ("Sun, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00"),
        ("1763629200", "2025-11-20T09:00"),
        ("1767600000000", "2026-01-05T08:00"),
        ("<b>Tue, 03 Mar 2026 14:05:00 GMT</b>", "2026-03-03T14:05"),
    ],
)
def test_a_date_is_read_in_utc(raw: str, expected: str) -> None:
    found = read(raw)
    assert found is not None
    assert found.isoformat()[:16] == expected
    assert found.isoformat().endswith("+00:00")


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "gestern Abend", "NaN", "2026", "9" * 60, "0000-00-00T00:00:00Z", 
        "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 30 Feb 2026 08:00:00 GMT",
        "2026-03-03T14:05:00+99:99", "Tue, 03 Mar 2026 14:05:00 +9999",
        "２０２６-03-03T14:05:00Z", "99999999999999-01-01T00:00:00Z",
        "Sat, 01 Jan 10000 00:00:00 GMT", "25.13.2026 10:00",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(raw: str) -> None:
    assert read(raw) is None


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2098, 1, 1)),  # noqa: DTZ001 - the zone is in the text
    st.sampled_from(["GMT", "+0000", "-0000", "+0130", "-1200", "+2400", "+9999"]),
    st.booleans(),
)
def test_a_common_date_is_read_as_the_other_forms_would_read_it(at: datetime, zone: str, later: bool) -> None:
    day = "31" if later else f"{at.day:02}"
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    text = f"Mon, {day} {months[at.month - 1]} {at:%Y %H:%M:%S} {zone}"
    assert read(text) == read(f"<b>{text}</b>")
