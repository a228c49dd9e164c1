"""Claims that a person does not want to hear of for a while, and when each topic last spoke up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from watcher.store.door import Door
from watcher.store.rows import moment, stamp

# A mute is a verdict: never changed, only followed by another. `other` is its end; NULL: for good.
SAVE = "INSERT INTO verdicts (kind, claim, other, at) VALUES (?, ?, ?, ?)"
WALK = """
SELECT claim, other, at FROM verdicts v WHERE kind = 'mute' AND id = (
  SELECT max(id) FROM verdicts WHERE claim = v.claim AND kind IN ('mute', 'unmute')
) AND (other IS NULL OR other > :now) ORDER BY id
"""

# The keys of a topic's alerts lie side by side in the primary key; "0" follows "/".
LAST_ALERT = (
    "SELECT max(at) FROM messages WHERE key >= 'alert/' || :topic || '/' AND key < 'alert/' || :topic || '0'"
)


@dataclass(frozen=True, slots=True)
class Mute:
    """A claim that is not told `until` then (None: for good), since `at`."""

    claim: str
    until: datetime | None
    at: datetime


class Mutes:
    """By claim; a claim keeps its id whatever becomes of its figures."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def add(self, claim: str, until: datetime | None, now: datetime) -> None:
        self._door.run(SAVE, ["mute", claim, stamp(until), stamp(now)])

    def lift(self, claim: str, now: datetime) -> None:
        self._door.run(SAVE, ["unmute", claim, None, stamp(now)])

    def walk(self, now: datetime) -> Iterator[Mute]:
        """Those that hold now, the oldest first."""
        for claim, until, at in self._door.rows(WALK, {"now": stamp(now)}):
            yield Mute(claim, moment(until), moment(at))

    def last_alert(self, topic: str) -> datetime | None:
        """When the topic's latest alert was queued."""
        last: str | None = self._door.value(LAST_ALERT, {"topic": topic})
        return moment(last)
