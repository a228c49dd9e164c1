"""Headlines: what they state, what they only promise."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("+++ Zwei Tote bei Lawine in Tirol +++", "Zwei Tote bei Lawine in Tirol"),
        ("Eilmeldung: Bundesrat stoppt Gesetz", "Bundesrat stoppt Gesetz"),
        ("Lawine: Bergretter finden drei Vermisste", "Lawine: Bergretter finden drei Vermisste"),
        ("Frachter vor Rügen gesunken", "Frachter vor Rügen gesunken"),
        (
            "Ende der Flaute?: Reeder Holm kauft vier Schiffe",
            "Ende der Flaute?: Reeder Holm kauft vier Schiffe",
        ),
        ("Wie angekündigt sperrt Kiel den Kai", "Wie angekündigt sperrt Kiel den Kai"),
        ("Kiel sperrt den Kai – was Segler wissen müssen", "Kiel sperrt den Kai – was Segler wissen müssen"),
        ("Scharfe Kritik an Sperrung zurückgewiesen", "Scharfe Kritik an Sperrung zurückgewiesen"),
        ("Neuer Test in Kieler Werft gescheitert", "Neuer Test in Kieler Werft gescheitert"),
        ("Sturm in Plön: Schulen bis Montag dicht", "Sturm in Plön: Schulen bis Montag dicht"),
        ("Lotse nach Sturz tot", "Lotse nach Sturz tot"),
        ("Plön eröffnet in diesem Sommer drei Bäder", "Plön eröffnet in diesem Sommer drei Bäder"),
    ],
)
def test_a_headline_states_something(title: str, statement: str) -> None:
    (mention,) = read("", title=title)
    assert mention.where == "title"
    assert mention.statement == title[mention.start : mention.end] == statement


@pytest.mark.parametrize(
    "title",
    [
        "Was passiert jetzt mit dem Hafen?",
        "So sparen Sie beim Heizen",
        "Kommentar: Der Minister hat versagt",
        "Heizen im Winter: Das sollten Mieter wissen",
        "Liveticker: Hamburg spielt gegen Bremen",
        "Zahl der Anträge könnte steigen",
        "Die besten Rezepte",
        "Video",
        "Streit um den Kai Worum es den Anwohnern geht",
        "Rost am Kiel So bleibt das Boot dicht",
        "MeinungHafen:Der Rat hat den Kai verschlafen",
        "Ratgeber„Leck im Boot“richtig flicken",
        "44SegeltageWie ein Knoten um die Welt kam",
        "c’t-Webinar: Wenn das Boot sich selbst steuert",
        "Sechs Außenborder im Test",
        "Segeln im Herbst: diese Boote fahren vorn",
        "Mit diesen Tricks hält das Tau",
        "Seelsorge an Bord: Wenn der Pastor auf die Brücke klettert",
        "Zwölf Knoten-Geheimtipps aus dem Norden",
        "Vier Shantys in Kurzkritiken",
        "Hafenpolitik Der Rat streitet weiter Eine Kolumne von Elke Brandt",
        "Top 10: Der beste Kompass mit Licht",
        "Brand im Hafen: Und langsam wird es hell",
        "Um so viel steigen die Hafengebühren",
        "Kieler Serie: Der Mann am Ruder lacht",
        "Regatta vor Kiel: In welchen Klassen gesegelt wird",
        "Vorbild Kiel – wie der Hafen wächst",
        "Hafen und Geld: Rettet den alten Kran",
    ],
)
def test_a_headline_that_only_teases_claims_nothing(title: str) -> None:
    assert read("", title=title) == ()


def test_a_headline_is_left_out_where_the_text_says_the_same() -> None:
    text = "Bei einer Lawine in Tirol sind am Sonntag zwei Menschen gestorben."
    assert [m.where for m in read(text, title="Zwei Menschen bei Lawine in Tirol gestorben")] == ["text"]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Studie: Jeder dritte Hof ist verschuldet", "Studie"),
        ("Umfrage der Handwerkskammer: Lehrlinge fehlen überall", "Umfrage der Handwerkskammer"),
        ("Deutscher Imkerverband: Honigernte war schwach", "Deutscher Imkerverband"),
        ("Werft-Chef: Aufträge reichen bis 2031", "Werft-Chef"),
        ("Biologin: Störche bleiben länger", "Biologin"),
        ("Hannes Brandt: „Der Deich hält keine Sturmflut mehr aus“", "Hannes Brandt"),
        ("Deichgräfin Wiebke Harms im Interview: „Wir bauen höher“", "Deichgräfin Wiebke Harms"),
        ("Bayerns jüngster Bürgermeister: „Das Geld reicht nicht“", "Bayerns jüngster Bürgermeister"),
        ("Rente: Ministerin: Beiträge steigen erst später", "Ministerin"),
        ("Rente:Ministerin: Beiträge steigen erst später", "Ministerin"),
    ],
)
def test_whoever_stands_before_the_colon_speaks_if_they_can(title: str, speaker: str) -> None:
    (mention,) = read("", title=title)
    assert mention.attribution is not None
    assert (mention.attribution.text, mention.standing) == (speaker, "attributed")


def test_an_english_headline_names_its_source_too() -> None:
    (mention,) = read("", title="Watchdog: Water bills were wrong for years", language="en")
    assert mention.attribution is not None
    assert mention.attribution.text == "Watchdog"


@pytest.mark.parametrize(
    "title",
    [
        "Rügen: Frachter gesunken",
        "Portugal: Drei Festnahmen nach Einbruch in Porto",
        "Bundesliga: Trainer bleibt bis zum Sommer",
        "Deichurteil: Gericht stärkt die Rechte der Anwohner",
        "Hannes Brandt: Der Deichgraf tritt zurück",
        "Früherer Weltmeister: Segler verliert Mast vor Kap Hoorn",
        "Stimmen zum Deich: „Gutes Ende“: Rat beschließt den Bau",
    ],
)
def test_a_topic_before_the_colon_says_nothing(title: str) -> None:
    (mention,) = read("", title=title)
    assert (mention.attribution, mention.standing) == (None, "asserted")


def test_who_speaks_in_a_quotation_without_a_name_stays_open() -> None:
    (mention,) = read("", title="Hochwasser: „Der Keller stand bis zur Decke voll“")
    assert (mention.attribution, mention.standing, mention.kind) == (None, "attributed", "quote")


def test_a_person_of_the_text_speaks_in_its_headline() -> None:
    mentions = read("Die Werft hat Umweltministerin Ebba Kruse besucht.", title="Kruse: Werft ist gerettet")
    assert mentions[0].attribution is not None
    assert mentions[0].attribution.name == "Ebba Kruse"


def test_a_place_of_the_text_does_not_speak_in_its_headline() -> None:
    title = "Elschtal-Auen: „Das Wasser kam von allen Seiten“"
    headed, *_ = read("In Elschtal-Auen sind drei Keller vollgelaufen.", title=title)
    assert (headed.where, headed.attribution, headed.standing) == ("title", None, "attributed")
    named, *_ = read("Lotse Elschtal war im Keller.", title=title.replace("-Auen", ""))
    assert named.attribution is not None
