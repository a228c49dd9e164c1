"""The shape of each file: which keys there are, what each takes, and what it is when left out.

Defaults come from `watcher.settings`, so each stands in one place. The descriptions are what
`watcher check --schema` prints; docs/configuration.md says more.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from watcher.config import checks
from watcher.model import ChangeType, Standing
from watcher.settings import (
    WEEKDAYS,
    AlertRule,
    DigestList,
    FetchSettings,
    MailSettings,
    StoreSettings,
    Topic,
    WebSettings,
    Weekday,
)

ALERT_WHEN: tuple[ChangeType, ...] = ("standing_changed", "contradicted")
STORE_PATH = "../var/watcher.db"

_FETCH = FetchSettings()
_MAIL = MailSettings()
_STORE = StoreSettings()
_WEB = WebSettings()
_DIGEST = DigestList("", ())
_TOPIC = Topic("", "", "")
_ALERT = AlertRule((), ())

Line = Annotated[str, AfterValidator(checks.check_line)]
Query = Annotated[str, AfterValidator(checks.check_query)]
Contact = Annotated[str, AfterValidator(checks.check_contact)]
Name = Annotated[str, AfterValidator(checks.check_name)]
Url = Annotated[str, AfterValidator(checks.check_url)]
Zone = Annotated[str, AfterValidator(checks.check_zone)]
Hour = Annotated[time, BeforeValidator(checks.read_hour, json_schema_input_type=str)]
Language = Annotated[str, AfterValidator(checks.check_language)]
Address = Annotated[str, AfterValidator(checks.check_address)]
HostPort = Annotated[str, AfterValidator(checks.check_host_port)]
Listen = Annotated[str, AfterValidator(checks.check_listen)]
Spellings = Annotated[list[Line], Field(min_length=2)]
Minutes = Annotated[int, Field(ge=1, le=10_080)]
Seconds = Annotated[float, Field(gt=0, le=3_600, allow_inf_nan=False)]
Bytes = Annotated[int, Field(ge=1_000, le=1_000_000_000)]


class Shape(BaseModel):
    """A table whose keys are all known. Strict: `"30"` is no number, `1` is not true."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class StoreTable(Shape):
    path: Line = Field(default=STORE_PATH, description="the database file, from this folder")
    backups: int = Field(
        default=_STORE.backups, ge=0, le=400, description="daily copies kept beside it; 0: none"
    )
    keep_days: int | None = Field(
        default=_STORE.keep_days, ge=30, le=36_500, description="how long texts are kept; left out: for ever"
    )
    metrics_file: Line | None = Field(
        default=_STORE.metrics_file, description="where the daemon writes its metrics, from this folder"
    )


class FetchTable(Shape):
    contact: Contact = Field(
        default=_FETCH.contact, description="address or page that feeds' operators can turn to"
    )
    every_minutes: Minutes = Field(default=_FETCH.every_minutes, description="pace of feeds that ask for none")
    concurrency: int = Field(
        default=_FETCH.concurrency, ge=1, le=1_000, description="requests at the same time"
    )
    per_host: int = Field(default=_FETCH.per_host, ge=1, le=100, description="of these, to one host")
    timeout_seconds: Seconds = Field(default=_FETCH.timeout_seconds, description="for a whole request")
    max_bytes: Bytes = Field(default=_FETCH.max_bytes, description="of a response, decoded")
    max_wire_bytes: Bytes = Field(default=_FETCH.max_wire_bytes, description="of a response, as sent")
    max_redirects: int = Field(default=_FETCH.max_redirects, ge=0, le=20)
    max_items: int = Field(default=_FETCH.max_items, ge=1, le=100_000, description="of one feed document")
    allow_private: list[HostPort] = Field(
        default=list(_FETCH.allow_private),
        description="hosts of the own network that may be asked, as host:port",
    )
    compare_every: int = Field(
        default=_FETCH.compare_every,
        ge=0,
        le=1_000_000,
        description="documents of the fast lane, of which feedparser reads one, too; 0: it reads all",
    )


class MailTable(Shape):
    host: Line = _MAIL.host
    port: int = Field(default=_MAIL.port, ge=1, le=65_535)
    security: Literal["tls", "starttls", "none"] | None = Field(
        default=_MAIL.security, description="none is the default for this machine, starttls for any other"
    )
    user: Line | None = _MAIL.user
    password_file: Line | None = Field(default=None, description="a file that holds the password")
    sender: Address = _MAIL.sender
    timeout_seconds: Seconds = _MAIL.timeout_seconds
    in_doubt: Literal["resend", "hold"] = Field(
        default=_MAIL.in_doubt, description="a mail whose last answer was lost: send it again, or ask a person"
    )


