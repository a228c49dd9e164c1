"""Which stretches are quoted, whatever marks an outlet uses."""

from __future__ import annotations

import pytest

from watcher.analyze.extract.quotes import find_quotes, quote_paragraphs


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in find_quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Es brennt“, sagte er.", ["Es brennt"]),
        ('"Es brennt", sagte er.', ["Es brennt"]),
        ("»Es brennt«, sagte er.", ["Es brennt"]),
        ("«Es brennt», sagte er.", ["Es brennt"]),
        ("“It burns,” he said.", ["It burns,"]),
        ('„Es brennt", sagte er.', ["Es brennt"]),
        ("Der „Bote“ und die „Post“ melden es.", ["Bote", "Post"]),
        ("„Er sagte ‚Nein‘ zu mir“, sagte sie.", ["Er sagte ‚Nein‘ zu mir"]),
        ("Es geht's gut.", []),
        ('Ein 5" langes Rohr.', []),
    ],
)
def test_marks_open_and_close_by_their_neighbours(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted("„Es brennt. Alle raus") == ["Es brennt. Alle raus"]


def test_a_quotation_runs_on_into_the_next_paragraph() -> None:
    text = "„Das Wasser kam.\n\nWir rannten los“, sagte sie."
    first, second = quote_paragraphs(text, [(0, 16), (18, len(text))])
    assert first == ((1, 17),)
    assert text[second[0][0] + 1 : second[0][1]] == "Wir rannten los"
