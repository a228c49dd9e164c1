"""What can be checked where it stands alone weighs more than what leans on its text, judges or tells tales."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

FAINT = 0.3  # what weighs less is new in one outlet only and is not quoted

NEWS = [
    ("de", "Der Kreis Plön hat die Fähre nach Bosau stillgelegt."),
    ("de", "Die Reederei Holm streicht 40 Stellen in Kiel."),
    ("de", "Nun ist der Reeder Jens Holm gestorben."),
    ("de", "In diesem Jahr verzichtet der Ruderclub Plön auf die Regatta in Kiel."),
    ("de", "Laut Werftchef Holm muss der Kai in Kiel erneuert werden."),
    ("de", "Das Seeamt sperrt den Kai in Kiel."),  # an article leans on nothing
    ("de", "Der Kreis Plön sperrt den Kai – und sorgt damit für Unmut."),
    ("de", "Unklar ist, ob der Kreis Plön zahlt."),
    ("de", "Forscher haben einen Krebs mit blauen Scheren entdeckt."),
    ("de", "Die Werft in Kiel baut die größte Fähre seit 2019."),
    ("de", "Kiel meldet den stärksten Sturm seit zehn Jahren."),
    ("de", "Vor Kiel wird eine vor drei Jahren gesunkene Jacht gehoben."),
    ("de", "Eine morsche Mole ist der Grund."),
    ("en", "Norway has closed the ferry line to Bergen."),
    ("en", "The harbour of Leith lost 40 jobs."),
]
WEAK = [
    ("de", "Danach fuhren sie ohne Licht weiter."),  # leans on what stands before
    ("de", "Nicht alle sehen darin einen Vorteil."),
    ("de", "Neue Segel reißen selten."),  # so it often is
    ("de", "Die Reeder müssen sich endlich einigen."),  # a demand of the writer's
    ("de", "Ein Beiboot kann Kosten sparen."),
    ("de", "Der Roman erzählt von einer Reederin in Plön."),  # of a book, a film, a recipe
    ("de", "Knusprige Heringe ruhen in einer cremigen Soße."),
    ("de", "Die Lotsin erklärt, warum sie das Meer liebt – und wie man dort schläft."),  # promises
    ("de", "Bosau ist ein Paradies für Segler!"),
    ("de", "Der Umbau schade dem Ort, meint unsere Kolumnistin."),
    ("de", "Kiel wirbt um diesen Segler."),  # whom?
    ("de", "Mehr als zwei Drittel hören im Winter auf."),  # of whom?
    ("de", "Nach dem Sturm in Kiel ging er an Land."),  # who?
    ("de", "Greta will Lotsin werden."),  # a portrait
    ("de", "möchte den Kai in Kiel behalten."),  # cut off
    ("de", "Steigen die Frachtraten, gewinnt Kiel."),  # if
    ("de", "Der Streit in Kiel droht zu eskalieren."),  # not yet
    ("de", "Der Museumshafen bietet Kieler Familien viel Platz."),  # what there is to see
    ("de", "Der Lotse weiß, weshalb."),
    ("de", "Regatta vor Kiel: Wie der Außenseiter zum Favoriten wurde."),
    ("de", "Drei Lotsinnen sprechen über die Nacht."),
    ("de", "Kiel ist einer der größten Häfen."),  # a rank
    ("de", "Greta Holm spielt in „Die Lotsin“ (Küstenkanal) eine Diebin."),  # whose title it is
    ("de", "Elke Brandt vom Seeamt Kiel spricht über Ursachen und Mängel."),  # talks
    ("de", "Viel ist aber nicht bekannt."),
    ("de", "Der Lotsenverband warnt eindringlich."),  # of what?
    ("de", "Unsere Autorin widerspricht: Das Boot hat Zukunft."),
    ("de", "Der Kai wurde einst von Bürgern gebaut, sie stritten jedoch."),  # long ago
    ("de", "Von einem Lotsen aus Kiel, der das Meer nie sah."),  # all its verbs in clauses
    ("de", "Das Museum in Kiel sieht dafür keinen Bedarf."),  # for what?
    ("de", "Hier sind die zehn Häfen, die am meisten gefielen."),
    ("de", "„Ich segle, bis ich umfalle“, sagt Greta Holm."),
    ("de", "Seit 30 Jahren prägt Jens Holm den Hafen in Kiel."),  # for years
    ("de", "Seit 2019 legen in Kiel auch Frachter an."),
    ("de", "Jens Holm reiste vor vielen Jahren nach Kiel."),
    ("de", "Die Werft in Kiel gilt als Vorbild."),
    ("de", "Die Reederei arbeitet weiterhin am Umbau."),
    ("de", "Die Lage in Kiel spitzt sich zu."),  # which?
    ("de", "Die Reedereien in Kiel stehen unter Druck."),
    ("de", "Der Umbau sei nötig, schreibt Kolumnist Jens Holm."),
    ("de", "Holm engagiert sich für den Hafen in Kiel."),
    ("en", "Then they sailed on without lights."),
    ("en", "New sails seldom tear."),
    ("en", "The novel tells of a pilot in Leith."),
    ("en", "Shipowners must change course."),
]


@pytest.mark.parametrize(("language", "sentence"), NEWS)
def test_news_is_worth_a_line(language: str, sentence: str) -> None:
    (mention,) = read(sentence, language=language)
    assert mention.salience >= FAINT


@pytest.mark.parametrize(("language", "sentence"), WEAK)
def test_what_states_nothing_by_itself_is_not(language: str, sentence: str) -> None:
    assert [m.salience for m in read(sentence, language=language) if m.salience >= FAINT] == []


def test_a_headline_with_a_deed_needs_no_name() -> None:
    (mention,) = read("", title="Polizei entdeckt Sprengstoff im Schuppen")
    assert mention.salience >= FAINT


def test_a_figure_carries_a_sentence_that_leans_on_its_text() -> None:
    (mention,) = read("Dabei starben 14 Seeleute.")
    assert mention.salience > 0.6


@pytest.mark.parametrize(
    ("title", "worth"),
    [
        ("Taucherin Elke Brandt: „Unten ist es still wie in einer Kirche“", False),
        ("Lotsin im Gespräch: „Ich schlafe am besten auf See“", False),
        ("Regatta in Kiel: „Es ist halt nur Wind“", False),
        ("Kieler Bürgermeisterin vereidigt: „Die Arbeit fängt jetzt an“", True),
        ("Kieler Hafenchef: „Wir schließen den Kai im Mai“", True),
    ],
)
def test_the_words_of_an_interview_are_worth_a_line_if_an_office_speaks(title: str, worth: bool) -> None:
    (mention,) = read("", title=title)
    assert (mention.salience >= FAINT) == worth


def test_a_quotation_of_somebody_named_in_the_sentence_before_is_weighed_too() -> None:
    text = "Lotsin Elke Brandt lehnt den Umbau ab. Sie schließt sich dem Amt an: „Der Deich hält. Er ist hoch.“"
    assert [m.standing for m in read(text)] == ["attributed"] * 3


@pytest.mark.parametrize(
    "title",
    ["KB+Werft wächst", "K+ (nur für Abonnenten); Werft wächst", "Wohin steuert die Werft?",
     "Werft in Not: Was Plön jetzt tut", "Kommentar: Die Werft hat es verschlafen",
     "Werftchefin: „Ich habe noch nie so gut geschlafen“"],
)  # fmt: skip
def test_what_stands_below_a_headline_that_tells_nothing_weighs_less(title: str) -> None:
    text = "Die Reederei Holm bildet in Plön Lehrlinge aus."
    plain, withheld = (
        next(each for each in read(text, title=each) if each.where == "text")
        for each in ("Werft wächst", title)
    )
    assert withheld.salience == pytest.approx(plain.salience - 0.25)


def test_below_the_label_of_a_ticker_stands_news() -> None:
    text = "Die Reederei Holm bildet in Plön Lehrlinge aus."
    plain, live = (
        next(each for each in read(text, title=each) if each.where == "text")
        for each in ("Werft wächst", "Liveblog Küste: Werft wächst")
    )
    assert live.salience == plain.salience


def test_a_description_weighs_less_than_the_name_it_stands_for() -> None:
    (named,), (described,) = read("Greta Holm verließ Plön."), read("Die 30-Jährige verließ Plön.")
    assert described.salience < named.salience - 0.1
