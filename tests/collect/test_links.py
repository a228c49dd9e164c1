"""Links compare equal whatever a visit adds, and show no secret."""

from __future__ import annotations

import random
from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest

from watcher.collect.links import PLAIN, canonical, redact

BASE = "https://bote.example/feed/"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/a/1", "https://bote.example/a/1"),
        ("a/1", "https://bote.example/feed/a/1"),
        ("//Other.example/1", "https://other.example/1"),
        ("https://bote.example/1?utm_source=rss&id=7&fbclid=x", "https://bote.example/1?id=7"),
        ("https://bote.example/1;jsessionid=8F2A?x=1", "https://bote.example/1?x=1"),
        ("https://bote.example/1?sid=a81bc81bdead4e5dabff", "https://bote.example/1"),
        ("https://bote.example/1?sid=123", "https://bote.example/1?sid=123"),
        ("https://bote.example/1#ref=rss", "https://bote.example/1"),
        ("https://bote.example/1#reform", "https://bote.example/1#reform"),
        ("https://u:p@bote.example/1", "https://bote.example/1"),
        ("https://bote.example/\u202e1\n2", "https://bote.example/12"),
    ],
)
def test_a_link_is_absolute_and_without_trackers(link: str, expected: str) -> None:
    assert canonical(link, BASE) == expected


@pytest.mark.parametrize(
    "link", ["", " ", "javascript:alert(1)", "java\tscript:x", "data:text/html,x", "mailto:a@b.de", "http://[", "http://a:x/",
             "file:///etc/passwd", "https://bote.example/" + "x" * 5_000],
)  # fmt: skip
def test_what_nobody_should_open_is_no_link(link: str) -> None:
    assert canonical(link, BASE) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@a.example/f?api_key=s&page=2#x", "https://a.example/f?api_key=***&page=2"),
        ("https://a.example/f?access_token=s", "https://a.example/f?access_token=***"),
        ("http://u:p@[", "["),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert redact(url) == shown


def test_a_plain_link_is_what_joining_it_makes_of_it() -> None:
    lot = random.Random(5)
    pieces = [
        "https://",
        "http://",
        "a.example",
        "/b",
        "/",
        ".",
        "..",
        "c-1",
        "_d",
        "%20",
        "~e",
        "A",
        ".html",
        "//",
    ]
    for _ in range(20_000):
        link = "".join(lot.choice(pieces) for _ in range(lot.randint(2, 8)))
        if PLAIN.fullmatch(link):
            assert urljoin("https://base.example/x/y", link) == link == urlunsplit(urlsplit(link))
            assert canonical(link, "https://base.example/x/y") == link


@pytest.mark.parametrize("path", ["straße-für-alle", "Čapek", "a/ÿ.html", "×÷/ſ"])
def test_letters_beyond_ascii_stay_as_they_are(path: str) -> None:
    assert canonical(f"https://bote.example/{path}", BASE) == f"https://bote.example/{path}"
    assert canonical(f"https://bote.example/{path}?utm_source=x", BASE) == f"https://bote.example/{path}"
