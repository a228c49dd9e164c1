from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from watcher.collect.archive import annotate
from watcher.model import Revision

TEXT = "BERLIN (dpa) – Die Brücke bleibt gesperrt."
FIRST = Revision(
    "i", 0, "f", "Tagesbote", "Brücke gesperrt", TEXT, datetime(2026, 1, 2, tzinfo=UTC), "backfill"
)


def test_an_archived_article_carries_its_dateline_as_a_mark() -> None:
    found = annotate(FIRST, None)
    assert [(mark.kind, TEXT[mark.start : mark.end].strip(" –")) for mark in found.marks] == [
        ("dateline", "BERLIN (dpa)")
    ]
    assert found.agencies == ("dpa",)


def test_case_and_punctuation_alone_are_cosmetic() -> None:
    assert annotate(replace(FIRST, title="Brücke gesperrt!"), FIRST).cosmetic


def test_another_word_is_not_cosmetic() -> None:
    assert not annotate(replace(FIRST, title="Brücke offen"), FIRST).cosmetic
