"""What the daemon is handed: the pipeline's duties over rooms that a reload may exchange."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog

from watcher import daemon
from watcher.app import open_rooms
from watcher.cli import heap
from watcher.cli.desk import Desk
from watcher.cli.journal import Form, Redactor, open_journal
from watcher.cli.meter import Meter
from watcher.cli.state import CONFIGURATION
from watcher.cycle import (
    Report,
    Rooms,
    analyze,
    collect,
    compose,
    deliver,
    index,
    recover,
    revisit,
    start_lists,
)
from watcher.deliver.aside import run_aside
from watcher.errors import ConfigError, DamagedStore, StoreError
from watcher.settings import Config
from watcher.store import backups, health

BACKUP = "backup"
REVISIT = timedelta(minutes=1)


async def serve(desk: Desk, form: Form = "auto") -> None:
    """Run the daemon until it is told to stop; `form`: of its log."""
    redactor = Redactor()
    journal = open_journal(redactor, form)
    config = desk.config()
    pulse = daemon.Pulse(daemon.PATIENCE)
    service = Service(desk, journal, pulse, redactor)
    duties = daemon.Duties(
        gather=service.gather,
        tell=service.tell,
        keep_house=service.keep_house,
        reload=service.reload,
        log=journal.info,
    )
    with daemon.lock(config.store):
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(service.close)
            await service.open(config)
            stack.enter_context(remembering_damage(config.store))
            await daemon.Daemon(duties, config.store, pulse).run()


class Service:
    """The rooms of the configuration in force. Duties never overlap a reload: the daemon sees to that."""

    def __init__(
        self, desk: Desk, journal: structlog.stdlib.BoundLogger, pulse: daemon.Pulse, redactor: Redactor
    ) -> None:
        self._desk = desk
        self._redactor = redactor
        self._pulse = pulse
        self._journal = journal
        self._meter = Meter(journal.warning)
        self._revisited = datetime.min.replace(tzinfo=UTC)
        self._stirred = False  # bodies and texts have been in memory since it was last given back
        self._stack = contextlib.AsyncExitStack()
        self._rooms: Rooms | None = None
        self._looked: date | None = None  # when every page was last looked at

    @property
    def rooms(self) -> Rooms:
        assert self._rooms is not None, "the service is open while the daemon runs"
        return self._rooms

    async def open(self, config: Config) -> None:
        self._redactor.learn(config)
        self._rooms = await self._stack.enter_async_context(
            open_rooms(config, self._journal.warning, self._pulse.busy)
        )
        now = datetime.now(UTC)
        recover(self.rooms, now)
        self.rooms.store.parked.clear(CONFIGURATION)
        start_lists(self.rooms, now)
        self._journal.info(
            "watching",
            feeds=sum(feed.enabled for feed in config.feeds),
            topics=len(config.topics),
            lists=len(config.digests),
            store=str(config.store),
        )

    async def close(self) -> None:
        await self._stack.aclose()

    async def reload(self) -> None:
        """Read the configuration again; raises ConfigError and keeps the old one if it does not read."""
        try:
            config = self._desk.config()
            if config.store != self.rooms.config.store:
                raise ConfigError(
                    f"{config.folder}/watcher.toml: store.path has changed; restart the daemon for that"
                )
        except ConfigError as error:
            self._meter.hasten()
            self.rooms.store.parked.add(CONFIGURATION, str(error), "", datetime.now(UTC))
            raise
        await self.close()
        await self.open(config)

    async def gather(self, now: datetime, every: bool) -> Report:
        report = await collect(self.rooms, now, every=every) + await self._revisit(now)
        report += await analyze(self.rooms, now)
        await index(self.rooms)
        self._meter.count(report)
        if report.feeds:
            self._stirred = True
            self._journal.info("checked", **shown(report))
        return report

    async def _revisit(self, now: datetime) -> Report:
        """Once a minute is enough: the shortest pause is a quarter of an hour."""
        if abs(now - self._revisited) < REVISIT:
            return Report()
        self._revisited = now
        return await revisit(self.rooms, now)

    async def tell(self, now: datetime) -> Report:
        report = compose(self.rooms, now) + await deliver(self.rooms, now)
        self._meter.count(report)
        self._meter.write(self.rooms, now)
        if self._stirred:
            heap.give_back()
            self._stirred = False
        if report.messages or report.sent:
            self._journal.info("told", **shown(report))
        return report

    async def keep_house(self, now: datetime) -> None:
        """Each hour; what is meant daily finds that it has been done."""
        kept, keeping = self.rooms.store, self.rooms.config.keeping
        try:
            await run_aside(lambda: self._copy(kept.path, now, keeping.backups))
            kept.parked.clear(BACKUP)
        except DamagedStore:
            raise
        except StoreError as error:
            self._journal.error(str(error))
            kept.parked.add(BACKUP, str(error), "", now)
        if keeping.keep_days:
            kept.forgetting.thin(now - timedelta(days=keeping.keep_days))
        kept.tidy()

    def _copy(self, path: Path, now: datetime, keep: int) -> None:
        """Look at every page once a day, with a copy or without; runs aside."""
        today = now.date()
        if backups.copy_daily(path, today, keep):
            self._journal.info("backed up", folder=str(backups.place(path)))
        if self._looked != today:
            health.check_pages(path)
            self._looked = today


@contextlib.contextmanager
def remembering_damage(store: Path) -> Iterator[None]:
    """Damage that showed while we ran: the next start looks at every page, and restores."""
    try:
        yield
    except DamagedStore:
        health.suspect(store)
        raise


def shown(report: Report) -> dict[str, int]:
    """The counts that are not zero."""
    counts = {name: getattr(report, name) for name in Report.__slots__}
    return {name: count for name, count in counts.items() if count}
