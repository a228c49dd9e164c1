"""A new language is a new folder: words stand in the languages' lists, and no expression in code holds any."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.language import patterns as analysis
from watcher.compose import patterns as composition
from watcher.model import patterns

HOUSE = Path(__file__).resolve().parents[1] / "watcher"
ROOMS = {"analyze": HOUSE / "analyze/language", "compose": HOUSE / "compose/locale"}
READING = [
    path for room in ("collect", "analyze", "cycle", "compose") for path in sorted((HOUSE / room).rglob("*.py"))
]

# What only one language has a word for.
GERMAN_ONLY = {
    "border_with": "„an der Grenze zu Malta“; “at the border” is known by its other expression",
    "auxiliary": "a verb in two parts, of which the second ends the clause",
    "participle": "the second of them",
    "that_or_the": "„das“ is both",
    "recommended": "a German site's label",
    "feminine": "nouns have a gender by their endings",
    "female": "as have offices",
    "inseparable": "prefixes of verbs",
    "separable": "the others",
}
ENGLISH_ONLY = {"contracted": "“didn’t”"}

SYNTAX = re.compile(r"\(\?[:<=!P]|\\[bswdSW]|\[\^|\(\w+\|")
LETTERS = re.compile(r"[^\W\d_]+")
NO_WORDS = re.compile(r"\[[^\]]*\]|\(\?P?[<a-z]*[>:=!-]|\\.")  # sets of signs, names of groups, escapes
SHORTEST = 3  # letters; „er“ and “as” may be endings
FUNCTION_WORDS = {word for code in LANGUAGES for word in load(code).words("function_words")}
# Expressions with words that are no language's.
NO_LANGUAGE = {
    "collect/dates.py": "months as RFC 822 writes them",
    "compose/printing/troubles.py": "our own sentences about feeds, which are English wherever they stand",
}


def read(room: str, code: str) -> list[tuple[str, str]]:
    return list(patterns.read_rows((ROOMS[room] / code / "patterns.tsv").read_text(encoding="utf-8")))


@pytest.mark.parametrize("room", ROOMS)
def test_every_language_names_the_same_things(room: str) -> None:
    german, english = ({name for name, _ in read(room, code)} for code in ("de", "en"))
    assert german - english <= GERMAN_ONLY.keys()
    assert english - german <= ENGLISH_ONLY.keys()


def test_what_one_language_lacks_is_still_there() -> None:
    names = {name for room in ROOMS for code in LANGUAGES for name, _ in read(room, code)}
    assert GERMAN_ONLY.keys() | ENGLISH_ONLY.keys() <= names


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_each_fragment_is_an_expression_of_its_own_and_written_once(room: str, code: str) -> None:
    rows = read(room, code)
    assert len(set(rows)) == len(rows)
    for name, fragment in rows:
        alternatives = fragment.split("|")
        assert re.compile(f"(?:{fragment})").groups == 0, name
        assert "" not in alternatives, name


@pytest.mark.parametrize("room", ROOMS)
def test_each_name_is_asked_for(room: str) -> None:
    """Cycle and analysis share one folder."""
    asked = analysis.any_of if room == "analyze" else composition.any_of
    code = "\n".join(path.read_text(encoding="utf-8") for path in READING if _asks(path, room))
    for name in {name for each in LANGUAGES for name, _ in read(room, each)}:
        assert re.compile(asked(name))
        assert re.search(rf"""["']{name}["']""", code), name


def _asks(path: Path, room: str) -> bool:
    return (path.relative_to(HOUSE).parts[0] == "compose") == (room == "compose")


def test_all_rooms_know_the_same_languages() -> None:
    assert composition.LANGUAGES == LANGUAGES


def test_alternatives_of_all_languages_stand_side_by_side() -> None:
    files = (
        "noon\tmittags?  # a comment\nnoon\tzwölf\n\n# and more\n",
        "noon\tnoon\nnoon\tzwölf\nnight\tnight\n",
    )
    assert patterns.join(files) == {"noon": "(?:mittags?|zwölf|noon)", "night": "(?:night)"}


def test_a_row_without_a_fragment_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        patterns.join(["noon\n"])


def find_expressions(path: Path) -> Iterator[tuple[int, str]]:
    """Texts in the code that have an expression's signs; docstrings and messages are none."""
    whole = ast.parse(path.read_text(encoding="utf-8"))
    plain = {id(node.value) for node in ast.walk(whole) if isinstance(node, ast.Expr)}
    for node in ast.walk(whole):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in plain else None
        if isinstance(text, str) and isinstance(node, ast.Constant) and SYNTAX.search(text):
            yield node.lineno, text


@pytest.mark.parametrize("path", READING, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_expression_in_code_holds_words_of_a_language(path: Path) -> None:
    if path.relative_to(HOUSE).as_posix() in NO_LANGUAGE:
        return
    for line, text in find_expressions(path):
        words = {word for word in LETTERS.findall(NO_WORDS.sub(" ", text).casefold()) if len(word) >= SHORTEST}
        assert not words & FUNCTION_WORDS, f"{path}:{line}"
        assert not any(set(word) & set("äöüß") for word in words), f"{path}:{line}"
