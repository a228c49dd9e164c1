"""Ageing: whether an article was old already when its feed first showed it.

A first poll, a feed that was moved and an article that its outlet puts in front again bring what readers knew
weeks ago. Its date says so, or its address: „/2024-05/“, „/2024/05/11/“, or the number of a record that begins
with the second of its making (mongodb.com/docs/manual/reference/bson-types, ObjectId). What an outlet adds to
an old article is news.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from watcher.model import Evidence

OLD = timedelta(days=14)  # a court's or a journal's date may be days before what it publishes
DATED = re.compile(r"/(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])(?:[-/](?P<day>[0-2]\d|3[01]))?(?=/|$)")
RECORD = re.compile(r"(?<![0-9a-f])(?=\d*[a-f])(?P<second>[0-9a-f]{8})[0-9a-f]{16}(?:\.\w+)?/?$")
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # an earlier one is a clock that was never set


def is_old(evidence: Evidence) -> bool:
    """Whether its article's first version came long after it was published."""
    if evidence.mention.revision > 1:
        return False
    made = evidence.published or read_date(evidence.url or "")
    return made is not None and made >= EARLIEST and evidence.seen_at - made > OLD


def read_date(address: str) -> datetime | None:
    """The last moment at which the address can have been given; None where it does not tell."""
    path = urlsplit(address).path
    if record := RECORD.search(path):
        return datetime.fromtimestamp(int(record["second"], 16), UTC)
    dated = DATED.search(path)
    if dated is None:
        return None
    year, month = int(dated["year"]), int(dated["month"])
    last = monthrange(year, month)[1]
    day = min(int(dated["day"] or last), last)
    return datetime(year, month, max(day, 1), 23, 59, tzinfo=UTC)
