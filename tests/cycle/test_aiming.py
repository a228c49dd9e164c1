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
from watcher.compose.kinds import APART
from watcher.compose.selecting.picking import HOLLOW
from watcher.cycle.aiming import is_about
from watcher.cycle.hearing import hear
from watcher.model import Change, ChangeType, Findings, Link, Match, Revision, Span, Trace, Where
from watcher.settings import Config
from watcher.store import Store

BESIDES = "Die Werft Kranich entlässt 300 Schweißer."
TEXT = f"{BESIDES} Am Damm fehlen nun Leute."
AT = TEXT.index("Damm")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "watcher.db") as opened:
        yield opened


def aim_at(
    kept: Store, text: str, *spans: Span, kind: ChangeType = "new", axis: str = "story", url: str = ""
) -> Change:
    """A change by the first sentence of the text, which the topic matches at `spans`, as a digest tells it."""
    told = said(BESIDES, item="blatt/1", url=url)
    revision = Revision("blatt/1", 1, "blatt", "Blatt", "Werft", text, SINCE, "live", language="de")
    kept.revisions.add([revision])
    found = Findings(
        DAM.name, "blatt/1", 1, Trace("blatt/1", 1, SINCE, "blatt/1"), (told,), (Link(0, 0, "c1"),), ()
    )
    kept.claims.save(revision, [Match(DAM.name, "blatt/1", 1, spans)], [found], RULES)
    config = Config(Path(), kept.path, topics=(DAM,))
    fewer = said(BESIDES.replace("300", "200"), item="blatt/0")
    news = changed(kind, None if kind == "new" else fewer, told, claim="c1", axis=axis)
    (section,) = hear(config, kept, build(news)).sections
    (change,) = section.changes
    return change


def is_faint(change: Change) -> bool:
    return change.after is not None and change.after.mention.salience <= HOLLOW


FAR = Span("text", AT, AT + 4)


def test_what_stands_before_the_topics_first_word_is_beside_it(kept: Store) -> None:
    assert is_faint(aim_at(kept, TEXT, FAR))


def test_so_is_what_a_further_source_says_beside_it(kept: Store) -> None:
    assert is_faint(aim_at(kept, TEXT, FAR, kind="corroborated"))


def test_so_is_what_was_old_when_its_feed_first_showed_it(kept: Store) -> None:
    named = Span("text", 0, 9)
    assert is_faint(aim_at(kept, TEXT, named, url="https://blatt.example/2024-11/werft"))


def test_another_figure_beside_the_topic_is_only_a_new_statement(kept: Store) -> None:
    change = aim_at(kept, TEXT, FAR, kind="quantity_changed")
    assert (change.type, change.before, change.reason) == ("new", None, APART)
    assert is_faint(change)


