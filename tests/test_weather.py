"""What can happen to a running daemon from outside: the real process, and what is left afterwards."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import serving
from tests.test_outside import ITEM, PATIENCE, print_feed, start_yesterday, wait_for, watch
from watcher import store as stores
from watcher.demo.letterbox import Letterbox

pytestmark = pytest.mark.long

FEEDS = 6  # enough to tell an outage of our own from theirs
STOPS_WITHIN = 20.0  # seconds; the unit's TimeoutStopSec is 30


class Press(BaseHTTPRequestHandler):
    """Feeds that show `items`."""

    items = 2

    def do_GET(self) -> None:
        place = self.path.strip("/")
        titles = (
            ITEM.format(number).replace("<guid>", f"<guid>{place}-") for number in range(2, 2 + self.items)
        )
        body = print_feed(*titles)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test's output is for its failures."""


class Server(ThreadingHTTPServer):
    allow_reuse_address = True


@contextmanager
def press(port: int = 0) -> Iterator[int]:
    with serving(Server(("127.0.0.1", port), Press)) as taken:
        yield taken


def furnish(folder: Path, port: int, smtp: int) -> None:
    feeds = (f'[[feed]]\nname = "f{n}"\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(FEEDS))
    files = {
        "watcher.toml": (
            f'[store]\npath = "db/watcher.db"\n[fetch]\nallow_private = ["127.0.0.1:{port}"]\n'
            f'timeout_seconds = 5\nper_host = 6\n[mail]\nhost = "127.0.0.1"\nport = {smtp}\nsecurity = "none"\n'
        ),
        "feeds.toml": "\n".join(feeds),
        "topics/deich.toml": 'query = "Deich"\n',
        "digests.toml": '[[digest]]\nname = "morgen"\nto = ["redaktion@example.org"]\nat = "00:00"\n',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Daemon:
    """A process, and what it says through a pipe: a file could be as full as the disk."""

    def __init__(self, folder: Path) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "watcher", "--config", str(folder), "run"], stderr=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        self.lines.extend(iter(self.process.stderr.readline, ""))

    def said(self) -> str:
        return "".join(self.lines)

    def hear(self, words: str, times: int = 1) -> None:
        wait_for(lambda: self.said().count(words) >= times, self.said)

    def stop(self) -> float:
        """Gives the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stderr
        self.process.stderr.close()
        return time.monotonic() - begun


@contextmanager
def daemon(folder: Path) -> Iterator[Daemon]:
    started = Daemon(folder)
    try:
        yield started
    finally:
        started.stop()


def count_items(folder: Path) -> int:
    with closing(sqlite3.connect(f"file:{folder}/db/watcher.db?mode=ro", uri=True)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(file.execute("SELECT count(*) FROM items").fetchone()[0])


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[tuple[Path, Daemon, Letterbox]]:
    """A daemon that has had its first pass: two items of each feed."""
    Press.items = 2
    with press() as port, Letterbox(tmp_path / "mails") as letterbox:
        furnish(tmp_path, port, letterbox.port)
        with daemon(tmp_path) as running:
            running.hear("event=checked")
            assert count_items(tmp_path) == 2 * FEEDS
            yield tmp_path, running, letterbox


def test_a_disk_that_is_full_for_a_while_loses_nothing(at_work: tuple[Path, Daemon, Letterbox]) -> None:
    """RLIMIT_FSIZE is the disk's end for one process; lifted, it is the space that somebody made."""
    folder, running, _ = at_work
    Press.items = 3
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    watch(folder, "cycle", "--all")
    running.hear("trying again in 15 s")
    assert running.process.poll() is None
    assert count_items(folder) == 2 * FEEDS
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    wait_for(lambda: "checked" in watch(folder, "cycle", "--all").stdout, running.said)
    assert count_items(folder) == 3 * FEEDS
    assert running.stop() < STOPS_WITHIN
    assert running.process.returncode == 0


def test_a_store_that_another_program_locks_is_waited_for(at_work: tuple[Path, Daemon, Letterbox]) -> None:
    folder, running, _ = at_work
    Press.items = 3
    with closing(sqlite3.connect(folder / "db" / "watcher.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        watch(folder, "cycle", "--all")
        running.hear("is locked by another program")
        other.execute("ROLLBACK")
    wait_for(lambda: "checked" in watch(folder, "cycle", "--all").stdout, running.said)
    assert count_items(folder) == 3 * FEEDS


def test_a_store_that_may_only_be_read_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    """Without the rights of root, to whom every file is open."""
    as_anybody = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if as_anybody and not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed, and root may write everything")
    furnish(tmp_path, 9, 9)
    kept = tmp_path / "db" / "watcher.db"
    stores.open(kept).close()
    kept.chmod(0o444)
    kept.parent.chmod(0o555)
    command = [*as_anybody, sys.executable, "-m", "watcher", "--config", str(tmp_path), "run"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    kept.parent.chmod(0o755)
    assert ended.returncode == 3, ended.stderr
    assert "check" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_while_the_network_is_gone_no_feed_is_blamed(tmp_path: Path) -> None:
    Press.items = 2
    with Letterbox(tmp_path / "mails") as letterbox:
        with press() as port:
            furnish(tmp_path, port, letterbox.port)
            stack = daemon(tmp_path)
            running = stack.__enter__()
            running.hear("event=checked")
        try:
            told = watch(tmp_path, "cycle", "--all").stdout
            assert f"{FEEDS} failed" in told
            running.hear("hardly a feed can be reached")
            with stores.open(tmp_path / "db" / "watcher.db", readonly=True) as kept:
                assert {state.failures for state in kept.feeds.states().values()} == {0}
            Press.items = 3
            with press(port):
                watch(tmp_path, "cycle", "--all")
            assert count_items(tmp_path) == 3 * FEEDS
        finally:
            stack.__exit__(None, None, None)


class SilentServer:
    """A mail server that takes everything up to a point and then says nothing more."""

    REPLIES = (
        b"220 here\r\n",
        b"250 hello\r\n",
        b"250 sender\r\n",
        b"250 recipient\r\n",
        b"354 go on\r\n",
    )

    def __init__(self, replies: int) -> None:
        self._replies = self.REPLIES[:replies]
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.reached = threading.Event()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self._open.append(line)
            for number, reply in enumerate(self._replies):
                if number:
                    line.recv(4_096)
                line.sendall(reply)
            if len(self._replies) == len(self.REPLIES):
                heard = b""
                while not heard.endswith(b"\r\n.\r\n"):
                    heard += line.recv(65_536)
            self.reached.set()

    def close(self) -> None:
        self._socket.close()
        for line in self._open:
            line.close()


@pytest.mark.parametrize(
    ("replies", "in_doubt"), [(0, 0), (2, 0), (5, 1)], ids=["greeting", "envelope", "final"]
)
def test_a_silent_mail_server_does_not_hold_up_the_stop(tmp_path: Path, replies: int, in_doubt: int) -> None:
    Press.items = 2
    with press() as port, closing(SilentServer(replies)) as silent:
        furnish(tmp_path, port, silent.port)
        asyncio.run(start_yesterday(tmp_path))
        with daemon(tmp_path) as running:
            assert silent.reached.wait(PATIENCE), running.said()
            seconds = running.stop()
            assert seconds < STOPS_WITHIN, running.said()
            assert running.process.returncode == 0, running.said()
    print(f"stopped in {seconds:.1f} s")  # noqa: T201
    with Letterbox(tmp_path / "mails") as letterbox, press(port):
        furnish(tmp_path, port, letterbox.port)
        with daemon(tmp_path) as running:
            wait_for(lambda: letterbox.letters, running.said)
            running.hear("event=told")
            assert running.said().count("is in doubt") == in_doubt
        assert len(letterbox.letters) == 1


@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_without_a_standard_error_it_works_all_the_same(tmp_path: Path, closed: str) -> None:
    Press.items = 2
    with press() as port, Letterbox(tmp_path / "mails") as letterbox:
        furnish(tmp_path, port, letterbox.port)
        command = f'exec "{sys.executable}" -m watcher --config "{tmp_path}" run {closed}'
        with subprocess.Popen(["/bin/sh", "-c", command]) as process:
            try:
                wait_for(lambda: _has_items(tmp_path), lambda: f"exit code {process.poll()}")
            finally:
                process.terminate()
        assert process.returncode == 0
    assert count_items(tmp_path) == 2 * FEEDS


def _has_items(folder: Path) -> bool:
    if not (folder / "db" / "watcher.db").exists():
        return False
    return count_items(folder) == 2 * FEEDS
