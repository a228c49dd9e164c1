"""Revisions for the extraction tests."""

from __future__ import annotations

from datetime import UTC, datetime

from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.model import Mark, Mention, Revision


def revise(
    text: str, *, title: str = "", language: str | None = "de", marks: tuple[Mark, ...] = ()
) -> Revision:
    """A first revision with nothing but what extraction reads."""
    return Revision(
        item="heide/1", number=1, feed="heide", outlet="Heidekurier", title=title, text=text,
        seen_at=datetime(2026, 3, 1, tzinfo=UTC), cause="live", language=language, marks=marks,
    )  # fmt: skip


def read(
    text: str, *, title: str = "", language: str | None = "de", marks: tuple[Mark, ...] = ()
) -> tuple[Mention, ...]:
    """Its mentions."""
    return extract(revise(text, title=title, language=language, marks=marks), (), languages=load)
