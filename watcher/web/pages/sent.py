"""Messages as they went out."""

from __future__ import annotations

from typing import Any

from watcher.compose.safe import visible
from watcher.model import Delivery
from watcher.records import delivery_record
from watcher.web.faults import Missing
from watcher.web.filters import take_page
from watcher.web.visit import Visit

PAGE = 50


def read(visit: Visit) -> dict[str, Any]:
    """A page of them, newest first."""
    number = take_page(visit.asked)
    rows = visit.store.reading.messages(PAGE + 1, (number - 1) * PAGE)
    if not rows and number > 1:
        raise Missing(visit.words.say("There are not so many messages."))
    shown = rows[:PAGE]
    return {
        "sent": shown,
        "number": number,
        "more": len(rows) > PAGE,
        "records": lambda: [
            delivery_record(each.delivery) | {"recipient": mask(each.delivery.message.recipient)}
            for each in shown
        ],
    }


def read_one(visit: Visit, number: int) -> dict[str, Any]:
    delivery = find(visit, number)
    return {"delivery": delivery, "number": number, "records": lambda: [delivery_record(delivery)]}


def find(visit: Visit, number: int) -> Delivery:
    """Raises Missing."""
    delivery = visit.store.reading.message(number) if number < 2**62 else None
    if delivery is None:
        raise Missing(visit.words.say("There is no message of this number."))
    return delivery


def mask(recipient: str) -> str:
    """Enough to know one's own address by: who reads along is nobody else's business."""
    user, at, host = visible(recipient).partition("@")
    return f"{user[:1]}…@{host}" if at else user
