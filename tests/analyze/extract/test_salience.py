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


SOLID = 0.5  # what a digest tells behind its first lines, too

NEEDED = [
    ("Die Polizei schließt einen Anschlag auf die Fähre aus.", "that something is ruled out"),
    ("Unter den Toten sind drei Norweger und ein Däne.", "who they were"),
    ("Unter den Verletzten sind auch Ausländer.", "who they were"),
    ("Die Zahl der Toten könnte weiter steigen, sagte der Landrat.", "that a toll may rise"),
    ("Die Staatsanwaltschaft leitete ein Verfahren gegen den Kapitän ein.", "proceedings"),
    ("Bislang sind zwölf Opfer identifiziert.", "how many are identified"),
    ("In der Turnhalle wurde eine Notunterkunft eröffnet.", "a shelter"),
    ("Die Sperrung dauert bis Donnerstag.", "until when"),
    ("Der Fährverkehr ruht bis zum 12. Januar.", "until when"),
    ("Erst am Montag gibt es in Husum wieder Strom.", "until when"),
    ("Während der Fahrt wurde ein Lotse attackiert.", "an attack"),
    ("Die Polizei geht von Brandstiftung aus.", "a suspicion"),
    ("Die Polizei hat eine Sonderkommission gegründet.", "a special unit"),
    ("Eine Spur führt nach Norwegen.", "a trail"),
    ("Ein siebenjähriges Mädchen wurde getötet.", "a child killed"),
    ("Ein Mädchen kam bei dem Feuer ums Leben.", "a child killed"),
    ("In Husum griffen Piraten einen Frachter an.", "an attack"),
]


@pytest.mark.parametrize(("text", "what"), NEEDED)
def test_what_an_editor_needs_is_solid(text: str, what: str) -> None:
    (mention,) = read(text)
    assert mention.salience >= SOLID, what


@pytest.mark.parametrize(
    "text",
    [
        "In Husum ist viel los.",
        "Im Hafen ist die Hölle los.",
        "Zur Ursache ist inzwischen mehr bekannt.",
        "Es gibt eine erste Schätzung zum Schaden.",
        "Rauch ist für Menschen besonders gefährlich.",
        "Feuerzeuge sind zurzeit in Mode.",
        "Ein Experte warnt vor den Gefahren von Rauch.",
        "Wenn ein Lotse stirbt, ist der Hafen leer.",
        "Seit 36 Jahren löscht Greta Brände in Husum.",
        "1912 sank vor Husum ein Schiff.",
        "Die Gäste rüsten sich für das Fest.",
        "Viele Reeder müssen ihre Boote räumen.",
        "Husum trauert um die Opfer des Brands.",
        "Ein Vermittler hat sich bei einem Klub gemeldet.",
    ],
)
def test_what_states_nothing_of_now_is_not_solid(text: str) -> None:
    assert all(mention.salience < SOLID for mention in read(text))


def test_a_figure_of_small_things_weighs_less_than_one_of_people() -> None:
    (things,) = read("In Husum nennt ein Lotse 25 Kleinigkeiten.")
    (people,) = read("In Husum nennt ein Lotse 25 Touristen.")
    assert people.salience > things.salience + 0.2


def test_who_teaches_in_general_adds_nothing() -> None:
    (lesson,) = read("Ein Experte warnt vor Rauch.")
    (office,) = read("Die Polizei warnt vor Rauch.")
    assert office.salience > lesson.salience


def test_a_headlines_quotation_that_tells_of_no_event_is_a_voice() -> None:
    titles = ("Seeamt Kiel: „Es fehlt überall an Mut“", "Seeamt Kiel: „Den Kai haben wir gesperrt“")
    mere, deed = (read("Es regnet.", title=title)[0] for title in titles)
    assert mere.where == deed.where == "title"
    assert mere.salience < deed.salience - 0.2
