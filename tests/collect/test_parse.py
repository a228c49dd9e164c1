"""Feed documents become entries; what is none becomes a ParseError."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from watcher.collect.parse import parse
from watcher.errors import ParseError
from watcher.model import Document

CASES = sorted(path for path in (Path(__file__).parents[1] / "feeds").iterdir() if path.is_dir())
URL = "https://feeds.example/feed?token=geheim"


def read(body: str, content_type: str | None = None) -> Document:
    return parse(body.encode(), content_type, URL, 100)


def rss(*items: str) -> str:
    shown = "".join(f"<item>{each}</item>" for each in items)
    return f"<rss version='2.0'><channel><title>T</title>{shown}</channel></rss>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_as_expected(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    (body,) = (path.read_bytes() for path in case.glob("feed.*"))
    found = parse(body, expected.get("content_type"), URL, 100)
    empty = {"guid": None, "url": None, "published": None, "updated": None, "language": None}
    hashed = [{"hash": entry.hash} for entry in found.entries]
    wanted = [empty | own | each for own, each in zip(hashed, expected["entries"], strict=True)]
    assert [as_json(asdict(entry)) for entry in found.entries] == wanted
    assert (found.title, found.language) == (expected["title"], expected.get("language"))
    assert found.ttl_seconds == expected.get("ttl_seconds")
    assert len(found.warnings) == expected.get("warnings", 0)


def as_json(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in entry.items()}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "is empty"),
        (" \ufeff\n", "is empty"),
        ("<!DOCTYPE html><html><body>Wartung</body></html>", "feeds add"),
        ("<opml version='2.0'><body/></opml>", "no feed"),
        ('<?xml version="1.0" encoding="undefined"?><rss/>', "no feed"),
        ("</width>", "no feed"),
        ("Guten Tag", "no feed"),
        ('{"error": 1}', "no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("<rss " + " ".join(f"a{n}=''" for n in range(5_000)) + "></rss>", "attributes"),
    ],
)
def test_what_is_no_feed_is_one_clear_sentence(body: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read(body)
    assert str(caught.value).startswith("https://feeds.example/feed?token=*** ")
    assert "geheim" not in caught.value.url


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss()).entries == ()


def test_a_feed_cut_in_an_entry_keeps_the_entries_before() -> None:
    whole = rss("<title>Eins</title>", "<title>Zwei</title>", "<title>Drei</title>")
    assert [entry.title for entry in read(whole[: whole.index("Drei")]).entries][:2] == ["Eins", "Zwei"]


def test_an_entry_without_its_end_waits_until_it_is_whole() -> None:
    whole = rss("<title>Eins</title>", "<title>Zwei</title><description>Drei Häuser brannten.</description>")
    cut = read(whole[: whole.index(" brannten")])
    assert cut.cut
    assert [entry.title for entry in cut.entries] == ["Eins"]
    assert [entry.title for entry in read(whole[: whole.rindex("</item>") + 7]).entries] == ["Eins", "Zwei"]


def test_entries_beyond_the_limit_are_left_out_with_a_warning() -> None:
    found = parse(rss("<title>a</title>", "<title>b</title>").encode(), None, URL, 1)
    assert len(found.entries) == 1
    assert "max_items" in found.warnings[0]


def test_a_missing_update_is_not_the_date_of_publication() -> None:
    (entry,) = read(rss("<title>a</title><pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate>")).entries
    assert entry.published
    assert entry.updated is None


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("<ttl>60</ttl>", 3_600),
        ("<ttl>bald</ttl>", None),
        ("<ttl>99999999</ttl>", 2_592_000),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
    ],
)
def test_the_pace_a_feed_asks_for_is_read(channel: str, seconds: int | None) -> None:
    feed = (
        rss()
        .replace("<title>", f"{channel}<title>")
        .replace("<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
    )
    assert read(feed).ttl_seconds == seconds


def test_the_longest_form_of_the_text_is_taken() -> None:
    whole = "<![CDATA[<p>Kurz.</p><p>Und lang.</p>]]>"
    entry = f"<title>a</title><description>Kurz.</description><content:encoded>{whole}</content:encoded>"
    feed = rss(entry).replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    assert read(feed).entries[0].text == "Kurz.\n\nUnd lang."
