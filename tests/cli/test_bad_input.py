"""Whatever is broken is one sentence that says where and what to do; the rest goes on and nothing is lost."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import Run, spawn
from tests.loopback import serving
from watcher import store

TEXT = "Laut Polizei sind {n} Menschen ohne Strom."
ITEM = f"<item><guid>{{n}}</guid><title>Strom {{n}}</title><description>{TEXT}</description></item>"


def write_feed(*numbers: int) -> bytes:
    items = "".join(ITEM.format(n=n) for n in numbers)
    return f'<rss version="2.0"><channel><title>Blatt</title>{items}</channel></rss>'.encode()


FEED = write_feed(2, 1)  # the newest first, as feeds have it
HTML = (
    b"<!doctype html><html><head><title>Wartung</title></head><body><p>Gleich zur\xc3\xbcck.</p></body></html>"
)
# path -> status, headers, body
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/good": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/one": (200, {"Content-Type": "application/rss+xml"}, write_feed(1)),
    "/html": (200, {"Content-Type": "text/html"}, HTML),
    "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(FEED)[:30]),
    "/nofeed": (200, {"Content-Type": "application/rss+xml"}, bytes(range(256)) * 9),
    "/404": (404, {}, b"no"),
    "/410": (410, {}, b"no"),
    "/500": (500, {}, b"no"),
    "/401": (401, {}, b"no"),
    "/empty": (200, {}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
}
BROKEN = {
    "html": "is a web page, no feed; `watcher feeds add ",
    "gzip": "is empty; look whether the feed has moved",
    "nofeed": "is no feed that can be read (",
    "404": "answers 404: it is not there; look whether the feed has moved",
    "410": "answers 410: it is gone for good; look whether the feed has moved, or remove it from feeds.toml",
    "500": "answers 500: it has trouble of its own; it is tried again later",
    "401": "answers 401: it wants a user and password; give `user` and `password_file` in feeds.toml",
    "empty": "is empty; look whether the feed has moved",
    "loop": "redirects to itself; check it in a browser",
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, ANSWERS["/404"])
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site(desk: Path) -> Iterator[str]:
    """A server whose feeds are broken in every way, which the desk may ask; mail goes where nobody listens."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Answers)) as port:
        address = f"127.0.0.1:{port}"
        (desk / "watcher.toml").write_text(
            f'[store]\npath = "watcher.db"\n[fetch]\nallow_private = ["{address}", "127.0.0.1:9"]\n'
            '[mail]\nhost = "127.0.0.1"\nport = 9\n',
            encoding="utf-8",
        )
        yield f"http://{address}"


def subscribe(desk: Path, *feeds: tuple[str, str]) -> None:
    blocks = (f'[[feed]]\nname = "{name}"\nurl = "{url}"\n' for name, url in feeds)
    (desk / "feeds.toml").write_text("".join(blocks), encoding="utf-8")


def is_sentence(text: str) -> bool:
    """One line, with something to do behind the semicolon or colon, and no traceback."""
    return text.count("\n") == 1 and bool(re.search(r"[;:] ", text)) and "Traceback" not in text


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_feed_is_told_with_its_address(run: Run, desk: Path, site: str, fault: str) -> None:
    told = run("--config", desk, "feeds", "test", f"{site}/{fault}")
    assert told.exit_code == 1
    assert told.stderr.startswith(f"{site}/{fault} {BROKEN[fault]}")
    assert is_sentence(told.stderr)


def test_a_server_that_is_not_there_is_one_sentence(run: Run, desk: Path, site: str) -> None:
    told = run("--config", desk, "feeds", "test", "http://127.0.0.1:9/feed")
    assert told.exit_code == 1
    assert told.stderr.startswith("http://127.0.0.1:9/feed cannot be reached (")
    assert told.stderr.endswith("); check the address and the network\n")


