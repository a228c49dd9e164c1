"""Headers: what we tell a server about ourselves, and what its answer says beside the body."""

from __future__ import annotations

import base64
import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from watcher.model import FeedState
from watcher.settings import Feed, FetchSettings

Headers = list[tuple[bytes, bytes]]

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
)
LONGEST_VALIDATOR = 1_024  # characters; a longer ETag is a mistake or an attack, and cookies in disguise
UNSENDABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]|^\s|\s$")
LONGEST_AGE = 365 * 86_400
MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)


def introduce(settings: FetchSettings, version: str) -> Headers:
    """Who asks, and what we read. gzip and deflate only: these we can unpack within bounds."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    agent = re.sub(r"[^\x20-\x7e]", "?", f"watcher/{version}{contact}")
    return [
        (b"User-Agent", agent.encode("ascii")),
        (b"Accept", ACCEPT.encode("ascii")),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Connection", b"keep-alive"),
    ]


def validators(state: FeedState | None) -> Headers:
    """ETag and Last-Modified exactly as they came; what cannot be sent is left out."""
    pairs = ((b"If-None-Match", state.etag), (b"If-Modified-Since", state.last_modified)) if state else ()
    return [(name, value.encode("latin-1")) for name, value in pairs if value and not UNSENDABLE.search(value)]


def credentials(feed: Feed) -> Headers:
    """The feed's own headers and password: for its own origin only."""
    own = [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in feed.headers
    ]
    if feed.user is not None:
        pair = f"{feed.user}:{feed.password or ''}".encode()
        own.append((b"Authorization", b"Basic " + base64.b64encode(pair)))
    return own


class Answer:
    """The headers of a response, kept as the bytes they came in."""

    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        # The first of a name counts, so that one is written last.
        self._first = {name.lower(): value for name, value in reversed(raw)}

    def get(self, name: bytes) -> str | None:
        """The first header of that name in lower case, each byte a character."""
        value = self._first.get(name)
        return None if value is None else value.decode("latin-1")

    @property
    def etag(self) -> str | None:
        return _short(self.get(b"etag"))

    @property
    def last_modified(self) -> str | None:
        return _short(self.get(b"last-modified"))

    def max_age(self, now: datetime) -> int | None:
        """For how many seconds the answer is fresh: Cache-Control before Expires (RFC 9111 4.2.1)."""
        control = self.get(b"cache-control")
        if control and (found := MAX_AGE.search(control)):
            return min(int(found[1]), LONGEST_AGE)
        expires = moment(self.get(b"expires"))
        if expires is None:
            return None
        fresh = (expires - (moment(self.get(b"date")) or now)).total_seconds()
        return min(int(fresh), LONGEST_AGE) if fresh > 0 else None

    def retry_after(self, now: datetime) -> float | None:
        """Seconds to wait; a date counts from the server's own clock. None when it is no sensible time."""
        value = (self.get(b"retry-after") or "").strip()
        if re.fullmatch(r"\d{1,30}(?:\.\d{1,6})?", value, re.ASCII):
            return min(float(value), float(LONGEST_AGE))
        if (until := moment(value)) is None:
            return None
        seconds = (until - (moment(self.get(b"date")) or now)).total_seconds()
        return seconds if seconds > 0 and math.isfinite(seconds) else None


def moment(value: str | None) -> datetime | None:
    """An HTTP date in UTC, or None."""
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= LONGEST_VALIDATOR else None
