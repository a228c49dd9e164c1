from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import watcher.compose
from tests.compose.builders import BERLIN, NOW, at
from watcher.compose.kinds import KINDS
from watcher.compose.patterns import LANGUAGES
from watcher.compose.printing.words import load, speak
from watcher.model import Trouble

ROOM = Path(watcher.compose.__file__).parent
SAID = re.compile(r"""\b(?:say|count)\(\s*"([^"]+)"\s*(~?)""")
DE, EN = speak("de", BERLIN), speak("en", BERLIN)


def keys() -> set[str]:
    """Every key that code or template asks for by its full name."""
    found: set[str] = set()
    for path in [*ROOM.glob("*.py"), *ROOM.glob("templates/*")]:
        found |= {key for key, more in SAID.findall(path.read_text("utf-8")) if not more}
    return found | {f"{prefix} {kind.name}" for kind in KINDS for prefix in ("kind:", "tally")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_said_is_in_the_catalogue(language: str) -> None:
    entries, _ = load(language)
    assert not keys() - set(entries)


def test_the_catalogues_hold_the_same_words_with_the_same_blanks() -> None:
    (german, _), (english, _) = load("de"), load("en")
    assert set(german) == set(english)
    for key, forms in german.items():
        assert {blanks(form) for form in forms[-1:]} == {blanks(form) for form in english[key][-1:]}, key


def blanks(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_one_and_many_have_their_own_forms() -> None:
    assert DE.count("{n} report", 1) == "1 Meldung"
    assert DE.count("{n} report", 1412) == "1.412 Meldungen"
    assert EN.count("{n} report", 1412) == "1,412 reports"
    assert DE.count("{n} report", 0) == "0 Meldungen"


def test_times_are_local_and_as_short_as_they_are_clear() -> None:
    assert DE.moment(at(28, 16, 42), NOW) == "Mo 18:42"
    assert DE.moment(at(27, 9, month=2), NOW) == "27. Feb."
    assert DE.moment(at(27, 9, month=2, year=2024), NOW) == "27. Feb. 2024"
    assert EN.moment(at(28, 16, 42), NOW) == "Mon 18:42"
    assert DE.moment(at(29, 9), NOW) == "29. Apr."  # ahead of the window: a feed's clock is wrong


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("Der Damm hält.", "„Der Damm hält.“"),
        ("„Der Damm hält.“", "„Der Damm hält.“"),
        ('"Der Damm hält."', '"Der Damm hält."'),
        ("Sie nannte es „sicher“.", "»Sie nannte es „sicher“.«"),
        ("„Ja“, sagte sie, „nein“", "»„Ja“, sagte sie, „nein“«"),
        ("Ein »Flashover«, heißt es", "„Ein »Flashover«, heißt es“"),
        ("", "„“"),
    ],
)
def test_quotes_are_marked_and_stay_verbatim(text: str, german: str) -> None:
    assert DE.quote(text) == german


def test_a_language_without_a_catalogue_gets_english() -> None:
    assert speak("fr", BERLIN).say("Article") == "article"


# The sentence of watcher.collect, and what a German and an English reader see.
TROUBLES = [
    (
        "https://a.example/f answers 404: it is not there; look whether the feed has moved",
        "gibt es nichts (404)",
        "not there (404)",
    ),
    (
        "https://a.example/f answers 503: it has trouble of its own; it is tried again later",
        "Störung (503)",
        "of its own (503)",
    ),
    (
        "https://a.example/f answers 403: it refuses us; ask the outlet",
        "lehnt uns ab (403)",
        "refuses us (403)",
    ),
    (
        "https://a.example/f did not answer in full within 30 seconds; it is tried again later",
        "binnen 30 Sekunden",
        "within 30 seconds",
    ),
    (
        "https://a.example/f cannot be reached (no such host); check the address",
        "nicht erreichbar",
        "cannot be reached",
    ),
    ("https://a.example/f is no feed that can be read (mismatched tag); check it", "kein Feed", "is no feed"),
    ("bote.example antwortet nicht", "bote.example antwortet nicht", "bote.example antwortet nicht"),
]


@pytest.mark.parametrize(("sentence", "german", "english"), TROUBLES)
def test_a_failure_is_told_in_the_mails_language(sentence: str, german: str, english: str) -> None:
    trouble = Trouble("Bote", sentence)
    assert german in speak("de", BERLIN).trouble(trouble)
    assert english in speak("en", BERLIN).trouble(trouble)
    assert "feeds.toml" not in speak("de", BERLIN).trouble(trouble)
