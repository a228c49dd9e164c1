"""Deliver: from messages in the outbox to the world, one by one, oldest first, in order for each recipient."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Literal

from watcher.cycle.rooms import Report, Rooms, parking
from watcher.errors import DeferredDelivery, DoubtfulDelivery, RefusedDelivery, StalledDelivery
from watcher.model import Delivery

AT_ONCE = 50
RETRY_SECONDS = (60, 120, 300, 900, 1800, 3600)  # before each further attempt; the last one repeats
JITTER = 0.2  # of the wait, so that messages deferred together do not come back together
PATIENCE = 3  # refusals in a row, then a recipient is left alone until `watcher retry`
SUSPENDED = f"the last {PATIENCE} messages to this recipient were refused; `watcher retry` queues them again"

FATE = {
    False: "It is sent again under the same Message-ID.",
    True: "It is held until `watcher retry`.",
}

Outcome = Literal["sent", "deferred", "stalled", "doubtful", "refused"]
TOLD = ("sent", "doubtful", "refused")  # what a report counts


def recover(rooms: Rooms, now: datetime) -> None:
    """After a start: queue again what a stopped process left on its way, and say what is in doubt."""
    hold = rooms.config.mail.in_doubt == "hold"
    for key in rooms.store.outbox.recover(now, hold=hold):
        rooms.note(f"message {key} is in doubt: watcher stopped before its answer came. {FATE[hold]}")


async def deliver(rooms: Rooms, now: datetime) -> Report:
    """Hand over what is due; what the far side did not take stays in the outbox."""
    report, closed = Report(), set[tuple[str, ...]]()
    for delivery in rooms.store.outbox.due(now, AT_ONCE):
        way = (delivery.message.channel, delivery.message.recipient)
        if closed & {way, way[:1]}:
            continue
        outcome = await _deliver_one(rooms, delivery, now)
        report += Report(**{outcome: 1}) if outcome in TOLD else Report()
        if outcome == "stalled":
            closed.add(way[:1])
        elif outcome in {"deferred", "doubtful"}:
            closed.add(way)
    return report


async def _deliver_one(rooms: Rooms, delivery: Delivery, now: datetime) -> Outcome:
    outbox, message = rooms.store.outbox, delivery.message
    if outbox.refusals(message.channel, message.recipient) >= PATIENCE:
        outbox.suspend(message.key, SUSPENDED, now)
        rooms.note(f"message {message.key} is suspended: {SUSPENDED}")
        return "refused"
    if not outbox.begin(message.key):
        return "deferred"  # somebody else has it
    with parking(rooms, f"message {message.key}", now):
        return await _hand_over(rooms, delivery, now)
    _doubt(rooms, delivery, "watcher has a bug here; see `watcher status`", now)
    return "doubtful"


async def _hand_over(rooms: Rooms, delivery: Delivery, now: datetime) -> Outcome:
    """`begin` was committed before the first byte leaves, `transit` is before the one that completes it.

    A crash before `transit` leaves a message that is certainly unsent, one after it a message in doubt.
    """
    outbox, key = rooms.store.outbox, delivery.message.key
    try:
        await rooms.send(delivery.message, lambda: outbox.transit(key))
    except DeferredDelivery as error:
        outbox.defer(key, str(error), retry_at(delivery, now))
        return "stalled" if isinstance(error, StalledDelivery) else "deferred"
    except DoubtfulDelivery as error:
        _doubt(rooms, delivery, str(error), now)
        return "doubtful"
    except RefusedDelivery as error:
        outbox.refuse(key, str(error), now)
        rooms.note(f"message {key} is refused: {error}")
        return "refused"
    outbox.accept(key, now)
    rooms.store.parked.clear(f"message {key}")
    return "sent"


def _doubt(rooms: Rooms, delivery: Delivery, why: str, now: datetime) -> None:
    message = delivery.message
    hold = rooms.config.mail.in_doubt == "hold" and message.channel == "mail"
    rooms.store.outbox.doubt(message.key, why, retry_at(delivery, now), hold=hold)
    rooms.note(f"message {message.key} is in doubt: {why} {FATE[hold]}")


def retry_at(delivery: Delivery, now: datetime) -> datetime:
    """Back off from a minute to an hour; the jitter is drawn from the key, so that it is the same in a test."""
    wait = RETRY_SECONDS[min(delivery.attempts, len(RETRY_SECONDS) - 1)]
    seed = hashlib.sha256(f"{delivery.message.key}{delivery.attempts}".encode()).digest()[0] / 255
    return now + timedelta(seconds=wait * (1 + JITTER * seed))
