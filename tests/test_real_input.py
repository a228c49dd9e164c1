"""Real feeds and a real week, through the commands as a person runs them (needs the evaluation data)."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser
import pytest

from tests.loopback import serving
from watcher import store

pytestmark = pytest.mark.long

WEEK = """
[store]
path = "watcher.db"
"""
LIST = """
[[digest]]
name = "morgen"
to = ["desk@example.org"]
at = "07:00"
"""


def watch(folder: Path, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "watcher", "--config", str(folder), *words],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


class Shelf(ThreadingHTTPServer):
    """Serves files without validators; a comment at the end makes each body another one."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.folder = folder
        self.answers = 0


class Answer(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        body = (self.server.folder / self.path.lstrip("/")).read_bytes()
        self.server.answers += 1
        if body.rstrip().endswith(b">"):
            body = body.rstrip() + f"<!-- {self.server.answers} -->".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test's output is for its failures."""


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    server = Shelf(folder)
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def realfeeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("realfeeds")
    with tarfile.open(shared / "corpora" / "realfeeds.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return next(path.parent for path in folder.rglob("MANIFEST.jsonl"))


def count_distinct(body: bytes) -> int:
    """Entries that feedparser finds; equal in id, link and title count once. JSON Feeds: their items."""
    if body.lstrip().startswith(b"{"):
        return len(json.loads(body)["items"])
    found = feedparser.parse(io.BytesIO(body)).entries
    return len({(each.get("id"), each.get("link"), each.get("title")) for each in found})


def test_real_feeds_are_stored_whole_and_a_second_cycle_adds_nothing(realfeeds: Path, tmp_path: Path) -> None:
    manifest = [json.loads(line) for line in (realfeeds / "MANIFEST.jsonl").read_text().splitlines()]
    files = [row["file"] for row in manifest if (realfeeds / row["file"]).exists()]
    with shelf(realfeeds) as server:
        place = f"127.0.0.1:{server.server_address[1]}"
        (tmp_path / "watcher.toml").write_text(
            f'{WEEK}[fetch]\nallow_private = ["{place}"]\nmax_items = 5000\n'
        )
        feeds = [f'[[feed]]\nname = "f{n}"\nurl = "http://{place}/{file}"\n' for n, file in enumerate(files)]
        (tmp_path / "feeds.toml").write_text("".join(feeds))
        first, second = watch(tmp_path, "cycle", "--all"), watch(tmp_path, "cycle", "--all")

    assert first.startswith("200 feeds checked, ")
    assert second.startswith("200 feeds checked, 0 new items, 0 revisions, 0 changes")
    with store.open(tmp_path / "watcher.db", readonly=True) as kept:
        stored: dict[str, int] = {}
        for item in kept.revisions.items():
            stored[item.feed] = stored.get(item.feed, 0) + 1
    wanted = {f"f{n}": count_distinct((realfeeds / file).read_bytes()) for n, file in enumerate(files)}
    kept_of_them = sum(min(stored.get(name, 0), count) for name, count in wanted.items())
    assert kept_of_them >= 0.98 * sum(wanted.values())
    json_feeds = [f"f{n}" for n, file in enumerate(files) if file.endswith(".json")]
    assert [stored[name] for name in json_feeds] == [wanted[name] for name in json_feeds]


@pytest.fixture(scope="module")
def week(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("week")
    (folder / "topics").mkdir()
    (folder / "watcher.toml").write_text(WEEK)
    (folder / "digests.toml").write_text(LIST)
    (folder / "topics" / "crans.toml").write_text('title = "Crans-Montana"\nquery = "Crans-Montana"\n')
    (folder / "topics" / "strom.toml").write_text(
        'title = "Stromausfall Berlin"\nquery = "Stromausfall Berlin"\n'
    )
    told = watch(folder, "backfill", str(shared / "corpora" / "week.jsonl.gz"))
    assert told.startswith("7,664 lines, 7,664 revisions stored")
    return folder


def read_statements(folder: Path) -> set[str]:
    """Every text of every revision, white space folded: what a digest may quote from."""
    rows = (json.loads(line) for line in watch(folder, "export", "revisions").splitlines())
    return {" ".join(row[key].split()) for row in rows for key in ("title", "text")}


def read_quotes(digest: str) -> list[str]:
    """The quoted lines of a digest's text, put together again."""
    quotes: list[str] = []
    for line in re.sub(r" · c[0-9a-f]{10}$", "", digest, flags=re.MULTILINE).splitlines():
        if line.startswith(("  - ", "  + ")):
            quotes.append(line[4:])
        elif quotes and line.startswith("    ") and not quotes[-1].endswith(("“", "«", "”")):
            quotes[-1] += " " + line.strip()
    return [quote[1:-1] for quote in quotes]


def test_the_toll_of_crans_montana_rises_verbatim(week: Path) -> None:
    digest = watch(week, "digest", "morgen", "--preview", "--date", "2026-01-02")
    quotes = read_quotes(digest)
    texts = "\n".join(read_statements(week))
    assert quotes
    assert not [quote for quote in quotes if quote.removesuffix(" …") not in texts]
    changed = digest.split("\n● NEU\n")[0]
    # From "mehrere" over "zehn" and "Dutzende" to "40": by one outlet after another, and within a text.
    for sign in ("◆ ZAHL GEÄNDERT", "✎ REDAKTION HAT AKTUALISIERT"):
        told = changed.partition(sign)[2]
        assert re.search(r"^[^+]*(Dutzende|zehn|[Mm]ehrere)[^→]*→ (rund|etwa|Etwa) 40 Menschen", told), sign
    assert any("40 Menschen" in quote for quote in read_quotes(changed))


@pytest.mark.parametrize(
    "day", ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-03", "2026-01-04", "2026-01-05"]
)
def test_every_morning_of_the_week_has_its_digest(week: Path, day: str) -> None:
    assert "Zeitraum: " in watch(week, "digest", "morgen", "--preview", "--date", day)
