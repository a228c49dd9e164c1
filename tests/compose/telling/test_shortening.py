from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from watcher.compose.redline import Piece, clip, compare
from watcher.compose.telling.shortening import TURNING, shorten, squeeze


def test_a_long_text_keeps_its_marks_and_what_stands_beside_them() -> None:
    old = "Anfang " * 80 + "600 Helfer " + "Ende " * 80
    left, _ = compare(old, old.replace("600", "500"))
    cut = shorten(left, 200)
    text = "".join(piece.text for piece in cut)
    assert [piece.text for piece in cut if piece.marked] == ["600"]
    assert len(text) < 260
    assert "Anfang 600 Helfer Ende" in text
    assert text.startswith("…")
    assert text.endswith("…")


def test_a_text_without_marks_is_cut_at_a_word() -> None:
    assert clip("eins zwei drei vier", 11) == "eins zwei …"
    assert shorten((Piece("kurz"),), 100) == (Piece("kurz"),)
    assert len(shorten((Piece("lang " * 100),), 50)[0].text) <= 55


# A long statement, and what must still be in it when it is cut to 70 code points.
LONG = [
    ("Die Stadt werde die alte Brücke nach der langen Prüfung durch drei Gutachter im November nicht abreißen.",
     "nicht abreißen."),
    ("Der Minister habe, so steht es im Bericht der Prüfer über das vergangene Jahr, nicht von den Rissen in "
     "den Pfeilern gewusst, sagte eine Sprecherin am Abend in der Stadthalle.", "… nicht …"),
    ("Die Anlage soll nach den Worten mehrerer Mitarbeiter der Aufsicht schon im Sommer des vorigen Jahres "
     "ohne jede Genehmigung gelaufen sein, und das über viele Wochen hinweg.", "… ohne …"),
    ("Das Land hat nach Angaben mehrerer Behörden der Nachbarn bis zu 12.000 Soldaten an die lange Grenze im "
     "Osten und in die Häfen entsandt.", "bis zu 12.000"),
    ("The plant had, according to several people who worked there over the summer, allegedly been running for "
     "weeks while the inspectors were told that it stood still.", "allegedly"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "kept"), LONG, ids=[kept for _, kept in LONG])
def test_no_word_that_turns_a_statement_is_left_out(statement: str, kept: str) -> None:
    short = squeeze(statement, 70)
    assert kept in short
    assert len(short) < len(statement)


@given(text(max_size=400), integers(20, 200))
def test_what_is_left_stands_in_the_text_in_its_order(statement: str, most: int) -> None:
    short, at = squeeze(statement, most), 0
    for part in short.split(" … ") if "…" not in statement else ():
        at = statement.index(part, at) + len(part)


@given(text(alphabet="abcdefgh ", max_size=400), integers(20, 200))
def test_what_is_left_is_about_as_short_as_asked_for(statement: str, most: int) -> None:
    assert len(squeeze(statement, most)) <= max(most + 3, 20) or TURNING.search(statement)


@pytest.mark.parametrize("most", range(20, 120))
def test_a_figure_is_not_parted_from_its_bound(most: int) -> None:
    short = squeeze(LONG[3][0], most)
    assert "bis zu 12.000" in short
