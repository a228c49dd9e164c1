"""Configuration folders for the tests: one that says everything, and small pieces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from watcher import config
from watcher.errors import ConfigError
from watcher.settings import Feed

ROOT = Path(__file__).resolve().parents[2]
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


def subscribe(body: bytes, where: str) -> tuple[Feed, ...]:
    """A stand-in for OPML with a feed a line: name and address."""
    rows = (line.split() for line in body.decode().splitlines())
    return tuple(Feed(name, url, name) for name, url in rows)


EVERYTHING = {
    "watcher.toml": """
language = "en"
timezone = "Europe/Vienna"
extractor = "lines"
[store]
path = "news.db"
backups = 3
keep_days = 90
metrics_file = "watcher.prom"
[fetch]
contact = "https://desk.example.org/watcher"
every_minutes = 20
concurrency = 7
per_host = 3
timeout_seconds = 12
max_bytes = 2_000_000
max_wire_bytes = 1_000_000
max_redirects = 2
compare_every = 100
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
[web]
address = "https://desk.example.org/watcher/"
listen = "unix:/run/watcher/desk.sock"
hosts = ["desk"]
token_file = "web-token"
editors = true
trust_proxy = true
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
speaker = ["Geheimdienst"]
at_least = 100
by_percent = 10
salience = 0.5
cool_down_minutes = 30
quiet = ["22:00", "06:30"]
""",
    "topics/wasser.toml": 'query = "Wasser"\n[alert]\n',
    "mail-password": "geheim 1\n",
    "web-token": "geheim, geheim, geheim",
    "agency-password": "geheim 2",
    "agency-headers": "# for agentur\nX-Key: geheim 3\n\nX-Desk: news\n",
    "hook": "https://hooks.example/geheim\n",
    "hook-key": "geheim 4\n",
}
