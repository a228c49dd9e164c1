"""A sound folder of TOML becomes one frozen Config."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.config.folders import EVERYTHING, FEED, ROOT, faults, subscribe, write
from watcher import config
from watcher.config import locate
from watcher.errors import QueryError
from watcher.settings import (
    AlertRule,
    Channel,
    Config,
    DigestList,
    Feed,
    FetchSettings,
    MailSettings,
    StoreSettings,
    Topic,
    WebSettings,
)


def test_an_empty_folder_gives_the_documented_defaults(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    assert config.load(tmp_path / "desk") == Config(
        folder=tmp_path / "desk", store=tmp_path / "var" / "watcher.db"
    )


def test_every_key_arrives(tmp_path: Path) -> None:
    told = config.load(write(tmp_path, EVERYTHING))
    assert told == Config(
        folder=tmp_path,
        store=tmp_path / "news.db",
        language="en",
        timezone=ZoneInfo("Europe/Vienna"),
        extractor="lines",
        feeds=(
            Feed(
                name="agentur",
                url="https://agentur.example/feed",
                outlet="Agentur",
                language="de",
                every_minutes=15,
                full_text=True,
                enabled=False,
                user="desk",
                password="geheim 2",
                headers=(("X-Key", "geheim 3"), ("X-Desk", "news")),
            ),
            Feed("blatt", "http://blatt.example/rss", "blatt"),
        ),
        topics=(
            Topic(
                "energie",
                "Strom OR Gas",
                "Energie",
                (("Habeck", "Vizekanzler"),),
                0.25,
                AlertRule(
                    ("retracted",),
                    ("desk", "chef@example.org"),
                    ("denied",),
                    100.0,
                    10.0,
                    0.5,
                    30,
                    (time(22), time(6, 30)),
                    ("Geheimdienst",),
                ),
            ),
            Topic(
                "wasser",
                "Wasser",
                "wasser",
                alert=AlertRule(("standing_changed", "contradicted"), ("c@example.org",)),
            ),
        ),
        digests=(
            DigestList(
                "morgen",
                ("a@example.org", "b@example.org"),
                ("energie",),
                time(6, 30),
                ("mon", "fri"),
                "skip",
                "Guten Morgen",
                (("b@example.org", ("energie",)),),
            ),
            DigestList("abend", ("c@example.org",), at=time(18)),
        ),
        channels=(Channel("desk", "https://hooks.example/geheim", "geheim 4"),),
        fetch=FetchSettings(
            "https://desk.example.org/watcher",
            20,
            7,
            3,
            12.0,
            2_000_000,
            1_000_000,
            2,
            99,
            ("127.0.0.1:8099", "[::1]:80"),
            100,
        ),
        mail=MailSettings(
            "mail.example.org", 587, "starttls", "watcher", "geheim 1", "watcher@example.org", 5.5, "hold"
        ),
        keeping=StoreSettings(backups=3, keep_days=90, metrics_file="watcher.prom"),
        web=WebSettings(
            "https://desk.example.org/watcher",
            "unix:/run/watcher/desk.sock",
            ("desk",),
            "geheim, geheim, geheim",
            editors=True,
            trust_proxy=True,
        ),
    )


def test_the_table_of_every_key_is_complete() -> None:
    told = {name: tomllib.loads(text) for name, text in EVERYTHING.items() if name.endswith(".toml")}
    told["topics/*.toml"] = told["topics/energie.toml"]
    known = [(file, key) for file, key in config.list_keys() if (file, key) != ("feeds.toml", "opml")]
    assert not [(file, key) for file, key in known if not holds(told[file], key.split("."))]


def holds(told: Any, path: Sequence[str]) -> bool:
    if isinstance(told, list):
        return any(holds(each, path) for each in told)
    return not path or (isinstance(told, dict) and path[0] in told and holds(told[path[0]], path[1:]))


def refuse(query: str, aliases: tuple[tuple[str, ...], ...]) -> None:
    raise QueryError(f"a bracket stays open in {query} ({aliases})", query, 0)


def test_queries_are_judged_with_their_aliases(tmp_path: Path) -> None:
    files = {"topics/energie.toml": 'title = "E"\nquery = "(Strom"\naliases = [["a", "b"]]'}
    assert faults(tmp_path, files, check_query=refuse) == [
        "topics/energie.toml:2: a bracket stays open in (Strom ((('a', 'b'),))"
    ]


def test_opml_feeds_are_added_and_a_block_refines_one(tmp_path: Path) -> None:
    files = {
        "feeds.toml": 'opml = ["more.opml"]\n' + FEED,
        "more.opml": "a-by-title https://a.example/feed\nb https://b.example/feed\n",
    }
    told = config.load(write(tmp_path, files), read_opml=subscribe)
    assert [feed.name for feed in told.feeds] == ["a", "b"]


def test_an_opml_feed_of_a_taken_name_is_a_fault(tmp_path: Path) -> None:
    files = {"feeds.toml": 'opml = ["more.opml"]\n' + FEED, "more.opml": "a https://b.example/feed\n"}
    (told,) = faults(tmp_path, files, read_opml=subscribe)
    assert told == (
        "feeds.toml:1: more.opml brings a second feed named 'a'; "
        "give https://b.example/feed a [[feed]] of its own"
    )


def test_an_opml_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"feeds.toml": 'opml = [\n  "more.opml",\n]'}, read_opml=subscribe)
    assert told.startswith("feeds.toml:2: more.opml cannot be read (no such file or directory)")


PLACED = r"""
a = 1 # b = 2
'q.r'.s = "]" # [
list = [ # one
  "x, y", '''
z = 1
''', [1,
  2] ]
