"""Deliver: from messages in the outbox to the world, one by one, oldest first."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from watcher.cycle.rooms import Report, Rooms, parking
from watcher.errors import DeferredDelivery, DoubtfulDelivery, RefusedDelivery
from watcher.model import Delivery

AT_ONCE = 50
RETRY_SECONDS = (60, 120, 300, 900, 1800, 3600)  # before each further attempt; the last one repeats
JITTER = 0.2  # of the wait, so that messages deferred together do not come back together


async def deliver(rooms: Rooms, now: datetime) -> Report:
    """Hand over what is due; what the far side did not take stays in the outbox."""
    due = rooms.store.outbox.due(now, AT_ONCE)
    sent = 0
    for delivery in due:
        key = delivery.message.key
        with parking(rooms, f"message {key}", now):
            sent += await _hand_over(rooms, delivery, now)
            continue
        rooms.store.outbox.doubt(key, "watcher has a bug here; see `watcher status`", retry_at(delivery, now))
    return Report(sent=sent)


async def _hand_over(rooms: Rooms, delivery: Delivery, now: datetime) -> bool:
    """`begin` is committed before the first byte leaves: a crash from here on leaves the message in doubt."""
    outbox, key = rooms.store.outbox, delivery.message.key
    outbox.begin(key, now)
    try:
        await rooms.send(delivery.message)
    except DeferredDelivery as error:
        outbox.defer(key, str(error), retry_at(delivery, now))
    except DoubtfulDelivery as error:
        outbox.doubt(key, str(error), retry_at(delivery, now))
    except RefusedDelivery as error:
        outbox.refuse(key, str(error), now)
    else:
        outbox.accept(key, now)
        return True
    return False


def retry_at(delivery: Delivery, now: datetime) -> datetime:
    """Back off from a minute to an hour; the jitter is drawn from the key, so that it is the same in a test."""
    wait = RETRY_SECONDS[min(delivery.attempts, len(RETRY_SECONDS) - 1)]
    seed = hashlib.sha256(f"{delivery.message.key}{delivery.attempts}".encode()).digest()[0] / 255
    return now + timedelta(seconds=wait * (1 + JITTER * seed))
