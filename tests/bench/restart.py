"""What a full store costs: `python -m tests.bench.restart [ITEMS]`, a million by default.

Makes a store of so many items, kills a daemon on it, and measures from the start of the next one until its
first request reaches the feed; then builds and queues a digest of 500 changes from it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.loopback import serving
from tests.store.make import revise, tell
from watcher import store as stores
from watcher.app import open_rooms
from watcher.cli.desk import Desk
from watcher.cycle import start_lists
from watcher.cycle.analyzing import fingerprints
from watcher.cycle.composing import compose
from watcher.model import FeedState
from watcher.settings import Config, DigestList
from watcher.store.rows import stamp

ITEMS = 1_000_000
FEEDS = 500
CHANGES = 500
ROUNDS = 3
NOW = datetime.now(UTC)

# As watcher would have stored them; at once, because that is twenty times as fast.
FILL = (
    """
INSERT INTO items (id, item, feed, guid, url, title, outlet, entry_hash, first_seen_at, last_seen_at, revisions)
SELECT n, 'f' || (n % :feeds) || '/' || n, 'f' || (n % :feeds), n, 'https://blatt.example/' || n,
  'Pegel der Elbe steigt auf ' || n || ' Zentimeter', 'Blatt', hex(randomblob(16)), :at, :at, 1 FROM numbers
""",
    """
INSERT INTO revisions (sequence, item, number, feed, outlet, title, text, seen_at, cause, guid, url, published,
  updated, language, hash, entry_hash, cosmetic, marks, agencies)
SELECT i.id, i.item, 1, i.feed, i.outlet, i.title, i.title || ', sagte der Landrat am Freitag. ' || :text, :at,
  'live', i.guid, i.url, :at, NULL, 'de', i.entry_hash, i.entry_hash, 0, '[]', '[]' FROM items i
""",
    "INSERT INTO analyzed SELECT id, '3' FROM items",
)
NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :items)"
TEXT = "Die Feuerwehr füllt Sandsäcke, am Abend tagt der Stab. " * 6


class Knock(BaseHTTPRequestHandler):
    """Notes when the first request came."""

    first: float | None = None

    def do_GET(self) -> None:
        Knock.first = Knock.first or time.monotonic()
        self.send_error(503)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: only the figures are printed."""


@contextmanager
def listen() -> Iterator[int]:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Knock)) as port:
        yield port


def furnish(folder: Path, port: int) -> None:
    feeds = (f'[[feed]]\nname = "f{n}"\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(FEEDS))
    (folder / "topics").mkdir()
    files = {
        "watcher.toml": (
            f'[store]\npath = "watcher.db"\nbackups = 0\n[fetch]\nallow_private = ["127.0.0.1:{port}"]\n'
        ),
        "feeds.toml": "\n".join(feeds),
        "topics/wasser.toml": 'query = "Damm"\n',
        "digests.toml": '[[digest]]\nname = "morgen"\nto = ["redaktion@example.org"]\nat = "00:00"\n',
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def fill(config: Config, items: int) -> None:
    path = config.store
    with stores.open(path) as kept:
        kept.topics.record(fingerprints(config))
        states = [
            FeedState(f"f{n}", "", due_at=NOW + timedelta(days=1), baseline_at=NOW) for n in range(1, FEEDS)
        ]
        kept.feeds.save_all([FeedState("f0", "", baseline_at=NOW), *states])
    values = {"items": items, "feeds": FEEDS, "at": stamp(NOW - timedelta(days=90)), "text": TEXT}
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA synchronous = OFF")
        file.execute(f"CREATE TEMP TABLE numbers AS {NUMBERS} SELECT n FROM numbers", values)
        for statement in FILL:
            file.execute(statement, values)
        if "indexed" in {row[0] for row in file.execute("SELECT name FROM sqlite_schema")}:
            file.execute("UPDATE indexed SET mark = ? WHERE what = 'revisions'", [items])


def start(folder: Path) -> tuple[float, float, subprocess.Popen[bytes]]:
    """Seconds until the first request, those of the processor's time among them, and the daemon."""
    Knock.first = None
    begun = time.monotonic()
    daemon = subprocess.Popen(
        [sys.executable, "-m", "watcher", "--config", str(folder), "run"], stderr=subprocess.DEVNULL
    )
    while Knock.first is None:
        assert daemon.poll() is None, daemon.returncode
        time.sleep(0.005)
    spent = Path(f"/proc/{daemon.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return Knock.first - begun, (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK"), daemon


def restart(folder: Path) -> list[tuple[float, float]]:
    """Each start follows a kill: the journal is as it was left."""
    found = []
    for _ in range(ROUNDS + 1):
        with stores.open(folder / "watcher.db") as kept:
            kept.feeds.save(FeedState("f0", "", baseline_at=NOW))
        seconds, spent, daemon = start(folder)
        found.append((seconds, spent))
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
    return found[1:]


async def digest(folder: Path) -> tuple[float, float, int]:
    """Seconds from the due hour to the committed outbox, of processor time, and messages queued."""
    config = Desk(folder).config()
    async with open_rooms(config) as rooms:
        # A list of its own: the daemons before have begun the others today.
        lists = (DigestList("bench", ("redaktion@example.org",), at=clock(0)),)
        rooms = replace(rooms, config=replace(config, digests=lists))
        start_lists(rooms, NOW - timedelta(days=1))
        topic = config.topics[0].name
        for n in range(CHANGES):
            text = f"In der Nacht steigt der Pegel bei Ort {n} auf mindestens {n} Meter, sagte der Landrat."
            news = revise(
                f"f0/neu{n}", title=f"Damm bei Ort {n}", text=text, seen_at=NOW - timedelta(minutes=5)
            )
            tell(rooms.store, news, f"c{n}", topic=topic, terms=f"pegel ort{n}")
        begun, worked = time.perf_counter(), time.process_time()
        queued = compose(rooms, NOW).messages
        return time.perf_counter() - begun, time.process_time() - worked, queued


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    with tempfile.TemporaryDirectory() as name, listen() as port:
        folder = Path(name)
        furnish(folder, port)
        begun = time.monotonic()
        fill(Desk(folder).config(), items)
        size = (folder / "watcher.db").stat().st_size / 1e6
        _say(f"{items:,} items, {size:,.0f} MB, made in {time.monotonic() - begun:.0f} s")
        starts = restart(folder)
        told = ", ".join(f"{seconds:.2f} ({spent:.2f})" for seconds, spent in starts)
        _say(f"from the start after a kill to the first check: {told} s (of processor time)")
        seconds, spent, queued = asyncio.run(digest(folder))
        _say(
            f"a digest of {CHANGES} changes built and queued: {seconds:.2f} s ({spent:.2f} of processor time), "
            f"{queued} message"
        )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
