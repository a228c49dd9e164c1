"""What was told: which list heard of which change when, and what has become of it since.

A change that was told and is set aside, by a verdict or because the rules find it no more, is overturned until
its list has heard so; one that comes back after that is restored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from watcher.model import Change, ToldState
from watcher.store.door import Door
from watcher.store.news import unpack_change
from watcher.store.rows import as_list, moment, stamp

# Told once is told; of corrections the last one counts.
RECORD = """
INSERT INTO told (list, position, state, at, date) SELECT :list, :position, :state, :at, :date
WHERE :state <> coalesce((
  SELECT state FROM told WHERE list = :list AND position = :position AND (state = 'told') = (:state = 'told')
  ORDER BY id DESC LIMIT 1
), '')
"""

LAST = (
    "(SELECT c.state FROM told c WHERE c.list = :list AND c.position = t.position ORDER BY c.id DESC LIMIT 1)"
)

# A revision that its topic asks for no more is no error: the editor narrowed the topic.
OVERTURNED = f"""
SELECT o.*, t.list AS heard, t.at AS told_at, t.date AS told, v.kind AS by, v.at AS judged_at
FROM overturned o JOIN told t ON t.position = o.position
LEFT JOIN verdicts v ON v.id = o.verdict
WHERE t.state = 'told' AND t.list IN (SELECT value FROM json_each(:lists))
  AND coalesce({LAST}, '') <> 'overturned'
  AND EXISTS (SELECT 1 FROM matches m WHERE (m.topic, m.item, m.revision) = (o.topic, o.item, o.revision))
ORDER BY o.position, t.list <> :list, t.id
"""  # noqa: S608 - our own names

RESTORED = f"""
SELECT o.*, t.list AS heard, t.at AS told_at, t.date AS told, NULL AS by, NULL AS judged_at
FROM changes o JOIN told t ON t.position = o.position
WHERE t.state = 'told' AND t.list IN (SELECT value FROM json_each(:lists)) AND {LAST} = 'overturned'
  AND o.position IN (SELECT position FROM told WHERE list = :list AND state = 'overturned')
ORDER BY o.position, t.list <> :list, t.id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Outdated:
    """A change as it was told, and why that is out of date. `by`: the verdict's kind, None for the rules."""

    change: Change
    state: ToldState
    told_at: datetime
    told: date | None
    by: str | None
    judged_at: datetime | None


class Telling:
    """Append only, by list; an alert is a list too."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def record(
        self, name: str, told: Iterable[tuple[int, ToldState]], at: datetime, day: date | None = None
    ) -> None:
        for position, state in dict.fromkeys(told):
            values = {"list": name, "position": position, "state": state, "at": stamp(at)}
            self._door.run(RECORD, values | {"date": day and day.isoformat()})

    def outdated(self, name: str, others: Sequence[str]) -> tuple[Outdated, ...]:
        """What the list, or one of the others that its readers hear of too, was told and is not so any more."""
        values = {"list": name, "lists": as_list([name, *others])}
        found = [_unpack(row, "overturned") for row in self._door.rows(OVERTURNED, values)]
        found += [_unpack(row, "restored") for row in self._door.rows(RESTORED, values)]
        return tuple({each.change.position: each for each in reversed(found)}.values())[::-1]

    def beside(self, change: Change) -> tuple[Change, ...]:
        """What is found today in the revision that the change was found in."""
        sql = "SELECT * FROM changes WHERE topic = ? AND item = ? AND revision = ? ORDER BY position"
        rows = self._door.rows(sql, [change.topic, change.item, change.revision])
        return tuple(unpack_change(row) for row in rows)


def _unpack(row: sqlite3.Row, state: ToldState) -> Outdated:
    told = row["told"] and date.fromisoformat(row["told"])
    return Outdated(
        unpack_change(row), state, moment(row["told_at"]), told, row["by"], moment(row["judged_at"])
    )
