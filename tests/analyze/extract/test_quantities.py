"""What counts and what only looks like it: sentences in `quantities/`, and what each of them counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analyze.extract.revisions import read
from watcher.analyze.extract import nouns, quantities
from watcher.analyze.language import load
from watcher.model import Quantity

CASES = Path(__file__).parent / "quantities"


def show(quantity: Quantity) -> str:
    """text | low..high | qualifier | noun"""
    low, high = ("" if side is None else f"{side:g}" for side in (quantity.low, quantity.high))
    return f"{quantity.text} | {low}..{high} | {quantity.qualifier} | {quantity.noun}"


def find(sentence: str, code: str, earlier: tuple[Quantity, ...] = ()) -> tuple[Quantity, ...]:
    language = load(code)
    return quantities.find(language.tokens(sentence), sentence, language, earlier)


def read_cases(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Language, sentence, and its quantities as `show` tells them, which stand indented beneath it."""
    code, sentence = "", ""
    found: list[str] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), "[end]"]:
        if line.startswith("    "):
            found.append(line.strip())
        elif line and not line.startswith("#"):
            if sentence:
                yield code, sentence, found
            code, sentence = (line[1:-1], "") if line.startswith("[") else (code, line)
            found = []


@pytest.mark.parametrize(
    ("code", "sentence", "expected"),
    [
        pytest.param(*case, id=f"{file.stem}: {case[1]}")
        for file in sorted(CASES.glob("*.txt"))
        for case in read_cases(file)
    ],
)
def test_a_sentence_counts_what_it_says(code: str, sentence: str, expected: list[str]) -> None:
    assert [show(quantity) for quantity in find(sentence, code)] == expected


def test_offsets_are_absolute_and_the_text_is_verbatim() -> None:
    text = "Vorwort. Rund 300 Boote sanken."
    language = load("de")
    (quantity,) = quantities.find(language.tokens(text, 9), text, language)
    assert (quantity.start, quantity.end) == (9, 17)
    assert text[quantity.start : quantity.end] == quantity.text == "Rund 300"


def test_a_figure_that_points_back_counts_what_the_sentence_before_counted() -> None:
    earlier = find("Im Lager leben 400 Flüchtlinge.", "de")
    assert [show(q) for q in find("Davon sind 30 krank.", "de", earlier)] == [
        "30 | 30..30 | exact | Flüchtling"
    ]


@pytest.mark.parametrize(
    ("text", "code", "noun"),
    [
        ("In der Halle standen 400 Kisten. Davon waren 30 leer.", "de", "Kiste"),
        ("In der Halle standen 400 Kisten. Von diesen sind mindestens 350 leer.", "de", "Kiste"),
        ("Zum Fest kamen 400 Gäste. Mindestens 30 froren.", "de", "Gast"),
        ("The shed held 400 crates. Of those, at least 350 are empty.", "en", "crate"),
        ("Die Stadt hat 400 Brunnen. Rund 40.000 wohnen am Rand.", "de", None),
    ],
)
def test_a_text_tells_what_the_figure_of_its_second_sentence_counts(
    text: str, code: str, noun: str | None
) -> None:
    first, second = read(text, language=code)
    assert len(first.quantities) == len(second.quantities) == 1
    assert second.quantities[0].noun == noun


@pytest.mark.parametrize(
    ("noun", "kind", "state"),
    [
        ("Toter", "person", "dead"),
        ("Verkehrstoter", "person", "dead"),
        ("Schwerverletzter", "person", "injured"),
        ("Soldat", "person", None),
        ("Fabrikarbeiterin", "person", None),
        ("Kampfpanzer", "vehicle", None),
        ("Euro", "money", None),
        ("%", "percent", None),
        ("Tag", "duration", None),
        ("Kilowattstunde", "energy", None),
        ("Gedanke", None, None),
    ],
)
def test_nouns_have_a_class_and_apart_from_it_a_state(noun: str, kind: str | None, state: str | None) -> None:
    language = load("de")
    assert (nouns.classify(language, noun), nouns.state(language, noun)) == (kind, state)


@pytest.mark.parametrize("code", ["de", "en"])
def test_odd_text_is_read_without_fault(code: str) -> None:
    for text in (
        "",
        "1",
        "...",
        "\ud800 12 \u202e",
        "1.000.000.000.000.000.000.000 9" * 50,
        "ein " * 300,
        "$ $ €5 %",
    ):
        find(text, code)
