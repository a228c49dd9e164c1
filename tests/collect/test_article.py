"""The text of a page, and only that."""

from __future__ import annotations

import pytest

from watcher.collect.article import decode, read
from watcher.errors import PageError

URL = "https://bote.example/1?token=geheim"
SENTENCES = [
    f"Absatz {number}: Der Rat der Stadt stimmte am Abend mit {number} Stimmen für den Umbau der alten Brücke."
    for number in range(2, 8)
]
PAGE = (
    "<html><head><title>Umbau beschlossen</title></head>"
    "<body><nav><a href='/'>Start</a> <a href='/a'>Abo</a></nav>"
    f"<article><h1>Umbau beschlossen</h1>{''.join(f'<p>{each}</p>' for each in SENTENCES)}</article>"
    "<footer><p>Impressum</p></footer><script>track()</script></body></html>"
)


def test_an_article_is_its_paragraphs() -> None:
    found = read(PAGE.encode(), "text/html; charset=utf-8", URL)
    assert found.title == "Umbau beschlossen"
    assert found.text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"%PDF-1.7", "text/html", "no web page"),
        (PAGE.encode(), "application/pdf", "no web page"),
        (b"", "text/html", "no article"),
        (b"<html><body><p>Bitte stimmen Sie zu.</p></body></html>", "text/html", "no article"),
        (b"<div>" * 100_000, "text/html", "built to stall"),
        (b"<p " + b"a=1 " * 200_000 + b">", "text/html", "built to stall"),
    ],
)
def test_what_holds_no_article_is_one_clear_sentence(body: bytes, content_type: str, words: str) -> None:
    with pytest.raises(PageError, match=words) as caught:
        read(body, content_type, URL)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Müll €".encode(), "text/html"),
        ("Müll €".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("Müll €".encode("cp1252"), None),
        ("\ufeffMüll €".encode("utf-16"), "text/html; charset=utf-8"),
        (b'<meta charset="iso-8859-15">' + "Müll €".encode("iso-8859-15"), "text/html"),
        ("Müll €".encode(), "text/html; charset=klingon"),
    ],
)
def test_a_page_is_decoded_whatever_it_says(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type).endswith("Müll €")
