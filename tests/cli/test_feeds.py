"""`watcher feeds`: finding, trying, importing and exporting them, against a server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from tests.loopback import serving
from watcher import config, store
from watcher.cli import subscribing
from watcher.cli.desk import Desk
from watcher.cli.discovery import complete
from watcher.model import FeedState
from watcher.settings import Feed

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Tägliche Zeitung</title><language>de-DE</language>
<item><guid>1</guid><title>Erste Meldung</title><description>Text.</description></item>
<item><guid>2</guid><title>Zweite Meldung</title><description>Text.</description></item>
</channel></rss>"""
PAGES = {
    "/": (
        "text/html",
        '<html><head><link rel="alternate" type="application/rss+xml" href="/broken">'
        '<link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
    ),
    "/broken": ("text/html", "<html>gone</html>"),
    "/feed": ("application/rss+xml", FEED),
    "/bare": ("text/html", "<html><body>nothing here</body></html>"),
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = PAGES.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", f"{kind or 'text/plain'}; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site(desk: Path) -> Iterator[str]:
    """A site on loopback that the desk may ask; its address."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Pages)) as port:
        address = f"127.0.0.1:{port}"
        told = f'[store]\npath = "watcher.db"\n[fetch]\nallow_private = ["{address}"]\n'
        (desk / "watcher.toml").write_text(told, encoding="utf-8")
        yield f"http://{address}"


def test_the_feed_behind_a_page_is_found_and_appended(run: Run, desk: Path, site: str) -> None:
    before = (desk / "feeds.toml").read_text(encoding="utf-8")
    told = run("--config", desk, "feeds", "add", f"{site}/")
    assert told.exit_code == 0, told.output
    after = (desk / "feeds.toml").read_text(encoding="utf-8")
    assert after == before + "\n" + told.stdout
    assert config.load(desk).feeds[1] == Feed(
        "taegliche-zeitung", f"{site}/feed", "Tägliche Zeitung", language="de"
    )


def test_the_address_of_a_feed_itself_is_fine_too(run: Run, desk: Path, site: str) -> None:
    told = run("--config", desk, "feeds", "add", f"{site}/feed", "--name", "zeitung", "--full-text")
    assert told.exit_code == 0, told.output
    feed = config.load(desk).feeds[1]
    assert (feed.name, feed.full_text) == ("zeitung", True)


def test_a_feed_is_not_added_twice(run: Run, desk: Path, site: str) -> None:
    run("--config", desk, "feeds", "add", f"{site}/feed")
    told = run("--config", desk, "feeds", "add", f"{site}/")
    assert "is there already, as 'taegliche-zeitung'" in told.stderr
    assert len(config.load(desk).feeds) == 2


@pytest.mark.parametrize(
    ("path", "sentence"), [("/bare", "no feed is here or behind this page"), ("/nowhere", "404")]
)
def test_a_page_without_a_feed_is_one_sentence(
    run: Run, desk: Path, site: str, path: str, sentence: str
) -> None:
    before = (desk / "feeds.toml").read_bytes()
    told = run("--config", desk, "feeds", "add", f"{site}{path}")
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert sentence in told.stderr
    assert (desk / "feeds.toml").read_bytes() == before


def test_a_name_that_cannot_be_one_leaves_the_file_alone(run: Run, desk: Path, site: str) -> None:
    before = (desk / "feeds.toml").read_bytes()
    told = run("--config", desk, "feeds", "add", f"{site}/feed", "--name", "a/b")
    assert told.exit_code == 2
    assert (desk / "feeds.toml").read_bytes() == before


def test_a_feed_is_tried_without_being_added(run: Run, desk: Path, site: str) -> None:
    told = run("--config", desk, "feeds", "test", f"{site}/feed")
    assert told.exit_code == 0, told.output
    assert "Tägliche Zeitung" in told.stdout
    assert "Erste Meldung" in told.stdout
    assert len(config.load(desk).feeds) == 1


def test_a_private_address_that_was_not_allowed_is_refused(run: Run, desk: Path, site: str) -> None:
    told = run("--config", desk, "feeds", "test", "http://127.0.0.1:1/feed")
    assert told.exit_code == 1
    assert "allow_private" in told.stderr


def test_feeds_are_listed_with_how_they_stand(run: Run, desk: Path) -> None:
    assert "not checked yet" in run("--config", desk, "feeds", "list").stdout
    (told,) = run("--config", desk, "feeds", "list", "--json").stdout.splitlines()
    assert json.loads(told)["outlet"] == "Das Blatt"


def test_what_is_exported_can_be_imported(run: Run, desk: Path, tmp_path: Path) -> None:
    told = run("--config", desk, "feeds", "export").stdout
    more = told.replace("https://blatt.example/feed", "https://neu.example/feed")
    for name, text in (("same.opml", told), ("more.opml", more)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    same = run("--config", desk, "feeds", "import", tmp_path / "same.opml")
    assert same.exit_code == 0, same.output
    assert "0 of 1 feed appended" in same.stderr
    more_told = run("--config", desk, "feeds", "import", tmp_path / "more.opml")
    assert more_told.exit_code == 0
    assert more_told.stdout.endswith("  https://neu.example/feed\n")
    assert more_told.stderr.startswith("1 of 1 feed appended to ")
    names = [feed.name for feed in config.load(desk).feeds]
    assert len(set(names)) == 2


def test_a_file_that_is_no_opml_is_one_sentence(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "no.opml").write_text("hello", encoding="utf-8")
    for name in ("no.opml", "nowhere.opml"):
        told = run("--config", desk, "feeds", "import", tmp_path / name)
        assert told.exit_code in (1, 2)
        assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Süddeutsche Zeitung – Politik", "sueddeutsche-zeitung-politik"),
        ("https://www.example.org/feed", "example-org-feed"),
        ("ニュース", "feed"),
        ("Das Blatt", "das-blatt-2"),
    ],
)
def test_a_name_is_made_from_a_title(title: str, name: str) -> None:
    assert subscribing.make_name(title, ["das-blatt"]) == name


def test_a_block_survives_quotes_and_backslashes() -> None:
    block = subscribing.write_block(Feed("a", "https://a.example/", 'Die "Welt" \\ heute\n'))
    assert 'outlet = "Die \\"Welt\\" \\\\ heute"' in block


def test_an_opml_feed_keeps_the_name_of_its_first_sight(desk: Path) -> None:
    opml = '<opml version="2.0"><body><outline text="{}" xmlUrl="https://c.example/feed"/></body></opml>'
    (desk / "feeds.toml").write_text('opml = ["more.opml"]\n', encoding="utf-8")
    (desk / "more.opml").write_text(opml.format("Courier"), encoding="utf-8")
    (first,) = Desk(desk).config().feeds
    with store.open(desk / "watcher.db") as kept:
        kept.feeds.save(FeedState(first.name, first.url))
    (desk / "more.opml").write_text(opml.format("The New Courier"), encoding="utf-8")
    (later,) = Desk(desk).config().feeds
    assert (first.name, later.name, later.outlet) == ("courier", "courier", "The New Courier")


def test_a_feed_that_is_listed_as_disabled_stays_disabled(run: Run, desk: Path) -> None:
    told = run("--config", desk, "feeds", "import", ROOT / "seeds" / "feeds.opml")
    assert told.exit_code == 0, told.output
    records = [
        json.loads(line) for line in run("--config", desk, "feeds", "list", "--json").stdout.splitlines()
    ]
    assert {each["name"] for each in records if each["enabled"]} >= {"blatt", "it-boltwise"}
    assert sum(not each["enabled"] for each in records) > 40
    exported = run("--config", desk, "feeds", "export").stdout
    assert exported.count('enabled="false"') == sum(not each["enabled"] for each in records)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("example.org/feed", "https://example.org/feed"),
        ("http://example.org", "http://example.org"),
        ("localhost:8099/feed", "http://localhost:8099/feed"),
        ("127.0.0.1:8099", "http://127.0.0.1:8099"),
        ("localhost.example.org", "https://localhost.example.org"),
    ],
)
def test_an_address_is_completed_as_people_write_it(given: str, asked: str) -> None:
    assert complete(given) == asked
