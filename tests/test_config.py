"""A folder of TOML becomes one frozen Config, or every fault is told at once with file, line and remedy."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from watcher import config
from watcher.config import RENAMED, locate
from watcher.errors import ConfigError, QueryError
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
)

ROOT = Path(__file__).resolve().parents[1]
FEED = '[[feed]]\nname = "a"\nurl = "https://a.example/feed"\n'
DIGEST = '[[digest]]\nname = "morgen"\nto = ["desk@example.org"]\n'
TOPIC = 'query = "Strom"\n'


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, files: dict[str, str], **functions: Any) -> list[str]:
    """The problems of a folder with these files, named from the folder."""
    with pytest.raises(ConfigError) as raised:
        config.load(write(folder, files), **functions)
    return [problem.replace(f"{folder}/", "") for problem in raised.value.problems]


# One fault each: file, text, the sentence told.
ONE_FAULT = [
    ("watcher.toml", 'langauge = "de"', "1: unknown key 'langauge' (did you mean 'language'?)"),
    ("watcher.toml", 'language = "fr"', "1: 'language' must be de or en, not \"fr\""),
    ("watcher.toml", "language = 3", "1: 'language' must be de or en, not 3"),
    (
        "watcher.toml",
        'timezone = "Europe/Berln"',
        "1: 'timezone' is no time zone: 'Europe/Berln' (did you mean 'Europe/Berlin'?); "
        'write one such as "Europe/Berlin"',
    ),
    (
        "watcher.toml",
        'timezone = "Europe"',
        "1: 'timezone' is no time zone: 'Europe' (did you mean 'Europe/Rome'?); "
        'write one such as "Europe/Berlin"',
    ),
    ("watcher.toml", "every_minutes = 5", "1: unknown key 'every_minutes'; it belongs into [fetch]"),
    (
        "watcher.toml",
        '[mail]\nlanguage = "de"',
        "2: unknown key 'language' in [mail]; it belongs above the first [table]",
    ),
    ("watcher.toml", "store = 1", "1: 'store' must be a table, not 1"),
    ("watcher.toml", "[store]\npath = 1", "2: 'path' must be text in quotes, not 1"),
    ("watcher.toml", '[store]\npath = " "', "2: 'path' must not be empty"),
    ("watcher.toml", '[store]\npath = "a\\nb"', "2: 'path' must be one line without control characters"),
    (
        "watcher.toml",
        '[fetch]\n\nevery_minutes = "30"',
        "3: 'every_minutes' must be a whole number, not \"30\"",
    ),
    ("watcher.toml", "[fetch]\nper_host = 0", "2: 'per_host' must be at least 1, not 0"),
    ("watcher.toml", "[fetch]\nmax_redirects = 99", "2: 'max_redirects' must be at most 20, not 99"),
    ("watcher.toml", "[fetch]\ntimeout_seconds = 0", "2: 'timeout_seconds' must be more than 0, not 0"),
    ("watcher.toml", "[fetch]\ntimeout_seconds = nan", "2: 'timeout_seconds' must be a number, not nan"),
    (
        "watcher.toml",
        "[fetch]\nper_hots = 2",
        "2: unknown key 'per_hots' in [fetch] (did you mean 'per_host'?)",
    ),
    (
        "watcher.toml",
        '[fetch]\nallow_private = [\n "127.0.0.1:80",\n "127.0.0.1",\n]',
        "4: 'allow_private' must be a host and a port such as \"127.0.0.1:8099\", not '127.0.0.1'",
    ),
    (
        "watcher.toml",
        '[fetch]\ncontact = "Zürich"',
        "2: 'contact' must be one line of plain ASCII, as it goes into a header",
    ),
    (
        "watcher.toml",
        '[mail]\npassword = "geheim"',
        "2: 'password' would put a secret into this file; "
        'write password_file = "…", naming a file that holds it',
    ),
    (
        "watcher.toml",
        '[mail]\nsecurity = "ssl"',
        "2: 'security' must be tls, starttls or none, not \"ssl\"",
    ),
    (
        "watcher.toml",
        '[mail]\nsender = "Desk <desk@example.org>"',
        "2: 'sender' must be a mail address such as \"desk@example.org\", not 'Desk <desk@example.org>'",
    ),
    (
        "watcher.toml",
        "x = ",
        "1: this is not TOML: invalid value; text stands in quotes, see https://toml.io/en/",
    ),
    (
        "watcher.toml",
        'language = "de"\nlanguage = "de"',
        "2: this is not TOML: cannot overwrite a value; see https://toml.io/en/",
    ),
    ("feeds.toml", '[[feed]]\nname = "a"', "1: missing key 'url' in [[feed]]"),
    ("feeds.toml", '[[feed]]\nurl = "https://a.example/"', "1: missing key 'name' in [[feed]]"),
    ("feeds.toml", '[feed]\nname = "a"', "1: 'feed' is a list of tables; write [[feed]] with two brackets"),
    ("feeds.toml", FEED + 'ulr = ""', "4: unknown key 'ulr' in [[feed]] (did you mean 'url'?)"),
    ("feeds.toml", FEED + "enabled = 1", "4: 'enabled' must be true or false, not 1"),
    (
        "feeds.toml",
        FEED + 'language = "deutsch"',
        "4: 'language' must be a language code such as \"de\" or \"en\", not 'deutsch'",
    ),
    (
        "feeds.toml",
        FEED + '[[feed]]\nname = "b"\nurl = "https://a.example/feed"',
        "6: this address is taken by the [[feed]] of line 3; change one",
    ),
    (
        "feeds.toml",
        FEED + '[[feed]]\nname = "a"\nurl = "https://b.example/feed"',
        "5: the name 'a' is taken by the [[feed]] of line 2; change one",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a/b"\nurl = "https://a.example/"',
        "2: 'name' must be made of letters, digits, '-', '_' and '.', not 'a/b'",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a"\nurl = "ftp://a.example/"',
        "3: 'url' must be an address that starts with https:// or http://",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a"\nurl = "https://me:geheim@a.example/"',
        '3: \'url\' holds a user or password; write them as user = "…" and password_file = "…"',
    ),
    (
        "feeds.toml",
        FEED + 'headers = "X-Key: geheim"',
        "4: 'headers' would put a secret into this file; "
        'write headers_file = "…", naming a file that holds it',
    ),
    (
        "feeds.toml",
        FEED + 'user = "me"\npassword_file = "nowhere"',
        "5: there is no file nowhere; write the secret into it",
    ),
    ("digests.toml", '[[digest]]\nname = "morgen"', "1: missing key 'to' in [[digest]]"),
    (
        "digests.toml",
        DIGEST + '[[digest]]\nname = "morgen"\nto = ["b@example.org"]',
        "5: the name 'morgen' is taken by the [[digest]] of line 2; change one",
    ),
    (
        "digests.toml",
        '[[digest]]\nname = "morgen"\nto = [\n  "desk",\n]',
        "4: 'to' must be a mail address such as \"desk@example.org\", not 'desk'",
    ),
    ("digests.toml", '[[digest]]\nname = "morgen"\nto = []', "3: 'to' must not be empty"),
    ("digests.toml", DIGEST + 'topics = ["x"]', "4: unknown topic 'x'; there is no topic yet"),
    ("digests.toml", DIGEST + 'at = "25:00"', "4: 'at' must be a time of day such as \"07:00\", not '25:00'"),
    (
        "digests.toml",
        DIGEST + 'only = { "fremd@example.org" = ["x"] }',
        "4: 'fremd@example.org' in only is not in to; add it there",
    ),
    (
        "digests.toml",
        DIGEST + 'days = ["mon", "monday"]',
        "4: 'days' must be mon, tue, wed, thu, fri, sat or sun, not \"monday\" (did you mean 'mon'?)",
    ),
    (
        "digests.toml",
        DIGEST + 'when_quiet = "no"',
        "4: 'when_quiet' must be note or skip, not \"no\" (did you mean 'note'?)",
    ),
    (
        "channels.toml",
        '[[channel]]\nname = "desk"\nurl = "https://hooks.example/geheim"\nurl_file = "webhook"',
        "3: 'url' would put a secret into this file; write url_file = \"…\", naming a file that holds it",
    ),
    ("topics/energie.toml", 'title = "E"', "1: missing key 'query'"),
    ("topics/energie.toml", TOPIC + 'qurey = "x"', "2: unknown key 'qurey' (did you mean 'query'?)"),
    ("topics/energie.toml", 'query = " "', "1: 'query' must not be empty; \"*\" matches everything"),
    (
        "topics/energie.toml",
        TOPIC + 'aliases = [\n  ["a", "b"],\n  ["c"],\n]',
        "4: 'aliases' needs two or more entries here",
    ),
    ("topics/energie.toml", TOPIC + "salience = 1.5", "2: 'salience' must be at most 1, not 1.5"),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\nto = ["desk"]',
        "3: unknown channel 'desk'; there is no channel yet",
    ),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\nwhen = ["standing_change"]',
        "3: 'when' must be new, corroborated, quantity_changed, standing_changed, attribution_changed, "
        'contradicted, reworded, retracted or corrected, not "standing_change" '
        "(did you mean 'standing_changed'?)",
    ),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\ntitle = "E"',
        "3: unknown key 'title' in [alert]; it belongs above the first [table]",
    ),
]


@pytest.mark.parametrize(("file", "text", "sentence"), ONE_FAULT, ids=[row[2][:48] for row in ONE_FAULT])
def test_a_fault_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, file: str, text: str, sentence: str
) -> None:
    assert faults(tmp_path, {file: text, "webhook": "https://hooks.example/1"}) == [f"{file}:{sentence}"]


@pytest.mark.parametrize(("file", "text", "sentence"), ONE_FAULT, ids=[row[2][:48] for row in ONE_FAULT])
def test_no_secret_is_repeated(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    assert "geheim" not in "\n".join(faults(tmp_path, {file: text}))


def test_all_faults_of_all_files_are_told_at_once_in_order(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        {
            "watcher.toml": "[fetch]\nper_host = 0\n[mail]\nprot = 25\n",
            "feeds.toml": FEED + "enabled = 1\n" + FEED,
            "channels.toml": "[[channel]\n",
            "digests.toml": DIGEST + 'topics = ["energy"]\nat = "noon"\n',
            "topics/energie.toml": 'qurey = "x"\n',
        },
    )
    assert [each.rsplit(": ", 1)[0].split(": ")[0] for each in told] == [
        "channels.toml:1",
        "watcher.toml:2",
        "watcher.toml:4",
        "feeds.toml:4",
        "feeds.toml:6",
        "feeds.toml:7",
        "digests.toml:4",
        "digests.toml:5",
        "topics/energie.toml:1",
        "topics/energie.toml:1",
    ]


def test_a_wrong_topic_name_in_a_digest_is_told_with_the_right_one(tmp_path: Path) -> None:
    files = {"digests.toml": DIGEST + 'topics = ["*", "energy"]', "topics/energie.toml": TOPIC}
    assert faults(tmp_path, files) == ["digests.toml:4: unknown topic 'energy' (did you mean 'energie'?)"]


def test_a_digest_to_a_channel_is_refused(tmp_path: Path) -> None:
    channel = '[[channel]]\nname = "desk"\nurl_file = "webhook"\n'
    digest = '[[digest]]\nname = "morgen"\nto = ["desk"]\n'
    told = faults(
        tmp_path, {"channels.toml": channel, "webhook": "https://hooks.example/1", "digests.toml": digest}
    )
    assert told == ["digests.toml:3: 'desk' is a channel; digests go by mail, write an address"]


def test_a_file_that_nothing_reads_is_a_fault(tmp_path: Path) -> None:
    told = faults(tmp_path, {"feed.toml": FEED})
    assert told == [
        "feed.toml: nothing reads a file of this name (did you mean 'feeds.toml'?); rename it or move it away"
    ]


def test_a_topic_file_needs_a_name_that_can_be_one(tmp_path: Path) -> None:
    assert "rename it" in faults(tmp_path, {"topics/a b.toml": TOPIC})[0]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"# eins\n# f\xfcnf\n")
    assert faults(tmp_path, {}) == ["feeds.toml:2: is not UTF-8 here; save the file as UTF-8"]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").mkdir()
    assert faults(tmp_path, {}) == ["feeds.toml: cannot be read (is a directory); check its rights"]


def test_lists_within_lists_without_end_are_a_fault(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"feeds.toml": f"opml = {'[' * 50_000}"})
    assert told.startswith("feeds.toml:1: ")


def test_a_missing_folder_names_the_command_that_writes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="watcher init"):
        config.load(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a file"):
        config.load(write(tmp_path, {"watcher.toml": ""}) / "watcher.toml")


def test_an_empty_folder_gives_the_documented_defaults(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    assert config.load(tmp_path / "desk") == Config(
        folder=tmp_path / "desk", store=tmp_path / "var" / "watcher.db"
    )


EVERYTHING = {
    "watcher.toml": """
