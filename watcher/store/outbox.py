"""Messages not yet accepted by the far side, and how far each list has been told.

A message enters in the transaction that moves its list's cursor; its body is frozen, and only its delivery
changes state: queued, sending, transit, then sent or refused, or queued again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from watcher.errors import StoreError
from watcher.model import Delivery, Message, ToldState
from watcher.store.door import Door
from watcher.store.letters import pack_message, unpack_delivery
from watcher.store.rows import moment, stamp
from watcher.store.telling import Telling

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

# What a recipient gets stays in order: nothing overtakes an earlier message that waits for its next attempt.
DUE = """
SELECT d.*, m.* FROM deliveries d JOIN messages m USING (key)
WHERE d.state = 'queued' AND d.due_at <= :now AND NOT EXISTS (
  SELECT 1 FROM messages e JOIN deliveries w USING (key)
  WHERE e.channel = m.channel AND e.recipient = m.recipient AND e.sequence < m.sequence
    AND w.state = 'queued' AND w.due_at > :now
)
ORDER BY m.sequence LIMIT :most
"""

WALK = "SELECT * FROM deliveries JOIN messages USING (key) WHERE sequence > ? ORDER BY sequence LIMIT ?"

# Without their texts: whoever looks after them wants to know which, not what.
UNSENT = """
SELECT d.*, m.sequence, m.list, m.channel, m.recipient, m.subject, '' AS text, '' AS html, m.message_id, m.at,
  m.date, '[]' AS headers, '[]' AS attachments
