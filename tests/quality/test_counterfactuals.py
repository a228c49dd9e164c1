"""Swap one thing in a sentence: exactly the field it touches changes, in 98 of 100 cases of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality import sentences
from tests.quality.counterfactuals import WIKINEWS_STEP, Outcome, judge, rate, show
from tests.quality.swaps import SWAPS

FLOOR = 0.98
LEAST = {"negation": 10, "killed or injured": 10, "country": 10}  # swaps without which the rate says nothing


def too_low(outcomes: dict[str, list[Outcome]]) -> dict[str, str]:
    return {
        kind: "\n".join(show({kind: found}, 10))
        for kind, found in outcomes.items()
        if found and rate(found) < FLOOR
    }


def test_a_swap_in_our_own_sentences_changes_what_it_touches() -> None:
    outcomes = judge(sentences.own())
    assert set(outcomes) == set(SWAPS)
    assert [kind for kind, found in outcomes.items() if len(found) < LEAST.get(kind, 15)] == []
    assert too_low(outcomes) == {}


@pytest.mark.long
def test_a_swap_in_real_sentences_changes_what_it_touches(shared: Path) -> None:
    outcomes = judge(sentences.real(shared, WIKINEWS_STEP))
    assert [kind for kind, found in outcomes.items() if len(found) < 30] == []
    assert too_low(outcomes) == {}
