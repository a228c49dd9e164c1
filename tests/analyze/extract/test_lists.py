"""Every word list has the shape that its head describes, and no entry twice."""

from __future__ import annotations

import pytest

from watcher.analyze.language import LANGUAGES, load

COLUMNS = {
    "abbreviations": 2,
    "countries": 6,
    "fates": 3,
    "shares": 2,
    "boilerplate": 2,
    "cues": 2,
    "function_words": 1,
    "given_names": 2,
    "grounds": 2,
    "hedges": 1,
    "ordinals": 2,
    "places": 1,
    "speakers": 2,
    "speech_nouns": 2,
    "speech_phrases": 4,
    "speech_verb_forms": 4,
    "speech_verbs": 3,
    "subjunctive_verbs": 1,
    "subjunctives": 2,
    "substance": 2,
    "surnames": 1,
    "tags": 2,
}
STANCES = {
    "say",
    "estimate",
    "demand",
    "judge",
    "announce",
    "accuse",
    "warn",
    "confirm",
    "deny",
    "decline",
    "report",
}
STANCES |= {"view", "none"}
SUBSTANCE = {"mood", "vague", "back", "deed", "hollow", "empty", "weighty"}
GROUNDS = {"link", "tie", "turn", "here", "one", "those", "once", "self", "ask", "threat", "must", "offer"}
GROUNDS |= {"general", "taste", "work", "suppose", "since", "years", "learned", "filler", "filled"}
GROUNDS |= {"compared", "taken", "rate", "continue"}
SHARED_NAMES: set[str] = set()
SPEAKERS = {"person", "person-m", "person-f", "group", "text", "silent"}
COUNTED = {
    "hedges": 140,
    "noun_classes": 490,
    "countries": 195,
    "units": 120,
    "currencies": 50,
    "boilerplate": 150,
    "substance": 100,
}
LEAST = {
    "de": {"speech_verbs": 450, "speech_nouns": 120, "speakers": 300, "abbreviations": 220, **COUNTED},
    "en": {"speech_verbs": 190, "speech_nouns": 60, "speakers": 300, "abbreviations": 145, **COUNTED},
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", COLUMNS)
def test_a_list_has_its_columns_and_no_entry_twice(code: str, name: str) -> None:
    rows = load(code).rows(name)
    assert [row for row in rows if len(row) != COLUMNS[name] or not all(row)] == []
    assert [row for row in rows if rows.count(row) > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_classes_are_those_the_rules_know(code: str) -> None:
    language = load(code)
    assert {row[1] for row in language.rows("speech_verbs")} <= STANCES
    assert {row[1] for row in language.rows("speech_nouns")} <= STANCES
    assert {row[2] for row in language.rows("speech_phrases")} <= STANCES
    assert {row[2] for row in language.rows("speech_verbs")} <= {"any", "clause", "amount"}
    assert {row[1] for row in language.rows("speakers")} <= SPEAKERS
    assert {row[1] for row in language.rows("substance")} == SUBSTANCE
    assert {row[1] for row in language.rows("grounds")} == GROUNDS


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_has_one_class(code: str) -> None:
    for name in (
        "speech_verbs",
        "speech_nouns",
        "speakers",
        "given_names",
        "abbreviations",
        "tags",
        "substance",
    ):
        words = [row[0].lower() for row in load(code).rows(name)]
        assert sorted({word for word in words if words.count(word) > 1}) == [], name


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_counted_noun_has_one_class_and_is_written_once(code: str) -> None:
    words = [row[0].lower() for row in load(code).rows("noun_classes")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_for_two_countries(code: str) -> None:
    owners: dict[str, str] = {}
    for country, *cells in load(code).rows("countries"):
        for word in {each for cell in cells for group in cell.split("|") for each in group.split("/")} - {"-"}:
            assert owners.setdefault(word, country) == country or word in SHARED_NAMES, word
    assert {row[0] for row in load("de").rows("countries")} == {row[0] for row in load("en").rows("countries")}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_generated_form_belongs_to_a_speech_verb(code: str) -> None:
    verbs = load(code).words("speech_verbs")
    assert {row[1] for row in load(code).rows("speech_verb_forms")} == verbs


@pytest.mark.parametrize(
    ("code", "name", "least"), [(c, n, k) for c, sizes in LEAST.items() for n, k in sizes.items()]
)
def test_lists_stay_as_rich_as_they_were(code: str, name: str, least: int) -> None:
    assert len(load(code).rows(name)) >= least
