"""What of the findings is told: not what a person muted, and only the speakers and standings a topic asks for.

A query's text part decides which revisions a topic touches, so that the ledger knows both sides of every
change. Its fields of the ledger are held against the mention that a change shows, here, when it is told.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from watcher.analyze.match import Matcher
from watcher.cycle.marking import Marker
from watcher.model import Change, OtherItem
from watcher.settings import Topic
from watcher.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """What the store holds for a message: changes, and matched items whether they changed anything or not."""

    changes: tuple[Change, ...]
    others: tuple[OtherItem, ...] = ()


def choose(store: Store, topics: Sequence[Topic], told: Told, now: datetime) -> Told:
    """What is left to tell; an item of a muted claim is still among the others, so nothing is lost."""
    muted = {mute.claim for mute in store.mutes.walk(now)}
    changes = [each for each in told.changes if each.claim not in muted]
    matcher = prepare(tuple(topics))
    asking = {topic.name for topic in topics if matcher.asks_ledger(topic.name)}
    if not asking:
        return Told(tuple(changes), told.others)
    kept = tuple(each for each in changes if each.topic not in asking or _answers(store, matcher, each))
    items = {(each.topic, each.item) for each in kept}
    others = (
        each
        for each in told.others
        if each.topic not in asking or (each.topic, each.item) in items or _is_answered(store, matcher, each)
    )
    return Told(kept, tuple(others))


@functools.lru_cache(8)
def prepare(topics: tuple[Topic, ...]) -> Matcher:
    return Matcher(topics)


def _answers(store: Store, matcher: Matcher, change: Change) -> bool:
    """Whether the mention that the change shows is one that the topic asks for."""
    side = change.after or change.before
    assert side, "a change has a side"
    revision = Marker(store).complete(store.revisions.get(change.item, change.revision))
    return matcher.keeps(change.topic, revision, [side.mention])[0]


def _is_answered(store: Store, matcher: Matcher, item: OtherItem) -> bool:
    """Whether any mention of the item's latest revision is one that the topic asks for."""
    revision = store.revisions.latest(item.item)
    if revision is None:
        return False
    claims = store.claims.carried(item.topic, item.item, revision.number)
    mentions = [e.mention for claim in claims for e in claim.evidence if e.mention.item == item.item]
    return any(matcher.keeps(item.topic, Marker(store).complete(revision), mentions))


def may_speak(store: Store, topic: Topic, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the topic may raise an alert now; what waits is bundled into its next one."""
    rule = topic.alert
    if rule is None or _is_quiet(rule.quiet, now.astimezone(zone).time()):
        return False
    last = store.mutes.last_alert(topic.name) if rule.cool_down_minutes else None
    return last is None or now - last >= timedelta(minutes=rule.cool_down_minutes)


def _is_quiet(hours: tuple[time, time] | None, clock: time) -> bool:
    """Quiet hours may run over midnight."""
    if hours is None:
        return False
    begin, end = hours
    return begin <= clock < end if begin <= end else clock >= begin or clock < end
