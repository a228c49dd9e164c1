"""A stray byte costs its own character, not every umlaut of the feed."""

from __future__ import annotations

import codecs

import pytest

from watcher.collect.healing import heal
from watcher.collect.parse import parse

TITLES = ("Fähre fährt über die Müritz", "Dammbruch bei Grünau")
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Küstenbote</title>'
    + "".join(
        f"<item><guid>{number}</guid><title>{title}</title></item>" for number, title in enumerate(TITLES)
    )
    + "</channel></rss>"
).encode()


def titles(body: bytes, content_type: str | None = "application/rss+xml") -> list[str]:
    return [entry.title for entry in parse(body, content_type, "https://bote.example/feed").entries]


@pytest.mark.parametrize("stray", [b"\xe4", b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80"])
def test_a_stray_byte_leaves_the_rest_of_the_document_as_it_is(stray: bytes) -> None:
    body = RSS.replace(b"Dammbruch", b"Dammbruch" + stray)
    told = parse(body, "application/rss+xml; charset=utf-8", "https://bote.example/feed")
    assert told.entries[0].title == TITLES[0]
    assert told.entries[1].title.replace("\ufffd", "") == TITLES[1]
    assert "no UTF-8" in told.warnings[0]
    assert not told.regular, "the next visit reads it whole again"


def test_a_sound_document_is_left_alone() -> None:
    assert heal(RSS, None) == (RSS, 0)
    own = RSS.replace(b"Dammbruch", "Damm\ufffdbruch".encode())
    assert heal(own, None) == (own, 0)


def test_a_document_in_another_encoding_is_left_to_the_parser() -> None:
    western = RSS.decode().encode("cp1252")
    assert heal(western, None) == (western, 0)
    assert titles(western) == list(TITLES)


@pytest.mark.parametrize("content_type", ["text/xml; charset=iso-8859-1", "text/xml; charset=windows-1252"])
def test_another_label_is_believed(content_type: str) -> None:
    body = RSS.replace(b"Dammbruch", b"Dammbruch\xe4")
    assert heal(body, content_type) == (body, 0)


def test_a_byte_order_mark_of_utf_16_is_believed() -> None:
    body = codecs.BOM_UTF16_LE + RSS.decode().encode("utf-16-le")
    assert heal(body, None) == (body, 0)
