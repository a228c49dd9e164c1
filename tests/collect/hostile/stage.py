"""The stage: the hostile server, a daemon with a feed for every row, a letterbox, and what came of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.collect.hostile.rows import Row
from tests.loopback import serving
from watcher import store
from watcher.demo.letterbox import Letterbox

PATIENCE = 240.0  # seconds for one pass over all rows; it usually takes a quarter
ONCE = 0  # the pass of the rows that are polled once
PAGES = -1  # the pass of those whose articles have pages
HOUSE = """
[store]
path = "watcher.db"
[fetch]
contact = "https://desk.example.org/watcher"
timeout_seconds = 5
concurrency = 24
per_host = 24
max_wire_bytes = 20_000_000
max_bytes = 20_000_000
max_items = 20_000
allow_private = [{places}]
[mail]
host = "127.0.0.1"
port = {smtp}
security = "none"
"""
TOPIC = 'title = "Alles"\nquery = "*"\n[alert]\nwhen = ["new"]\nto = ["alarm@example.org"]\n'


@dataclass
class Stage:
    """`port`, `canary`: of the hostile server; `peak`, `quiet`: bytes the daemon held at most and at rest."""

    folder: Path
    port: int
    canary: int
    pages: int
    letterbox: Letterbox
    requests: Path
    seconds: list[float] = field(default_factory=list)
    quiet: int = 0
    peak: int = 0
    rest: int = 0

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def store(self) -> Path:
        return self.folder / "watcher.db"

    def hits(self) -> list[dict[str, Any]]:
        """Every request that reached the server or the canary."""
        return [json.loads(line) for line in self.requests.read_text(encoding="utf-8").splitlines()]

    def url(self, row: Row) -> str:
        if row.is_page:
            return f"http://127.0.0.1:{self.pages}{row.path}"
        return f"http://127.0.0.1:{self.port}{row.path}"

    def write(self, rows: Iterable[Row], enabled: Callable[[Row], bool], *, topic: bool = True) -> None:
        (self.folder / "topics").mkdir(exist_ok=True)
        places = f'"127.0.0.1:{self.port}", "127.0.0.1:{self.pages}"'
        (self.folder / "watcher.toml").write_text(HOUSE.format(places=places, smtp=self.letterbox.port))
        (self.folder / "secret").write_text("pass-w0rd")
        (self.folder / "secret").chmod(0o600)
        (self.folder / "feeds.toml").write_text("".join(self._block(row, enabled(row)) for row in rows))
        if topic:
            (self.folder / "topics" / "alles.toml").write_text(TOPIC)

    def _block(self, row: Row, enabled: bool) -> str:
        own = ""
        if row.name.endswith(".login"):
            own = 'user = "editor"\npassword_file = "secret"\n'
        if row.is_page:
            own = "full_text = true\n"
        switch = "" if enabled else "enabled = false\n"
        return f'[[feed]]\nname = "{row.name}"\nurl = "{self.url(row)}"\n{own}{switch}\n'

    def age(self, name: str) -> None:
        """Let a day pass for one feed: the clock of the daemon cannot be turned."""
        with store.open(self.store) as kept:
            state = kept.feeds.states()[name]
            assert state.whole_at
            kept.feeds.save(replace(state, whole_at=state.whole_at - timedelta(hours=25)))


def perform(stage: Stage, rows: Sequence[Row]) -> None:
    """Every row as often as it wants to be polled, by one daemon."""
    control = rows[0]
    stage.write(rows, lambda row: row is control)
    with _daemon(stage) as process:
        _wait(lambda: "checked" in stage.log.read_text(), stage, process)
        _cycle(stage, "--all")
        stage.quiet = _held(process.pid)
        with _watching(stage, process.pid):
            # First those that are polled several times, so that the weight of the others costs them no poll.
            for poll in (*range(1, max(row.polls for row in rows) + 1), ONCE, PAGES):
                if poll == 3:
                    stage.age(next(row.name for row in rows if row.path == "/cache/stuck-304"))
                _reload(stage, process, rows, poll)
                begun = time.monotonic()
                # New feeds are due, and the daemon's own tick may have been quicker: each is polled once.
                _cycle(stage, *(["--all"] if poll not in (1, ONCE, PAGES) else []))
                stage.seconds.append(time.monotonic() - begun)
        stage.rest = _held(process.pid)
        _repeat(stage, process, rows)


def _repeat(stage: Stage, process: subprocess.Popen[bytes], rows: Sequence[Row]) -> None:
    """Rows that the weight of the others on the server, all at once, let wait beyond the deadline."""
    for _ in range(2):
        late = _find_late(stage, rows)
        stage.write(rows, lambda row, late=late: row.name in late)  # type: ignore[misc]
        _signal(stage, process)
        _cycle(stage, "--all")


def _find_late(stage: Stage, rows: Sequence[Row]) -> set[str]:
    with store.open(stage.store, readonly=True) as kept:
        errors = {name: state.error or "" for name, state in kept.feeds.states().items()}
    late = (row for row in rows if "did not answer in full" in errors.get(row.name, ""))
    return {row.name for row in late if "timeout" not in row.expect.get("error_class", ())}


def _reload(stage: Stage, process: subprocess.Popen[bytes], rows: Sequence[Row], poll: int) -> None:
    def is_due(row: Row) -> bool:
        if poll == PAGES or row.is_page:
            return poll == PAGES and row.is_page  # an article's page is asked for once, so not in the crowd
        return row.polls == 1 if poll == ONCE else row.polls >= max(poll, 2)

    stage.write(rows, lambda row: row is rows[0] or is_due(row))
    _signal(stage, process)


def _signal(stage: Stage, process: subprocess.Popen[bytes]) -> None:
    before = stage.log.read_text().count("configuration reloaded")
    process.send_signal(signal.SIGHUP)
    _wait(lambda: stage.log.read_text().count("configuration reloaded") > before, stage, process)


def _cycle(stage: Stage, *words: str) -> None:
    told = watch(stage.folder, "cycle", *words)
    assert " checked" in told.stdout, told.stderr


def watch(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(folder), *words],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def _wait(what: Callable[[], bool], stage: Stage, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert process.poll() is None, stage.log.read_text()[-2_000:]
        assert time.monotonic() < end, stage.log.read_text()[-2_000:]
        time.sleep(0.05)


@contextmanager
def _daemon(stage: Stage) -> Iterator[subprocess.Popen[bytes]]:
    with stage.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "watcher", "--config", str(stage.folder), "run"], stderr=log, stdout=log
        )
    try:
        yield process
        assert process.poll() is None, stage.log.read_text()[-2_000:]
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _held(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _watching(stage: Stage, pid: int) -> Iterator[None]:
    """Remember the most memory the daemon holds meanwhile."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            stage.peak = max(stage.peak, _held(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


