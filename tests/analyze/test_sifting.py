"""The fast no never says no to what the matcher finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.test_match import ALIASES, FINDS, KEEPS, REVISION, find
from watcher.analyze.match import Matcher
from watcher.analyze.query import parse
from watcher.analyze.sifting import Sifter
from watcher.settings import Topic

MATCHING = [(query, text) for query, text, proof in FINDS if proof is not None]

# What the sieve is for: these never reach the matcher.
REFUSED = [
    ("Kursk", "Kämpfe bei Belgorod"),
    ("Kursk Soldat", "In Kursk sind Panzer"),
    ("Kursk OR Belgorod", "Wetter in Kiew"),
    ("Strom", "der Stromausfall"),
    ("Kiew NEAR/3 Rakete", "in Kiew"),
    (r"/Leopard ?2A\d/", "ein leopard 2A6"),
    ('"rote Linie"', "die grüne Linie".replace("Linie", "Wand")),
]


@pytest.mark.parametrize(("query", "text"), MATCHING, ids=[f"{q} in {t[:40]}" for q, t in MATCHING])
def test_whatever_matches_passes(query: str, text: str) -> None:
    assert Sifter([parse(query, ALIASES)]).passes(f"\n{text}".encode())


@pytest.mark.parametrize(("query", "text"), REFUSED)
def test_what_cannot_match_is_refused_unread(query: str, text: str) -> None:
    assert not Sifter([parse(query, ALIASES)]).passes(text.encode())


@pytest.mark.parametrize("query", [query for query, _ in KEEPS])
def test_fields_of_the_ledger_are_not_sifted_by(query: str) -> None:
    revision = REVISION
    if find(query, revision) is not None:
        assert Sifter([parse(query)]).passes(f"{revision.title}\n{revision.text}".encode())


def test_one_of_several_queries_is_enough() -> None:
    sifter = Sifter([parse("Kursk"), parse("Belgorod")])
    assert sifter.passes(b"in Belgorod")
    assert not sifter.passes(b"in Kiew")


@pytest.mark.parametrize(
    "text", ["Ma\u0308dchen", "MÄDCHEN", "maedchen", "_Mädchen_", "(Mädchen)", "Ma\u00addchen Mädchen"]
)
def test_every_spelling_of_an_umlaut_passes(text: str) -> None:
    assert Sifter([parse("Mädchen")]).passes(text.encode())


@pytest.mark.parametrize(("query", "text"), MATCHING, ids=[f"{q} in {t[:40]}" for q, t in MATCHING])
def test_whatever_matches_is_heard(query: str, text: str) -> None:
    matcher = Matcher([Topic("other", "Xylophon", "x"), Topic("t", query, "t", ALIASES)])
    revision = replace(REVISION, title="", text=text)
    quiet = [
        replace(REVISION, title="Über Łódź", text="Nichts von alledem.", language=code) for code in ("en", None)
    ]
    assert matcher.hears(revision)
    assert matcher.hears_any([quiet[0], revision, quiet[1]])


@pytest.mark.parametrize(("query", "text"), REFUSED)
def test_what_cannot_match_is_not_heard(query: str, text: str) -> None:
    matcher = Matcher([Topic("other", "Xylophon", "x"), Topic("t", query, "t")])
    revision = replace(REVISION, title="", text=text)
    assert not matcher.hears(revision)
    assert not matcher.hears_any([revision] * 3)


def test_what_lacks_a_word_of_a_negation_alone_is_always_heard() -> None:
    assert Matcher([Topic("t", "lang:de -Sport", "t")]).hears(REVISION)


def test_more_words_than_a_sieve_holds_are_heard_all_the_same() -> None:
    crowd = [" OR ".join(f"wort{at * 1_000 + number}" for number in range(1_000)) for at in range(30)]
    matcher = Matcher([Topic(f"t{at}", query, "t") for at, query in enumerate(crowd)])
    assert matcher.hears(replace(REVISION, text="ein wort17 mehr"))
    assert not matcher.hears(replace(REVISION, title="", text="kein Wort mehr"))
