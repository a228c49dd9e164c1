"""The real daemon process on the demo newsroom, with a real mail server."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.hours import find_begun_hour
from watcher import daemon, store
from watcher.app import open_rooms
from watcher.cycle import start_lists
from watcher.demo.folder import write_config
from watcher.demo.letterbox import Letterbox
from watcher.demo.newsroom import Newsroom
from watcher.demo.play import config_for, read_script
from watcher.settings import Config

PATIENCE = 40  # seconds for anything the daemon owes us; it usually takes two


def wait_for(what: Callable[[], object], said: Callable[[], str]) -> None:
    """Poll until it is so; a daemon that does not deliver fails the test with its own log."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, said()
        time.sleep(0.05)


class Running:
    """A daemon process and what it wrote."""

    def __init__(self, folder: Path, notified: Path) -> None:
        self.log = folder / "log.txt"
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.bind(str(notified))
        self.notified.settimeout(PATIENCE)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "watcher", "--config", str(folder), "run"],
                stderr=log,
                env={**os.environ, "NOTIFY_SOCKET": str(notified), "WATCHDOG_USEC": "2000000"},
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def hear(self, message: str) -> None:
        """Wait for a message to systemd."""
        while self.notified.recv(200).decode() != message:
            pass

    def stop(self) -> float:
        """Ask it to stop; gives the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.notified.close()
        return time.monotonic() - begun


async def start_yesterday(config: Config) -> None:
    """A list that began yesterday owes a digest today, whatever the hour is now."""
    async with open_rooms(config) as rooms:
        start_lists(rooms, datetime.now(UTC) - timedelta(days=1))


@contextmanager
def newsroom_at_work(tmp_path: Path) -> Iterator[tuple[Config, Letterbox, Running]]:
    script = read_script()
    with Newsroom(script) as newsroom, Letterbox(tmp_path / "mails") as letterbox:
        newsroom.set_clock(script.moments[-1])
        config = config_for(newsroom, letterbox, tmp_path)
        config = replace(
            config, digests=tuple(replace(each, at=find_begun_hour(config.timezone)) for each in config.digests)
        )
        folder = write_config(config, tmp_path / "config")
        asyncio.run(start_yesterday(config))
        running = Running(folder, tmp_path / "notify.sock")
        try:
            running.hear("READY=1")
            yield config, letterbox, running
        finally:
            if running.process.poll() is None:
                running.process.kill()
                running.process.wait()
            running.notified.close()


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[tuple[Config, Letterbox, Running]]:
    with newsroom_at_work(tmp_path) as found:
        yield found


def test_the_daemon_polls_mails_once_survives_a_reload_and_stops(
    at_work: tuple[Config, Letterbox, Running],
) -> None:
    config, letterbox, running = at_work
    wait_for(lambda: letterbox.letters, running.said)
    wait_for(lambda: len(read_states(config)) == len(config.feeds), running.said)

    (config.folder / "topics" / "neu.toml").write_text("query = 'Brücke'\n", encoding="utf-8")
    running.process.send_signal(signal.SIGHUP)
    wait_for(lambda: "reloaded" in running.said(), running.said)
    feeds, topics = len(config.feeds), len(config.topics)
    in_force = re.findall(r"event=watching (feeds=\d+ topics=\d+)", running.said())
    assert in_force == [f"feeds={feeds} topics={topics}", f"feeds={feeds} topics={topics + 1}"]
    (config.folder / "topics" / "neu.toml").write_text("qurey = 'Brücke'\n", encoding="utf-8")
    running.process.send_signal(signal.SIGHUP)
    wait_for(lambda: "rejected" in running.said(), running.said)
    assert "did you mean 'query'?" in running.said()
    running.hear("WATCHDOG=1")

    second = subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(config.folder), "cycle"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 2, "the rejected configuration stops a new command"
    (config.folder / "topics" / "neu.toml").unlink()
    assert "already works on this store" in start_again(config)
    assert "feeds checked" in ask_for_a_cycle(config)
    assert daemon.is_running(config.store)

    assert running.stop() < 20
    assert not daemon.is_running(config.store)
    assert running.process.returncode == 0, running.said()
    readers = {address for each in config.digests for address in each.to}
    digests = [letter for letter in letterbox.letters if readers.issuperset(letter.recipients)]
    assert len(digests) == len(readers), "one digest a recipient, however often the daemon looked"


def read_states(config: Config) -> dict[str, object]:
    with store.open(config.store, readonly=True) as kept:
        return {name: state for name, state in kept.feeds.states().items() if state.baseline_at}


def start_again(config: Config) -> str:
    """A second daemon on the same store."""
    second = subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(config.folder), "run"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert second.returncode == 3
    return second.stderr


def ask_for_a_cycle(config: Config) -> str:
    """`cycle` beside the daemon asks it through its socket."""
    return subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(config.folder), "cycle", "--all"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    ).stdout


def spoil(text: str, luck: random.Random) -> str:
    """A slip of the keyboard or of an editor."""
    at = luck.randrange(len(text))
    match luck.randrange(5):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + luck.choice("\"'[]{}=#\n\0ü") + text[at:]
        case 2:
            return text[:at] + text[at + luck.randrange(1, 30) :]
        case 3:
            lines = text.splitlines(keepends=True)
            return "".join([*lines, luck.choice(lines)])
        case _:
            return text[:at] + text[at:].swapcase()


@pytest.mark.long
def test_300_spoilt_configurations_under_sighup_stop_nothing(
    at_work: tuple[Config, Letterbox, Running],
) -> None:
    config, _, running = at_work
    luck = random.Random(300)
    files = sorted(config.folder.rglob("*.toml"))
    whole = {path: path.read_text(encoding="utf-8") for path in files}

    def answers() -> int:
        return running.said().count("configuration re")  # reloaded, or rejected

    for number in range(301):
        for path, text in whole.items():
            path.write_text(text, encoding="utf-8")
        if number < 300:
            path = luck.choice(files)
            path.write_text(spoil(whole[path], luck), encoding="utf-8")
        before = answers()
        running.process.send_signal(signal.SIGHUP)
        wait_for(lambda seen=before: answers() > seen, running.said)  # type: ignore[misc]
    assert running.process.poll() is None
    rejected = running.said().count("configuration rejected")
    print(f"300 spoilt configurations: {rejected} rejected, {300 - rejected} read")  # noqa: T201
    assert rejected > 100
    assert "feeds checked" in ask_for_a_cycle(config)
    assert running.stop() < 20
    assert running.process.returncode == 0
