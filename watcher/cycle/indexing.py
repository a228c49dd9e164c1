"""Index: what a pass brought is put where a search finds it, after everything that somebody waits for."""

from __future__ import annotations

import asyncio

from watcher.cycle.rooms import Rooms


async def index(rooms: Rooms) -> None:
    """In small steps, between which mails go out and feeds are read; a restart goes on from where it was."""
    while rooms.store.search.step():  # noqa: ASYNC110 - it gives way, it does not wait
        await asyncio.sleep(0)
