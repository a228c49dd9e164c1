"""What a digest rests on: checks and items of its window, and which feeds fail or have fallen silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from watcher.model import Coverage, FeedState, Trouble
from watcher.store.door import Door
from watcher.store.feeds import Feeds
from watcher.store.rows import as_list, stamp

SILENT = timedelta(days=7)  # without a new item
GONE = timedelta(days=14)  # without a check: the feed is no longer configured

# With older items that matched anew, or a digest would tell of more items matched than seen.
SEEN = """
SELECT count(*) FROM (
  SELECT item FROM items WHERE first_seen_at > :since AND first_seen_at <= :until
  UNION SELECT item FROM matches WHERE at > :since AND at <= :until
)
"""
MATCHED = """
SELECT count(DISTINCT item) FROM matches
WHERE at > :since AND at <= :until AND (:topics IS NULL OR topic IN (SELECT value FROM json_each(:topics)))
"""
SKIPPED = """
SELECT count(*) FROM parked WHERE unit LIKE 'revision %' AND last_at > :since AND last_at <= :until
"""


def cover(door: Door, since: datetime, until: datetime, topics: Sequence[str] | None) -> Coverage:
    window = {"since": stamp(since), "until": stamp(until)}
    states = [state for state in Feeds(door).states().values() if state.checked_at]
    return Coverage(
        since,
        until,
        feeds=sum(since <= state.checked_at for state in states if state.checked_at),
        items_seen=door.value(SEEN, window),
        items_matched=door.value(MATCHED, window | {"topics": as_list(topics)}),
        items_skipped=door.value(SKIPPED, window),
        failing=tuple(fail for state in states if (fail := find_failure(state, until))),
        silent=tuple(silence for state in states if (silence := find_silence(state, until))),
    )


def find_failure(state: FeedState, until: datetime) -> Trouble | None:
    if not state.failures or is_gone(state, until):
        return None
    return Trouble(state.feed, state.error or "the feed cannot be read", state.failing_since)


def find_silence(state: FeedState, until: datetime) -> Trouble | None:
    last = state.new_at or state.baseline_at
    if state.failures or last is None or until - last <= SILENT or is_gone(state, until):
        return None
    return Trouble(state.feed, f"no new item since {last:%Y-%m-%d}", last)


def is_gone(state: FeedState, until: datetime) -> bool:
    return state.checked_at is None or until - state.checked_at > GONE
