"""What a newcomer starts from: the feed list and the example topics."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from watcher.analyze.query import parse
from watcher.demo.bundled import find

TOPICS = sorted(find("seeds/topics").glob("*.toml"))


def list_outlines() -> list[ElementTree.Element]:
    tree = ElementTree.parse(find("seeds/feeds.opml"))
    return [each for each in tree.iter("outline") if each.get("xmlUrl")]


def test_the_feed_list_is_german_first() -> None:
    outlines = list_outlines()
    languages = [each.attrib["language"] for each in outlines]
    assert outlines[0].attrib["title"] == "IT BOLTWISE"
    assert len(outlines) == 50
    assert languages.count("de") > languages.count("en") > 5


def test_a_feed_is_listed_once_under_its_own_name() -> None:
    outlines = list_outlines()
    for key in ("title", "xmlUrl"):
        values = [each.attrib[key] for each in outlines]
        assert len(set(values)) == len(values)
    assert {urlsplit(each.attrib["xmlUrl"]).scheme for each in outlines} == {"https"}


def test_there_are_five_starter_topics() -> None:
    assert len(TOPICS) == 5


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_a_starter_topic_reads(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(told) <= {"title", "query", "aliases", "alert"}
    aliases = tuple(tuple(each) for each in told.get("aliases", ()))
    assert parse(told["query"], aliases)