language = "en"
timezone = "Europe/Vienna"
extractor = "lines"
[store]
path = "news.db"
backups = 3
keep_days = 90
[fetch]
contact = "https://desk.example.org/watcher"
every_minutes = 20
concurrency = 7
per_host = 3
timeout_seconds = 12
max_bytes = 2_000_000
max_wire_bytes = 1_000_000
max_redirects = 2
max_items = 99
allow_private = ["127.0.0.1:8099", "[::1]:80"]
[mail]
host = "mail.example.org"
port = 587
security = "starttls"
user = "watcher"
password_file = "mail-password"
sender = "watcher@example.org"
timeout_seconds = 5.5
in_doubt = "hold"
""",
    "feeds.toml": """
[[feed]]
name = "agentur"
url = "https://agentur.example/feed"
outlet = "Agentur"
language = "de"
every_minutes = 15
full_text = true
enabled = false
user = "desk"
password_file = "agency-password"
headers_file = "agency-headers"
[[feed]]
name = "blatt"
url = "http://blatt.example/rss"
""",
    "digests.toml": """
[[digest]]
name = "morgen"
title = "Guten Morgen"
to = ["a@example.org", "b@example.org", "a@example.org"]
topics = ["energie"]
at = "06:30"
days = ["mon", "fri"]
when_quiet = "skip"
only = { "b@example.org" = ["energie"] }
[[digest]]
name = "abend"
to = ["c@example.org"]
at = 18:00:00
""",
    "channels.toml": '[[channel]]\nname = "desk"\nurl_file = "hook"\nsecret_file = "hook-key"\n',
    "topics/energie.toml": """
