"""The fast no never says no to what the matcher finds."""

from __future__ import annotations

import pytest

from tests.analyze.test_match import ALIASES, FINDS, KEEPS, REVISION, find
from watcher.analyze.query import parse
from watcher.analyze.sifting import Sifter

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