def test_what_an_outlet_edits_is_told_wherever_it_stands(kept: Store) -> None:
    change = aim_at(kept, TEXT, FAR, kind="quantity_changed", axis="edit")
    assert change.type == "quantity_changed"
    assert not is_faint(change)


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
    assert not is_faint(aim_at(kept, TEXT, *spans))


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
        ("Malta wählt – Stau am Gotthard – Kran kippt um", TRAINER, TRAINER),
        ("Krawalle in Kreta und Malta", TRAINER, TRAINER),
        ("„Malta ist schön“, sagt der Trainer", TRAINER, TRAINER),
        ("In Neumalta regnet es", f"Der Klub sucht. {TRAINER} In Malta schneit es.", TRAINER),
        ("Spieler geehrt", f"Sie kommen aus den Nachbarländern Malta und Kreta. {TRAINER}", TRAINER),
        ("Fähre gestrandet", "Ein Lotse half an der zyprisch-Malta Grenze.", "Fähre gestrandet"),
        ("Schafe gerissen", "Der Hof liegt nahe der Grenze zu Malta.", "Schafe gerissen"),
        ("Trainer muss gehen", f"Auch in Malta wird darüber geredet. {TRAINER}", TRAINER),
        ("Italien: Trainer muss gehen", f"Malta verlor hoch. {TRAINER}", TRAINER),
        ("Der letzte Fährmann", f"{TRAINER} Von Ada Lind und Bo Kern, Malta", TRAINER),
        ("Der letzte Fährmann", "Der Klub sucht. Von Ada Lind und Bo Kern, Malta", "Der letzte Fährmann"),
        ("Ex-Malta-Trainer brät Fisch", TRAINER, "Ex-Malta-Trainer brät Fisch"),
        ("Fisch am Hafen", "Der frühere Malta-Trainer brät Fisch.", "Der frühere Malta-Trainer brät Fisch."),
    ],
    ids=[
        "further down",
        "one of three",
        "unlike it",
        "from it to there",
        "after its model",
        "another item",
        "the ticker's head",
        "a headline of three news",
        "a headline of two places",
        "a headline's quotation",
        "another place",
        "one of the neighbours",
        "at its border",
        "at the border to it",
        "what adds to the headline",
        "a headline of another country",
        "where the writer is",
        "where the writer of the text is",
        "what somebody was once",
        "what somebody was before",
    ],
)
def test_what_names_the_topic_in_passing_is_not_about_it(title: str, text: str, sentence: str) -> None:
    assert not reads(title, text, sentence, "Malta")


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("Trainer muss gehen", f"Malta verliert hoch. {TRAINER}", TRAINER),
        ("Krawalle in Kreta und Malta", "Auf Malta brennen Autos.", "Auf Malta brennen Autos."),
        ("Streit in Malta und auf Maltas Insel Gozo", f"Es geht um Fische. {TRAINER}", TRAINER),
        ("Nach der Wahl – Malta sperrt Häfen", f"Es geht um Fische. {TRAINER}", TRAINER),
        ("Trainer: Klub wirft ihn raus", f"Malta verlor hoch. {TRAINER}", TRAINER),
        ("Streit um Fische", f"Malta schließt die Grenze zu Gozo. {TRAINER}", TRAINER),
        ("Maltaabkommen gekündigt", f"Schiffe stehen still. Bis Malta braucht es Wochen. {TRAINER}", TRAINER),
        ("Malta und Kreta streiten", f"Es geht um Fische. {TRAINER}", TRAINER),
        ("Ticker", "Schnee am Brocken +++ Malta wählt im Mai", "Malta wählt im Mai"),
        ("Ex-Trainer brät Fisch", f"Der Malta-Trainer von einst hört auf. {TRAINER}", TRAINER),
        ("Fähre nach Sturm gesunken", "Retter suchen. Vor Malta ist nach Sturm eine Fähre gesunken.",
         "Fähre nach Sturm gesunken"),
    ],
    ids=[
        "the text begins with it", "of two places it names this one", "both are found", "one dash",
        "a headline of no country", "it closes its border", "its compound", "one of two", "its own item",
        "who is it, of old or not", "the sentence says the same",
    ],
)  # fmt: skip
def test_what_the_text_or_its_title_begins_with_is_its_matter(title: str, text: str, sentence: str) -> None:
    assert reads(title, text, sentence, "Malta")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Rolf Buch verlässt die Werft.", True),
        ("Kritik an Rolf Buch wächst.", True),
        ("Das Buch ist da.", False),
        ("Sein Buch Strandgut ist da.", False),
        ("Rolf kauft ein Buch.", False),
    ],
)
def test_a_person_who_has_a_things_name_is_not_the_thing(text: str, person: bool) -> None:
    assert reads("Personalie", text, text, "Buch") != person


def test_a_given_name_is_no_thing_either() -> None:
    assert not reads("Nachruf", "Roman Kern ist tot.", "Roman Kern ist tot.", "Roman")
    assert reads("Neues", "Der Roman Strandgut ist da.", "Der Roman Strandgut ist da.", "Roman")


def test_somebody_whose_name_is_no_noun_is_meant() -> None:
    assert reads("Personalie", "Rolf Kernbach geht.", "Rolf Kernbach geht.", "Kernbach")