title = "Energie"
query = "Strom OR Gas"
aliases = [["Habeck", "Vizekanzler"]]
salience = 0.25
[alert]
when = ["retracted"]
to = ["desk", "chef@example.org"]
standing = ["denied"]
at_least = 100
by_percent = 10
salience = 0.5
cool_down_minutes = 30
quiet = ["22:00", "06:30"]
""",
    "topics/wasser.toml": 'query = "Wasser"\n[alert]\n',
    "mail-password": "geheim 1\n",
    "agency-password": "geheim 2",
    "agency-headers": "# for agentur\nX-Key: geheim 3\n\nX-Desk: news\n",
    "hook": "https://hooks.example/geheim\n",
    "hook-key": "geheim 4\n",
}


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
        ),
        mail=MailSettings(
            "mail.example.org", 587, "starttls", "watcher", "geheim 1", "watcher@example.org", 5.5, "hold"
        ),
        keeping=StoreSettings(backups=3, keep_days=90),
    )


def test_no_secret_shows_in_a_repr(tmp_path: Path) -> None:
    assert "geheim" not in repr(config.load(write(tmp_path, EVERYTHING)))


def test_the_table_of_every_key_is_complete() -> None:
    told = {name: tomllib.loads(text) for name, text in EVERYTHING.items() if name.endswith(".toml")}
    told["topics/*.toml"] = told["topics/energie.toml"]
    known = [(file, key) for file, key in config.list_keys() if (file, key) != ("feeds.toml", "opml")]
    assert not [(file, key) for file, key in known if not holds(told[file], key.split("."))]


def holds(told: Any, path: Sequence[str]) -> bool:
    if isinstance(told, list):
        return any(holds(each, path) for each in told)
    return not path or (isinstance(told, dict) and path[0] in told and holds(told[path[0]], path[1:]))


def test_systemd_credentials_come_before_the_folder(tmp_path: Path) -> None:
    given = write(tmp_path / "credentials", {"mail-password": "von systemd"})
    told = config.load(write(tmp_path / "config", EVERYTHING), credentials=given)
    assert told.mail.password == "von systemd"
    assert told.feeds[0].password == "geheim 2"


@pytest.mark.parametrize("text", ["", " \n", "zwei\nZeilen\n"])
def test_a_secret_is_one_line(tmp_path: Path, text: str) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"mail-password": text})
    assert told == "watcher.toml:25: mail-password must hold the secret as its only line"


def test_a_channel_needs_an_address(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"hook": "geheim"})
    assert told == "channels.toml:3: hook must hold an address such as https://hooks.example.org/…"


def test_a_header_that_is_none_is_told_without_repeating_it(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"agency-headers": "X-Desk: news\ngeheim\n"})
    assert told == "agency-headers:2: this line is no header; write 'Name: value'"


def test_a_password_without_a_user_is_a_fault(tmp_path: Path) -> None:
    files = {"watcher.toml": '[mail]\npassword_file = "p"\n', "p": "x"}
    assert faults(tmp_path, files) == ["watcher.toml:2: password_file without user; say whose password it is"]


def test_secrets_that_everybody_can_read_are_listed(tmp_path: Path) -> None:
    write(tmp_path, EVERYTHING)
    for name in ("mail-password", "agency-headers", "hook", "hook-key"):
        (tmp_path / name).chmod(0o600)
    (tmp_path / "agency-password").chmod(0o644)
    assert config.list_exposed(tmp_path) == (tmp_path / "agency-password",)


def refuse(query: str, aliases: tuple[tuple[str, ...], ...]) -> None:
    raise QueryError(f"a bracket stays open in {query} ({aliases})", query, 0)


def test_queries_are_judged_with_their_aliases(tmp_path: Path) -> None:
    files = {"topics/energie.toml": 'title = "E"\nquery = "(Strom"\naliases = [["a", "b"]]'}
    assert faults(tmp_path, files, check_query=refuse) == [
        "topics/energie.toml:2: a bracket stays open in (Strom ((('a', 'b'),))"
    ]


def subscribe(body: bytes, where: str) -> tuple[Feed, ...]:
    """A stand-in for OPML with a feed a line: name and address."""
    rows = (line.split() for line in body.decode().splitlines())
    return tuple(Feed(name, url, name) for name, url in rows)


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


def test_a_renamed_key_names_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENAMED, "watcher.toml", {"fetch.pause": "fetch.every_minutes"})
    assert faults(tmp_path, {"watcher.toml": "[fetch]\npause = 3"}) == [
        "watcher.toml:2: 'fetch.pause' is now called 'fetch.every_minutes'; rename it"
    ]


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


def test_whatever_an_editor_leaves_behind_is_a_config_error_or_a_config(tmp_path: Path) -> None:
    """Three hundred mutations: characters dropped, doubled, swapped and replaced."""
    dice = random.Random(2026)
    names = [name for name in EVERYTHING if name.endswith(".toml")]
    problems: list[str] = []
    for number in range(300):
        name = names[number % len(names)]
        folder = write(tmp_path, EVERYTHING | {name: mutate(EVERYTHING[name], dice)})
        try:
            config.load(folder, read_opml=subscribe)
        except ConfigError as error:
            problems += error.problems
    assert len(problems) > 150
    assert not [problem for problem in problems if not problem.startswith(str(tmp_path))]


def mutate(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        piece = dice.choice(["", '"', "[", "]", "=", "\n", "{", "0", "\\", "é", "x" * 50, text[at] * 2])
        text = text[:at] + piece + text[at + 1 :]
    return text


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
