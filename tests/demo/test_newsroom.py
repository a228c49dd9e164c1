"""The newsroom on loopback: feeds, pages and validators at the time its clock shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from watcher.collect.parse import parse
from watcher.demo.documents import FEED_TYPES
from watcher.demo.newsroom import Newsroom
from watcher.demo.play import read_script

EVENING = datetime(2024, 10, 18, 16, 30, tzinfo=UTC)
MORNING = datetime(2024, 10, 19, 5, 0, tzinfo=UTC)
ROOTS = {"rss2": "<rss ", "atom": "<feed ", "rdf": "<rdf:RDF ", "json": "jsonfeed.org/version/1.1"}


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(read_script()) as opened:
        opened.set_clock(EVENING)
        yield opened


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client() as opened:
        yield opened


def test_a_feed_holds_what_was_published_by_now(newsroom: Newsroom, client: httpx.Client) -> None:
    assert "Nordkorea soll Soldaten" in client.get(newsroom.locate("tagesbote")).text
    newsroom.set_clock(datetime(2024, 10, 18, 5, 0, tzinfo=UTC))
    assert "Nordkorea soll Soldaten" not in client.get(newsroom.locate("tagesbote")).text


def test_a_feed_is_served_as_what_it_is(newsroom: Newsroom, client: httpx.Client) -> None:
    for outlet in newsroom.outlets.values():
        answer = client.get(newsroom.locate(outlet.name))
        assert answer.headers["Content-Type"] == FEED_TYPES[outlet.format]
        assert ROOTS[outlet.format] in answer.text[:60]
        assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("given", "asked"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
)
def test_a_validator_brings_304_until_something_changes(
    newsroom: Newsroom, client: httpx.Client, given: str, asked: str
) -> None:
    url = newsroom.locate("muehlhafener-rundschau")
    headers = {asked: client.get(url).headers[given]}
    again = client.get(url, headers=headers)
    newsroom.set_clock(datetime(2024, 10, 21, 9, 0, tzinfo=UTC))
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers=headers).status_code == 200


def test_the_etag_goes_before_the_date(newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.locate("tagesbote")
    headers = {"If-None-Match": '"other"', "If-Modified-Since": client.get(url).headers["Last-Modified"]}
    assert client.get(url, headers=headers).status_code == 200


def test_a_silent_edit_moves_the_text_but_not_the_date_in_the_feed(
    newsroom: Newsroom, client: httpx.Client
) -> None:
    newsroom.set_clock(datetime(2025, 9, 2, 17, 0, tzinfo=UTC))
    text = client.get(newsroom.locate("muehlhafener-rundschau")).text
    assert "74 Millionen Euro" in text
    assert "<updated>2025-09-01T18:00:00+02:00</updated>" in text


def test_a_correction_moves_the_date_too(newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.set_clock(datetime(2024, 10, 21, 9, 0, tzinfo=UTC))
    text = client.get(newsroom.locate("muehlhafener-rundschau")).text
    assert "<updated>2024-10-21T10:00:00+02:00</updated>" in text


def test_a_teaser_feed_leads_to_pages_with_the_whole_text(newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.set_clock(MORNING)
    item = json.loads(client.get(newsroom.locate("kompass")).content)["items"][0]
    page = client.get(item["url"])
    assert "Baudezernentin Hanne Wiborg" not in item["content_text"]
    assert "Baudezernentin Hanne Wiborg" in page.text
    assert "Newsletter" in page.text


def test_what_is_not_there_is_404(newsroom: Newsroom, client: httpx.Client) -> None:
    for path in ("", "nobody/feed", "kompass/2024/10/unwritten.html"):
        assert client.get(f"http://{newsroom.address}/{path}").status_code == 404


def test_a_wordpress_feed_ends_each_text_with_its_footer(newsroom: Newsroom, client: httpx.Client) -> None:
    text = client.get(newsroom.locate("technikpuls")).text
    assert text.count("erschien zuerst auf") == 2 * text.count("<item>")


def test_every_feed_parses_completely_at_every_moment(newsroom: Newsroom, client: httpx.Client) -> None:
    for now in newsroom.script.moments:
        newsroom.set_clock(now)
        for outlet in newsroom.outlets.values():
            url = newsroom.locate(outlet.name)
            answer = client.get(url)
            document = parse(answer.content, answer.headers["Content-Type"], url, 100)
            shown = outlet.list_articles(now)
            assert not document.warnings
            assert document.language == outlet.language
            assert [entry.title for entry in document.entries] == [each.read(now)[-1].title for each in shown]
