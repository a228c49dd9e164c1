"""One pass of the pipeline: collect, analyze, compose, deliver. Read this first.

    collecting   schedule.due | fetch | parse | revise | store.revisions.add        feed -> revision
    revisiting   pages of matched items, again | store.revisions.add                item -> revision
    analyzing    match | extract | findings.conclude   | store.claims.save          revision -> findings
    composing    digest, alert | render                | store.outbox.post          findings -> messages
    delivering   send                                  | store.outbox.accept        messages -> the world

Between the steps everything rests in the store, so a restart at any point goes on from there. Each unit of
work is load, decide, save in one transaction; a bug parks its unit, shows in `status`, and the rest goes on.
"""

from __future__ import annotations

from datetime import datetime

from watcher.cycle.analyzing import analyze, reanalyze
from watcher.cycle.collecting import collect
from watcher.cycle.composing import compose
from watcher.cycle.delivering import deliver, recover
from watcher.cycle.indexing import index
from watcher.cycle.revisiting import revisit
from watcher.cycle.rooms import Report, Rooms

__all__ = [
    "Report",
    "Rooms",
    "analyze",
    "collect",
    "compose",
    "cycle",
    "deliver",
    "index",
    "reanalyze",
    "recover",
    "revisit",
    "start_lists",
]


async def cycle(rooms: Rooms, now: datetime, *, every: bool = False) -> Report:
    """One pass. `every`: check each feed, due or not."""
    start_lists(rooms, now)
    collected = await collect(rooms, now, every=every)
    revisited = await revisit(rooms, now)
    analyzed = await analyze(rooms, now)
    composed = compose(rooms, now)
    delivered = await deliver(rooms, now)
    await index(rooms)
    return collected + revisited + analyzed + composed + delivered


def start_lists(rooms: Rooms, now: datetime) -> None:
    """A list's cursor starts where the store stands when the list is first seen: nothing older is told."""
    with rooms.store.write():
        for name in rooms.list_names:
            if rooms.store.outbox.cursor(name) is None:
                rooms.store.outbox.start(name, now)
