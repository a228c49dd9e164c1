"""What a text says before it comes to the topic weighs little there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.compose.builders import DAM, SINCE, build, changed, said
from watcher import store
from watcher.analyze import RULES
from watcher.cycle.aiming import BESIDE
from watcher.cycle.hearing import hear
from watcher.model import Findings, Link, Match, Revision, Span, Trace
from watcher.settings import Config
from watcher.store import Store

BESIDES = "Die Werft Kranich entlässt 300 Schweißer."
TEXT = f"{BESIDES} Am Damm fehlen nun Leute."
AT = TEXT.index("Damm")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "watcher.db") as opened:
        yield opened


def weigh(kept: Store, text: str, *spans: Span) -> float:
    """What is left of the weight of the statement, whose text the topic matches at `spans`."""
    told = said(BESIDES, item="blatt/1")
    revision = Revision("blatt/1", 1, "blatt", "Blatt", "Werft", text, SINCE, "live", language="de")
    kept.revisions.add([revision])
    found = Findings(
        DAM.name, "blatt/1", 1, Trace("blatt/1", 1, SINCE, "blatt/1"), (told,), (Link(0, 0, "c1"),), ()
    )
    kept.claims.save(revision, [Match(DAM.name, "blatt/1", 1, spans)], [found], RULES)
    config = Config(Path(), kept.path, topics=(DAM,))
    (section,) = hear(config, kept, build(changed("new", None, told, claim="c1"))).sections
    (change,) = section.changes
    assert change.after
    return change.after.mention.salience / told.mention.salience


def test_what_stands_before_the_topics_first_word_is_beside_it(kept: Store) -> None:
    assert weigh(kept, TEXT, Span("text", AT, AT + 4)) == pytest.approx(BESIDE)


@pytest.mark.parametrize(
    "spans",
    [
        (Span("title", 0, 5), Span("text", AT, AT + 4)),
        (Span("text", 4, 9), Span("text", AT, AT + 4)),
        (),
    ],
    ids=["the title names it", "the sentence names it", "the query names nothing"],
)
def test_what_the_text_is_about_keeps_its_weight(kept: Store, spans: tuple[Span, ...]) -> None:
    assert weigh(kept, TEXT, *spans) == 1.0
