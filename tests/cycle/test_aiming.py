"""A statement weighs little where its article comes to the topic only in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.compose.builders import DAM, SINCE, build, changed, said
from watcher import store
from watcher.analyze import RULES
from watcher.cycle.aiming import BESIDE, is_about
from watcher.cycle.hearing import hear
from watcher.model import Findings, Link, Match, Revision, Span, Trace, Where
from watcher.settings import Config
from watcher.store import Store

BESIDES = "Die Werft Kranich entlässt 300 Schweißer."
TEXT = f"{BESIDES} Am Damm fehlen nun Leute."
AT = TEXT.index("Damm")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "watcher.db") as opened:
        yield opened


def weigh(kept: Store, text: str, *spans: Span, further: bool = False) -> float:
    """What is left of the weight of the statement, whose text the topic matches at `spans`."""
    told = said(BESIDES, item="blatt/1")
    revision = Revision("blatt/1", 1, "blatt", "Blatt", "Werft", text, SINCE, "live", language="de")
    kept.revisions.add([revision])
    found = Findings(
        DAM.name, "blatt/1", 1, Trace("blatt/1", 1, SINCE, "blatt/1"), (told,), (Link(0, 0, "c1"),), ()
    )
    kept.claims.save(revision, [Match(DAM.name, "blatt/1", 1, spans)], [found], RULES)
    config = Config(Path(), kept.path, topics=(DAM,))
    news = changed("corroborated" if further else "new", told if further else None, told, claim="c1")
    (section,) = hear(config, kept, build(news)).sections
    (change,) = section.changes
    assert change.after
    return change.after.mention.salience / told.mention.salience


def test_what_stands_before_the_topics_first_word_is_beside_it(kept: Store) -> None:
    assert weigh(kept, TEXT, Span("text", AT, AT + 4)) == pytest.approx(BESIDE)


def test_so_is_what_a_further_source_says_beside_it(kept: Store) -> None:
    assert weigh(kept, TEXT, Span("text", AT, AT + 4), further=True) == pytest.approx(BESIDE)


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


def reads(title: str, text: str, sentence: str, word: str) -> bool:
    """Whether the sentence is about the word, which the topic finds wherever it stands."""
    where: Where = "title" if sentence in title else "text"
    start = (title if where == "title" else text).index(sentence)
    mention = replace(
        said(sentence, item="blatt/1").mention, where=where, start=start, end=start + len(sentence)
    )
    revision = Revision("blatt/1", 1, "blatt", "Blatt", title, text, SINCE, "live", language="de")
    finds: tuple[tuple[Where, str], ...] = (("title", title), ("text", text))
    spans = [Span(at, m.start(), m.end()) for at, said_there in finds for m in re.finditer(word, said_there)]
    return is_about(mention, revision, spans)


TRAINER = "Der Klub entlässt seinen Trainer."


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("Trainer muss gehen", f"{TRAINER} Er kam aus Malta.", "Trainer muss gehen"),
        ("Trainer muss gehen", f"Er kam aus Zypern, Malta und Kreta. {TRAINER}", TRAINER),
        ("Trainer muss gehen", f"Anders als in Malta ist das üblich. {TRAINER}", TRAINER),
        ("Wetter", "Von Malta bis Kreta regnet es.", "Von Malta bis Kreta regnet es."),
        ("Handel", "Kiel plant eine Steuer nach Malta-Vorbild.", "Kiel plant eine Steuer nach Malta-Vorbild."),
        ("Ticker", f"Malta wählt +++ {TRAINER} +++ Schnee am Brocken", TRAINER),
        ("Ticker: Malta wählt", f"Mehr Gewitter +++ {TRAINER} +++ Schnee am Brocken", TRAINER),
    ],
    ids=[
        "further down",
        "one of three",
        "unlike it",
        "from it to there",
        "after its model",
        "another item",
        "the ticker's head",
    ],
)
def test_what_names_the_topic_in_passing_is_not_about_it(title: str, text: str, sentence: str) -> None:
    assert not reads(title, text, sentence, "Malta")


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("Trainer muss gehen", f"Malta verliert hoch. {TRAINER}", TRAINER),
        ("Maltaabkommen gekündigt", f"Schiffe stehen still. Bis Malta braucht es Wochen. {TRAINER}", TRAINER),
        ("Malta und Kreta streiten", f"Es geht um Fische. {TRAINER}", TRAINER),
        ("Ticker", "Schnee am Brocken +++ Malta wählt im Mai", "Malta wählt im Mai"),
        ("Fähre nach Sturm gesunken", "Retter suchen. Vor Malta ist nach Sturm eine Fähre gesunken.",
         "Fähre nach Sturm gesunken"),
    ],
    ids=["the text begins with it", "its compound", "one of two", "its own item", "the sentence says the same"],
)  # fmt: skip
def test_what_the_text_or_its_title_begins_with_is_its_matter(title: str, text: str, sentence: str) -> None:
    assert reads(title, text, sentence, "Malta")
