"""Analyze: from revisions that rest in the store to their findings."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from watcher.analyze import RULES, findings
from watcher.analyze.link import find_common
from watcher.analyze.match import Matcher
from watcher.cycle.marking import Marker
from watcher.cycle.rooms import Report, Rooms, parking
from watcher.model import Cause, Findings, Match, Mention, Revision
from watcher.settings import Config, Topic

LOOK_BACK = timedelta(days=400)  # a claim that rested longer is told as new
CANDIDATES = 200  # claims of a topic that a revision is compared with, rarest shared terms first
BATCH = 64

Progress = Callable[[int], None]


async def analyze(rooms: Rooms, now: datetime, progress: Progress = lambda done: None) -> Report:
    """Apply new and edited topics to the past, then work off what has not been analysed, oldest first."""
    await catch_up(rooms, now)
    report = Report()
    while batch := rooms.store.revisions.pending(BATCH):
        report += await _analyze_batch(rooms, batch, now)
        progress(len(batch))
    return report


async def catch_up(rooms: Rooms, now: datetime) -> None:
    """Apply new and edited topics to the past."""
    fresh = rooms.store.topics.changed(fingerprints(rooms.config))
    if fresh:
        await _apply(rooms, [topic for topic in rooms.config.topics if topic.name in fresh], "topic", now)


async def reanalyze(rooms: Rooms, now: datetime, progress: Progress = lambda done: None) -> None:
    """Recompute every finding by the rules of today, telling nobody anything twice."""
    await _apply(rooms, rooms.config.topics, "reanalyze", now, progress)


def fingerprints(config: Config) -> dict[str, str]:
    """By topic name; differs when the topic would match or mention something else."""
    return {
        topic.name: hashlib.sha256(repr((topic.query, topic.aliases)).encode()).hexdigest()[:16]
        for topic in config.topics
    }


async def _apply(
    rooms: Rooms, topics: Sequence[Topic], cause: Cause, now: datetime, progress: Progress = lambda done: None
) -> None:
    narrowed = _narrow(rooms, tuple(topics))
    # Until they are recorded again, nothing is composed: a cursor must not pass what is not back yet.
    with rooms.store.write():
        for topic in topics:
            rooms.store.topics.forget(topic.name)
            rooms.store.claims.drop(topic.name)
    batch: list[Revision] = []
    for revision in rooms.store.revisions.walk(analyzed=True):
        batch.append(replace(revision, cause=cause))
        if len(batch) == BATCH:
            await _analyze_batch(narrowed, batch, now)
            progress(len(batch))
            batch = []
    await _analyze_batch(narrowed, batch, now)
    progress(len(batch))
    rooms.store.topics.record(fingerprints(narrowed.config))


def _narrow(rooms: Rooms, topics: tuple[Topic, ...]) -> Rooms:
    """The rooms with these topics alone."""
    if topics == rooms.config.topics:
        return rooms
    return replace(rooms, config=replace(rooms.config, topics=topics), matcher=Matcher(topics))


async def _analyze_batch(rooms: Rooms, batch: Sequence[Revision], now: datetime) -> Report:
    """Extraction runs side by side in the workers; conclusions are drawn in order, each on those before it.

    The batch is committed as one, because a commit waits for the disk; each unit in it stands or falls alone.
    """
    marker = Marker(rooms.store)
    batch = [marker.complete(each) if each.unmarked and rooms.matcher.hears(each) else each for each in batch]
    matches = [rooms.matcher.find(revision) for revision in batch]
    mentions = await asyncio.gather(
        *(_extract(rooms, revision, found, now) for revision, found in zip(batch, matches, strict=True))
    )
    changes = 0
    with rooms.store.write():
        for revision, found, said in zip(batch, matches, mentions, strict=True):
            with parking(rooms, unit_name(revision), now):
                changes += _conclude(rooms, revision, found, said)
    return Report(changes=changes)


async def _extract(
    rooms: Rooms, revision: Revision, matches: Sequence[Match], now: datetime
) -> tuple[Mention, ...] | None:
    """The revision's mentions; None when extraction failed and the unit is parked."""
    if not matches:
        return ()
    topics = {match.topic for match in matches}
    aliases = tuple(names for topic in rooms.config.topics if topic.name in topics for names in topic.aliases)
    with parking(rooms, unit_name(revision), now):
        return await rooms.worker.extract(revision, aliases)
    return None


def unit_name(revision: Revision) -> str:
    return f"revision {revision.item}#{revision.number}"


def _conclude(
    rooms: Rooms,
    revision: Revision,
    matches: Sequence[Match],
    mentions: tuple[Mention, ...] | None,
) -> int:
    """Load the topic's claims, decide, save: one transaction. A revision without mentions keeps its matches."""
    with rooms.store.write():
        last = rooms.store.claims.last_position()
        concluded = [_findings(rooms, match.topic, revision, mentions or ()) for match in matches]
        changes = rooms.store.claims.save(revision, matches, concluded, RULES)
    return sum((change.position or 0) > last for change in changes)


def _findings(rooms: Rooms, topic: str, revision: Revision, mentions: tuple[Mention, ...]) -> Findings:
    claims = rooms.store.claims
    since = revision.seen_at - LOOK_BACK
    previous = rooms.store.revisions.get(revision.item, revision.number - 1) if revision.number > 1 else None
    pins = rooms.store.verdicts.pins(topic, revision.item, revision.number)
    terms = findings.terms(mentions)
    candidates = claims.candidates(topic, terms, since, CANDIDATES)
    pinned = {pin.claim for pin in pins} - {claim.id for claim in candidates}
    case = findings.Case(
        topic=topic,
        revision=revision,
        mentions=mentions,
        earlier=claims.traces(topic, since, revision.item),
        candidates=(*candidates, *filter(None, map(claims.get, sorted(pinned)))),
        previous=previous,
        own=claims.carried(topic, revision.item, revision.number - 1) if previous else (),
        pins=pins,
        apart=rooms.store.verdicts.apart(topic),
        common=find_common(*claims.frequencies(topic, terms)),
    )
    return findings.conclude(case)
