"""Which topics the findings belong to, so that a new or edited one is applied to the past."""

from __future__ import annotations

from collections.abc import Mapping

from watcher.store.door import Door


class Topics:
    """Fingerprints by topic name."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def sync(self, fingerprints: Mapping[str, str]) -> tuple[str, ...]:
        """Record them; gives the names that are new or edited since last time. Others are left as they are."""
        with self._door.write():
            stored = {row["name"]: row["fingerprint"] for row in self._door.rows("SELECT * FROM topics")}
            fresh = tuple(name for name, mark in fingerprints.items() if stored.get(name) != mark)
            self._door.run_many(
                "INSERT OR REPLACE INTO topics VALUES (?, ?)", [(name, fingerprints[name]) for name in fresh]
            )
        return fresh
