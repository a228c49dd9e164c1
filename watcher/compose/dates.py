"""When a list is told: local dates, and the instants at which they fall due.

A list is told once per local date. What is due is computed from what has been recorded, never from an alarm
clock: APScheduler drops late runs, and its cron fires twice or never around a change of the clocks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from watcher.settings import WEEKDAYS, DigestList

LONGEST_SILENCE = timedelta(days=400)  # a list that slept longer starts anew from there


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one instant (UTC) of a local hour on a date.

    An hour that the clocks skip falls as far after the gap as it would have lain in it, an hour that comes
    twice counts the first time: `zoneinfo` does both with fold=0 (PEP 495).
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def due(
    digest_list: DigestList, zone: ZoneInfo, told: date | None, started: datetime, now: datetime
) -> tuple[date, ...]:
    """The list's dates that have come since it was last told, oldest first; empty when it is up to date."""
    day = max(told or started.astimezone(zone).date(), (now - LONGEST_SILENCE).astimezone(zone).date())
    found = []
    while (instant := moment(day, digest_list.at, zone)) <= now:
        if _is_told_on(digest_list, day) and instant > started and (told is None or day > told):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def window(digest_list: DigestList, zone: ZoneInfo, day: date) -> tuple[datetime, datetime]:
    """What the digest of a date tells about: from the hour of the list's date before it to its own."""
    before = day - timedelta(days=1)
    while not _is_told_on(digest_list, before):
        before -= timedelta(days=1)
    return moment(before, digest_list.at, zone), moment(day, digest_list.at, zone)


def _is_told_on(digest_list: DigestList, day: date) -> bool:
    return WEEKDAYS[day.weekday()] in digest_list.days
