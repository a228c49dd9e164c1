"""What a digest leads with: facts before moods, and what is said before that somebody speaks."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

PAIRS = [
    # what can be checked, what paints a mood or leaves out what is said
    ("de", "Die Fähre sank wegen eines Risses im Rumpf.", "Die Hafenstadt trauert mit Kerzen."),
    ("de", "Die Polizei nahm den Kapitän fest.", "Die Polizei äußert sich zum Untergang."),
    ("de", "Die Reederei schließt Sabotage aus.", "Die Reederei zeigte sich fassungslos."),
    ("de", "Ein Gutachter hält den Brief für echt.", "Zeugen berichten von einer langen Nacht an Bord."),
    (
        "de",
        "Für Sabotage gibt es keine Hinweise.",
        "Zum Untergang der Fähre kommen neue Einzelheiten ans Licht.",
    ),
    ("de", "Auslöser war ein Kurzschluss im Maschinenraum.", "Menschen weinten am Kai."),
    ("de", "Die Reederei teilte mit, der Motor sei defekt.", "Sie waren lange auf See."),
    ("de", "Das Protokoll belegt Mängel am Ruder.", "Der Redaktion liegt das Bordprotokoll vor."),
    ("de", "Ein Matrose löschte den Brand im Kessel.", "Ein Matrose hat die Minuten an Deck gefilmt."),
    ("de", "Ursache war ein Leck im Kessel.", "„Auf einmal brach unter uns alles weg“"),
    ("en", "The ferry sank because of arson.", "Mourners lit candles on the quay."),
    ("en", "Police arrested the captain.", "Witnesses spoke about the night at sea."),
]


@pytest.mark.parametrize(("language", "fact", "mood"), PAIRS)
def test_a_fact_weighs_more_than_a_mood(language: str, fact: str, mood: str) -> None:
    (first,), (second,) = read(fact, language=language), read(mood, language=language)
    assert first.salience > second.salience + 0.1


def test_a_figure_outweighs_that_nobody_in_particular_speaks() -> None:
    (counted,) = read("Zeugen berichten von zwölf Booten am Pier.")
    (vague,) = read("Zeugen berichten von Booten am Pier.")
    assert counted.salience > vague.salience + 0.2


def test_a_cause_is_found_at_the_end_of_a_compound() -> None:
    (cause,) = read("Die Unfallursache war ein Riss.")
    (other,) = read("Die Unfallstelle war ein Damm.")
    assert cause.salience > other.salience


def test_what_somebody_says_weighs_more_than_that_they_speak() -> None:
    (told,) = read("Die Behörde berichtet, dass der Damm hält.")
    (hollow,) = read("Die Behörde berichtet über den Damm.")
    assert told.salience > hollow.salience + 0.3


def test_a_headline_that_was_cut_off_says_nothing() -> None:
    (whole,) = [
        each
        for each in read("Es regnet.", title="Kapitän erhebt schwere Vorwürfe gegen Lotsen")
        if each.where == "title"
    ]
    cut = [
        each for each in read("Es regnet.", title="Kapitän erhebt schwere Vorwürfe …") if each.where == "title"
    ]
    assert all(each.salience < whole.salience - 0.3 for each in cut)


def test_words_of_somebody_who_is_named_are_no_mere_voice() -> None:
    (named,) = read("„Der Rumpf ist gebrochen“, sagte der Kapitän.")
    (voice,) = read("„Der Rumpf ist in der Mitte gebrochen“")
    assert named.salience > voice.salience + 0.2
