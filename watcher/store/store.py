"""All we remember, in one SQLite file: one writer, any number of readers (docs/decisions/store.md)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from watcher.model import Coverage
from watcher.store import backups
from watcher.store.aging import Aging
from watcher.store.claims import Claims
from watcher.store.coverage import cover
from watcher.store.door import Door
from watcher.store.feeds import Feeds
from watcher.store.forgetting import Forgetting
from watcher.store.lookup import Lookup
from watcher.store.mutes import Mutes
from watcher.store.opening import open_door
from watcher.store.outbox import Outbox
from watcher.store.overview import Overview
from watcher.store.parked import Parked
from watcher.store.past import Past
from watcher.store.reading import Reading
from watcher.store.revisions import Revisions
from watcher.store.search import Search
from watcher.store.telling import Telling
from watcher.store.topics import Topics
from watcher.store.verdicts import Verdicts


class Store:
    """Belongs to the thread that opened it. Every fault of the database is a StoreError."""

    def __init__(self, door: Door, *, readonly: bool = False) -> None:
        self._door = door
        self.feeds = Feeds(door)
        self.revisions = Revisions(door)
        self.aging = Aging(door)
        self.claims = Claims(door)
        self.topics = Topics(door)
        self.outbox = Outbox(door)
        self.parked = Parked(door)
        self.past = Past(door)
        self.mutes = Mutes(door)
        self.verdicts = Verdicts(door)
        self.telling = Telling(door)
        self.forgetting = Forgetting(door)
        self.search = Search(door, readonly=readonly)
        self.reading = Reading(door)
        self.overview = Overview(door)
        self.lookup = Lookup(door)

    @property
    def path(self) -> Path:
        return self._door.path

    def write(self) -> AbstractContextManager[None]:
        """A unit of work: everything in it is committed at its end, or nothing of it. Nests."""
        return self._door.write()

    def coverage(self, since: datetime, until: datetime, topics: Sequence[str] | None = None) -> Coverage:
        return cover(self._door, since, until, topics)

    def tidy(self) -> None:
        """Now and then: let SQLite look after its statistics and fold the journal back."""
        self._door.run("PRAGMA optimize")
        self._door.rows("PRAGMA wal_checkpoint(PASSIVE)")

    def copy_to(self, target: Path) -> None:
        """An online copy, whole or not at all; the store may be written meanwhile."""
        backups.copy(self._door.connection, target)

    def close(self) -> None:
        self._door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: Path, *, readonly: bool = False, mended: bool = False) -> Store:
    """A missing store is made, an older one migrated; StoreError for a newer, foreign, empty or broken file.

    `mended`: it was looked at just now, by `mend`.
    """
    return Store(open_door(path, readonly=readonly, mended=mended), readonly=readonly)
