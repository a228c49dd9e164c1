"""What a claim is called: a clause of its own, or all of the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import said
from watcher.model import Claim, Proposition
from watcher.web.titles import title


def name_of(statement: str, clause: str) -> str:
    """The title of a claim that is made once, by this clause of its statement."""
    start = statement.index(clause)
    evidence = said(statement)
    mention = replace(evidence.mention, propositions=(Proposition(start, start + len(clause), "", ()),))
    return title(Claim("c1", "damm", (replace(evidence, mention=mention),)))


@pytest.mark.parametrize(
    ("statement", "clause", "expected"),
    [
        (
            "Das Amt teilte mit, dass der Deich bis Mai gesperrt bleibt.",
            "dass der Deich bis Mai gesperrt bleibt",
            "… dass der Deich bis Mai gesperrt bleibt",
        ),
        (
            "„Der Deich bleibt bis Mai gesperrt“, sagte Holm.",
            "Der Deich bleibt bis Mai gesperrt",
            "Der Deich bleibt bis Mai gesperrt …",
        ),
        (
            "Deichgraf Holm berichtet von neuen Rissen am Deich.",
            "von neuen Rissen am Deich",
            "Deichgraf Holm berichtet von neuen Rissen am Deich.",
        ),
    ],
)
def test_a_clause_of_its_own_is_the_title(statement: str, clause: str, expected: str) -> None:
    assert name_of(statement, clause) == expected
