from __future__ import annotations

import pytest

from watcher.compose.safe import SUBJECT, header, speaker, visible, web


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zwei\r\nZeilen\tund mehr", "Zwei Zeilen und mehr"),
        ("Gefahr\u202egnp.exe", "Gefahrgnp.exe"),
        ("\x1b[2JLöschen\x00", "[2JLöschen"),
        ("halb\ud800es Paar", "halbes Paar"),
        ("<b>fett</b> & 👍", "<b>fett</b> & 👍"),
    ],
)
def test_a_line_shows_what_was_given_without_what_acts(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_header_cannot_hold_an_encoded_word_or_a_line_end() -> None:
    safe = header("=?utf-8?q?News=0d=0aBcc:_evil@x.example?=\r\nBcc: evil@x.example")
    assert "=?" not in safe
    assert safe.isprintable()


@pytest.mark.parametrize("text", ["wort " * 1_000, "x" * 5_000, "=?" * 5_000])
def test_a_subject_is_bounded(text: str) -> None:
    assert len(header(text)) <= SUBJECT


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=2", "http://a.example"])
def test_web_addresses_are_links(url: str) -> None:
    assert web(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "https://[::1/x",
     "https://a.example/ b", 'https://a.example/"onclick=', "https://a.example/" + "x" * 3000, "file:///etc/passwd",
     "ftp://a.example/x", " https://a.example"],
)  # fmt: skip
def test_anything_else_is_none(url: str | None) -> None:
    assert web(url) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("des Geheimdienstes NIS", "Geheimdienstes NIS"),
        ("Einem Medienbericht", "Medienbericht"),
        ("The White House", "White House"),
        ("Dermatologen", "Dermatologen"),
        ("die", "die"),
        ("Sprecherin der Stadt", "Sprecherin der Stadt"),
        ("eigenen Angaben", ""),  # whose they are stands in the sentence
        ("Eigenheimverband", "Eigenheimverband"),
    ],
)
def test_a_speaker_stands_without_the_article(text: str, shown: str) -> None:
    assert speaker(text) == shown
