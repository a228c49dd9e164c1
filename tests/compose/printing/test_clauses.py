"""A subject line has one clean clause of a statement, in its own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.test_backing import only
from watcher.compose.printing.clauses import WHOLE, find_clause, trim
from watcher.model import Mention


def read(text: str, where: str = "text") -> Mention:
    mention = only(text, "Bote").mention
    return replace(mention, where="title") if where == "title" else mention


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Die Werft am Hafen schließt.", "Die Werft am Hafen schließt"),
        (
            "Ein Verband aus Celle hat die alte Schleuse im Norden der Stadt gesprengt und der Behörde im Süden"
            " schwere Fehler und mehr nachgewiesen.",
            "Ein Verband aus Celle hat die alte Schleuse im Norden der Stadt gesprengt …",
        ),
        (
            "Die Fähre nach Elschtal fährt wieder, nachdem Taucher in der vergangenen Woche eine Kette und drei"
            " Anker aus der Rinne gezogen haben.",
            "Die Fähre nach Elschtal fährt wieder …",
        ),
    ],
    ids=["whole", "up to another deed", "up to a clause"],
)
def test_a_long_sentence_ends_where_a_clause_does(text: str, kept: str) -> None:
    assert trim(read(text)) == kept


def test_a_headline_loses_what_stands_before_its_colon() -> None:
    title = "Brand im Kornspeicher von Rauhtal: Feuerwehr rettet den Müller und seine Familie aus dem Dach"
    assert trim(read(title, "title")) == "Feuerwehr rettet den Müller und seine Familie aus dem Dach"


def test_a_figure_before_the_colon_stays() -> None:
    title = "Über 550 Einsätze in Rauhtal: Feuerwehr rettet den Müller und seine ganze Familie aus dem Dach"
    assert trim(read(title, "title")) == title


def test_what_turns_a_sentence_is_not_cut_off() -> None:
    text = (
        "Der Landrat von Celle hat die alte Schleuse im Norden der Stadt gesprengt und das Land hat ihm dafür"
        " nie eine Genehmigung gegeben."
    )
    assert "nie" in trim(read(text))
    assert len(text) > WHOLE


def test_a_sentence_without_a_border_ends_at_a_word_with_an_ellipsis_last() -> None:
    text = "Die neue Brücke über den Fluss bei Elschtal im Norden des Kreises trägt Lastwagen bis zum Gewicht"
    shown = trim(read(f"{text} einer mittleren Lokomotive."))
    assert shown.endswith(" …")
    assert text.startswith(shown.removesuffix(" …"))


def test_the_clause_of_a_figure_is_found() -> None:
    said = read("In Rauhtal kamen 40 Menschen ums Leben, 119 wurden überwiegend schwer verletzt.")
    assert find_clause(said, "119") == "119 wurden überwiegend schwer verletzt"
    assert find_clause(said, "7") == ""
