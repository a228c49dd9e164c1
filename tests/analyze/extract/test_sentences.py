"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from watcher.analyze.extract.lexicon import index
from watcher.analyze.extract.sentences import skip_dateline, split
from watcher.analyze.language import load

GERMAN = index(load("de"))
ENGLISH = index(load("en"))


def cut(text: str, language: str = "de") -> list[str]:
    return [text[s.start : s.end] for s in split(text, GERMAN if language == "de" else ENGLISH)]


@pytest.mark.parametrize(
    "whole",
    [
        "Am 5. August beginnt die Messe.",
        "Zum 20. Mal feiert das Dorf sein Fest.",
        "Die Kosten stiegen auf 2,1 Mrd. Euro im Jahr.",
        "Dr. Weber und Prof. Anna M. Lutz forschen in St. Pölten.",
        "Das gilt u. a. für Kinder bzw. Jugendliche.",
        "Die Halle (z. B. am Sonntag) bleibt zu.",
        "Das Ergebnis: Niemand gewinnt.",
        "Sie warf zwei (!) Speere in den Fluss.",
        "„Was nun?“ fragte der Trainer.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Es waren 12. Danach kam keiner.", ["Es waren 12.", "Danach kam keiner."]),
        ("Er traf König Karl II. Danach flog er.", ["Er traf König Karl II.", "Danach flog er."]),
        ("„Es brennt.“ Die Feuerwehr kam.", ["„Es brennt.“", "Die Feuerwehr kam."]),
        ("„Es brennt. Alle sind draußen“, rief sie.", ["„Es brennt.", "Alle sind draußen“, rief sie."]),
        ("Das war's! Jetzt geht es los … Ende.", ["Das war's!", "Jetzt geht es los …", "Ende."]),
        ("Erste Zeile\n\nZweite Zeile.", ["Erste Zeile", "Zweite Zeile."]),
        ("Dorf evakuiert +++ Zug entgleist", ["Dorf evakuiert", "+++", "Zug entgleist"]),
        ("Das Amt warnte.Danach brach der Damm.", ["Das Amt warnte.", "Danach brach der Damm."]),
        ("In Moor sind es 18 und 11. Die Karte fehlt.", ["In Moor sind es 18 und 11.", "Die Karte fehlt."]),
        ("Sie kamen 2019. Die Stadt wuchs.", ["Sie kamen 2019.", "Die Stadt wuchs."]),
    ],
)
def test_sentences_are_cut(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_english_abbreviations_do_not_end_a_sentence() -> None:
    assert cut("The U.S. Navy met Mr. Cole. They left.", "en") == ["The U.S. Navy met Mr. Cole.", "They left."]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Riga – Der Hafen ist offen.", "Der Hafen"),
        ("HAMBURG (dpa) - Die Elbe ist frei.", "Die Elbe"),
        ("Ulm/Neu-Ulm – Das Amt warnt.", "Das Amt"),
        ("Berlin Der Bund zahlt.", "Der Bund"),
        ("Der Hafen – ein Denkmal – ist offen.", "Der Hafen"),
        ("Merkel und Scholz – die alte Garde.", "Merkel und"),
    ],
)
def test_a_sentence_starts_behind_its_dateline(text: str, start: str) -> None:
    first = next(iter(split(text, GERMAN)))
    assert text[skip_dateline(text, first, GERMAN) :].startswith(start)


def test_every_stretch_lies_in_its_text_and_follows_the_one_before() -> None:
    text = "Eins. „Zwei! Drei“, sagte er. \n\n\n Vier? Fünf…  Sechs"
    stretches = list(split(text, GERMAN))
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in stretches)
