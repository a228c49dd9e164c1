"""`backfill`, `reanalyze`, `backup`: work on what is or should be stored."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli import articles
from watcher.cli.desk import Desk, pass_desk
from watcher.cli.extract import Faults
from watcher.cli.progress import show_progress
from watcher.cli.show import count
from watcher.errors import StoreError

if TYPE_CHECKING:
    from watcher.collect.template import Template
    from watcher.model import Revision
    from watcher.settings import Config
    from watcher.store import Store

BATCH = 500


@click.command()
@click.argument("file", default=articles.PIPE, metavar="[FILE]")
@pass_desk
def backfill(desk: Desk, file: str) -> None:
    """Put articles of the past into the store and analyse them: JSON Lines from FILE (also .gz) or a pipe.

    They are stored in order of "seen"; the same "id" again is a new revision. Nothing of it is mailed. A line
    that is there already is passed over, so an import that broke off can be run again.
    """
    if file == articles.PIPE and sys.stdin.isatty():
        raise click.UsageError("name a FILE, or pipe articles in")
    from watcher import daemon

    config = desk.config()
    faults = Faults(desk)
    told = [revision for _, revision in articles.read_articles(file, datetime.now(UTC), faults.complain)]
    with daemon.lock(config.store):
        added, changes = asyncio.run(_backfill(config, _in_order(told, config)))
    lines, stored, found = len(told) + faults.count, count(added, "revision"), count(changes, "change")
    click.echo(f"{count(lines, 'line')}, {stored} stored, {found} found")
    faults.settle()


def _in_order(told: Iterable[Revision], config: Config) -> list[Revision]:
    """By time seen; a configured feed's articles under its outlet's name."""
    outlets = {feed.name: feed.outlet for feed in config.feeds}
    named = (replace(each, outlet=outlets.get(each.feed, each.outlet)) for each in told)
    return sorted(named, key=lambda each: each.seen_at)


async def _backfill(config: Config, told: list[Revision]) -> tuple[int, int]:
    from watcher.app import open_rooms
    from watcher.cycle import analyze

    added = 0
    async with open_rooms(config) as rooms:
        with show_progress("storing", len(told)) as advance:
            for batch in _cut(told):
                added += _add(rooms.store, batch)
                advance(len(batch))
        with show_progress("analysing", added) as advance:
            report = await analyze(rooms, datetime.now(UTC), advance)
    return added, report.changes


def _cut(told: Iterable[Revision]) -> Iterator[list[Revision]]:
    rest = iter(told)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _add(store: Store, batch: list[Revision]) -> int:
    """Store a batch in one transaction; returns how many revisions came of it."""
    with store.write():
        learned = _learn(store, batch)
        new = (each for each in batch if not _is_stored(store, each))
        return sum(_add_one(store, each, learned[each.feed]) for each in new)


def _learn(store: Store, batch: list[Revision]) -> dict[str, Template]:
    """The lines that each feed wraps around its articles, by those in the store and in the batch."""
    from watcher.collect import template

    articles = {
        name: [*store.revisions.recent(name, template.RECENT)] for name in {each.feed for each in batch}
    }
    for each in batch:
        articles[each.feed].append(each)
    return {name: template.learn(found) for name, found in articles.items()}


def _add_one(store: Store, revision: Revision, learned: Template) -> int:
    from watcher.collect import template
    from watcher.collect.archive import annotate

    latest = store.revisions.latest(revision.item)
    marked = template.mark(annotate(revision, latest), template.settle(learned, latest))
    return len(store.revisions.add([marked]))


def _is_stored(store: Store, revision: Revision) -> bool:
    """Whether the item is known to have said this at that time: an import may be run again."""
    earlier = [each for each in store.revisions.history(revision.item) if each.seen_at <= revision.seen_at]
    if any((each.seen_at, each.hash) == (revision.seen_at, revision.hash) for each in earlier):
        return True
    return bool(earlier) and max(earlier, key=lambda each: (each.seen_at, each.number)).hash == revision.hash


@click.command()
@pass_desk
def reanalyze(desk: Desk) -> None:
    """Recompute all findings by today's rules and topics; nobody is told anything twice."""
    from watcher import daemon

    config = desk.config()
    with desk.store() as kept:
        total = sum(item.revisions for item in kept.revisions.items())
    with daemon.lock(config.store):
        asyncio.run(_reanalyze(config, total))
    click.echo(f"{count(total, 'revision')} analysed anew")


async def _reanalyze(config: Config, total: int) -> None:
    from watcher.app import open_rooms
    from watcher.cycle import reanalyze

    async with open_rooms(config) as rooms:
        with show_progress("analysing", total) as advance:
            await reanalyze(rooms, datetime.now(UTC), advance)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_desk
def backup(desk: Desk, file: Path) -> None:
    """Copy the store to FILE while it is in use; a file that is there is replaced when the copy is whole."""
    with desk.store() as kept:
        if not file.parent.is_dir() or file.is_dir():
            raise StoreError(f"{file}: no copy can be written there; name a file in a folder that exists")
        kept.copy_to(file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")
