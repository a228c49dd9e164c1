"""What was found after a position or within a time: changes, and matched items without one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Change, Evidence, OtherItem
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import as_list, moment, stamp

CHANGES = """
SELECT * FROM changes
WHERE position > :after
  AND (:topics IS NULL OR topic IN (SELECT value FROM json_each(:topics)))
  AND (:causes IS NULL OR cause IN (SELECT value FROM json_each(:causes)))
  AND (:since IS NULL OR at > :since) AND (:until IS NULL OR at <= :until)
ORDER BY position
"""

# An item is other news once: when it matched the topic for the first time. It shows as it stood then.
OTHERS = """
SELECT m.item, m.topic, r.title, r.outlet, r.url, r.seen_at, t.origin,
  coalesce(t.agencies, r.agencies) AS agencies -- what the feed brought unmarked has them in its trace only
FROM matches m
JOIN revisions r ON r.item = m.item AND r.number = m.revision
LEFT JOIN traces t ON t.topic = m.topic AND t.item = m.item AND t.revision = m.revision
WHERE m.position > :after
  AND (:topics IS NULL OR m.topic IN (SELECT value FROM json_each(:topics)))
  AND (:causes IS NULL OR m.cause IN (SELECT value FROM json_each(:causes)))
  AND (:since IS NULL OR m.at > :since) AND (:until IS NULL OR m.at <= :until)
  AND NOT EXISTS (
    SELECT 1 FROM matches e WHERE e.topic = m.topic AND e.item = m.item AND e.position < m.position
  )
ORDER BY m.position
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes or matches: None means all; `since` < at <= `until`."""

    after: int = 0
    topics: Sequence[str] | None = None
    causes: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def values(self) -> dict[str, object]:
        return {
            "after": self.after,
            "topics": as_list(self.topics),
            "causes": as_list(self.causes),
            "since": stamp(self.since),
            "until": stamp(self.until),
        }


def changes(door: Door, choice: Choice) -> tuple[Change, ...]:
    return tuple(unpack_change(row) for row in door.rows(CHANGES, choice.values))


def others(door: Door, choice: Choice) -> tuple[OtherItem, ...]:
    return tuple(unpack_other(row) for row in door.rows(OTHERS, choice.values))


def unpack_change(row: sqlite3.Row) -> Change:
    columns = {name: row[name] for name in Change.__slots__}
    parts = {"at": moment(row["at"]), "before": unpack_side(row["before"]), "after": unpack_side(row["after"])}
    return Change(**(columns | parts))


def unpack_side(text: str | None) -> Evidence | None:
    return None if text is None else unpack_evidence(text)


def unpack_other(row: sqlite3.Row) -> OtherItem:
    columns = dict(row)
    return OtherItem(
        **(columns | {"seen_at": moment(row["seen_at"]), "agencies": tuple(json.loads(row["agencies"]))})
    )
