"""What extraction promises of any input: verbatim, deterministic, clear of marks, never an exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyze.extract.revisions import read
from watcher.analyze.extract import detect
from watcher.model import Mark

TEXT = (
    "Riga – Der Hafen ist seit Montag gesperrt. „Wir rechnen mit 300 Anfragen“, "
    "sagte Hafenmeisterin Ilze Ozola.\n\n"
    "Das Amt wies Kritik zurück. Es habe rechtzeitig gewarnt.\n\nMehr zum Thema\n\nFähren: Was jetzt gilt"
)

WORDS = (
    *["„", "“", '"', ",", ".", ":", "–", "(", ")", "Der", "die", "Minister", "sagte,", "habe", "sei", "laut"],
    *["Polizei", "wie", "so", "zufolge", "und", "12", "nicht"],
)


def test_every_statement_and_source_is_verbatim() -> None:
    for mention in read(TEXT):
        assert TEXT[mention.start : mention.end] == mention.statement
        if source := mention.attribution:
            assert TEXT[source.start : source.end] == source.text


def test_two_readings_are_equal() -> None:
    assert read(TEXT) == read(TEXT)


def test_no_mention_overlaps_a_mark() -> None:
    marks = (Mark("dateline", 0, 7), Mark("footer", TEXT.index("Das Amt"), TEXT.index("Das Amt") + 30))
    mentions = read(TEXT, marks=marks)
    assert mentions
    assert all(m.end <= mark.start or mark.end <= m.start for m in mentions for mark in marks)


def test_a_quotation_over_two_sentences_keeps_its_speaker() -> None:
    first, second = read("„Das Wasser steigt. Die Straße ist schon weg“, sagte Landwirt Peer Holst.")
    assert first.attribution is not None
    assert second.attribution is not None
    assert first.attribution.text == second.attribution.text == "Landwirt Peer Holst"


def test_a_short_name_is_named_in_full() -> None:
    mentions = read("Umweltminister Lars Behnke kam nach Celle. Die Deiche seien sicher, sagte Behnke.")
    assert mentions[-1].attribution is not None
    assert mentions[-1].attribution.text == "Behnke"
    assert mentions[-1].attribution.name == "Lars Behnke"


def test_a_pronoun_that_nobody_fits_stays_a_pronoun() -> None:
    (mention,) = read("Die Lage sei ernst, sagte er.")
    assert mention.attribution is not None
    assert mention.attribution.text == "er"


def test_a_subjunctive_far_from_any_source_names_nobody() -> None:
    (mention,) = read("Die Lage sei ernst.")
    assert (mention.standing, mention.attribution) == ("attributed", None)


def test_an_unknown_language_gives_nothing() -> None:
    assert read("Le port est fermé depuis lundi.", language="fr") == ()
    assert read("Le port est fermé depuis lundi et la mairie ne dit rien.", language=None) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Hafen ist seit Montag gesperrt, und das Amt schweigt.", "de"),
        ("The harbour has been closed since Monday and the office is silent.", "en"),
        ("Le port est fermé depuis lundi et la mairie ne dit rien.", None),
        ("Порт закрыт с понедельника.", None),
        ("", None),
        ("12.03.2026 – 4:2", None),
    ],
)
def test_a_language_is_known_by_its_function_words(text: str, code: str | None) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \n",
        "\ud800 kaputt \udfff.",
        "\u202eDer Hafen ist zu.\u202c",
        "DER HAFEN IST SEIT MONTAG GESPERRT.",
        "a" * 5_000,
        "wort " * 5_000,
        "1 | 2 | 3\n4 | 5 | 6\n",
        '„„„““““ »» «« "" \'',
        "(((((((((((",
        "… … … !!! ??? :::",
        "sagte sagte, sagte. So so, so. Wie wie, wie.",
        "Laut. Zufolge. Nach Angaben. Demnach.",
    ],
)
def test_odd_input_is_read_without_an_exception(text: str) -> None:
    for language in ("de", "en", None):
        read(text, title=text[:200], language=language)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for mention in read(text, title=text):
        assert text[mention.start : mention.end] == mention.statement


@pytest.mark.long
def test_time_grows_with_the_text_and_not_faster() -> None:
    def measure(times: int) -> float:
        text = TEXT * times
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    measure(20)  # warm
    short, large = measure(20), measure(200)
    assert large < 25 * short


@pytest.mark.parametrize(
    "text",
    [
        "Wie im Vorjahr fiel die Regatta aus.",
        "Wie durch ein Wunder blieb der Lotse unverletzt.",
        "Wie geplant öffnet die Schleuse im Mai.",
    ],
)
def test_wie_that_compares_opens_a_claim(text: str) -> None:
    assert [mention.statement for mention in read(text)] == [text]


@pytest.mark.parametrize("text", ["Wie die Schleuse gebaut wird.", "Wie in Husum gebaut wird, zeigt der Plan."])
def test_wie_that_asks_does_not(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ob der alte Deich auch die nächste Sturmflut aushält, ist offen.", "de"),
        ("Whether the old dyke holds next winter is unclear.", "en"),
    ],
)
def test_what_ends_as_open_is_unverified(text: str, language: str) -> None:
    (told,) = read(text, language=language)
    assert told.standing == "unverified"


@pytest.mark.parametrize(
    "text",
    [
        "Die Diebe erbeuteten Segel im Wert von 8.000 Euro.",
        "Unbekannte entwendeten Taue.",
        "Der Dieb erbeutete Bargeld.",
    ],
)
def test_a_verb_that_looks_like_its_objects_adjective_claims(text: str) -> None:
    assert [mention.statement for mention in read(text)] == [text]


@pytest.mark.parametrize(
    "text",
    ["Die gestohlenen Segel.", "Husums bekannteste Lotsin über ihren Weg.", "Die wegen Eis gesperrten Häfen."],
)
def test_an_adjective_claims_nothing(text: str) -> None:
    assert read(text) == ()
