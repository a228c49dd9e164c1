"""What `watcher status` says: how the feeds, digests and messages stand, and what a person should look at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from watcher.cli.show import count, local, printable
from watcher.model import Delivery, FeedState
from watcher.settings import Config
from watcher.store import DigestRow, ParkedUnit, Store

CONFIGURATION = "configuration"  # the unit under which a rejected one is parked
PERSISTS = 3  # failures in a row: a single one is the web's weather


@dataclass(frozen=True, slots=True)
class Failing:
    """A feed that cannot be read; `persists` when it is more than a passing fault."""

    feed: str
    error: str
    since: datetime | None
    failures: int
    moved_to: str | None

    @property
    def persists(self) -> bool:
        return self.failures >= PERSISTS


@dataclass(frozen=True, slots=True)
class State:
    """How everything stands. `waiting`, `refused` and `in_doubt` are messages."""

    feeds: int
    never_checked: tuple[str, ...]
    failing: tuple[Failing, ...]
    silent: tuple[str, ...]
    remarks: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    digests: tuple[DigestRow, ...]
    waiting: tuple[Delivery, ...]
    refused: tuple[Delivery, ...]
    in_doubt: tuple[Delivery, ...]
    parked: tuple[ParkedUnit, ...]
    checked_at: datetime | None = None  # when a feed was last asked
    daemon: bool = False  # whether one is running

    @property
    def needs_a_person(self) -> bool:
        return bool(self.parked or self.refused or self.in_doubt or any(each.persists for each in self.failing))

    @property
    def rejected(self) -> str | None:
        """Why the configuration on the disk is not the one in force."""
        return next((each.sentence for each in self.parked if each.unit == CONFIGURATION), None)

    @property
    def parked_times(self) -> dict[str, int]:
        """How often each unit was stopped; a rejected configuration counts apart."""
        return {each.unit: each.times for each in self.parked if each.unit != CONFIGURATION}

    def record(self) -> dict[str, Any]:
        """JSON values; messages by key, never with their text."""
        keys = ("waiting", "refused", "in_doubt")
        return {
            "needs_a_person": self.needs_a_person,
            "daemon": self.daemon,
            "checked": str(self.checked_at) if self.checked_at else None,
            "configuration_rejected": self.rejected,
            "feeds": self.feeds,
            "never_checked": list(self.never_checked),
            "failing": [_plain(asdict(each)) for each in self.failing],
            "silent": list(self.silent),
            "remarks": list(self.remarks),
            "moved": dict(self.moved),
            "digests": [_plain(asdict(each)) for each in self.digests],
            "parked": [_plain(asdict(each)) for each in self.parked],
            **{name: [_message(each) for each in getattr(self, name)] for name in keys},
        }


NOTHING = State(0, (), (), (), (), (), (), (), (), (), ())


def look(config: Config, store: Store, now: datetime) -> State:
    """Read the state of the configured feeds and of everything that leaves."""
    states = store.feeds.states()
    enabled = [feed.name for feed in config.feeds if feed.enabled]
    known = [states[name] for name in enabled if name in states]
    deliveries = store.outbox.unsent()
    return State(
        feeds=len(enabled),
        never_checked=tuple(name for name in enabled if not _was_checked(states.get(name))),
        failing=tuple(_failing(each) for each in known if each.failures),
        silent=tuple(each.name for each in store.coverage(now, now).silent if each.name in enabled),
        remarks=tuple(f"{each.feed}: {each.error}" for each in known if each.error and not each.failures),
        moved=tuple((each.feed, each.moved_to) for each in known if each.moved_to),
        digests=store.outbox.last_digests(),
        waiting=tuple(each for each in deliveries if each.state in {"queued", "sending", "transit"}),
        refused=tuple(each for each in deliveries if each.state in {"refused", "suspended"}),
        in_doubt=tuple(each for each in deliveries if each.in_doubt),
        parked=tuple(store.parked.walk()),
        checked_at=max((each.checked_at for each in known if each.checked_at), default=None),
    )


def show(state: State, zone: ZoneInfo) -> str:
    """The state as a person reads it, the alarming first."""
    lines = [
        *_group("stopped by a bug or fault", (f"{each.unit}: {each.sentence}" for each in state.parked)),
        *_group("refused messages", (_delivery(each) for each in state.refused)),
        *_group("messages in doubt", (_delivery(each) for each in state.in_doubt)),
        *_group("failing feeds", (_failure(each, zone) for each in state.failing)),
        *_group("silent feeds", state.silent),
        *_group("feeds read, but not as they should be", state.remarks),
        *_group("moved feeds: change their address in feeds.toml", (f"{a} -> {b}" for a, b in state.moved)),
        *_group("not checked yet", state.never_checked),
        *_group("waiting messages", (_delivery(each) for each in state.waiting)),
        *_group("last digests", (f"{each.list} {each.date} {each.state}" for each in state.digests)),
    ]
    return "\n".join([f"{_summary(state)}; {_verdict(state)}", _pulse(state, zone), *lines])


def _summary(state: State) -> str:
    if not state.feeds:
        return "no feed is read yet: `watcher feeds add URL` finds one"
    healthy = state.feeds - len(state.failing) - len(state.never_checked)
    return f"{healthy} of {count(state.feeds, 'feed')} healthy"


def _pulse(state: State, zone: ZoneInfo) -> str:
    """All may be well with feeds that nobody asks any more."""
    running = "a daemon is running" if state.daemon else "no daemon is running"
    return f"{running}; feeds last asked {local(state.checked_at, zone) or 'never'}"


def _verdict(state: State) -> str:
    if state.needs_a_person:
        return "a person should look"
    if state.failing or state.waiting:
        return "nothing to do yet, what failed is tried again by itself"
    if state.never_checked:
        return "the next pass checks the rest"
    return "all is well"


def _group(title: str, rows: Any) -> list[str]:
    found = [f"  {printable(str(row))}" for row in rows]
    return ["", click.style(title, bold=True), *found] if found else []


def _was_checked(state: FeedState | None) -> bool:
    """Whether it was asked at all: while the network is down, feeds are only put off."""
    return state is not None and bool(state.checked_at or state.failures)


def _failing(state: FeedState) -> Failing:
    return Failing(state.feed, state.error or "unknown", state.failing_since, state.failures, state.moved_to)


def _failure(each: Failing, zone: ZoneInfo) -> str:
    times = "once" if each.failures == 1 else f"{each.failures} times in a row, since {local(each.since, zone)}"
    return f"{each.feed}: {each.error} ({times})"


def _delivery(each: Delivery) -> str:
    error = f": {each.error}" if each.error else ""
    return f"{each.message.list} to {each.message.recipient}, {count(each.attempts, 'attempt')}{error}"


def _message(each: Delivery) -> dict[str, Any]:
    message = each.message
    return {
        "key": message.key,
        "state": each.state,
        "list": message.list,
        "date": str(message.date) if message.date else None,
        "recipient": message.recipient,
        "attempts": each.attempts,
        "error": each.error,
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v if v is None or isinstance(v, int | list | dict) else str(v) for k, v in values.items()}