def test_broken_feeds_cost_the_others_nothing(run: Run, desk: Path, site: str) -> None:
    subscribe(desk, *((name, f"{site}/{name}") for name in ("good", *BROKEN)))
    told = run("--config", desk, "cycle", "--all")
    assert told.exit_code == 0, told.output
    assert f"({len(BROKEN)} failed: watcher status), 2 new items" in told.stdout
    status = run("--config", desk, "status").stdout
    assert status.startswith(f"1 of {len(BROKEN) + 1} feeds healthy; nothing to do yet, ")
    assert re.search(r"\nno daemon is running; feeds last asked \d\d\.\d\d\.\d{4} \d\d:\d\d\n", status)
    for fault, sentence in BROKEN.items():
        assert f"{fault}: {site}/{fault} {sentence}" in status


def test_a_feed_that_breaks_later_loses_nothing(run: Run, desk: Path, site: str) -> None:
    subscribe(desk, ("blatt", f"{site}/good"))
    run("--config", desk, "cycle", "--all")
    subscribe(desk, ("blatt", f"{site}/html"))
    run("--config", desk, "cycle", "--all")
    assert run("--config", desk, "export", "items").stdout.count("\n") == 2


def test_a_document_without_dates_is_kept_oldest_first(run: Run, desk: Path, site: str) -> None:
    subscribe(desk, ("blatt", f"{site}/good"))
    run("--config", desk, "cycle", "--all")
    revisions = map(json.loads, run("--config", desk, "export", "revisions").stdout.splitlines())
    assert [each["title"] for each in revisions] == ["Strom 1", "Strom 2"]


def test_a_mail_server_that_is_down_keeps_the_message(run: Run, desk: Path, site: str) -> None:
    alert = '[alert]\nwhen = ["new", "quantity_changed"]\nto = ["desk@example.org"]\n'
    (desk / "topics/strom.toml").write_text(f'query = "Strom"\n{alert}', encoding="utf-8")
    for feed in ("one", "good", "good"):
        subscribe(desk, ("blatt", f"{site}/{feed}"))
        told = run("--config", desk, "cycle", "--all")
        assert told.exit_code == 0, told.output
    (delivery,) = map(json.loads, run("--config", desk, "export", "deliveries").stdout.splitlines())
    assert (delivery["state"], delivery["attempts"]) == ("queued", 1)
    assert "mail server 127.0.0.1:9 cannot be reached" in run("--config", desk, "status").stdout
    checked = run("--config", desk, "check")
    assert checked.exit_code == 1
    assert "✗ mail server 127.0.0.1:9 cannot be reached" in checked.stdout


LINES = (
    ("not json", "the line is not JSON (expecting value at character 1); write one object a line"),
    ("[1]", "the line is a list; write one object a line"),
    ('{"id": "a"}', "'feed' is missing; every article needs one"),
    ('{"id": 5, "feed": "f", "title": "T", "text": "x"}', "'id' is a number; write it as a string"),
    ('{"id": "a", "feed": "f", "title": "T", "text": ["x"]}', "'text' is a list; write it as a string"),
    (
        '{"id": "a", "feed": "f", "title": "T", "text": "x", "published": "gestern"}',
        "'published' is no time: 'gestern'; write 2026-01-31T07:00:00Z",
    ),
)
GOOD = '{"id": "good", "feed": "f", "title": "", "text": "Laut Polizei starben zehn Menschen."}'


@pytest.mark.parametrize("verb", ["extract", "backfill"])
def test_broken_lines_are_told_with_their_number_and_the_good_one_counts(
    run: Run, desk: Path, tmp_path: Path, verb: str
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join([*(line for line, _ in LINES), GOOD]), encoding="utf-8")
    told = run("--config", desk, verb, file)
    assert told.exit_code == 1
    assert told.stderr.splitlines() == [f"{file}:{n}: {sentence}" for n, (_, sentence) in enumerate(LINES, 1)]
    assert ('"good"' if verb == "extract" else "7 lines, 1 revision stored") in told.stdout


