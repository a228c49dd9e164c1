"""Seen from outside: metrics and status name what needs a person, and no artefact holds a secret."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import pytest

from tests.hours import find_begun_hour
from tests.loopback import serving
from watcher.app import open_rooms
from watcher.cli.desk import Desk
from watcher.cycle import start_lists
from watcher.demo.letterbox import Letterbox

PATIENCE = 60
MARKS = {
    "feed-password": "mark-one-Zk3",
    "feed-headers": "mark-two-Yq4",
    "smtp-password": "mark-three-Xw5",
    "hook-secret": "mark-four-Vu6",
    "feed-token": "mark-five-Ts7",
    "web-token": "mark-six-Rp8-so-long-as-it-must-be",
}
ITEM = "<item><guid>{0}</guid><title>Der Deich bei Wehrau ist auf {0} Metern gebrochen</title></item>"
EMPTY = "<item><guid>leer</guid></item>"


def print_feed(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Bote</title>{''.join(items)}</channel></rss>".encode()


class Outlet(BaseHTTPRequestHandler):
    """Feeds good and bad, and a webhook that refuses; what is refused is refused with our own words."""

    items = 3

    def do_GET(self) -> None:
        told = f"{self.path} {self.headers.get('Authorization')} {self.headers.get('X-Key')}"
        if self.path.startswith("/good"):
            self._answer(200, "OK", print_feed(*map(ITEM.format, range(2, 2 + self.items))))
        elif self.path.startswith("/empty"):
            self._answer(200, "OK", print_feed(EMPTY))
        elif self.path.startswith("/away"):
            self._answer(301, "Moved", b"", f"/lost{self.path}")
        else:
            self._answer(403, told.replace("\n", " "), told.encode())

    def do_POST(self) -> None:
        self._answer(404, f"nobody knows {self.path}", self.path.encode())

    def _answer(self, status: int, reason: str, body: bytes, location: str = "") -> None:
        self.send_response(status, reason)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/rss+xml")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test's output is for its failures."""


@contextmanager
def outlet() -> Iterator[int]:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Outlet)) as port:
        yield port


def furnish(folder: Path, port: int, smtp: int) -> None:
    """Every place that takes a secret has one, and every one of them fails somewhere."""
    token = MARKS["feed-token"]
    feeds = {
        "gut": f'url = "http://127.0.0.1:{port}/good?token={token}"',
        "leer": f'url = "http://127.0.0.1:{port}/empty?api_key={token}"',
        "fort": f'url = "http://127.0.0.1:{port}/away?token={token}"',
        "zu": f'url = "http://127.0.0.1:{port}/refused?auth={token}"',
        "login": f'url = "http://127.0.0.1:{port}/login"\nuser = "u"\npassword_file = "feed-password"',
        "kopf": f'url = "http://127.0.0.1:{port}/head"\nheaders_file = "feed-headers"',
    }
    files = {
        **{name: f"{mark}\n" for name, mark in MARKS.items()},
        "feed-headers": f"X-Key: {MARKS['feed-headers']}\n",
        "hook-url": f"http://127.0.0.1:{port}/hook/{MARKS['hook-secret']}\n",
        "watcher.toml": (
            '[store]\npath = "watcher.db"\nmetrics_file = "watcher.prom"\n'
            f'[fetch]\nallow_private = ["127.0.0.1:{port}"]\ntimeout_seconds = 5\n'
            f'[mail]\nhost = "127.0.0.1"\nport = {smtp}\nsecurity = "none"\nuser = "w"\n'
            'password_file = "smtp-password"\n'
        ),
        "feeds.toml": "\n".join(f'[[feed]]\nname = "{name}"\n{rest}\n' for name, rest in feeds.items()),
        "topics/deich.toml": 'query = "Deich"\n[alert]\nwhen = ["new", "quantity_changed"]\nto = ["haken"]\n',
        "digests.toml": (
            '[[digest]]\nname = "morgen"\nto = ["redaktion@example.org"]\n'
            f'at = "{find_begun_hour(ZoneInfo("Europe/Berlin")):%H:%M}"\n'
        ),
        "channels.toml": '[[channel]]\nname = "haken"\nurl_file = "hook-url"\nsecret_file = "hook-secret"\n',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)


