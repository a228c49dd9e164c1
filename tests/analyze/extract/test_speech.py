"""What is speech and what only looks like it: deeds, settings, people without a name."""

from __future__ import annotations

import pytest

from tests.analyze.extract.test_attribution import find_source, name_source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Wirt Jan Holm lobte den Plan. Andere sagten, der Plan sei teuer.", "Andere"),
        ("Der Wirt Jan Holm lobte den Plan. Viele fordern eine Umfrage.", "Viele"),
        ("Einige begrüßten die Sperrung.", "Einige"),
        ("60 Prozent befürworten, dass die Fähre öfter fährt.", "60 Prozent"),
        ("25 Prozent teilen die Meinung, der Deich sei zu niedrig.", "25 Prozent"),
    ],
)
def test_people_whom_nobody_names_speak_for_themselves(text: str, source: str) -> None:
    found = find_source(text)
    assert found is not None
    assert (found.text, found.resolved) == (source, True)


def test_a_share_that_a_body_reports_says_nothing() -> None:
    assert name_source("60 Prozent weniger Gäste meldete die Reederei.") == "die Reederei"


@pytest.mark.parametrize(
    "text",
    [
        "Das Land hatte dem Konzern Überfahrtsrechte eingeräumt.",  # a compound of „Rechte“
        "Die Kammer hatte einen Beweisantrag der Verteidigung zurückgewiesen.",
        "Der Senat hat ein Urteil zum Verkauf von Daten gesprochen.",  # „von“ is no content of speaking here
        "Der Kampfrichter erklärte den Sprung für gültig.",
        "Ein Team hatte an einer ähnlichen Stelle etwas gesehen.",  # „ähnlich“ must not stand before a noun
        "In der SPD gab es bis zur Wahl auch Bedenken gegen den Vertrag.",  # not „gab zu bedenken“
        "Das Amt beobachtet zwei Seen: Seddin und Krossin.",  # behind the colon stands no clause
        "Die Vorwürfe richten sich gegen das Amt.",
        "Die Radlerin Ute Klas verteidigte das Gelbe Trikot.",
    ],
)
def test_a_deed_is_not_said(text: str) -> None:
    assert name_source(text) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Rat sprach von einem Verstoß gegen das Völkerrecht.", "Der Rat"),  # no object ends in „Recht“
        ("Der Grund für den Streit, so vermutet die Zeitung Der Deich, war Geld.", "die Zeitung Der Deich"),
        ("Zu der Tat bekannte sich nach lettischen Medien ein Matrose.", "lettischen Medien"),
        ("Der Flughafen nennt als Ursache den Nebel.", "Der Flughafen"),
        ("Der Sender will aber wissen, dass der Kapitän schlief.", "Der Sender"),
        ("Beobachter messen dem Besuch hohe Bedeutung zu.", "Beobachter"),
        ("Fischer sehen in dem Vertrag keine Lösung.", "Fischer"),
    ],
)
def test_speech_is_found_in_its_frame(text: str, source: str) -> None:
    assert name_source(text) == source


def test_a_forecast_goes_on_over_one_assertion_in_its_paragraph() -> None:
    before = "Die Meteorologin Ute Klas warnte vor Sturm. Am Abend fiel die erste Böe auf. "
    assert name_source(before + "Die Fähren würden dann im Hafen bleiben.") == "Die Meteorologin Ute Klas"
    assert name_source(before.replace("auf. ", "auf.\n\n") + "Die Fähren würden im Hafen bleiben.") is None
