"""Every topic with how much there is and when it last moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from watcher.compose.kinds import KINDS, Kind
from watcher.records import time_text
from watcher.settings import Topic
from watcher.store.catalog import Choice
from watcher.web.pages.topic import read_month
from watcher.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Line:
    """A topic in a line. `recent`: changes of its last 31 days by kind."""

    topic: Topic
    claims: int
    last: datetime | None
    recent: tuple[tuple[Kind, int], ...]
    month: dict[str, Any] | None


def read(visit: Visit) -> dict[str, Any]:
    visit.board.look(visit.store)
    lines = [_line(visit, each) for each in visit.config.topics]
    return {"lines": lines, "records": lambda: [_record(each) for each in lines]}


def _line(visit: Visit, topic: Topic) -> Line:
    catalog, days = visit.board.catalog, visit.board.days(topic.name)
    counts = {kind: sum(each.get(kind.name, 0) for each in days.values()) for kind in KINDS}
    recent = tuple((kind, n) for kind, n in counts.items() if n)
    latest = next(iter(catalog.find(Choice(topic.name), "latest", 1)), None)
    return Line(topic, catalog.size(topic.name), latest.last_at if latest else None, recent, read_month(days))


def _record(line: Line) -> dict[str, object]:
    counts = {kind.name: n for kind, n in line.recent}
    return {
        "topic": line.topic.name,
        "title": line.topic.title,
        "claims": line.claims,
        "last_seen": time_text(line.last),
        "changes": counts,
    }
