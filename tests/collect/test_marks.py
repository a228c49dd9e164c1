"""Boilerplate is marked, agencies are kept, and news is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from watcher.collect.marks import find_marks
from watcher.model import MarkKind


def marked(text: str, outlet: str = "Bote") -> list[tuple[MarkKind, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in find_marks(text, outlet)[0]]


@pytest.mark.parametrize(
    ("text", "dateline", "agencies"),
    [
        ("BERLIN (dpa) – Der Rat tagt.", "BERLIN (dpa) – ", ("dpa",)),
        ("Berlin/Moskau (dpa/AFP) - Der Rat tagt.", "Berlin/Moskau (dpa/AFP) - ", ("dpa", "AFP")),
        ("SEOUL (Reuters) - The council met.", "SEOUL (Reuters) - ", ("Reuters",)),
        ("WASHINGTON, Oct 18 (AP) — The council met.", "WASHINGTON, Oct 18 (AP) — ", ("AP",)),
        ("Frankfurt/Main (dpa/lhe) - Der Rat tagt.", "Frankfurt/Main (dpa/lhe) - ", ("dpa",)),
        ("(dpa) Der Rat tagt.", "(dpa) ", ("dpa",)),
        ("Bern (sda). Der Rat tagt.", None, ("sda",)),
        ("AUSTIN / LONDON (BOTE) – Der Rat tagt.", "AUSTIN / LONDON (BOTE) – ", ()),
        ("BRÜSSEL – Der Rat tagt.", "BRÜSSEL – ", ()),
    ],
)
def test_a_dateline_is_marked(text: str, dateline: str | None, agencies: tuple[str, ...]) -> None:
    assert find_marks(text, "Bote")[1] == agencies
    if dateline:
        assert marked(text) == [("dateline", dateline)]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("(dpa)", ("dpa",)),
        ("dpa/afp", ("dpa", "AFP")),
        ("Quelle: dpa", ("dpa",)),
        ("Mit Material von dpa und Reuters", ("dpa", "Reuters")),
        ("(APA, red, 7.8.2025)", ("APA",)),
        ("jbr/dpa/AFP", ("dpa", "AFP")),
        ("© dpa-infocom, dpa:260105-99-123456/3", ("dpa",)),
        ("Reporting by Jane Doe in Seoul; Editing by John Roe", ()),
    ],
)
def test_a_credit_on_its_own_line_is_marked(line: str, agencies: tuple[str, ...]) -> None:
    text = f"Der Rat hat getagt.\n\n{line}"
    assert marked(text) == [("credit", line)]
    assert find_marks(text)[1] == agencies


def test_a_credit_at_the_end_of_the_last_sentence_is_marked() -> None:
    text = "Der Rat hat getagt. (dpa)"
    assert marked(text) == [("credit", "(dpa)")]
    assert find_marks(text)[1] == ("dpa",)


@pytest.mark.parametrize(
    "footer",
    [
        "Der Beitrag Rat tagt wieder erschien zuerst auf Hafenbote.",
        "Der Artikel Rat tagt erschien zuerst auf The Harbour Wire.",
        "The post Council meets again appeared first on Harbour Wire.",
        "Weiterlesen …",
        "Stand: 05.01.2026, 14:05 Uhr",
        "© 2026 Hafenbote GmbH",
        "Alle Rechte vorbehalten.",
        "Meldung bei www.hafenbote.example lesen",
    ],
)
def test_a_footer_is_marked_as_a_line(footer: str) -> None:
    assert marked(f"Der Rat hat getagt.\n\n{footer}") == [("footer", footer)]


def test_a_footer_behind_a_teaser_is_marked_alone() -> None:
    text = "Der Rat hat getagt. Der Beitrag Rat tagt erschien zuerst auf Hafenbote."
    assert marked(text) == [("footer", "Der Beitrag Rat tagt erschien zuerst auf Hafenbote.")]


@pytest.mark.parametrize(
    "line",
    [
        "Folgen Sie uns auf Mastodon!",
        "Abonnieren Sie jetzt unseren kostenlosen Newsletter.",
        "Unser Buchtipp: Strom für alle",
        "Die besten Bücher rund um Energie bei Amazon ansehen",
        "Aktuelle Stellenangebote",
        "Netzmeister (m/w/d) in Kiel gesucht",
        "Alle Kommentare werden moderiert.",
        "Bitte beachten Sie unsere Kommentarregeln.",
        "Jetzt vier Wochen kostenlos testen, danach 9,99 Euro im Monat, jederzeit kündbar.",
        "Diese Website verwendet Cookies.",
        "Schreiben Sie einen Kommentar",
        "12 Kommentare",
        "Mehr als 50.000 Leser vertrauen uns bereits.",
        "Anzeige: Winterreifen zum halben Preis",
        "Subscribe to our newsletter and never miss a story.",
        "Share this article",
        "Hinweis: Teile dieses Textes wurden mit Hilfe künstlicher Intelligenz erstellt.",
        "Artikel teilen",
        "*Affiliate-Link",
    ],
)
def test_promotion_is_marked(line: str) -> None:
    assert marked(f"Der Rat hat getagt.\n\n{line}") == [("promotion", line)]


def test_links_under_a_heading_belong_to_it_until_a_sentence_ends() -> None:
    links = "Lesen Sie auch\nStreit um Windräder: Rat vertagt sich\nWarum die Brücke zu bleibt"
    text = f"Der Rat hat getagt.\n\n{links}\n\nAm Abend ging die Sitzung weiter."
    assert [found for _, found in marked(text)] == links.split("\n")


NEWS = [
    "Lesen Sie, sagte der Minister, erst den Vertrag.",
    "„Bleiben Sie uns treu“, rief der Vorsitzende.",
    "Die Nachrichtenagentur dpa meldet drei Verletzte.",
    "Wie die Agentur (dpa) erfuhr, tagt der Rat am Montag.",
    "Amazon kauft einen Windpark in der Nordsee.",
    "Facebook und Twitter sperrten das Konto des Ministers.",
    "Die Zeitung verlor 10.000 Abonnenten.",
    "Der Newsletter der Partei nannte die Zahl 12.000.",
    "Anzeige erstatteten 14 Anwohner.",
    "Der Beitrag zur Krankenkasse steigt auf 3,1 Prozent.",
    "Die Stellenangebote sind im Oktober um 4 Prozent gesunken.",
    "NATO – das Bündnis will mehr Soldaten schicken.",
    "Jetzt testen die Ärzte einen neuen Impfstoff.",
    "Jetzt will die Stadt ihre Bürger informieren.",
    "Hier lassen Kunden ihre Geräte testen.",
    "The post office in Kursk was hit by a drone.",
    "Russland (EU) bleibt außen vor.",
    "UPDATE – Der Rat tagt.",
    "Cookies machen 40 Prozent des Umsatzes der Bäckerei aus.",
    "Die Bundeswehr sucht 20.000 Soldaten (Stand Januar).",
    "Zwei Menschen starben, fünf wurden verletzt",
    "Mehr als 12.000 Leser unterschrieben den Aufruf.",
    "Der Sender will seinen Podcast einstellen.",
    "Teile der Stadt sind ohne Strom.",
]


@pytest.mark.parametrize("sentence", NEWS)
def test_a_sentence_of_news_is_never_marked(sentence: str) -> None:
    assert marked(f"Der Rat hat getagt.\n\n{sentence}") == []
    assert marked(sentence) == []


def test_marks_are_in_order_and_do_not_overlap() -> None:
    text = "KIEL (dpa) – Der Rat tagt. (dpa)\n\nLesen Sie auch\nMehr zum Thema\n\n© 2026"
    marks = find_marks(text)[0]
    assert all(one.end <= other.start for one, other in pairwise(marks))
