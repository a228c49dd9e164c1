"""Schedule: when each feed is checked next. Only computes; what is due rests in the store.

The next check comes after the longest of our pace and what the feed and its server ask for, within clamps.
A feed that fails is asked less and less often, but always again: "yes, active feeds DO return 404 and come
back to life!" (mediacloud/rss-fetcher).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from watcher.collect.links import fingerprint
from watcher.errors import FeedError, FetchError
from watcher.model import Checked, Document, FeedState, Fetched, NotModified
from watcher.settings import Feed, FetchSettings

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
LONGEST_BACK_OFF = timedelta(hours=6)
WHOLE_EVERY = timedelta(
    hours=24
)  # some servers answer 304 for ever (rachelbythebay.com/fs: at most once a day)
JITTER = 0.1  # of the pause, so that feeds added together do not come due together
GONE = 410
OUTAGE = 0.8  # of the feeds; when more of them cannot be reached, it is not theirs
FEWEST_TO_JUDGE = 5
AFTER_OUTAGE = timedelta(minutes=5)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a successful check brought: the document, if a new one was parsed, and how many items were new.

    `remark`: what a person should know of it, one sentence; `shape`: of the body that came, see `chunks`.
    """

    document: Document | None = None
    new_items: int = 0
    remark: str | None = None
    shape: str | None = None


def due(feeds: Sequence[Feed], states: Mapping[str, FeedState], now: datetime) -> tuple[Feed, ...]:
    """The enabled feeds to check now: never checked, then most overdue first."""
    waiting = [(_due_at(feed, states.get(feed.name), now), feed) for feed in feeds if feed.enabled]
    return tuple(feed for at, feed in sorted(waiting, key=lambda pair: pair[0]) if at <= now)


def queue(feeds: Sequence[Feed], states: Mapping[str, FeedState]) -> tuple[Feed, ...]:
    """In the order given, but those last that failed last time: who drips or hangs does so after the others."""
    return tuple(sorted(feeds, key=lambda feed: feed.name in states and states[feed.name].failures > 0))


def _due_at(feed: Feed, state: FeedState | None, now: datetime) -> datetime:
    if state is None or state.due_at is None or not is_at(state, feed):
        return NEVER
    # A clock that jumped back would let the feed rest until it has caught up.
    if state.checked_at and state.checked_at > now + timedelta(minutes=5):
        return NEVER
    return state.due_at


def is_at(state: FeedState, feed: Feed) -> bool:
    """Whether the state was noted at the address that the feed has now."""
    return state.url == feed.url or state.url == fingerprint(feed.url)


def wants_whole(state: FeedState | None, now: datetime) -> bool:
    """Whether to ask without validators: once a day, whatever they say."""
    return state is None or state.whole_at is None or now - state.whole_at >= WHOLE_EVERY


def succeed(
    feed: Feed,
    state: FeedState | None,
    checked: Checked,
    outcome: Outcome,
    now: datetime,
    settings: FetchSettings,
) -> FeedState:
    """The feed's state after a check that reached it."""
    state = _fresh(feed, state)
    if outcome.document:
        state = replace(state, ttl_seconds=outcome.document.ttl_seconds)
    # An operator who wrote down a pace means it; WordPress asks for an hour without being asked.
    own = 0 if feed.every_minutes else state.ttl_seconds or 0
    pause = _pause(feed, settings, max(own, checked.max_age_seconds or 0))
    return replace(
        _validated(state, checked, outcome, now),
        checked_at=now,
        due_at=now + _jitter(feed, pause, max(LONGEST, pause)),
        baseline_at=state.baseline_at or now,
        new_at=now if outcome.new_items else state.new_at,
        failing_since=None,
        failures=0,
        # A document that is as it was is as remarkable as it was.
        error=outcome.remark if outcome.document else None if state.failures else state.error,
        moved_to=checked.moved_to,
    )


def _fresh(feed: Feed, state: FeedState | None) -> FeedState:
    """The state to go on from. An edited address keeps the history but not what the old address said."""
    if state is None:
        return FeedState(feed.name, fingerprint(feed.url))
    if is_at(state, feed):
        return state
    return FeedState(feed.name, fingerprint(feed.url), baseline_at=state.baseline_at, new_at=state.new_at)


def _validated(state: FeedState, checked: Checked, outcome: Outcome, now: datetime) -> FeedState:
    """What to send back next time. A cut body proves nothing; a 304 may bring newer ones (RFC 9111 4.3.4)."""
    if isinstance(checked, NotModified):
        return replace(
            state,
            etag=checked.etag or state.etag,
            last_modified=checked.last_modified or state.last_modified,
        )
    if not isinstance(checked, Fetched):
        return replace(state, etag=checked.etag, last_modified=checked.last_modified, whole_at=now)
    if not checked.complete or (outcome.document and outcome.document.cut):
        return replace(state, etag=None, last_modified=None, body_hash=None, shape=None)
    return replace(
        state,
        etag=checked.etag,
        last_modified=checked.last_modified,
        body_hash=checked.body_hash,
        shape=outcome.shape,
        whole_at=now,
    )


def fail(
    feed: Feed, state: FeedState | None, error: FeedError, now: datetime, settings: FetchSettings
) -> FeedState:
    """The feed's state after a check that failed: what we know stays, the pause doubles."""
    state = _fresh(feed, state)
    failures = state.failures + 1
    pause = _back_off(feed, failures, error, settings)
    return replace(
        state,
        checked_at=now,
        due_at=now + _jitter(feed, pause, 2 * pause),
        failing_since=state.failing_since or now,
        failures=failures,
        error=str(error),
    )


def is_outage(checked: int, errors: Sequence[FeedError]) -> bool:
    """Whether it is our own network that is down: hardly any of several feeds could be reached at all."""
    unreached = sum(isinstance(error.__cause__, OSError) for error in errors)
    return checked >= FEWEST_TO_JUDGE and unreached > OUTAGE * checked


def rest(feed: Feed, state: FeedState | None, now: datetime) -> FeedState:
    """The feed's state after an outage of ours: it is asked again soon, and nothing is held against it."""
    return replace(_fresh(feed, state), due_at=now + _jitter(feed, AFTER_OUTAGE, LONGEST))


def _back_off(feed: Feed, failures: int, error: FeedError, settings: FetchSettings) -> timedelta:
    pace = _pause(feed, settings, 0)
    if isinstance(error, FetchError):
        if error.retry_after is not None:
            return min(max(timedelta(seconds=error.retry_after), SHORTEST), LONGEST)
        if error.status == GONE:
            return max(LONGEST, pace)
    # 2 ** 20 would be a century of pauses; the cap is reached long before.
    return max(pace, min(pace * float(2 ** min(failures - 1, 20)), LONGEST_BACK_OFF))


def _pause(feed: Feed, settings: FetchSettings, asked_seconds: int) -> timedelta:
    """Our own pace is the floor, also beyond the clamps; what is asked for counts up to a day."""
    own = timedelta(minutes=feed.every_minutes or settings.every_minutes)
    return max(own, SHORTEST, min(timedelta(seconds=min(asked_seconds, 10**9)), LONGEST))


def _jitter(feed: Feed, pause: timedelta, most: timedelta) -> timedelta:
    """Up to a tenth more, always the same for one feed."""
    drawn = int.from_bytes(hashlib.sha256(feed.name.encode()).digest()[:4]) / 2**32
    return min(pause * (1 + JITTER * drawn), most)