def wait_for(what: Callable[[], object], said: Callable[[], str]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, said()
        time.sleep(0.05)


def watch(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(folder), *words],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def process(folder: Path, log: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        started = subprocess.Popen(
            [sys.executable, "-m", "watcher", "--config", str(folder), *words], stderr=file, stdout=file
        )
    try:
        yield started
    finally:
        started.terminate()
        started.wait(PATIENCE)


async def start_yesterday(folder: Path) -> None:
    """A list that began yesterday owes a digest today; its topic has had its baseline."""
    config = Desk(folder).config()
    async with open_rooms(config) as rooms:
        start_lists(rooms, datetime.now(UTC) - timedelta(days=1))


def read_pages(folder: Path, log: Path) -> Iterator[str]:
    """The desk with its token asked for rightly and wrongly; gives what it answered."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ("serve", "--port", str(port), "--token-file", str(folder / "web-token"))
    with process(folder, log, *words) as desk:
        wait_for(lambda: "http://" in log.read_text() or desk.poll() is not None, log.read_text)
        assert desk.poll() is None, log.read_text()
        login = base64.b64encode(f"x:{MARKS['web-token']}".encode()).decode()
        for path in ("/", "/feeds", "/metrics", f"/nowhere?token={MARKS['web-token']}"):
            for headers in ({"Authorization": f"Basic {login}"}, {}):
                try:
                    with urlopen(
                        Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=PATIENCE
                    ) as answer:
                        yield answer.read().decode()
                except OSError as error:
                    yield f"{error}"


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that a daemon in trouble and a desk write, say and send, by name."""
    folder = tmp_path_factory.mktemp("outside")
    log, desk_log = folder / "log.txt", folder / "desk.txt"
    metrics = folder / "watcher.prom"
    with outlet() as port, Letterbox(folder / "mails") as letterbox:
        furnish(folder, port, letterbox.port)
        asyncio.run(start_yesterday(folder))
        with process(folder, log, "run", "--log", "json") as daemon:
            wait_for(lambda: "told" in log.read_text(), log.read_text)
            (folder / "topics" / "neu.toml").write_text("qurey = 'Tor'\n")
            daemon.send_signal(signal.SIGHUP)
            wait_for(lambda: "rejected" in log.read_text(), log.read_text)
            (folder / "topics" / "neu.toml").unlink()
            Outlet.items += 1
            cycled = watch(folder, "cycle", "--all").stdout
            wait_for(lambda: metrics.exists() and "message_refused{" in metrics.read_text(), log.read_text)
        found = {
            "log": log.read_text(),
            "metrics": metrics.read_text(),
            "cycle": cycled,
            "status": watch(folder, "status").stdout,
            "status --json": watch(folder, "status", "--json").stdout,
            "digest": watch(folder, "digest", "morgen", "--preview").stdout,
            "desk": "\n".join(read_pages(folder, desk_log)),
            "desk log": desk_log.read_text(),
            "mails": "".join(letter.mail.read_text() for letter in letterbox.letters),
        }
    for path in (*folder.glob("watcher.db*"), *folder.glob("backups/*")):
        found[path.name] = path.read_bytes().decode("latin-1")
    return found


def test_six_planted_secrets_are_found_in_no_artefact(artefacts: dict[str, str]) -> None:
    found = [f"{mark} in {name}" for mark in MARKS.values() for name in artefacts if mark in artefacts[name]]
    assert found == []


def test_what_fails_was_really_tried(artefacts: dict[str, str]) -> None:
    """Or the test above would prove nothing."""
    told = json.loads(artefacts["status --json"])
    assert {each["feed"] for each in told["failing"]} == {"fort", "zu", "login", "kopf"}
    assert any("leer" in remark for remark in told["remarks"])
    assert {each["recipient"] for each in told["refused"]} == {"haken"}
    assert any(each["recipient"] == "redaktion@example.org" and each["error"] for each in told["waiting"])


def test_metrics_name_each_thing_that_needs_a_person(artefacts: dict[str, str]) -> None:
    told = artefacts["metrics"]
    for line in (
        "watcher_needs_a_person 1",
        "watcher_configuration_rejected 1",
        'watcher_feeds{health="failing"} 4',
        'watcher_feeds{health="good"} 2',
        'watcher_messages{state="refused"} 1',
        'watcher_done_total{what="failed"} 8',
        'watcher_done_total{what="refused"} 1',
    ):
        assert f"\n{line}\n" in told, told
    assert re.search(r'^watcher_feed_failing\{feed="login"\} \d+$', told, re.MULTILINE)
    assert re.search(r'^watcher_message_refused\{key="[^"]+"\} 1$', told, re.MULTILINE)
    assert re.search(r"^watcher_resident_bytes [1-9]\d+$", told, re.MULTILINE)


def test_the_log_is_one_json_object_a_line(artefacts: dict[str, str]) -> None:
    lines = [json.loads(line) for line in artefacts["log"].splitlines()]
    assert {"running", "checked", "told", "stopped"} <= {line["event"] for line in lines}
    assert all(line["at"] and line["level"] for line in lines)


def test_a_rejected_configuration_is_named(artefacts: dict[str, str]) -> None:
    assert "qurey" in json.loads(artefacts["status --json"])["configuration_rejected"]
