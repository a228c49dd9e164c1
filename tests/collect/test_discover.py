"""The feeds behind a page's address."""

from __future__ import annotations

from watcher.collect.discover import find_feeds

PAGE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="Kommentar-Feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Hafenbote" href="/feed/">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" href="/rss.css">
<link rel="alternate" type="application/atom+xml" href="https://other.example/atom.xml">
</head><body><a href="/rss/politik.xml">Politik</a> <a href="/feedback">Feedback</a>
<a href="javascript:/feed/">x</a> <a href="/feed/">RSS</a></body></html>"""


def test_feeds_are_found_best_first() -> None:
    assert find_feeds(PAGE, "https://www.bote.example/start") == (
        "https://www.bote.example/feed/",
        "https://www.bote.example/rss/politik.xml",
        "https://other.example/atom.xml",
        "https://www.bote.example/comments/feed/",
    )


def test_a_page_without_feeds_has_none() -> None:
    assert find_feeds(b"<p>Nichts</p>", "https://bote.example/") == ()
    assert find_feeds(b"\xff\x00<a href=", "https://bote.example/") == ()


def test_a_base_address_is_respected() -> None:
    page = b"<base href='https://cdn.example/x/'><link rel=alternate type=application/rss+xml href=feed.xml>"
    assert find_feeds(page, "https://bote.example/") == ("https://cdn.example/x/feed.xml",)
