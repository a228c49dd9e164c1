"""What we remember of each feed between two checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from watcher.model import FeedState
from watcher.store.door import Door
from watcher.store.rows import moment, stamp

NAMES = tuple(field.name for field in fields(FeedState))
TIMES = ("checked_at", "due_at", "whole_at", "baseline_at", "new_at", "failing_since")

SAVE = """
INSERT OR REPLACE INTO feeds (feed, url, etag, last_modified, body_hash, checked_at, due_at, whole_at,
  baseline_at, new_at, failing_since, failures, error, moved_to, ttl_seconds, shape)
VALUES (:feed, :url, :etag, :last_modified, :body_hash, :checked_at, :due_at, :whole_at, :baseline_at,
  :new_at, :failing_since, :failures, :error, :moved_to, :ttl_seconds, :shape)
"""


class Feeds:
    """Feed states by name."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def states(self) -> dict[str, FeedState]:
        rows = self._door.rows("SELECT * FROM feeds")
        return {row["feed"]: FeedState(**(dict(row) | {at: moment(row[at]) for at in TIMES})) for row in rows}

    def save(self, state: FeedState) -> None:
        self._door.run(SAVE, pack(state))

    def save_all(self, states: Iterable[FeedState]) -> None:
        self._door.run_many(SAVE, map(pack, states))


def pack(state: FeedState) -> dict[str, object]:
    return {
        name: stamp(value) if isinstance(value := getattr(state, name), datetime) else value for name in NAMES
    }
