"""From a feed to its revisions: the values that the collect phase takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Cause = Literal["live", "baseline", "backfill", "reanalyze", "topic"]
MarkKind = Literal["dateline", "credit", "footer", "promotion"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What we remember of a feed between two checks."""

    feed: str
    url: str
    etag: str | None = None  # sent back verbatim
    last_modified: str | None = None
    body_hash: str | None = None  # of the last body that was parsed
    checked_at: datetime | None = None
    due_at: datetime | None = None
    whole_at: datetime | None = None  # last fetch without validators
    baseline_at: datetime | None = None  # first successful check
    new_at: datetime | None = None  # last time a new item was seen
    failing_since: datetime | None = None
    failures: int = 0
    error: str | None = None  # one sentence; with no failures it is a remark on what was read
    moved_to: str | None = None  # where a 301 or 308 points
    ttl_seconds: int | None = None  # the pace the feed asks for
    shape: str | None = None  # hashes of the last document's shell and entries


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response with a body that is new to us. `max_age_seconds`: from Cache-Control or Expires."""

    url: str
    body: bytes
    body_hash: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age_seconds: int | None = None
    moved_to: str | None = None
    complete: bool = True  # False: cut short; items count, validators do not


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server said 304."""

    etag: str | None = None
    last_modified: str | None = None
    max_age_seconds: int | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server sent a body, and it is the one we have."""

    etag: str | None = None
    last_modified: str | None = None
    max_age_seconds: int | None = None
    moved_to: str | None = None


Checked = Fetched | NotModified | Unchanged


@dataclass(frozen=True, slots=True)
class Entry:
    """What the feed document shows now. `title` and `text` are plain text, paragraphs split by a blank line."""

    title: str
    text: str
    guid: str | None = None
    url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    hash: str = field(
        default="", compare=False
    )  # of title and text, white space folded; "" if not computed yet


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed feed. `ttl_seconds`: the pace it asks for (`<ttl>`, `sy:`)."""

    title: str
    entries: tuple[Entry, ...]
    language: str | None = None
    ttl_seconds: int | None = None
    warnings: tuple[str, ...] = ()  # entries that could not be used, one sentence each
    cut: bool = False  # it ends before its last element does
    regular: bool = False  # read without a fault; each entry has a guid and a link of its own


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article's page, for feeds with `full_text = true`."""

    title: str
    text: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An item as the store has it, for deciding whether an entry is an edit of it."""

    item: str
    guid: str | None
    url: str | None
    number: int  # of the latest revision
    title: str
    text: str
    entry_hash: str  # of the entry the latest revision came from


@dataclass(frozen=True, slots=True)
class Aged:
    """A matched item: when its page was last looked at, and when its text last changed."""

    item: str
    feed: str
    url: str
    looked_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry that differs from what we have: revision `number` of `item`. `known` is None for a new item."""

    item: str
    number: int
    entry: Entry
    known: Known | None
    entry_hash: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a revision's text that is kept but states nothing: no mention comes from it."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Revision:
    """What an item said at one point in time; append only, numbered from 1."""

    item: str
    number: int
    feed: str
    outlet: str
    title: str
    text: str
    seen_at: datetime
    cause: Cause
    guid: str | None = None
    url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    hash: str = ""  # of title and text, white space folded
    entry_hash: str = ""
    cosmetic: bool = False  # differs from the one before in case, punctuation or paywall marks only
    marks: tuple[Mark, ...] = ()
    agencies: tuple[str, ...] = ()  # from dateline and credit: ("dpa",)
    unmarked: bool = False  # its marks were not looked for, as no topic could match it when it came


@dataclass(frozen=True, slots=True)
class Item:
    """An entry followed through time, as it stands now."""

    item: str
    feed: str
    guid: str | None
    url: str | None
    title: str
    outlet: str
    first_seen_at: datetime
    last_seen_at: datetime
    revisions: int
