"""What the daemon is handed: the pipeline's duties over rooms that a reload may exchange."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import structlog

from watcher import daemon
from watcher.app import open_rooms
from watcher.cli.desk import Desk
from watcher.cli.journal import open_journal
from watcher.cycle import Report, Rooms, analyze, collect, compose, deliver, recover, start_lists
from watcher.errors import ConfigError
from watcher.settings import Config

CONFIGURATION = "configuration"  # the unit under which a rejected one is parked, for `watcher status`


async def serve(desk: Desk) -> None:
    """Run the daemon until it is told to stop."""
    journal = open_journal()
    config = desk.config()
    service = Service(desk, journal)
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
            await daemon.Daemon(duties, config.store).run()


class Service:
    """The rooms of the configuration in force. Duties never overlap a reload: the daemon sees to that."""

    def __init__(self, desk: Desk, journal: structlog.stdlib.BoundLogger) -> None:
        self._desk = desk
        self._journal = journal
        self._stack = contextlib.AsyncExitStack()
        self._rooms: Rooms | None = None

    @property
    def rooms(self) -> Rooms:
        assert self._rooms is not None, "the service is open while the daemon runs"
        return self._rooms

    async def open(self, config: Config) -> None:
        self._rooms = await self._stack.enter_async_context(open_rooms(config, self._journal.warning))
        now = datetime.now(UTC)
        recover(self.rooms, now)
        self.rooms.store.parked.clear(CONFIGURATION)
        start_lists(self.rooms, now)

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
            self.rooms.store.parked.add(CONFIGURATION, str(error), "", datetime.now(UTC))
            raise
        await self.close()
        await self.open(config)

    async def gather(self, now: datetime, every: bool) -> Report:
        report = await collect(self.rooms, now, every=every) + await analyze(self.rooms, now)
        if report.feeds:
            self._journal.info("checked", **shown(report))
        return report

    async def tell(self, now: datetime) -> Report:
        report = compose(self.rooms, now) + await deliver(self.rooms, now)
        if report.messages or report.sent:
            self._journal.info("told", **shown(report))
        return report

    def keep_house(self, now: datetime) -> None:
        self.rooms.store.tidy()


def shown(report: Report) -> dict[str, int]:
    """The counts that are not zero."""
    counts = {name: getattr(report, name) for name in Report.__slots__}
    return {name: count for name, count in counts.items() if count}
