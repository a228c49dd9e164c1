"""Claims in a few words, as the board holds them: small, since there may be a hundred thousand."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from sys import intern
from zoneinfo import ZoneInfo

from watcher.compose.kinds import CONFIRMED, CONTRADICTED, DENIED, NUMBER, STANDING
from watcher.store.overview import Saying

DECISIVE = 2  # weight of a change that an editor must act on, in independent sources
DECISIVE_KINDS = frozenset(kind.name for kind in (CONFIRMED, DENIED, NUMBER, CONTRADICTED, STANDING))
FINE = 200  # steps of salience: whole numbers that small are shared by all who hold them
MONTH = 31
MOST_HOURS = 3 * 31 * 24  # kept at most, of which a month is shown
UTC_ZONE = ZoneInfo("UTC")
MOST_SHARED = 20_000  # beyond that, sharing costs more than it saves
MOST_CHOICES = 60


class Entry:
    """One claim; `first` and `last` are seconds since 1970. Tuples of names are shared between claims."""

    __slots__ = (
        "_origins", "first", "id", "kinds", "languages", "last", "mentions", "number",
        "outlets", "salience", "speakers", "standing", "standings", "topic", "weight",
    )  # fmt: skip

    def __init__(self, saying: Saying) -> None:
        assert saying.number is not None
        self.number, self.topic, self.id = saying.number, intern(saying.topic), saying.claim
        self.first = self.last = read_seconds(saying.seen_at)
        self.mentions = 0
        self._origins = b""
        self.outlets = self.speakers = self.languages = self.standings = self.kinds = ()  # type: tuple[str, ...]
        self.standing = intern(saying.standing)
        self.salience = 0
        self.weight = 0

    @property
    def order(self) -> tuple[int, int, int, int]:
        return self.weight, self.mentions, self.salience, self.last

    @property
    def origins(self) -> int:
        """How many independent sources there are."""
        return len(self._origins) // 8

    @property
    def first_at(self) -> datetime:
        return datetime.fromtimestamp(self.first, UTC)

    @property
    def last_at(self) -> datetime:
        return datetime.fromtimestamp(self.last, UTC)

    def count(self, saying: Saying) -> None:
        """One mention more."""
        seen = read_seconds(saying.seen_at)
        self.first, self.last = min(self.first, seen), max(self.last, seen)
        self.mentions += 1
        self.salience = max(self.salience, round(saying.salience * FINE))
        origin = hash(saying.origin)
        known = array("q", self._origins)
        if origin not in known:
            known.append(origin)
            self._origins = known.tobytes()

    def weigh(self) -> None:
        """Independent sources, and what an editor must act on."""
        self.weight = self.origins + DECISIVE * sum(kind in DECISIVE_KINDS for kind in self.kinds)


def read_seconds(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())


@dataclass(frozen=True, slots=True)
class Facets:
    """What a topic's claims can be filtered by, each with how many claims that leaves."""

    kinds: tuple[tuple[str, int], ...] = ()
    standings: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    speakers: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()


ORDERS: dict[str, Callable[[Entry], tuple[int, ...]]] = {
    "weight": lambda each: tuple(-part for part in each.order),
    "latest": lambda each: (-each.last, -each.number),
    "first": lambda each: (each.first, each.number),
}


class TopicBoard:
    """Claims of a topic; orders and counts are made when a page first asks. `hours` as they are stored."""

    def __init__(
        self, entries: tuple[Entry, ...] = (), hours: Mapping[str, Counter[str]] | None = None,
        timezone: ZoneInfo = UTC_ZONE,
    ) -> None:  # fmt: skip
        self.entries = entries
        self._hours = hours or {}
        self._timezone = timezone
        self._sorted: dict[str, tuple[Entry, ...]] = {}

    def ordered(self, by: str) -> tuple[Entry, ...]:
        if by not in self._sorted:
            self._sorted[by] = tuple(sorted(self.entries, key=ORDERS[by]))
        return self._sorted[by]

    @cached_property
    def last(self) -> datetime | None:
        """When any of its claims was last seen."""
        return max((each.last_at for each in self.entries), default=None)

    @cached_property
    def facets(self) -> Facets:
        return count(self.entries)

    @cached_property
    def days(self) -> dict[date, Counter[str]]:
        """Its changes of the month up to the last one: local day, kind -> how many."""
        return by_day(self._hours, self._timezone)


EMPTY = TopicBoard()


def count(entries: Sequence[Entry]) -> Facets:
    found: dict[str, Counter[str]] = {name: Counter() for name in Facets.__slots__}
    found["standings"].update(entry.standing for entry in entries)
    for name in ("kinds", "outlets", "speakers", "languages"):
        # Many claims share a tuple of names, so that each is counted once with its times.
        for names, times in Counter(getattr(entry, name) for entry in entries).items():
            found[name].update(dict.fromkeys(names, times))
    return Facets(**{name: tuple(counter.most_common(MOST_CHOICES)) for name, counter in found.items()})


def by_day(hours: Mapping[str, Counter[str]], timezone: ZoneInfo) -> dict[date, Counter[str]]:
    """From hours as they are stored, `2026-11-22T07` in UTC; only those that can fall into the month."""
    if not hours:
        return {}
    days: dict[date, Counter[str]] = {}
    for hour in sorted(recent(hours)):
        days.setdefault(read_hour(hour).astimezone(timezone).date(), Counter()).update(hours[hour])
    return days


def recent(hours: Mapping[str, Counter[str]]) -> list[str]:
    """Those of the month up to the last one, and of the day before, which local time may count to it."""
    oldest = f"{read_hour(max(hours)) - timedelta(days=MONTH + 1):%Y-%m-%dT%H}"
    return [each for each in hours if each >= oldest]


def read_hour(hour: str) -> datetime:
    return datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)


def share(names: tuple[str, ...], name: str, known: dict[object, object]) -> tuple[str, ...]:
    """The names with this one too; one string for a name, and one tuple for the same names where few differ."""
    if name in names:
        return names
    longer = (*names, known.setdefault(name, name))
    if len(known) < MOST_SHARED:
        known.setdefault(longer, longer)
    return known.get(longer, longer)  # type: ignore[return-value]
