"""What a newcomer starts from: the feed list and the example topics."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import watcher
from watcher.analyze.query import parse
from watcher.collect.opml import read
from watcher.demo.bundled import find

TOPICS = sorted(find("seeds/topics").glob("*.toml"))


FEEDS = read((find("seeds/feeds.opml")).read_bytes(), "feeds.opml")


def test_the_feed_list_is_german_first() -> None:
    languages = [feed.language for feed in FEEDS]
    assert (FEEDS[0].name, FEEDS[0].outlet) == ("it-boltwise", "IT BOLTWISE")
    assert len(FEEDS) == 50
    assert languages.count("de") > languages.count("en") > 5


def test_a_starter_feed_is_listed_once_under_its_own_name_and_encrypted() -> None:
    assert len({feed.name for feed in FEEDS}) == len({feed.url for feed in FEEDS}) == len(FEEDS)
    assert {urlsplit(feed.url).scheme for feed in FEEDS} == {"https"}


def test_only_a_small_core_is_read_from_the_start() -> None:
    core = [feed.name for feed in FEEDS if feed.enabled]
    assert core[0] == "it-boltwise"
    assert 4 <= len(core) <= 10


def test_there_are_five_starter_topics() -> None:
    assert len(TOPICS) == 5


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_a_starter_topic_reads(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(told) <= {"title", "query", "aliases", "alert"}
    aliases = tuple(tuple(each) for each in told.get("aliases", ()))
    assert parse(told["query"], aliases)


def test_init_writes_the_working_example_with_its_store_inside_the_folder() -> None:
    example, starter = find("config"), Path(watcher.__file__).parent / "starter"
    names = sorted(path.relative_to(example) for path in example.rglob("*.toml"))
    assert names == sorted(path.relative_to(starter) for path in starter.rglob("*.toml"))
    for name in names:
        told = (example / name).read_text("utf-8").replace('"../var/watcher.db" #', '"var/watcher.db"    #')
        assert told == (starter / name).read_text("utf-8"), name


def test_what_init_writes_is_read_in_a_terminal_without_a_wrapped_line() -> None:
    for path in (Path(watcher.__file__).parent / "starter").rglob("*.toml"):
        assert max(map(len, path.read_text("utf-8").splitlines())) <= 80, path.name
