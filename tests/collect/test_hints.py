"""A pattern is tried wherever it may match, and hardly anywhere else."""

from __future__ import annotations

import re

import pytest

from watcher.collect.hints import Hints, find_demands


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
    patterns = {1: "newsletter bestellen", 2: "zum thema", 3: r"\d+"}
    hints = Hints({number: find_demands(pattern) for number, pattern in patterns.items()})
    assert hints.ask("Der Rat tagt am Montag") == {3}
    assert hints.ask("Jetzt NEWSLETTER bestellen!") == {1, 3}
    assert hints.ask("Mehr (zum Thema)") == {2, 3}
    assert hints.ask("Jetzt NEWSLETTER bestellen!") == {1, 3}


def test_a_letter_whose_case_is_strange_makes_everything_likely() -> None:
    hints = Hints({1: frozenset({"tipp"})})
    assert re.fullmatch("tipp", "tıpp", re.IGNORECASE)
    assert hints.ask("tıpp") == {1}
