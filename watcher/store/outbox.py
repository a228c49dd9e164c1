"""Messages not yet accepted by the far side, and how far each list has been told.

A message enters in the transaction that moves its list's cursor; its body is frozen, and only its delivery
changes state: queued, sending, then sent or refused, or queued again.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from watcher.model import Attachment, Delivery, Message
from watcher.store.door import Door
from watcher.store.rows import as_json, moment, stamp

PAGE = 50

SAVE_MESSAGE = """
INSERT INTO messages (key, list, channel, recipient, subject, text, html, message_id, at, date, headers,
  attachments)
VALUES (:key, :list, :channel, :recipient, :subject, :text, :html, :message_id, :at, :date, :headers,
  :attachments)
ON CONFLICT (key) DO NOTHING
"""

QUEUE = """
INSERT INTO deliveries (key, state, attempts, due_at, in_doubt) VALUES (?, 'queued', 0, ?, 0)
ON CONFLICT (key) DO NOTHING
"""

DUE = """
SELECT * FROM deliveries JOIN messages USING (key)
WHERE state = 'queued' AND due_at <= ? ORDER BY sequence LIMIT ?
"""

WALK = "SELECT * FROM deliveries JOIN messages USING (key) WHERE sequence > ? ORDER BY sequence LIMIT ?"

DIGESTS = "SELECT * FROM digests WHERE :list IS NULL OR list = :list ORDER BY date DESC, list"

BEGIN = """
UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE key = ? AND state = 'queued'
"""

REQUEUE = """
UPDATE deliveries SET state = 'queued', in_doubt = in_doubt OR :in_doubt, error = :error, due_at = :due_at
WHERE key = :key
"""

# Between `begin` and its outcome we cannot know what the far side has: the message goes again, under the same
# Message-ID, and says that it is in doubt.
RECOVER = """
UPDATE deliveries SET state = 'queued', in_doubt = 1, due_at = ?,
  error = 'watcher stopped while the message was on its way; it is sent again under the same Message-ID'
WHERE state IN ('sending', 'transit')
"""


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One list's local date: told, had nothing to tell, or told with a later date."""

    list: str
    date: date
    since: datetime
    until: datetime
    state: Literal["queued", "quiet", "merged"]


