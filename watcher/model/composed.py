"""From findings to messages: the values that compose gives and deliver takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from watcher.model.analyzed import Change, Evidence
from watcher.model.voices import Byline

Day = date
ToldState = Literal["told", "overturned", "restored"]


@dataclass(frozen=True, slots=True)
class OtherItem:
    """A matched item without a change to show: one line under Weitere Meldungen."""

    item: str
    topic: str
    title: str
    outlet: str
    url: str | None
    seen_at: datetime
    origin: str | None = None
    agencies: tuple[str, ...] = ()  # whose text it is: ("dpa",)
    claims: tuple[str, ...] = ()  # all that its latest revision carries

    @property
    def byline(self) -> Byline:
        return Byline(self.item, self.origin or self.item, self.agencies, self.outlet)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a person should look at: a failing or silent feed, a parked unit."""

    name: str
    sentence: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """What a digest tells about: a local date, and the time from `since` to `until`."""

    day: Day
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a digest rests on: the window's checks, items, and what is wrong."""

    since: datetime
    until: datetime
    feeds: int = 0
    items_seen: int = 0
    items_matched: int = 0
    items_skipped: int = 0  # could not be analysed: parked
    failing: tuple[Trouble, ...] = ()
    silent: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One topic's part of a digest, most important first."""

    topic: str
    title: str
    changes: tuple[Change, ...]
    others: tuple[OtherItem, ...] = ()
    items: int = 0
    outlets: int = 0
    origins: int = 0
    said: tuple[Evidence, ...] = ()  # all that was said lately, before the window too, old to new
    known: frozenset[str] = frozenset()  # claims told as new in a text that the ledger held before the window
    akin: frozenset[tuple[str, str]] = field(
        default=frozenset(), repr=False
    )  # verbs that tell one deed, both ways
    moved: frozenset[str] = frozenset()  # other items that were listed before, at another address


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that was mailed and holds no more, or holds again; `told_at`: by which digest or alert.

    `by`: the verdict that overturned it, or the rules that find it no more. What holds now: the first `known`
    evidence of the claim that it is part of, the change that is found there `now`, or neither.
    """

    change: Change
    state: ToldState
    by: Literal["link", "split", "reject", "rules"]
    told_at: datetime
    told: Day | None = None  # of the digest; None: an alert told it
    judged_at: datetime | None = None
    known: Evidence | None = None
    now: Change | None = None
    claims: tuple[
        str, ...
    ] = ()  # numbers under which to look: of what was told, and of what it was held against


@dataclass(frozen=True, slots=True)
class Backing:
    """Who else says what a change of the claim shows: each item once, old to new.

    `complete`: nobody else is heard who may say it too, so that it can be counted how many do.
    """

    claim: str
    shown: Evidence
    others: tuple[Evidence, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Digest:
    """The periodic mail before it is rendered. `date` is the list's local date."""

    list: str
    date: date
    sections: tuple[Section, ...]
    coverage: Coverage
    baseline: bool = False  # the list's first digest: says what is watched, floods nobody
    title: str | None = None
    previous: Day | None = None  # of the list's digest before this one
    histories: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()  # of claims whose figures changed, old to new
    corrections: tuple[Correction, ...] = ()
    backing: tuple[Backing, ...] = ()

    @property
    def quiet(self) -> bool:
        return not self.corrections and not any(each.changes or each.others for each in self.sections)


@dataclass(frozen=True, slots=True)
class Alert:
    """The urgent mail of one topic: what its rule asked for, from one or several checks."""

    topic: str
    title: str
    changes: tuple[Change, ...]
    histories: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()  # as a digest's
    backing: tuple[Backing, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """An inline picture: `cid` is how the HTML refers to it."""

    cid: str
    content: bytes = field(repr=False)
    content_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class Message:
    """A digest or alert rendered for one recipient; `key` is unique and stable across restarts.

    `channel` is "mail" or a channel's name; `list` is the digest list or topic it belongs to; `at` its Date.
    """

    key: str
    list: str
    channel: str
    recipient: str
    subject: str
    text: str
    html: str
    message_id: str
    at: datetime
    date: date | None = None
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    faults: tuple[str, ...] = ()  # why an operator's own templates were not used; for `status`, not kept
    told: tuple[tuple[int, ToldState], ...] = ()  # positions of the changes that it tells or corrects


@dataclass(frozen=True, slots=True)
class Delivery:
    """Handing a message over: how it stands in the outbox.

    `sending` until the final dot: the far side cannot have it. `transit` from there on: it may have it.
    `held`: in doubt, and a person decides; `suspended`: its recipient was refused several times in a row.
    """

    message: Message
    state: Literal["queued", "sending", "transit", "sent", "refused", "held", "suspended"]
    attempts: int = 0
    due_at: datetime | None = None
    sent_at: datetime | None = None
    in_doubt: bool = False
    error: str | None = None
