"""Compose: from changes after a list's cursor to messages in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from watcher.compose import alert, dates, digest
from watcher.cycle.analyzing import fingerprints
from watcher.cycle.backing import find_backing
from watcher.cycle.choosing import Told, choose, may_speak
from watcher.cycle.correcting import find_corrections
from watcher.cycle.doubting import doubt, part
from watcher.cycle.hearing import hear
from watcher.cycle.renewing import renew
from watcher.cycle.rooms import Report, Rooms, alert_list
from watcher.model import Alert, Change, Digest, Evidence, Message, Window
from watcher.settings import Config, DigestList, Topic
from watcher.store import DigestRow, Store

LIVE = ("live",)  # only what was seen happening is mailed
MOST_HISTORIES = 12  # claims that are looked up for charts
LAG = 1_000  # positions a quiet topic may stay behind: a row a pass for each topic would outgrow the news


def compose(rooms: Rooms, now: datetime) -> Report:
    """Queue the digests whose hour has come, and the alerts that rules ask for.

    While a topic is applied to the past its findings are incomplete, and everything waits for them.
    """
    if rooms.store.topics.changed(fingerprints(rooms.config)):
        return Report()
    queued = sum(_compose_list(rooms, each, now) for each in rooms.config.digests)
    queued += sum(_compose_alert(rooms, topic, now) for topic in rooms.config.topics)
    return Report(messages=queued)


def topic_names(config: Config, digest_list: DigestList) -> tuple[str, ...]:
    """The list's topics in the configuration's order; `*` stands for all."""
    chosen = digest_list.topics
    return tuple(topic.name for topic in config.topics if "*" in chosen or topic.name in chosen)


def _compose_list(rooms: Rooms, digest_list: DigestList, now: datetime) -> int:
    """Record, messages and cursor move in one transaction; the key (list, local date) makes it once."""
    outbox, zone = rooms.store.outbox, rooms.config.timezone
    with rooms.store.write():
        started, told = outbox.started_at(digest_list.name), outbox.last_date(digest_list.name)
        if started is None or not (days := dates.due(digest_list, zone, told, started, now)):
            return 0
        since = dates.moment(told, digest_list.at, zone) if told else started
        window = Window(days[-1], since, now)
        messages = _messages(rooms, digest_list, window)
        merged = [DigestRow(digest_list.name, day, since, now, "merged") for day in days[:-1]]
        _mind_templates(rooms, "digest", messages, now)
        row = DigestRow(digest_list.name, window.day, since, now, "queued" if messages else "quiet")
        outbox.post((*merged, row), messages, rooms.store.claims.last_position())
    return len(messages)


def gather(config: Config, store: Store, digest_list: DigestList, window: Window) -> Digest:
    """What the list has not been told yet: live changes after its cursor. The first says that it begins."""
    names, told = topic_names(config, digest_list), store.outbox.last_date(digest_list.name)
    cursor = store.outbox.cursor(digest_list.name) or 0
    changes = store.claims.changes(cursor, topics=names, causes=LIVE)
    others = store.claims.others(cursor, topics=names, causes=LIVE)
    built = build(config, store, digest_list, window, Told(changes, others))
    built = replace(built, corrections=find_corrections(store, digest_list.name, names))
    return replace(built, previous=told) if told else digest.begin(built)


def _messages(rooms: Rooms, digest_list: DigestList, window: Window) -> tuple[Message, ...]:
    built = gather(rooms.config, rooms.store, digest_list, window)
    copies = ((recipient, narrow(built, digest_list, recipient)) for recipient in digest_list.to)
    silent = digest_list.when_quiet == "skip" and not built.baseline
    sender = rooms.config.mail.sender
    return tuple(
        rooms.renderer.digest(copy, recipient, sender, window.until)
        for recipient, copy in copies
        if not (copy.quiet and silent)
    )


def _mind_templates(rooms: Rooms, name: str, messages: Sequence[Message], now: datetime) -> None:
    """An operator's template that cannot be used shows in `status` until a message is printed by it again."""
    faults = dict.fromkeys(fault for message in messages for fault in message.faults)
    for fault in faults:
        rooms.store.parked.add(f"template {name}", f"{fault}; mails follow the built-in one", "", now)
        rooms.note(f"{fault}; mails follow the built-in one")
    if messages and not faults:
        rooms.store.parked.clear(f"template {name}")


def narrow(built: Digest, digest_list: DigestList, recipient: str) -> Digest:
    """The recipient's own topics, for those who have chosen some."""
    chosen = dict(digest_list.only).get(recipient)
    if chosen is None:
        return built
    return replace(
        built,
        sections=tuple(each for each in built.sections if each.topic in chosen),
        corrections=tuple(each for each in built.corrections if each.change.topic in chosen),
    )


def build(config: Config, store: Store, digest_list: DigestList, window: Window, told: Told) -> Digest:
    coverage = store.coverage(window.since, window.until, topic_names(config, digest_list))
    told = renew(store, choose(store, config.topics, told, window.until), window.until)
    built = digest.build(digest_list, config.topics, told.changes, told.others, coverage, window.day)
    built = doubt(hear(config, store, built))
    changes = [each for part in built.sections for each in part.changes]
    histories = _recall(store, changes, window.until)
    parts = (find_backing(store, each.changes, window.until, each.said) for each in built.sections)
    return replace(built, histories=histories, backing=tuple(each for found in parts for each in found))


def _recall(
    store: Store, changes: Sequence[Change], until: datetime
) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """What was said by then of the claims whose figures changed, for their charts; the most important first."""
    numbers = dict.fromkeys(each.claim for each in changes if each.type == "quantity_changed")
    claims = (store.claims.get(each) for each in islice(numbers, MOST_HISTORIES))
    return tuple(
        (claim.id, tuple(each for each in claim.evidence if each.seen_at <= until)) for claim in claims if claim
    )


def _compose_alert(rooms: Rooms, topic: Topic, now: datetime) -> int:
    """Queue what the topic's rule asks for; the cursor moves with it, or waits while the topic is quiet."""
    if topic.alert is None or not may_speak(rooms.store, topic, now, rooms.config.timezone):
        return 0
    name = alert_list(topic.name)
    with rooms.store.write():
        cursor = rooms.store.outbox.cursor(name)
        if cursor is None or cursor == (last := rooms.store.claims.last_position()):
            return 0
        changes = rooms.store.claims.changes(cursor, topics=[topic.name], causes=LIVE)
        if not changes and last - cursor < LAG:
            return 0
        chosen = choose(rooms.store, rooms.config.topics, Told(changes), now)
        built = alert.build(topic, part(chosen.changes))
        messages = _alert_messages(rooms, topic, built, now) if built else ()
        _mind_templates(rooms, "alert", messages, now)
        rooms.store.outbox.post_alert(name, messages, last)
    return len(messages)


def _alert_messages(rooms: Rooms, topic: Topic, built: Alert, now: datetime) -> tuple[Message, ...]:
    """One for each recipient of the rule: the name of a channel, or an address."""
    channels = {channel.name for channel in rooms.config.channels}
    sender = rooms.config.mail.sender
    recipients = topic.alert.to if topic.alert else ()
    histories = _recall(rooms.store, built.changes, now)
    built = replace(built, histories=histories, backing=find_backing(rooms.store, built.changes, now))
    return tuple(
        rooms.renderer.alert(built, each, sender, now, channel=each if each in channels else "mail")
        for each in recipients
    )
