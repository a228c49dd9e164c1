"""Who and what a sentence names: a sentence, the names for readers, the terms for linking."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read
from watcher.analyze.extract import entities
from watcher.analyze.language import LANGUAGES, load

ALIASES = (("Selenskyj", "Selenski", "Zelensky"), ("Freie Werft", "Werft AG", "FW"))

GERMAN: list[tuple[str, list[str], list[str]]] = [
    ("Nordkoreas Armee übt.", ["Nordkorea"], ["@kp"]),
    ("Es sind nordkoreanische Truppen.", ["Nordkorea"], ["@kp"]),
    ("Drei Nordkoreaner flohen.", ["Nordkorea"], ["@kp"]),
    ("Russinnen und Ukrainern droht das.", ["Russland", "Ukraine"], ["@ru", "@ua"]),
    ("Nach Darstellung des Kremls stimmt das nicht.", ["Russland"], ["@ru"]),
    ("Die Lage in Moskau ist ruhig.", ["Moskau"], ["@ru", "@moskau"]),
    ("Die Lage in Kyjiw ist ruhig.", ["Kiew"], ["@ua", "@kiev"]),
    ("Die Vereinigten Staaten und Saudi-Arabien schweigen.", ["USA", "Saudi-Arabien"], ["@us", "@sa"]),
    ("Der US-Botschafter und der Ukraine-Beauftragte reisen.", ["USA", "Ukraine"], ["@us", "@ua"]),
    ("Südkorea und Nordkorea verhandeln.", ["Südkorea", "Nordkorea"], ["@kr", "@kp"]),
    ("Das sagte Ursula von der Leyen am Montag.", ["Ursula von der Leyen"], ["@ursula von der leien"]),
    ("Das sagte Friedrich Merz.", ["Friedrich Merz"], ["@friedrih mers"]),
    ("Das bestritt Putins Sprecher.", ["Putin"], ["@putin"]),
    ("Die Deutsche Bank und die Deutschen warten.", ["Deutsche Bank", "Deutschland"], ["@deuse bank", "@de"]),
    ("Er klagte bei der Deutschen Bank.", ["Deutsche Bank"], ["@deuse bank"]),
    ("Am Montag im März regnet es.", [], []),
    # aliases: longest first, acronyms with their case
    ("Selenskis Rede überzeugte.", ["Selenskyj"], ["@selenski"]),
    ("Die Werft AG entlässt.", ["Freie Werft"], ["@freie verft"]),
    ("Die FW entlässt.", ["Freie Werft"], ["@freie verft"]),
]

ENGLISH: list[tuple[str, list[str], list[str]]] = [
    ("Some North Korean troops left.", ["North Korea"], ["@kp"]),
    ("The Kremlin denied it.", ["Russia"], ["@ru"]),
    ("Both U.S. and British forces left.", ["United States", "Britain"], ["@us", "@gb"]),
    ("Leaders met Xi Jinping.", ["Xi Jinping"], ["@xi inping"]),
    ("Russia's army left.", ["Russia"], ["@ru"]),
]


@pytest.mark.parametrize(("sentence", "names", "terms"), GERMAN, ids=[sentence for sentence, *_ in GERMAN])
def test_german_names(sentence: str, names: list[str], terms: list[str]) -> None:
    language = load("de")
    tokens = language.tokens(sentence)
    assert list(entities.find(tokens, sentence, language, ALIASES)) == names
    assert list(entities.terms(tokens, sentence, language, ALIASES)) == terms


@pytest.mark.parametrize(("sentence", "names", "terms"), ENGLISH, ids=[sentence for sentence, *_ in ENGLISH])
def test_english_names(sentence: str, names: list[str], terms: list[str]) -> None:
    language = load("en")
    tokens = language.tokens(sentence)
    assert list(entities.find(tokens, sentence, language)) == names
    assert list(entities.terms(tokens, sentence, language)) == terms


@pytest.mark.parametrize(
    "spellings",
    [
        ("Selenskyj", "Selenski", "Zelensky", "Zelenskyy", "Zelenskiy"),
        ("Gerassimow", "Gerasimov"),
        ("Schoigu", "Shoigu"),
        ("Medwedew", "Medvedev"),
        ("Netanjahu", "Netanyahu"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Müller", "Mueller"),
        ("Erdoğan", "Erdogan"),
        ("Lukaschenko", "Lukashenko"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({entities.key(spelling) for spelling in spellings}) == 1


def test_different_names_have_different_keys() -> None:
    names = ("Merz", "März", "Scholz", "Schulz", "Kim Jong Un", "Kim Jong Il", "Kiew", "Kursk")
    assert len({entities.key(name) for name in names}) == len(names)


def test_a_canonical_name_has_the_term_of_its_sentence() -> None:
    assert entities.term("Nordkorea", load("de")) == entities.term("North Korea", load("en")) == "@kp"
    assert entities.term("Selenskyj", load("de")) == "@selenski"


def test_namings_stand_in_the_text_and_never_overlap() -> None:
    text = "Vorwort. Nordkoreas Kim Jong Un traf Putin in Moskau."
    language = load("de")
    found = entities.spot(language.tokens(text, 9), text, language)
    assert [text[each.start : each.end] for each in found] == ["Nordkoreas", "Kim Jong Un", "Putin", "Moskau"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_country_table_has_one_row_a_country_in_six_columns(code: str) -> None:
    rows = load(code).rows("countries")
    assert len(rows) >= 195
    assert {len(row) for row in rows} == {6}
    assert len({row[0] for row in rows}) == len(rows)


def test_both_languages_know_the_same_countries() -> None:
    german, english = ({row[0] for row in load(code).rows("countries")} for code in LANGUAGES)
    assert german == english


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    ["noun_classes", "units", "currencies", "numerals", "magnitudes", "number_qualifiers", "noun_lemmas"],
)
def test_no_entry_stands_twice_in_a_list(code: str, name: str) -> None:
    entries = [row[0] for row in load(code).rows(name)]
    assert len(entries) == len(set(entries))
    assert entries


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_country_is_known_by_every_name_capital_and_government_of_the_list(code: str) -> None:
    language = load(code)
    unknown = []
    for country, names, _adjectives, _people, capitals, governments in language.rows("countries"):
        words = "|".join((names, capitals, governments)).replace("/", "|").split("|")
        for word in {*words} - {"-"}:
            text = f"Alle reden über {word}."
            found = entities.terms(language.tokens(text), text, language)
            unknown += [word] if f"@{country}" not in found else []
    assert unknown == []


def test_a_trade_behind_a_hyphen_is_no_name() -> None:
    (told,) = read("", title="Fußball-Profi stirbt nach Sturz")
    assert told.entities == ()
