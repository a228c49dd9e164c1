"""Which topics the findings belong to, so that a new or edited one is applied to the past."""

from __future__ import annotations

from collections.abc import Mapping

from watcher.store.door import Door


class Topics:
    """Fingerprints by topic name."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def changed(self, fingerprints: Mapping[str, str]) -> tuple[str, ...]:
        """The names that are new or edited since they were recorded; topics not named are left as they are."""
        stored = {row["name"]: row["fingerprint"] for row in self._door.rows("SELECT * FROM topics")}
        return tuple(name for name, mark in fingerprints.items() if stored.get(name) != mark)

    def record(self, fingerprints: Mapping[str, str]) -> None:
        """Their findings are complete: what is analysed from now on is news."""
        self._door.run_many("INSERT OR REPLACE INTO topics VALUES (?, ?)", list(fingerprints.items()))

    def forget(self, name: str) -> None:
        """Its findings are being recomputed; until they are recorded again, `changed` names it."""
        self._door.run("DELETE FROM topics WHERE name = ?", [name])