class WebTable(Shape):
    address: Url | None = Field(
        default=_WEB.address, description="under which readers open `watcher serve`; mails then link to it"
    )
    listen: Listen = Field(default=_WEB.listen, description="where it listens: host:port, or unix:PATH")
    hosts: list[Line] = Field(default=[*_WEB.hosts], description="more names that browsers may ask it by")
    token_file: Line | None = Field(default=None, description="a file that holds the token readers give")
    editors: bool = Field(default=_WEB.editors, description="whether verdicts on claims may be given there")
    trust_proxy: bool = Field(default=_WEB.trust_proxy, description="whether X-Forwarded-Proto is believed")


class House(Shape):
    """watcher.toml"""

    language: Literal["de", "en"] = Field(default="de", description="of digests and alerts")
    timezone: Zone = Field(default="Europe/Berlin", description="in which the hours of digests are meant")
    extractor: Name = Field(default="built-in", description="what finds the claims; other ones are packages")
    store: StoreTable = StoreTable()
    fetch: FetchTable = FetchTable()
    mail: MailTable = MailTable()
    web: WebTable = WebTable()


class FeedTable(Shape):
    name: Name = Field(description="stable, never reused")
    url: Url
    outlet: Line | None = Field(default=None, description="the news organisation; left out, the name")
    language: Language | None = Field(default=None, description="of its texts; left out, told from each text")
    every_minutes: Minutes | None = Field(default=None, description="its own pace")
    full_text: bool = Field(default=False, description="fetch the article's page too")
    enabled: bool = Field(default=True, description="false: kept, not checked")
    user: Line | None = None
    password_file: Line | None = Field(default=None, description="a file that holds the password")
    headers_file: Line | None = Field(default=None, description="a file of lines 'Name: value' sent along")


class Feeds(Shape):
    """feeds.toml"""

    opml: list[Line] = Field(default=[], description="OPML files whose feeds are added, from this folder")
    feed: list[FeedTable] = []


class AlertTable(Shape):
    when: list[ChangeType] = Field(default=list(ALERT_WHEN), min_length=1, description="kinds of change")
    to: list[Line] | None = Field(
        default=None,
        min_length=1,
        description="channels and addresses; left out, the topic's digests' recipients",
    )
    standing: list[Standing] = Field(default=[], description="how the claim stands now; left out: anyhow")
    speaker: list[Line] = Field(default=[], description="who says so, by name; left out: anybody")
    at_least: float | None = Field(
        default=_ALERT.at_least, allow_inf_nan=False, description="a figure of the statement is so high"
    )
    by_percent: float = Field(
        default=_ALERT.by_percent, ge=0, le=10_000, description="a changed figure differs by so much"
    )
    salience: float = Field(default=_ALERT.salience, ge=0, le=1, description="of mentions worth an alert")
    cool_down_minutes: int = Field(
        default=_ALERT.cool_down_minutes, ge=0, le=10_080, description="after an alert; changes are bundled"
    )
    quiet: tuple[Hour, Hour] | None = Field(
        default=_ALERT.quiet, strict=False, description='local hours without alerts: ["22:00", "06:30"]'
    )


class TopicFile(Shape):
    """topics/NAME.toml"""

    title: Line | None = Field(default=None, description="as digests call it; left out, the file's name")
    query: Query
    aliases: list[Spellings] = Field(default=[], description="sets of spellings that count as one word")
    salience: float = Field(default=_TOPIC.salience, ge=0, le=1, description="mentions below it are not mailed")
    alert: AlertTable | None = None


class DigestTable(Shape):
    name: Name = Field(description="stable: the list's progress is kept under it")
    to: list[Line] = Field(min_length=1, description="mail addresses")
    topics: list[Line] = Field(
        default=list(_DIGEST.topics), min_length=1, description='names of topics, or "*"'
    )
    at: Hour = Field(default=_DIGEST.at, description="local time")
    days: list[Weekday] = Field(default=list(WEEKDAYS), min_length=1)
    when_quiet: Literal["note", "skip"] = Field(
        default=_DIGEST.when_quiet, description="nothing new: say so, or skip"
    )
    title: Line | None = Field(default=None, description="of the mail")
    only: dict[Address, list[Line]] = Field(
        default={}, description="recipients who get some of the topics, each with their names"
    )


class Digests(Shape):
    """digests.toml"""

    digest: list[DigestTable] = []


class ChannelTable(Shape):
    name: Name
    url_file: Line = Field(description="a file that holds an https webhook or apprise address")
    secret_file: Line | None = Field(
        default=None, description="a file that holds the key webhooks are signed with"
    )


class Channels(Shape):
    """channels.toml"""

    channel: list[ChannelTable] = []


FILES: dict[str, type[Shape]] = {
    "watcher.toml": House,
    "feeds.toml": Feeds,
    "digests.toml": Digests,
    "channels.toml": Channels,
}
TOPIC_FILES = "topics/*.toml"
EVERY_FILE: dict[str, type[Shape]] = FILES | {TOPIC_FILES: TopicFile}
