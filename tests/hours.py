"""The hour of a list in tests that run by the real clock."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo


def find_begun_hour(zone: ZoneInfo) -> time:
    """The local hour that has begun: its list owes today's digest and no other, even past midnight."""
    return time(datetime.now(UTC).astimezone(zone).hour)
