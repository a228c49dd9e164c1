"""Subscriptions come in and go out as OPML."""

from __future__ import annotations

import pytest

from watcher.collect.opml import read, slug, write
from watcher.errors import ConfigError
from watcher.settings import Feed


def test_what_is_written_is_read_again_without_its_secrets() -> None:
    feeds = (
        Feed("hafenbote", "https://hafen.example/feed?x=1&y=2", "Hafenbote & Söhne", "de", 15, full_text=True),
        Feed(
            "wire", "https://u:p@wire.example/feed", "Wire", user="u", password="p", headers=(("X-Key", "k"),)
        ),
    )
    text = write(feeds)
    assert "u:p" not in text
    assert read(text.encode(), "a.opml") == (feeds[0], Feed("wire", "https://wire.example/feed", "Wire"))


def test_folders_duplicates_and_equal_titles_are_taken_in_stride() -> None:
    body = """<opml version="1.0"><body><outline text="Nord"><outline text="Bote" xmlUrl="https://a.example/"/>
    <outline text="Bote" xmlurl="https://b.example/"/><outline title="Bote" xmlUrl="https://a.example/"/>
    <outline text="Notiz"/><outline text="Böse" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    assert [(feed.name, feed.url) for feed in read(body.encode(), "a.opml")] == [
        ("bote", "https://a.example/"),
        ("bote-2", "https://b.example/"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<opml><body>",
        b"<rss/>",
        b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>',
        '<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="klingon"?><opml/>',
    ],
)
def test_what_is_no_opml_names_the_file(body: bytes) -> None:
    with pytest.raises(ConfigError, match=r"feeds\.opml: "):
        read(body, "feeds.opml")


def test_a_name_is_small_letters_digits_and_hyphens() -> None:
    assert slug("Süddeutsche Zeitung – Größe 1!") == "sueddeutsche-zeitung-groesse-1"
