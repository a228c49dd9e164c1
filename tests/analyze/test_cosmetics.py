"""Edits that say nothing new tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analyze.newsroom import Newsroom

AROUND = "Die Messe in Kettwig dauert drei Tage. {} Das Wetter bleibt nach Angaben der Behörden mild."


def pairs() -> Iterator[tuple[str, str]]:
    """As written, and whole sentences within a text too."""
    text = (Path(__file__).parent / "cosmetic.txt").read_text(encoding="utf-8")
    found = re.findall(r"^(?!#|> )(.+)\n> (.+)$", text, re.MULTILINE)
    yield from found
    whole = [(old, new) for old, new in found if new.endswith(".") and "–" not in new]
    yield from ((AROUND.format(old), AROUND.format(new)) for old, new in whole[:14])


def test_there_are_fifty_pairs() -> None:
    assert len(list(pairs())) >= 50


@pytest.mark.parametrize(("old", "new"), list(pairs()))
def test_a_cosmetic_edit_is_no_change(old: str, new: str) -> None:
    room = Newsroom()
    room.print("Tagesbote", old, item="tagesbote/1")
    assert [(each.type, each.reason) for each in room.print("Tagesbote", new, item="tagesbote/1").changes] == []
