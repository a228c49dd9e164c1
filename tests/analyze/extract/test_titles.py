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
    ],
)
def test_a_headline_that_only_teases_claims_nothing(title: str) -> None:
    assert read("", title=title) == ()


def test_a_headline_is_left_out_where_the_text_says_the_same() -> None:
    text = "Bei einer Lawine in Tirol sind am Sonntag zwei Menschen gestorben."
    assert [m.where for m in read(text, title="Zwei Menschen bei Lawine in Tirol gestorben")] == ["text"]


def test_whoever_stands_before_the_colon_speaks_if_they_can() -> None:
    (mention,) = read("", title="Studie: Jeder dritte Hof ist verschuldet")
    assert mention.attribution is not None
    assert (mention.attribution.text, mention.standing) == ("Studie", "attributed")
    (topic,) = read("", title="Rügen: Frachter gesunken")
    assert topic.attribution is None


def test_a_person_of_the_text_speaks_in_its_headline() -> None:
    mentions = read("Die Werft hat Umweltministerin Ebba Kruse besucht.", title="Kruse: Werft ist gerettet")
    assert mentions[0].attribution is not None
    assert mentions[0].attribution.name == "Ebba Kruse"
