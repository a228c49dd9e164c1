"""Discover: the feeds behind a web page's address.

A page names its feeds in `<link rel="alternate">`; many German outlets do not, but link them in the footer (92
of 237 have the former). Comment feeds and podcasts are named the same way, so they come last.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from watcher.collect.links import canonical

LONGEST = 2_000_000  # characters of a page that are looked at
KINDS = re.compile(
    r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)|(?:application|text)/xml", re.IGNORECASE
)
LOOKS_LIKE_FEED = re.compile(
    r"/(?:feed|rss|atom)(?:/|\.xml|\.rss|$)|\.(?:rss|atom|rdf)$|/(?:rss|feed|index|atom|news)\w*\.xml$|[?&]feed=(?:rss|atom)"
    r"|/feed\.json$|/rss[-_/]",
    re.IGNORECASE,
)
SECONDARY = re.compile(r"comment|kommentar|podcast|audio|video|/tag/|/author/|/autor/", re.IGNORECASE)


def find_feeds(body: bytes, url: str) -> tuple[str, ...]:
    """Addresses of the feeds that the page at `url` names, absolute, best first."""
    page = body.decode("utf-8", "replace")[:LONGEST]
    finder = Finder()
    finder.feed(page)
    base = canonical(finder.base, url) or url
    ranked: dict[str, tuple[int, int]] = {}
    for place, (rank, link, label) in enumerate(finder.found):
        address = canonical(link, base)
        if address is None:
            continue
        elsewhere = urlsplit(address).netloc.removeprefix("www.") != urlsplit(url).netloc.removeprefix("www.")
        rank += 4 * bool(SECONDARY.search(f"{address} {label}")) + 2 * elsewhere
        ranked[address] = min(ranked.get(address, (99, place)), (rank, place))
    return tuple(sorted(ranked, key=lambda address: ranked[address]))


class Finder(HTMLParser):
    """Collects (rank, link, label) of what is, or looks like, a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        link = attributes.get("href", "")
        if tag == "base":
            self.base = self.base or link
        elif tag == "link" and "alternate" in attributes.get("rel", "").lower().split():
            if link and KINDS.fullmatch(attributes.get("type", "").split(";")[0].strip()):
                self.found.append((0, link, attributes.get("title", "")))
        elif tag == "a" and LOOKS_LIKE_FEED.search(link):
            self.found.append((1, link, attributes.get("title", "")))

    handle_startendtag = handle_starttag
