"""The state as metrics, in a text file that node_exporter's textfile collector or any other program reads.

What a person should look at is named one by one, so that an alarm can say which feed or message it means.
The format is that of https://prometheus.io/docs/instrumenting/exposition_formats, written here because the
daemon needs a dozen lines of it; names and meanings are those of the desk's `/metrics`.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watcher.cli.state import State
from watcher.cycle import Report

PAGE = os.sysconf("SC_PAGE_SIZE")

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A metric and its samples. `kind`: gauge or counter."""

    name: str
    means: str
    samples: tuple[tuple[Labels, float], ...]
    kind: str = "gauge"


def write(path: Path, gauges: Iterable[Gauge]) -> None:
    """Replace the file at once: whoever reads it sees the old one or the new one. Raises OSError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_text("".join(map(_print, gauges)), encoding="utf-8")
        draft.chmod(0o644)  # it holds no secret, and its reader is another user
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def measure(state: State, done: Report, store: Path, now: datetime) -> Iterator[Gauge]:
    """`done`: all that was done since the start."""
    yield one("watcher_written_timestamp_seconds", "When this file was written.", now.timestamp())
    yield one("watcher_needs_a_person", "1 when a person should look.", state.needs_a_person)
    yield one("watcher_configuration_rejected", "1 while an older one is in force.", bool(state.rejected))
    yield from _feeds(state)
    yield from _messages(state)
    yield named("watcher_parked", "Times that a unit was stopped.", "unit", state.parked_times)
    yield Gauge("watcher_done_total", "Done since the start.", _counts(done), "counter")
    yield from _vitals(store)


def _feeds(state: State) -> Iterator[Gauge]:
    failing = {each.feed: each.failures for each in state.failing}
    waiting = len(state.never_checked)
    health = {
        "good": state.feeds - len(failing) - len(state.silent) - waiting,
        "failing": len(failing),
        "silent": len(state.silent),
        "waiting": waiting,
    }
    yield named("watcher_feeds", "Configured feeds by health.", "health", health)
    yield named("watcher_feed_failing", "Failures in a row.", "feed", failing)
    yield named("watcher_feed_silent", "No new item for a week.", "feed", dict.fromkeys(state.silent, 1))


def _messages(state: State) -> Iterator[Gauge]:
    left = {each.message.key: each for each in (*state.waiting, *state.refused, *state.in_doubt)}
    yield named(
        "watcher_messages", "Messages by state.", "state", Counter(each.state for each in left.values())
    )
    doubtful = {each.message.key: each.attempts for each in state.in_doubt}
    yield named("watcher_message_in_doubt", "Attempts at a message in doubt.", "key", doubtful)
    refused = {each.message.key: each.attempts for each in state.refused}
    yield named("watcher_message_refused", "Attempts at a message that was refused.", "key", refused)
    last = {each.list: each.until.timestamp() for each in state.digests}
    yield named("watcher_digest_until_timestamp_seconds", "End of the last digest's window.", "list", last)


def _counts(done: Report) -> tuple[tuple[Labels, float], ...]:
    return tuple(((("what", name),), getattr(done, name)) for name in Report.__slots__)


def _vitals(store: Path) -> Iterator[Gauge]:
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        yield one("watcher_resident_bytes", "Memory of the daemon itself.", pages * PAGE)
        files = sum(1 for _ in Path("/proc/self/fd").iterdir())
        yield one("watcher_open_files", "Open file descriptors.", files)
        yield one("watcher_store_bytes", "Size of the store's file.", store.stat().st_size)


def one(name: str, means: str, value: float) -> Gauge:
    return Gauge(name, means, (((), value),))


def named(name: str, means: str, label: str, values: dict[str, int] | dict[str, float] | Counter[str]) -> Gauge:
    return Gauge(name, means, tuple((((label, key),), value) for key, value in values.items()))


def _print(gauge: Gauge) -> str:
    head = f"# HELP {gauge.name} {gauge.means}\n# TYPE {gauge.name} {gauge.kind}\n"
    return head + "".join(f"{gauge.name}{_label(labels)} {value:.15g}\n" for labels, value in gauge.samples)


def _label(labels: Sequence[tuple[str, str]]) -> str:
    inside = ",".join(f'{name}="{_escape(value)}"' for name, value in labels)
    return f"{{{inside}}}" if inside else ""


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
