"""What a reader asks for in an address: checked, bounded, and told plainly when it makes no sense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import get_args
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from watcher.compose.kinds import KINDS
from watcher.model import Standing
from watcher.store.catalog import EVER, ORDERS, Choice
from watcher.web.faults import Absurd

LONGEST = 200  # code points of a value
MOST_PAGES = 2_000
KIND_NAMES = tuple(kind.name for kind in KINDS)
STANDINGS: tuple[str, ...] = get_args(Standing)
YEARS = (1990, 2200)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims; "" means all. `since` and `until` are local dates, both inside."""

    kind: str = ""
    standing: str = ""
    outlet: str = ""
    speaker: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "weight"
    page: int = 1

    @property
    def active(self) -> bool:
        return replace(self, sort="weight", page=1) != Filter()

    def address(self, **changed: object) -> str:
        """The query string of this choice with something else in it; what is at its default is left out."""
        asked = replace(self, **({"page": 1} | changed))  # type: ignore[arg-type]
        pairs = {name: getattr(asked, name) for name in Filter.__slots__}
        default = Filter()
        told = {name: str(value) for name, value in pairs.items() if value != getattr(default, name)}
        return f"?{urlencode(told)}" if told else "?"


def read(asked: Mapping[str, str]) -> Filter:
    """Raises Absurd with the parameter's name."""
    given = {name: take(asked, name) for name in ("kind", "standing", "outlet", "speaker", "language")}
    choose("kind", given["kind"], KIND_NAMES)
    choose("standing", given["standing"], STANDINGS)
    since, until = take_day(asked, "since"), take_day(asked, "until")
    if since and until and since > until:
        raise Absurd("since", f"{since} … {until}")
    sort = take(asked, "sort") or "weight"
    choose("sort", sort, tuple(ORDERS))
    return Filter(**given, since=since, until=until, sort=sort, page=take_page(asked))


def take(asked: Mapping[str, str], name: str) -> str:
    value = asked.get(name, "").strip()
    if len(value) > LONGEST:
        raise Absurd(name, f"{value[:40]}…")
    return value


def choose(name: str, value: str, known: Sequence[str]) -> None:
    if value and value not in known:
        raise Absurd(name, value[:60])


def take_day(asked: Mapping[str, str], name: str) -> date | None:
    value = take(asked, name)
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Absurd(name, value[:40]) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Absurd(name, value[:40])
    return day


def take_page(asked: Mapping[str, str], most: int = MOST_PAGES) -> int:
    return take_number(asked, "page", 1, most)


def take_number(asked: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = take(asked, name) or str(default)
    if not value.isascii() or not value.isdigit() or len(value) > 9 or not 1 <= int(value) <= most:
        raise Absurd(name, value[:40])
    return int(value)


def choice_of(topic: str, asked: Filter, zone: ZoneInfo) -> Choice:
    """Claims seen in the period, with each of the rest among what the claim has had."""
    since = int(begin(asked.since, zone).timestamp()) if asked.since else -EVER
    until = int(begin(asked.until + timedelta(days=1), zone).timestamp()) if asked.until else EVER
    named = asked.kind, asked.standing, asked.outlet, asked.speaker, asked.language
    return Choice(topic, *named, since, until)


def begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone)
