"""Lines under and around a text that state nothing of what happened."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

NEWS = {"de": "Die Mole wurde am Montag gesperrt.", "en": "The pier was closed on Monday."}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("de", "Dieser Liveblog wird fortlaufend aktualisiert."),
        ("de", "Diese Meldung enthält zukunftsbezogene Aussagen, die mit Risiken verbunden sind."),
        ("de", "Über die Molenbau AG: Die Molenbau AG betreibt vier Häfen mit 300 Beschäftigten."),
        ("de", "Jetzt die Hafen-App herunterladen und nichts mehr verpassen!"),
        ("de", "Bei Rückfragen erreichen Sie Frau Wendt in der Pressestelle."),
        ("en", "About Pierworks: Pierworks runs four ports with a staff of 300."),
        ("en", "This release contains forward-looking statements that are subject to change."),
        ("en", "Check back for more on this."),
        ("en", "For more information visit the company's press room."),
    ],
)
def test_a_line_of_the_outlet_or_the_sender_claims_nothing(code: str, line: str) -> None:
    assert [mention.statement for mention in read(f"{NEWS[code]}\n\n{line}", language=code)] == [NEWS[code]]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("de", "Über die Sanierung der Mole entscheidet der Rat im Mai."),
        ("en", "About 90 ships waited outside the harbour."),
    ],
)
def test_a_sentence_that_begins_alike_is_news(code: str, line: str) -> None:
    assert [mention.statement for mention in read(f"{NEWS[code]}\n\n{line}", language=code)][1:] == [line]