@pytest.mark.parametrize("verb", ["extract", "backfill"])
def test_a_file_of_another_kind_is_not_told_line_by_line(
    run: Run, desk: Path, tmp_path: Path, verb: str
) -> None:
    file = tmp_path / "picture.jsonl"
    file.write_bytes(b"\xff\xd8\n" * 500)
    told = run("--config", desk, verb, file)
    assert told.exit_code == 1
    assert told.stderr.splitlines()[-1] == "… and 480 faults more; is this a file of articles, one a line?"
    assert told.stderr.count("\n") == 21


@pytest.mark.parametrize("verb", ["extract", "backfill"])
@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_wrong_usage(
    run: Run, desk: Path, tmp_path: Path, verb: str, name: str
) -> None:
    told = run("--config", desk, verb, f"{tmp_path}/{name}")
    assert told.exit_code == 2
    assert told.stderr.startswith(f"{tmp_path}/{name}: cannot be read (")
    assert is_sentence(told.stderr)


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name)")


def make_newer(path: Path) -> None:
    store.open(path).close()
    with closing(sqlite3.connect(path)) as kept:
        kept.execute("PRAGMA user_version = 999")


STORES = {
    "is no SQLite database": lambda path: path.write_text("no database at all", encoding="utf-8"),
    "is empty": lambda path: path.touch(),
    "cannot be read": lambda path: path.mkdir(),
    "is the database of another program": make_foreign,
    "was written by a newer watcher (schema 999,": make_newer,
}


@pytest.mark.parametrize("fault", STORES)
@pytest.mark.parametrize("verb", ["cycle", "status", "search x", "export items", "claims list", "reanalyze"])
def test_a_store_that_cannot_be_used_is_one_sentence(run: Run, desk: Path, fault: str, verb: str) -> None:
    STORES[fault](desk / "watcher.db")
    told = run("--config", desk, *verb.split())
    assert told.exit_code == 3
    assert told.stderr.startswith(f"{desk}/watcher.db {fault}")
    assert is_sentence(told.stderr)


@pytest.mark.parametrize("verb", ["search x", "export items", "claims list", "topics test x", "reanalyze"])
def test_reading_a_store_that_is_not_there_makes_none(run: Run, desk: Path, verb: str) -> None:
    told = run("--config", desk, *verb.split())
    assert told.exit_code == 3
    assert (
        told.stderr == f"{desk}/watcher.db does not exist yet; `watcher cycle` or `watcher backfill` makes it\n"
    )
    assert not (desk / "watcher.db").exists()


def test_status_without_a_store_is_json_when_asked(run: Run, desk: Path) -> None:
    assert json.loads(run("--config", desk, "status", "--json").stdout)["needs_a_person"] is False


