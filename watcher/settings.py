"""What an operator has told us: the frozen values that `config.load` makes from TOML.

Phases take the parts they need as arguments; none reads a file. Defaults are the documented ones
(docs/configuration.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Feed:
    """A document at a URL, and the outlet behind it. `name` is stable and never reused."""

    name: str
    url: str
    outlet: str
    language: str | None = None
    every_minutes: int | None = None  # None: FetchSettings.every_minutes
    full_text: bool = False
    enabled: bool = True
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class AlertRule:
    """When a topic speaks up at once. `when`: change types; `to`: names of channels, or addresses.

    Conditions, all of which must hold: the mention's `standing` and `speaker`; a figure of it is `at_least`; a
    figure that changed did so `by_percent`; its `salience`. While it is `quiet`, or cools down, changes wait
    for the next.
    """

    when: tuple[str, ...]
    to: tuple[str, ...]
    standing: tuple[str, ...] = ()  # empty: any
    at_least: float | None = None
    by_percent: float = 0.0
    salience: float = 0.0
    cool_down_minutes: int = 0
    quiet: tuple[time, time] | None = None  # local hours, may run over midnight
    speaker: tuple[str, ...] = ()  # empty: anybody


@dataclass(frozen=True, slots=True)
class Topic:
    """What an editor watches. `aliases`: sets of spellings that count as one word."""

    name: str
    query: str
    title: str
    aliases: tuple[tuple[str, ...], ...] = ()
    salience: float = 0.0  # mentions below it are kept but not mailed
    alert: AlertRule | None = None


@dataclass(frozen=True, slots=True)
class DigestList:
    """One `[[digest]]`: a list of recipients that is told on its days at its local hour."""

    name: str
    to: tuple[str, ...]
    topics: tuple[str, ...] = ("*",)
    at: time = time(7, 0)
    days: tuple[Weekday, ...] = WEEKDAYS
    when_quiet: Literal["note", "skip"] = "note"
    title: str | None = None
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (address, the topics it gets)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where an alert goes besides mail: an https webhook or an apprise address; `url` is a secret.

    With a `secret`, webhooks are signed, so that the far side knows who sent them.
    """

    name: str
    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """`contact` goes into the User-Agent; byte limits are per response; `allow_private`: `host:port`."""

    contact: str = ""
    every_minutes: int = 30
    concurrency: int = 50
    per_host: int = 2
    timeout_seconds: float = 30.0
    max_bytes: int = 15_000_000  # decoded
    max_wire_bytes: int = 10_000_000
    max_redirects: int = 5
    max_items: int = 2_000
    allow_private: tuple[str, ...] = ()
    compare_every: int = 200  # documents of the fast lane, of which feedparser reads one, too; 0: it reads all


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server that takes our messages."""

    host: str = "localhost"
    port: int = 25
    security: Literal["tls", "starttls", "none"] | None = None  # None: none on loopback, else starttls
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    sender: str = "watcher@localhost"
    timeout_seconds: float = 30.0
    in_doubt: Literal["resend", "hold"] = "resend"  # when the answer to a whole mail was lost


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The desk. `address`: under which readers open it, for the links in mails; without a slash at its end.

    `listen`: `host:port` or `unix:path`. `hosts`: names that browsers may ask by, besides those of the two.
    `editors`: verdicts may be given there. `trust_proxy`: X-Forwarded-Proto is believed.
    """

    address: str | None = None
    listen: str = "127.0.0.1:8400"
    hosts: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    editors: bool = False
    trust_proxy: bool = False


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How the store is kept. `backups`: daily copies beside it, 0 for none; `keep_days`: of an old wording."""

    backups: int = 7
    keep_days: int | None = None  # None: for ever
    metrics_file: str | None = None  # from the configuration's folder


@dataclass(frozen=True, slots=True)
class Config:
    """All that was told, checked and nothing more."""

    folder: Path
    store: Path
    language: str = "de"  # of digests
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))
    feeds: tuple[Feed, ...] = ()
    topics: tuple[Topic, ...] = ()
    digests: tuple[DigestList, ...] = ()
    channels: tuple[Channel, ...] = ()
    fetch: FetchSettings = FetchSettings()
    mail: MailSettings = MailSettings()
    keeping: StoreSettings = StoreSettings()
    extractor: str = "built-in"  # or the name of an installed one (entry points watcher.extractors)
    web: WebSettings = WebSettings()
    templates: tuple[tuple[str, str], ...] = ()  # an operator's own, file name and text
