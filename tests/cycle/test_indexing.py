"""What a pass brought is found by a search that cannot write, once the pass is over."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.store.make import revise
from watcher import store
from watcher.analyze.match import Matcher
from watcher.compose.render import Renderer
from watcher.cycle import Rooms, index
from watcher.settings import Config
from watcher.store import Store
from watcher.store.search import STEP


def open_rooms(kept: Store) -> Rooms:
    absent: Any = None  # indexing asks neither feeds nor workers
    config = Config(kept.path.parent, kept.path)
    renderer = Renderer("de", ZoneInfo("UTC"))
    return Rooms(config, kept, absent, absent, absent, Matcher(()), renderer, absent)


async def test_everything_is_found_after_the_steps_it_takes(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept:
        kept.revisions.add([revise(f"blatt/{number}") for number in range(2 * STEP + 1)])
        await index(open_rooms(kept))
        with store.open(kept.path, readonly=True) as reader:
            assert len(reader.search.find("pegel", 99)) == 2 * STEP + 1


async def test_nobody_is_kept_from_writing_when_nothing_is_new(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept, store.open(kept.path) as other:
        kept.revisions.add([revise("blatt/1")])
        await index(open_rooms(kept))
        with other.write():
            await index(open_rooms(kept))
