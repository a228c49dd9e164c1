"""What a text shows to be a name is one in all of it, whatever the tagger takes it for."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read


def names_of(text: str, title: str = "") -> set[str]:
    return {name for mention in read(text, title=title) for name in mention.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Brunnfurt ist am Montag ein Kran umgestürzt.", "Brunnfurt"),
        ("Bei Lauterkirchen stießen zwei Züge zusammen.", "Lauterkirchen"),
        ("Die Gemeinde Tolkwitz sperrte die Schleuse.", "Tolkwitz"),
        ("Im Landkreis Ostermark fiel der Strom aus.", "Ostermark"),
        ("Bürgermeisterin Abendstern sagte das Fest ab.", "Abendstern"),
        ("Der Kran stürzte in Brunnfurt um. Die Feuerwehr Brunnfurts sperrte das Ufer.", "Brunnfurt"),
    ],
)
def test_what_the_words_before_tell_is_a_name(text: str, name: str) -> None:
    assert name in names_of(text)


def test_once_shown_a_name_is_one_in_the_whole_text_and_in_its_title() -> None:
    text = "In Brunnfurt ist ein Kran umgestürzt. Das Rathaus von Brunnfurt wurde geräumt."
    told = read(text, title="Kran kippt auf Brunnfurt: 300 Menschen ohne Strom")
    assert len(told) == 3
    assert all("@brunfurt" in mention.propositions[0].terms for mention in told)


def test_the_adjective_of_a_place_names_it() -> None:
    _, told = read("In Brunnfurt ist ein Kran umgestürzt. Der Brunnfurter Stadtrat verbot alle Kräne.")
    assert "Brunnfurt" in told.entities


@pytest.mark.parametrize(
    "text",
    [
        "In Kurzarbeit sind 300 Menschen.",
        "Nach Feierabend bauten Schüler eine Brücke aus Tannenholz.",
        "In Innenstadt und Hafen fiel der Strom aus.",
        "Die Stadt Menschen zeigen, das sei der Plan, sagte der Rat.",
        "Der Sprecher Angaben zufolge blieb die Brücke offen.",
    ],
)
def test_common_words_stay_words(text: str) -> None:
    assert not names_of(text)