FROM deliveries d JOIN messages m USING (key)
WHERE d.state IN ('queued', 'sending', 'transit', 'refused', 'held', 'suspended') ORDER BY m.sequence
"""

LAST_DIGESTS = """
SELECT * FROM digests d WHERE date = (SELECT max(date) FROM digests WHERE list = d.list) ORDER BY list
"""

DIGESTS = "SELECT * FROM digests WHERE :list IS NULL OR list = :list ORDER BY date DESC, list"

BEGIN = """
UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE key = ? AND state = 'queued'
"""

TRANSIT = "UPDATE deliveries SET state = 'transit' WHERE key = ? AND state = 'sending'"

REQUEUE = """
UPDATE deliveries SET state = :state, in_doubt = in_doubt OR :in_doubt, error = :error, due_at = :due_at
WHERE key = :key
"""

# Before `transit` was committed the final dot had not left, so the far side cannot have the message.
RECOVER_UNSENT = "UPDATE deliveries SET state = 'queued', due_at = ? WHERE state = 'sending'"

LOST_ANSWER = "watcher stopped before the answer to the whole message came"
IN_TRANSIT = (
    "SELECT key, channel FROM deliveries JOIN messages USING (key) WHERE state = 'transit' ORDER BY sequence"
)

# In a row: since the recipient last took something.
REFUSALS = """
SELECT count(*) FROM messages JOIN deliveries USING (key)
WHERE channel = :channel AND recipient = :recipient AND state = 'refused' AND sequence > coalesce((
  SELECT max(sequence) FROM messages JOIN deliveries USING (key)
  WHERE channel = :channel AND recipient = :recipient AND state = 'sent'
), 0)
"""

RESEND = """
UPDATE deliveries SET state = 'queued', due_at = :now, error = NULL
WHERE state IN ('refused', 'held', 'suspended')
  AND key IN (SELECT key FROM messages WHERE key = :what OR recipient = :what)
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
        self._telling = Telling(door)

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

    def last_digests(self) -> tuple[DigestRow, ...]:
        """The newest of each list."""
        return tuple(unpack_digest(row) for row in self._door.rows(LAST_DIGESTS))

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
            for name, row in {row.list: row for row in rows}.items():
                self._telling.record(name, _told(messages), row.until, row.date)
                self._move(name, cursor, row.until)

    def post_alert(self, name: str, messages: Sequence[Message], cursor: int) -> None:
        """Messages and the cursor of the topic's alerts."""
        with self._door.write():
            self._queue(messages)
            for message in messages:
                self._telling.record(name, message.told, message.at)
            self._move(name, cursor, None)

    def _move(self, name: str, position: int, at: datetime | None) -> None:
        self._door.run("INSERT INTO cursors (list, position, at) VALUES (?, ?, ?)", [name, position, stamp(at)])

    def _queue(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._door.run(SAVE_MESSAGE, pack_message(message))
            self._door.run(QUEUE, [message.key, stamp(message.at)])

    def due(self, now: datetime, most: int) -> tuple[Delivery, ...]:
        """What waits and may go now, oldest first."""
        rows = self._door.rows(DUE, {"now": stamp(now), "most": most})
        return tuple(map(unpack_delivery, rows))

    def begin(self, key: str) -> bool:
        """To be committed before the first byte leaves; False when it no longer waits."""
        return bool(self._door.run(BEGIN, [key]))

    def transit(self, key: str) -> None:
        """To be committed before the byte that completes the message: from here on the far side may have it."""
        if not self._door.run(TRANSIT, [key]):
            raise StoreError(
                f"{self._door.path}: message {key} is not being sent; another watcher took it over"
            )

    def accept(self, key: str, now: datetime) -> None:
        self._door.run(
            "UPDATE deliveries SET state = 'sent', sent_at = ?, error = NULL WHERE key = ?", [stamp(now), key]
        )

    def defer(self, key: str, error: str, due_at: datetime) -> None:
        """The far side does not have it; try again then."""
        self._requeue(key, error, due_at, in_doubt=False)

    def doubt(self, key: str, error: str, due_at: datetime, *, hold: bool = False) -> None:
        """The far side may have it; try again then, under the same Message-ID, or `hold` it for a person."""
        self._requeue(key, error, due_at, in_doubt=True, state="held" if hold else "queued")

    def _requeue(
        self, key: str, error: str, due_at: datetime, *, in_doubt: bool, state: str = "queued"
    ) -> None:
        values = {"key": key, "error": error, "due_at": stamp(due_at), "in_doubt": in_doubt, "state": state}
        self._door.run(REQUEUE, values)

    def refuse(self, key: str, error: str, now: datetime) -> None:
        """It will never be taken; it stays for the operator to see since when."""
        self._stop(key, "refused", error, now)

    def suspend(self, key: str, reason: str, now: datetime) -> None:
        """Its recipient takes nothing any more; it stays until `resend`."""
        self._stop(key, "suspended", reason, now)

    def _stop(self, key: str, state: str, error: str, now: datetime) -> None:
        self._door.run(
            "UPDATE deliveries SET state = ?, due_at = ?, error = ? WHERE key = ?",
            [state, stamp(now), error, key],
        )

    def refusals(self, channel: str, recipient: str) -> int:
        """How many messages the recipient has refused in a row."""
        return int(self._door.value(REFUSALS, {"channel": channel, "recipient": recipient}))

    def resend(self, what: str, now: datetime) -> int:
        """Queue again what was refused, held or suspended: a message's key or all of a recipient; how many."""
        return self._door.run(RESEND, {"what": what, "now": stamp(now)})

    def recover(self, now: datetime, *, hold: bool = False) -> tuple[str, ...]:
        """After a start: what a stopped process left on its way waits again; gives the keys of those in doubt.

        `hold`: mail in doubt waits for a person instead. A webhook has its Idempotency-Key and goes again.
        """
        with self._door.write():
            self._door.run(RECOVER_UNSENT, [stamp(now)])
            rows = self._door.rows(IN_TRANSIT)
            for key, channel in rows:
                self.doubt(key, LOST_ANSWER, now, hold=hold and channel == "mail")
        return tuple(key for key, _ in rows)

    def unsent(self) -> tuple[Delivery, ...]:
        """What waits, was refused or is held, oldest first, without its text."""
        return tuple(map(unpack_delivery, self._door.rows(UNSENT)))

    def walk(self) -> Iterator[Delivery]:
        """All, oldest first."""
        last = 0
        while rows := self._door.rows(WALK, [last, PAGE]):
            yield from map(unpack_delivery, rows)
            last = rows[-1]["sequence"]


def unpack_digest(row: sqlite3.Row) -> DigestRow:
    since, until = moment(row["since"]), moment(row["until"])
    return DigestRow(row["list"], date.fromisoformat(row["date"]), since, until, row["state"])


def _told(messages: Iterable[Message]) -> list[tuple[int, ToldState]]:
    """What any of the copies tells: recipients of one list may ask for different topics."""
    return [each for message in messages for each in message.told]