@pytest.mark.parametrize("verb", ["cycle", "backfill", "run"])
def test_a_store_without_a_place_is_one_sentence(desk: Path, verb: str) -> None:
    (desk / "file").write_text("", encoding="utf-8")
    (desk / "watcher.toml").write_text('[store]\npath = "file/watcher.db"\n', encoding="utf-8")
    told = spawn("--config", desk, verb, input=GOOD.encode())
    assert told.returncode == 3
    assert told.stderr.decode() == (
        f"{desk}/file: the store cannot be kept here (file exists); check its rights or store.path\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("claims show c1", "there is no claim 'c1'; "),
        ("claims list --topic nix", "{desk}/topics: there is no topic 'nix' (there are: strom)"),
        ("topics explain nix/1", "there is no item nix/1; "),
        ("claims list --topic storm", "{desk}/topics: there is no topic 'storm' (did you mean 'strom'?)"),
        ("topics test x --topic nix", "{desk}/topics: there is no topic 'nix' (there are: strom)"),
        ("topics explain x --topic nix", "there is no item x; "),
        ("brief nix", "{desk}/topics: there is no topic 'nix' (there are: strom)"),
        ("feeds test blat", "{desk}/feeds.toml: there is no feed 'blat' (did you mean 'blatt'?)"),
        ("mute c1", "there is no claim 'c1'; "),
        ("unmute c1", "'c1' is not muted; "),
        ("retry nix", "nothing that was stopped is called 'nix'; "),
        ("forget nix --yes", "nothing is stored of 'nix'; "),
        ("topics test (x", "this ( is never closed; "),
        ("digest nix --preview", "{desk}/digests.toml: there is no digest 'nix' (there are: morgen)"),
        ("feeds import nowhere.opml", "nowhere.opml: cannot be read ("),
        (
            "digest morgen --preview --out {desk}/feeds.toml",
            "{desk}/feeds.toml: cannot be made (file exists); ",
        ),
        ("demo --out {desk}/feeds.toml", "{desk}/feeds.toml: cannot be made (file exists); "),
        ("demo --out {desk}", "{desk}: holds a store or a configuration that is no demo's; "),
    ],
)
def test_what_is_not_there_is_one_sentence(run: Run, desk: Path, words: str, sentence: str) -> None:
    store.open(desk / "watcher.db").close()
    told = run("--config", desk, *(word.format(desk=desk) for word in words.split()))
    assert told.exit_code == 2
    assert told.stderr.startswith(sentence.format(desk=desk))
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("digest morgen", "say --preview; "),
        ("search \t", "the query is empty; "),
        ("digest morgen --preview --since 2026-03-02 --until 2026-03-01", "--until is not after --since; "),
        ("export nix", "Invalid value for 'KIND': 'nix' is not one of "),
        ("claims frob", "there is no verb 'frob'"),
        (
            "digest morgen --preview --date gestern",
            "Invalid value for '--date': 'gestern' is no date of the calendar; write it as 2026-03-01",
        ),
        (
            "claims list --new 2026-13-01",
            "Invalid value for '--new': '2026-13-01' is no date of the calendar; ",
        ),
        ("claims undo eins", "Invalid value for 'VERDICT': 'eins' is not a valid integer."),
    ],
)
def test_wrong_usage_is_told_below_the_usage(run: Run, desk: Path, words: str, sentence: str) -> None:
    told = run("--config", desk, *words.split(" "))
    assert told.exit_code == 2
    assert told.stderr.splitlines()[-1].startswith(f"Error: {sentence}")


@pytest.mark.parametrize("words", ["claims undo 1", "mute c1", "retry nix", "forget nix", "search Strom"])
def test_no_verb_leaves_an_empty_store_behind(run: Run, desk: Path, words: str) -> None:
    told = run("--config", desk, *words.split())
    assert told.exit_code == 3
    assert "does not exist yet; `watcher cycle` or `watcher backfill` makes it" in told.stderr
    assert not (desk / "watcher.db").exists()


def test_a_backup_into_a_folder_that_is_not_there_names_that_folder(run: Run, desk: Path) -> None:
    store.open(desk / "watcher.db").close()
    told = run("--config", desk, "backup", desk / "nowhere" / "copy.db")
    assert told.exit_code == 3
    assert told.stderr.startswith(f"{desk}/nowhere/copy.db: no copy can be written there; ")


def test_check_says_what_leaves_nothing_to_do(run: Run, desk: Path) -> None:
    (desk / "feeds.toml").unlink()
    (desk / "topics/strom.toml").unlink()
    (desk / "digests.toml").unlink()
    told = run("--config", desk, "check")
    assert told.exit_code == 0, told.output
    assert f"- no feed is read: `watcher --config {desk} feeds add URL` finds one" in told.stdout
    assert "- no topic is watched: " in told.stdout
    assert "- nobody is told: " in told.stdout


def test_check_says_that_the_starters_address_is_nobodys(run: Run, desk: Path) -> None:
    told = run("--config", desk, "check").stdout
    assert f"- digest morgen: desk@example.org is nobody's; put your own into {desk}/digests.toml" in told
    (desk / "digests.toml").write_text('[[digest]]\nname = "m"\nto = ["a@myexample.org"]\n', encoding="utf-8")
    assert "is nobody's" not in run("--config", desk, "check").stdout


def test_a_search_with_operators_says_who_knows_them(run: Run, desk: Path) -> None:
    store.open(desk / "watcher.db").close()
    assert "`watcher topics test` knows them" in run("--config", desk, "search", "Strom AND Netz").stderr
