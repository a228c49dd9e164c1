"""The ledger on own sentence pairs; floors a little below what it reached, by parts."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.pairs.pairs import TYPES, are_linked, print_pair, read_lines, read_pairs


def test_the_pair_set_is_large_and_no_sentence_stands_in_both_halves() -> None:
    fitted, held = (list(read_pairs(name)) for name in ("fitted", "held"))
    assert len(fitted) + len(held) >= 600
    assert not {line.sentence for line in read_lines("fitted")} & {line.sentence for line in read_lines("held")}
    assert {pair.label for pair in held} == {"same", "changed", "related", "different"}
    assert any({pair.first.code, pair.second.code} == {"de", "en"} for pair in held)


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("fitted", 0.94, 0.92), ("fresh", 0.9, 0.51), ("held", 0.93, 0.86)],
    ids=["fitted", "fresh", "held"],
)
def test_pairs_are_linked_by_meaning(part: str, precision: float, recall: float) -> None:
    found = [(pair.linked, are_linked(*print_pair(pair))) for pair in read_pairs(part)]
    hits = sum(wanted and linked for wanted, linked in found)
    assert hits / sum(linked for _, linked in found) >= precision
    assert hits / sum(wanted for wanted, _ in found) >= recall


def test_the_opposite_is_seldom_taken_for_a_confirmation() -> None:
    told = Counter(
        change.type
        for pair in read_pairs("held")
        if TYPES.get(pair.second.mark) == "contradicted"
        for change in print_pair(pair)[1].changes[:1]
    )
    assert told["contradicted"] >= 4 * told["corroborated"]
