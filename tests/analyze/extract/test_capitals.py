"""English capitals: names and acronyms that the tagger takes for verbs and pronouns."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read


@pytest.mark.parametrize(
    "sentence",
    [
        "The US imported three tonnes of saffron in March.",
        "The WHO opened an office in Bergen in 2019.",
        "IT workers at the port walked out on Friday.",
    ],
)
def test_an_acronym_is_no_pronoun(sentence: str) -> None:
    assert [(m.kind, m.standing) for m in read(sentence, language="en")] != []


@pytest.mark.parametrize(
    "title", ["US exports of saffron rise to a record", "Smuggler extradited to US after trial"]
)
def test_a_headline_about_the_us_speaks_of_nobodys_us(title: str) -> None:
    assert [m.standing for m in read("", title=title, language="en")] == ["asserted"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The charity Shine said the shelter was full.", "The charity Shine"),
        ("The WHO said the outbreak had ended.", "The WHO"),
        ("The NCA confirmed that it was searching two flats.", "The NCA"),
        ("The plan was criticised by Friends International.", "Friends International"),
    ],
)
def test_a_capital_inside_a_sentence_is_a_name(sentence: str, source: str) -> None:
    (mention,) = read(sentence, language="en")
    assert mention.attribution is not None
    assert mention.attribution.text == source


def test_a_headline_with_capitals_all_over_keeps_its_verbs() -> None:
    (mention,) = read("", title="Minister Says Port Will Reopen Next Week", language="en")
    assert mention.attribution is not None
    assert mention.attribution.text == "Minister"
