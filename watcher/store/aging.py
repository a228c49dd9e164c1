"""Items that matched a topic, by how long they have stood as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from watcher.model import Aged
from watcher.store.door import Door
from watcher.store.rows import as_list, moment, stamp

# `last_seen_at` is when an item's page was last looked at, or its first revision came.
MATCHED = """
SELECT m.item, i.feed, i.url, i.last_seen_at, m.at
FROM (SELECT item, max(at) AS at FROM matches WHERE at > :since GROUP BY item) m JOIN items i USING (item)
WHERE i.last_seen_at <= :looked AND i.url IS NOT NULL AND i.feed IN (SELECT value FROM json_each(:feeds))
"""


class Aging:
    """What may be looked at again."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def matched(self, since: datetime, looked: datetime, feeds: Iterable[str]) -> tuple[Aged, ...]:
        """Of these feeds, matched after `since`, last looked at no later than `looked`."""
        wanted = {"since": stamp(since), "looked": stamp(looked), "feeds": as_list(feeds)}
        return tuple(
            Aged(item, feed, url, moment(looked_at), moment(at))
            for item, feed, url, looked_at, at in self._door.rows(MATCHED, wanted)
        )
