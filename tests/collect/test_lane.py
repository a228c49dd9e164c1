"""The fast lane reads what feedparser reads, field by field, or nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.collect.test_chunks import LARGEST_MUTANT, mutate, real
from watcher.collect import lane
from watcher.collect.parse import parse
from watcher.errors import ParseError

URL = "https://feeds.example/feed"
MUTANTS = 20_000
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Der Bote</title><link>https://bote.example/</link><language>de-DE</language><ttl>30</ttl>
<atom:link href="https://bote.example/feed" rel="self"/><sy:updatePeriod>hourly</sy:updatePeriod>
<image><url>https://bote.example/i.png</url><title>Bild</title><link>https://bote.example</link></image>
{}</channel></rss>"""
ITEM = """<item><title>Die Brücke &amp; der Fluss</title><link>https://bote.example/a?x=1&amp;y=2</link>
<dc:creator><![CDATA[Ina Ruh]]></dc:creator><pubDate>Sun, 22 Nov 2026 08:00:00 +0100</pubDate>
<category><![CDATA[Land]]></category><guid isPermaLink="false">https://bote.example/?p=1</guid>
<description><![CDATA[<p>Kurz&#8230;</p>]]></description>
<content:encoded><![CDATA[<p>Die Brücke ist <b>gesperrt</b>.</p><p>Bis Mai.</p>]]></content:encoded></item>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Der Bote</title><id>tag:bote.example</id><updated>2026-11-22T07:00:00Z</updated>{}</feed>"""
ENTRY = """<entry><title type="html">Brücke &amp;lt; Fluss</title><id>tag:bote.example,1</id>
<link rel="alternate" type="text/html" href="https://bote.example/a"/><published>2026-11-22T07:00:00Z</published>
<author><name>Ina Ruh</name></author><category term="Land"/><summary>Kurz</summary>
<content type="html">&lt;p&gt;Lang &amp;amp; breit&lt;/p&gt;</content></entry>"""


def compare(body: bytes, content_type: str | None = None) -> bool:
    """Whether the lane takes the document; then it must read what feedparser reads."""
    document = lane.parse(body, content_type, URL, 20_000)
    if document is None:
        return False
    assert document == parse(body, content_type, URL, 20_000), body
    return True


@pytest.mark.parametrize("body", [RSS.format(ITEM), ATOM.format(ENTRY)], ids=["RSS", "Atom"])
@pytest.mark.parametrize("kind", [None, "application/xml", "text/xml", "application/rss+xml; charset=UTF-8"])
def test_what_common_software_writes_is_taken(body: str, kind: str | None) -> None:
    assert compare(body.encode(), kind)


ITEMS = {
    "no guid": ITEM.replace("guid", "comments").replace(' isPermaLink="false"', ""),
    "a guid that is the link": ITEM.replace(' isPermaLink="false"', ""),
    "a guid before the link": "<item><guid>41</guid><title>A</title><link>https://a.example/1</link></item>",
    "a guid that is no link": "<item><guid>41</guid><title>A</title></item>",
    "an empty link": "<item><link/><title>A</title><guid>https://a.example/1</guid></item>",
    "no title": "<item><link>https://a.example/1</link><description>Ein Satz.</description></item>",
    "an empty description": "<item><title>A</title><description/></item>",
    "content first": "<item><content:encoded>Lang</content:encoded><description>B</description></item>",
    "a link in an attribute": '<item><link>https://a.example/1</link><atom:link href="https://a.example/2"/></item>',
    "spaces": "<item><title>\n A \n</title><link> https://a.example/1 </link></item>",
    "a comment in a text": "<item><title>A<!-- b -->C</title></item>",
    "semicolons": "<item><title>A</title><link>https://a.example/?a=1&amp;b;=2</link></item>",
    "enclosure": '<item><title>A</title><enclosure url="https://a.example/a.mp3" type="audio/mpeg"/></item>',
    "source": '<item><title>A</title><source url="https://a.example/">B</source><pubDate>heute</pubDate></item>',
    "two dates": "<item><title>A</title><pubDate>2026-11-22</pubDate><dc:date>2026-11-21</dc:date></item>",
}  # fmt: skip


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_odd_but_clear_items_are_read_alike(item: str) -> None:
    assert compare(RSS.format(item).encode())


MANY = " ".join(f"a{number}='1'" for number in range(30))
UNSURE = {
    "a document type": RSS.replace("<rss", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss"),
    "another encoding": RSS.replace("UTF-8", "iso-8859-1"),
    "two titles": RSS.format("<item><title>A</title><title>B</title></item>"),
    "two descriptions": RSS.format("<item><description>A</description><description>B</description></item>"),
    "markup in a text": RSS.format("<item><title>A <b>B</b></title></item>"),
    "a base": RSS.format('<item><title>A</title><description xml:base="http://b.example/">B</description></item>'),
    "an unknown element": RSS.format("<item><title>A</title><width>1</width></item>"),
    "an unknown prefix": RSS.format("<item><title>A</title><x:y>1</x:y></item>"),
    "a prefix with another meaning": RSS.replace("http://purl.org/rss/1.0/modules/content/", "http://a.example/"),
    "encoded twice": RSS.format("<item><title>BrÃ¼cke</title></item>"),
    "characters of Windows": RSS.format("<item><title>A &#150; B</title></item>"),
    "markup as content": ATOM.format(ENTRY.replace('type="html"', 'type="xhtml"')),
    "an item in a feed": ATOM.format(ITEM),
    "nothing": RSS.format(""),
    "not well-formed": RSS.format(ITEM + "<item>"),
    "many attributes": RSS.format(f"<item><title>A</title><category {MANY}/></item>"),
}  # fmt: skip


@pytest.mark.parametrize("body", [body.replace("{}", ITEM) for body in UNSURE.values()], ids=UNSURE)
def test_what_is_not_certain_is_left_to_feedparser(body: str) -> None:
    assert lane.parse(body.encode(), None, URL, 100) is None


@pytest.mark.parametrize("kind", ["text/html", "application/json", "application/xml; charset=iso-8859-1"])
def test_a_label_that_says_something_else_is_left_to_feedparser(kind: str) -> None:
    assert lane.parse(RSS.format(ITEM).encode(), kind, URL, 100) is None


def test_one_in_so_many_is_compared_and_the_first_among_them() -> None:
    one = lane.Lane()
    assert [one.wants_proof(3) for _ in range(7)] == [True, False, False, True, False, False, True]
    assert all(one.wants_proof(1) for _ in range(3))


@pytest.mark.long
def test_the_lane_reads_both_corpora_as_feedparser_does(shared: Path) -> None:
    assert sum(compare(body) for body in real(shared)) >= 230


@pytest.mark.long
def test_the_lane_reads_mutants_as_feedparser_does(shared: Path) -> None:
    lot = random.Random(11)
    seeds = [body for body in real(shared) if 200 < len(body) < LARGEST_MUTANT and read(body)]
    assert sum(compare(mutate(lot.choice(seeds), lot)) for _ in range(MUTANTS)) >= MUTANTS // 10


def read(body: bytes) -> bool:
    try:
        return lane.parse(body, None, URL, 100) is not None
    except ParseError:
        return False