inline = { k = "v", m.n = [true,
  1.5 ], at = 1979-05-27 07:32:00 }
[t.u]
v = QUOTES
w = 1 \"QUOTES""
[[row]]
c = 07:32:00
[row.inner]
d = 1
[[row.sub]]
[[row.sub]]
e = 1
[[row]]
c = 2
""".replace("QUOTES", '"' * 3)


def test_every_key_and_element_is_placed_on_its_line() -> None:
    assert tomllib.loads(PLACED)
    assert locate.find_lines(PLACED) == {
        ("a",): 2,
        ("q.r",): 3,
        ("q.r", "s"): 3,
        ("list",): 4,
        ("list", 0): 5,
        ("list", 1): 5,
        ("list", 2): 7,
        ("list", 2, 0): 7,
        ("list", 2, 1): 8,
        ("inline",): 9,
        ("inline", "k"): 9,
        ("inline", "m"): 9,
        ("inline", "m", "n"): 9,
        ("inline", "m", "n", 0): 9,
        ("inline", "m", "n", 1): 10,
        ("inline", "at"): 10,
        ("t", "u"): 11,
        ("t", "u", "v"): 12,
        ("row",): 14,
        ("row", 0): 14,
        ("row", 0, "c"): 15,
        ("row", 0, "inner"): 16,
        ("row", 0, "inner", "d"): 17,
        ("row", 0, "sub"): 18,
        ("row", 0, "sub", 0): 18,
        ("row", 0, "sub", 1): 19,
        ("row", 0, "sub", 1, "e"): 20,
        ("row", 1): 21,
        ("row", 1, "c"): 22,
    }


def test_a_mark_at_the_start_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"\xef\xbb\xbf" + FEED.replace("\n", "\r\n").encode())
    assert config.load(tmp_path).feeds[0].name == "a"


@pytest.mark.parametrize("name", ["config", "watcher/starter"])
def test_the_configurations_that_come_with_watcher_are_sound(name: str) -> None:
    told = config.load(ROOT / name)
    assert told.feeds[0].url == "https://www.it-boltwise.de/feed"
    assert told.topics[0].name == "nordkorea-kursk"
    assert told.digests[0].name == "morgen"


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    names = {key.split(".")[-1] for _, key in config.list_keys()}
    assert not [name for name in names if not re.search(rf"`(\[{{1,2}}{name}\]{{1,2}}|{name})`", page)]


def test_the_schema_knows_every_file_and_key() -> None:
    files = config.make_schema()["$defs"]
    told = {(file, key) for file in files for key in files[file]["properties"]}
    assert {(file, key) for file, key in config.list_keys() if "." not in key} == told