class Shelf(BaseHTTPRequestHandler):
    """A feed for each page of the hostile server: /page/x is a feed whose only article is that page."""

    hostile = 0

    def do_GET(self) -> None:
        link = f"http://127.0.0.1:{self.hostile}{self.path}"
        body = (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Seiten</title><item>'
            f"<link>{link}</link><guid>1</guid></item></channel></rss>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test's output is for its failures."""


@contextmanager
def _shelf(hostile: int) -> Iterator[int]:
    handler = type("Shelf", (Shelf,), {"hostile": hostile})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield port


@contextmanager
def set_stage(shared: Path, folder: Path) -> Iterator[Stage]:
    ports, requests = folder / "ports", folder / "requests.jsonl"
    script = shared / "hostile" / "hostile_server.py"
    words = [sys.executable, str(script), "--port", "0", "--port-file", str(ports), "--log", str(requests)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server, Letterbox(folder / "mails") as letterbox:
        try:
            while not (ports.exists() and ports.read_text().endswith("\n")):
                assert server.poll() is None, "the hostile server does not start"
                time.sleep(0.05)
            port, canary = map(int, ports.read_text().split())
            with _shelf(port) as pages:
                yield Stage(folder, port, canary, pages, letterbox, requests)
        finally:
            server.terminate()
