"""Sentences that only name the source of the one before them."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read


@pytest.mark.parametrize(
    ("pointer", "source"),
    [
        ("Das meldet die Küstenzeitung am Montag.", "die Küstenzeitung"),
        ("Dies urteilte das Landgericht am Montag.", "das Landgericht"),
        ("Das ergab eine Umfrage.", "eine Umfrage"),
        ("Das haben Forscher der Uni Kiel herausgefunden.", "Forscher der Uni Kiel"),
        ("Davon geht Jan Holm, der Leiter der Werft, aus.", "Jan Holm"),
        ("Darüber berichtet der Sender.", "der Sender"),
        ("Darauf wies der Landrat hin.", "der Landrat"),
        ("Dieser Ansicht ist auch Landrat Holm.", "Landrat Holm"),
        ("Zu diesem Schluss kommt ein Gutachten der Stadt.", "ein Gutachten der Stadt"),
        ("So lautet das Ergebnis einer Studie.", "einer Studie"),
        ("Das ist das Fazit einer Studie der Uni Kiel.", "einer Studie der Uni Kiel"),
    ],
)
def test_a_sentence_that_points_back_names_the_source_of_the_one_before(pointer: str, source: str) -> None:
    (mention,) = read(f"Die Fähre bleibt bis Mai im Dock. {pointer}")
    assert mention.statement == "Die Fähre bleibt bis Mai im Dock."
    assert mention.attribution is not None
    assert mention.attribution.text == source


@pytest.mark.parametrize(
    "sentence",
    [
        "Das kostet die Werft viel Geld.",
        "Davon liegen 20 Boote im Hafen.",
        "Darauf antwortete die Werft nicht.",
        "Das ist das Ergebnis eines langen Streits.",
        "Das glaubt der Landrat nicht.",
    ],
)
def test_a_sentence_with_something_of_its_own_to_say_points_nowhere(sentence: str) -> None:
    first, second = read(f"Die Fähre bleibt bis Mai im Dock. {sentence}")
    assert first.attribution is None
    assert second.statement == sentence
