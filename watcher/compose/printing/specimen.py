"""Specimen: a digest and an alert with each kind of news, to try an operator's templates before they count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from watcher.compose import alert, digest
from watcher.compose.render import Renderer
from watcher.model import (
    Attribution,
    Change,
    ChangeType,
    Coverage,
    Evidence,
    Mention,
    OtherItem,
    Quantity,
    Standing,
    Trouble,
)
from watcher.settings import AlertRule, DigestList, Topic

DAY = date(2025, 4, 29)
NOW = datetime(2025, 4, 29, 5, 0, tzinfo=UTC)
TOPIC = Topic("specimen", "*", "Specimen", alert=AlertRule(("standing_changed", "quantity_changed"), ("desk",)))
LIST = DigestList("specimen", ("desk@localhost",))
KINDS: tuple[ChangeType, ...] = ("standing_changed", "quantity_changed", "corrected", "new", "corroborated")


def find_faults(renderer: Renderer) -> tuple[str, ...]:
    """What is wrong with the operator's templates as far as the specimen shows it: `file:line: why`."""
    changes = [change for number, kind in enumerate(KINDS) for change in _tell(number, kind)]
    others = (OtherItem("s/o", TOPIC.name, "Title", "Outlet", None, NOW - timedelta(hours=5)),)
    trouble = (Trouble("Feed", "answers 404", NOW - timedelta(days=2)),)
    coverage = Coverage(NOW - timedelta(days=1), NOW, 1, 10, 5, failing=trouble, silent=trouble)
    built = digest.build(LIST, (TOPIC,), changes, others, coverage, DAY)
    urgent = alert.build(TOPIC, changes)
    assert urgent, "the rule asks for what the specimen holds"
    messages = (
        renderer.digest(built, "desk@localhost", "watcher@localhost", NOW),
        renderer.digest(digest.begin(built), "desk@localhost", "watcher@localhost", NOW),
        renderer.alert(urgent, "desk@localhost", "watcher@localhost", NOW, "mail"),
    )
    return tuple(dict.fromkeys(fault for message in messages for fault in message.faults))


def _tell(number: int, kind: ChangeType) -> tuple[Change, ...]:
    before = None if kind == "new" else _say(number, "40", "unverified", hours=9)
    after = _say(number, "50", "confirmed", hours=2)
    claim, item = f"c{number}", after.mention.item
    change = Change(kind, "story", "live", claim, TOPIC.name, after.seen_at, item, 1, before, after, "")
    return (change,)


def _say(number: int, figure: str, standing: Standing, hours: int) -> Evidence:
    statement = f"Number {number}: {figure} houses, said the mayor."
    start = statement.index(figure)
    quantity = Quantity(figure, start, start + 2, float(figure), float(figure), "exact", "houses", "object")
    speaker = Attribution("the mayor", statement.index("the"), statement.index("the") + 9, "mayor", "said")
    mention = Mention(
        f"s/{number}-{figure}", 1, "text", 0, len(statement), statement, "statement", standing,
        attribution=speaker, quantities=(quantity,), salience=0.9, language="en",
    )  # fmt: skip
    return Evidence(mention, f"Outlet {number}", None, NOW - timedelta(hours=hours), mention.item)
