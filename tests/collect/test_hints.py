"""A pattern is tried wherever it may match, and hardly anywhere else."""

from __future__ import annotations

import re

import pytest

from watcher.collect.hints import Hints, find_demands, find_starts


@pytest.mark.parametrize(
    ("pattern", "demands"),
    [
        ("newsletter", {"newsletter"}),
        ("(?:mehr|weitere) (?:zum thema|im ticker)", {"thema", "ticker"}),
        ("kommentar(?:e|regeln)?", {"kommentar"}),
        (r"\d+ (?:Tage|Wochen) gratis", {"gratis"}),
        ("(?=.*kostenlos).*", {"kostenlos"}),
        ("(?!.*kostenlos).*", set()),
        ("(?:ja|\\d+)", set()),
        (r"[^.]{0,60}\bStraße\b", {"strasse"}),
    ],
)
def test_the_longest_words_that_must_be_there_are_found(pattern: str, demands: set[str]) -> None:
    assert find_demands(pattern) == demands


def test_a_line_is_asked_for_by_its_words() -> None:
    hints = Hints({1: "newsletter bestellen", 2: "zum thema", 3: r"\d+"})
    assert hints.ask("Der Rat tagt am Montag") == {3}
    assert hints.ask("Jetzt NEWSLETTER bestellen!") == {1, 3}
    assert hints.ask("Mehr (zum Thema)") == {2, 3}
    assert hints.ask("Jetzt NEWSLETTER bestellen!") == {1, 3}


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("^Foto: .*", {"fot"}),
        ("^(?:mehr|zum Thema)", {"meh", "zum"}),
        ("^(?:den )?(?:ganzen|vollen) Text", {"den", "gan", "vol"}),
        ("^(?!.*nie)e-?mail", {"e"}),
        ("^(?:Tags?|Schlagwort):", {"tag", "sch"}),
        (r"^\d+ Kommentare", set()),
        ("^(?:ja|.*)", set()),
    ],
)
def test_how_a_match_may_begin_is_found(pattern: str, starts: set[str]) -> None:
    assert find_starts(pattern) == starts


def test_a_pattern_at_the_beginning_is_told_by_how_the_line_begins() -> None:
    hints = Hints({1: "^(?:Tags?|Schlagwort):", 2: "^e-?mail"})
    assert hints.ask("Am Montag, Tags darauf") == frozenset()
    assert hints.ask("TAGS: Rat") == {1}
    assert hints.ask("Ein Rat") == {2}


def test_a_letter_whose_case_is_strange_makes_everything_likely() -> None:
    hints = Hints({1: "tipp"})
    assert re.fullmatch("tipp", "tıpp", re.IGNORECASE)
    assert hints.ask("tıpp") == {1}
