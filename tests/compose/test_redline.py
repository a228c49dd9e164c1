from __future__ import annotations

import pytest

from watcher.compose.redline import Piece, compare


def show(old: str, new: str) -> tuple[str, str]:
    """Both sides with [marks]."""
    left, right = compare(old, new)
    return tuple(  # type: ignore[return-value]
        "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in side) for side in (left, right)
    )


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("Es gab 600 Tote.", "Es gab 500 Tote.", "Es gab [600] Tote.", "Es gab [500] Tote."),
        ("Um 3,4 Prozent", "Um 3,5 Prozent", "Um [3,4] Prozent", "Um [3,5] Prozent"),
        ("Dort sind bis zu 12.000 Leute im Lager", "Dort sind mehr als 10.000 Leute im Lager",
         "Dort sind [bis zu 12.000] Leute im Lager", "Dort sind [mehr als 10.000] Leute im Lager"),
        ("Der Damm hält, sagt sie", "Der Damm hält nicht, sagt sie", "Der Damm hält, sagt sie",
         "Der Damm hält [nicht], sagt sie"),
        ("Am Montag, dem 3. Mai kam sie", "Am Freitag, dem 7. Mai kam sie",
         "Am [Montag], dem [3]. Mai kam sie", "Am [Freitag], dem [7]. Mai kam sie"),
        ("Rot, Blau siegt immer wieder gern", "Gelb, Grün siegt immer wieder gern",
         "[Rot, Blau] siegt immer wieder gern", "[Gelb, Grün] siegt immer wieder gern"),
    ],
)  # fmt: skip
def test_only_the_deciding_words_are_marked(old: str, new: str, left: str, right: str) -> None:
    assert show(old, new) == (left, right)


def test_sentences_that_share_little_are_shown_whole() -> None:
    old, new = "Moskau schweigt bislang dazu.", "Der Kreml bestätigte den Einsatz am Abend."
    assert show(old, new) == (old, new)


def test_punctuation_alone_is_not_marked() -> None:
    assert show("Er kam.", "Er kam!") == ("Er kam.", "Er kam!")


def test_nothing_to_compare_is_shown_as_it_is() -> None:
    assert compare("", "…") == ((Piece(""),), (Piece("…"),))