class Outbox:
    """Cursors, digest dates, messages and their deliveries."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def start(self, name: str, now: datetime) -> None:
        """The list begins here: nothing older is told."""
        position = self._door.value("SELECT max(position) FROM positions") or 0
        self._move(name, position, now)

    def started_at(self, name: str) -> datetime | None:
        found: str | None = self._door.value(
            "SELECT at FROM cursors WHERE list = ? ORDER BY id LIMIT 1", [name]
        )
        return moment(found)

    def cursor(self, name: str) -> int | None:
        """The position up to which the list has been told."""
        found: int | None = self._door.value("SELECT max(position) FROM cursors WHERE list = ?", [name])
        return found

    def digests(self, name: str | None = None) -> tuple[DigestRow, ...]:
        """Newest date first, of one list or all."""
        rows = self._door.rows(DIGESTS, {"list": name})
        return tuple(unpack_digest(row) for row in rows)

    def last_date(self, name: str) -> date | None:
        """The latest local date on record."""
        found = self._door.value("SELECT max(date) FROM digests WHERE list = ?", [name])
        return None if found is None else date.fromisoformat(found)

    def post(self, rows: Sequence[DigestRow], messages: Sequence[Message], cursor: int) -> None:
        """Dates, messages and the list's cursor, or nothing of it; a date on record raises StoreError."""
        with self._door.write():
            for row in rows:
                self._door.run(
                    "INSERT INTO digests (list, date, since, until, state) VALUES (?, ?, ?, ?, ?)",
                    [row.list, row.date.isoformat(), stamp(row.since), stamp(row.until), row.state],
                )
            self._queue(messages)
            for name, until in {row.list: row.until for row in rows}.items():
                self._move(name, cursor, until)

    def post_alert(self, name: str, messages: Sequence[Message], cursor: int) -> None:
        """Messages and the cursor of the topic's alerts."""
        with self._door.write():
            self._queue(messages)
            self._move(name, cursor, None)

    def _move(self, name: str, position: int, at: datetime | None) -> None:
        self._door.run("INSERT INTO cursors (list, position, at) VALUES (?, ?, ?)", [name, position, stamp(at)])

    def _queue(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._door.run(SAVE_MESSAGE, pack_message(message))
            self._door.run(QUEUE, [message.key, stamp(message.at)])

    def due(self, now: datetime, most: int) -> tuple[Delivery, ...]:
        """What waits and may go now, oldest first."""
        return tuple(unpack_delivery(row) for row in self._door.rows(DUE, [stamp(now), most]))

    def begin(self, key: str, now: datetime) -> bool:
        """To be committed before the first byte leaves; False when it no longer waits."""
        del now  # durations are the journal's; here the order of states counts
        return bool(
            self._door.run(
                BEGIN,
                [key],
            )
        )

    def accept(self, key: str, now: datetime) -> None:
        self._door.run(
            "UPDATE deliveries SET state = 'sent', sent_at = ?, error = NULL WHERE key = ?", [stamp(now), key]
        )

    def defer(self, key: str, error: str, due_at: datetime) -> None:
        """The far side does not have it; try again then."""
        self._requeue(key, error, due_at, in_doubt=False)

    def doubt(self, key: str, error: str, due_at: datetime) -> None:
        """The far side may have it; try again then, under the same Message-ID."""
        self._requeue(key, error, due_at, in_doubt=True)

    def _requeue(self, key: str, error: str, due_at: datetime, *, in_doubt: bool) -> None:
        values = {"key": key, "error": error, "due_at": stamp(due_at), "in_doubt": in_doubt}
        self._door.run(REQUEUE, values)

    def refuse(self, key: str, error: str, now: datetime) -> None:
        """It will never be taken; it stays for the operator to see since when."""
        self._door.run(
            "UPDATE deliveries SET state = 'refused', due_at = ?, error = ? WHERE key = ?",
            [stamp(now), error, key],
        )

    def recover(self, now: datetime) -> int:
        """After a start: what a stopped process left on its way waits again; gives how many."""
        return self._door.run(RECOVER, [stamp(now)])

    def walk(self) -> Iterator[Delivery]:
        """All, oldest first."""
        last = 0
        while rows := self._door.rows(WALK, [last, PAGE]):
            yield from map(unpack_delivery, rows)
            last = rows[-1]["sequence"]


def unpack_digest(row: sqlite3.Row) -> DigestRow:
    since, until = moment(row["since"]), moment(row["until"])
    return DigestRow(row["list"], date.fromisoformat(row["date"]), since, until, row["state"])


def pack_message(message: Message) -> dict[str, object]:
    columns = {name: getattr(message, name) for name in Message.__slots__}
    return columns | {
        "at": stamp(message.at),
        "date": message.date and message.date.isoformat(),
        "headers": as_json(message.headers),
        "attachments": as_json([pack_attachment(attachment) for attachment in message.attachments]),
    }


def pack_attachment(attachment: Attachment) -> list[str]:
    return [attachment.cid, attachment.content_type, base64.b64encode(attachment.content).decode()]


def unpack_message(row: sqlite3.Row) -> Message:
    columns = {name: row[name] for name in Message.__slots__}
    parts = {
        "at": moment(row["at"]),
        "date": row["date"] and date.fromisoformat(row["date"]),
        "headers": tuple((name, value) for name, value in json.loads(row["headers"])),
        "attachments": tuple(
            Attachment(cid, base64.b64decode(content), content_type)
            for cid, content_type, content in json.loads(row["attachments"])
        ),
    }
    return Message(**(columns | parts))


def unpack_delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        unpack_message(row),
        row["state"],
        row["attempts"],
        moment(row["due_at"]),
        moment(row["sent_at"]),
        bool(row["in_doubt"]),
        row["error"],
    )
