"""What a topic's outlets said within a time, news or not, and since when a claim is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from watcher.model import Evidence
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import as_list, moment, stamp

MOST_SAID = 1_000  # mentions, the latest; a digest compares with them what is new

# By the traces, which have an index by topic and time; without what is part of muted or rejected claims alone.
SAID = """
SELECT m.evidence FROM traces t
JOIN mentions m ON m.topic = t.topic AND m.item = t.item AND m.revision = t.revision
WHERE t.topic = :topic AND t.seen_at > :since AND t.seen_at <= :until AND EXISTS (
  SELECT 1 FROM mention_claims l JOIN claims c ON c.number = l.claim
  WHERE l.mention = m.id AND c.id NOT IN (SELECT value FROM json_each(:muted))
    AND c.id NOT IN (SELECT claim FROM rejected)
)
ORDER BY t.seen_at DESC, m.id DESC LIMIT :most
"""

BEGAN = "SELECT id, min(first_seen_at) FROM claims WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id"


def said(
    door: Door, topic: str, since: datetime, until: datetime, muted: Collection[str]
) -> tuple[Evidence, ...]:
    """From old to new."""
    values = {"topic": topic, "since": stamp(since), "until": stamp(until), "muted": as_list(sorted(muted))}
    rows = door.rows(SAID, values | {"most": MOST_SAID})
    return tuple(unpack_evidence(row[0]) for row in reversed(rows))


def began(door: Door, claims: Iterable[str]) -> dict[str, datetime]:
    """When each claim was first said."""
    rows = door.rows(BEGAN, [as_list(sorted(set(claims)))])
    return {row[0]: at for row in rows if (at := moment(row[1]))}
