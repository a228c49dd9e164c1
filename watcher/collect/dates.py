"""Dates as feeds write them, also the German and the broken ones.

feedparser takes MEZ and CET for UTC, reads "1763629200" as the year 1763 and knows no German month
(kurtmckee/feedparser#135), so we read the raw string first.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # before it, a date is a placeholder

# The second and third letters tell; written out or cut, with or without a full stop.
MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mar": 3, "mrz": 3, "mae": 3, "apr": 4, "mai": 5, "may": 5,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "wet": 0, "mez": 1, "cet": 1, "west": 1, "bst": 1, "mesz": 2,
    "cest": 2, "eet": 2, "eest": 3, "msk": 3, "kst": 9, "jst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
ZONE = r"(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,4})?"
# "Di, 03 Mär 2026 14:05:00 +0100", "3. März 2026, 14:05 Uhr", "Tuesday, 3 March 26"
NAMED = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{{1,2}})\.?[\s-]+(?P<month>[^\W\d]{{3,9}})\.?[\s-]+(?P<year>\d{{4}}|\d{{2}})"
    rf"(?:,?\s+(?:um\s+)?{CLOCK}(?:\s*Uhr)?\s*{ZONE})?(?:\s*\(.*\))?"
)
# "March 3, 2026 14:05"
AMERICAN = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)?(?P<month>[^\W\d]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?:,?\s+{CLOCK}\s*{ZONE})?"
)
# "03.03.2026 14:05"
NUMBERED = re.compile(
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:,?\s+{CLOCK}(?:\s*Uhr)?\s*{ZONE})?"
)
# "2026-03-03 24:00:00", also with a zone's name
SORTED = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T\s]\s*{CLOCK}\s*{ZONE})?", re.ASCII
)


# As most feeds write it (RFC 822): read without trying the other forms first.
COMMON = re.compile(
    r"[A-Z][a-z]{2}, (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (20\d\d)"
    r" ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-]\d{4}|GMT)",
    re.ASCII,
)


# And as Atom asks for it (RFC 3339).
SHORT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-][01]\d:[0-5]\d)", re.ASCII)


def read(raw: str) -> datetime | None:
    """The moment in UTC, or None; a date without a zone is taken as UTC. Never earlier than 2000."""
    if SHORT.fullmatch(raw) and (moment := _iso(raw)):
        return moment if moment >= EARLIEST else None
    if (common := COMMON.fullmatch(raw)) and (moment := _assemble(common)):
        return moment if moment >= EARLIEST else None
    text = re.sub(r"<[^>]*>", "", raw[:100]).strip()
    if not text or (not text.isascii() and not re.search(r"[äÄ]", text)):
        return None
    for reader in (_epoch, _spelled, _iso, _mail):
        if (found := reader(text)) is not None:
            return found if found >= EARLIEST else None
    return None


def _assemble(found: re.Match[str]) -> datetime | None:
    """None for a day or a zone that there is not."""
    day, month, year, hour, minute, second, zone = found.groups()
    offset = _offset(zone)
    try:
        local = datetime(
            int(year), MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC
        )
    except ValueError:
        return None
    return None if offset is None else local - offset


def _epoch(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970; other runs of digits are no date."""
    if not re.fullmatch(r"\d{9,10}|\d{12,13}", text, re.ASCII):
        return None
    seconds = int(text) / (1000 if len(text) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC)


def _spelled(text: str) -> datetime | None:
    for form in (NAMED, AMERICAN, NUMBERED, SORTED):
        if found := form.fullmatch(text):
            return _build(found)
    return None


def _build(found: re.Match[str]) -> datetime | None:
    part = {name: value or "" for name, value in found.groupdict().items()}
    month = int(part["month"]) if part["month"].isdigit() else MONTHS.get(part["month"].casefold()[:3], 0)
    year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
    hours, minutes = int(part["hour"] or 0), int(part["minute"] or 0)
    offset = _offset(part["zone"])
    if offset is None or hours > 24 or minutes > 59:
        return None
    try:
        day = datetime(year, month, int(part["day"]), tzinfo=timezone(offset))
        # Hour 24 is the next day's 0, a leap second the next minute's first.
        clock = timedelta(hours=hours, minutes=minutes, seconds=int(part["second"] or 0))
        return (day + clock).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta | None:
    if not zone:
        return timedelta()
    if zone[0] in "+-":
        size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return None if size >= timedelta(hours=24) else -size if zone[0] == "-" else size
    hours = ZONES.get(zone.casefold())
    return None if hours is None else timedelta(hours=hours)


def _iso(text: str) -> datetime | None:
    """ISO 8601 in all its forms: weeks, basic, fractions."""
    try:
        return _aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _mail(text: str) -> datetime | None:
    try:
        return _aware(parsedate_to_datetime(text))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _aware(found: datetime) -> datetime:
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
