"""A bug stops its own unit; a store that fails stops everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cycle.test_indexing import open_rooms
from watcher import store
from watcher.cycle.rooms import Rooms, parking
from watcher.errors import StoreError, WorkerError

NOW = datetime(2026, 3, 1, 7, tzinfo=UTC)


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    with store.open(tmp_path / "watcher.db") as kept:
        yield open_rooms(kept)


def test_a_bug_is_kept_with_its_unit_and_its_traceback(rooms: Rooms) -> None:
    with parking(rooms, "feed blatt", NOW):
        raise ZeroDivisionError("a bug")
    (parked,) = rooms.store.parked.walk()
    assert (parked.unit, parked.sentence) == ("feed blatt", "ZeroDivisionError: a bug")
    assert "test_parking.py" in parked.traceback


def test_a_lost_workers_own_traceback_is_the_one_that_is_kept(rooms: Rooms) -> None:
    with parking(rooms, "revision a/1", NOW):
        raise WorkerError("took longer than 2 s", "Traceback of the child")
    (parked,) = rooms.store.parked.walk()
    assert parked.traceback == "Traceback of the child"


def test_a_store_that_fails_is_no_bug_of_the_unit(rooms: Rooms) -> None:
    with pytest.raises(StoreError, match="disk full"), parking(rooms, "feed blatt", NOW):
        raise StoreError("disk full")
    assert tuple(rooms.store.parked.walk()) == ()
