"""The template learner: what an outlet wraps around its articles is marked, and never a line of news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watcher.app import open_rooms
from watcher.collect import template
from watcher.collect.marks import find_marks
from watcher.cycle import cycle
from watcher.demo.play import play
from watcher.model import Mark, Revision
from watcher.store import open as open_store

BEGAN = datetime(2025, 3, 3, 6, tzinfo=UTC)
PROMISE = "Unsere Redaktion begleitet Mühlhafen seit vier Generationen – unabhängig und nah."
READING = "Lesezeit {} Minuten"
STORIES = (
    ("Rat beschließt neue Brücke über die Elsch", "Der Rat hat am Abend mit großer Mehrheit zugestimmt."),
    ("Klinikum streikt ab Freitag", "Die Gewerkschaft ruft 400 Beschäftigte zum Ausstand auf."),
    ("Werft gewinnt Auftrag aus Norwegen", "Gebaut werden zwei Fähren mit Elektroantrieb."),
    ("Hochwasser erreicht den Hafen", "Der Pegel stieg in der Nacht auf 5,40 Meter."),
    ("Schule am Deich bleibt geschlossen", "Im Dach wurden Risse gefunden."),
    ("Bauern protestieren vor dem Landtag", "Rund 90 Traktoren blockierten die Zufahrt."),
)


def print_all(*wrapping: str, hours: int = 20) -> list[Revision]:
    """Six stories with the same lines below each, `hours` apart."""
    return [
        Revision(
            f"blatt/{number}", 1, "blatt", "Blatt", title,
            "\n\n".join((text, *(line.format(number + 2) for line in wrapping))),
            BEGAN + timedelta(hours=number * hours), "live",
        )
        for number, (title, text) in enumerate(STORIES)
    ]  # fmt: skip


def marked(revisions: Iterable[Revision]) -> list[list[str]]:
    return [[each.text[m.start : m.end] for m in each.marks] for each in revisions]


def test_a_line_below_every_article_is_marked_verbatim() -> None:
    *known, new = print_all(PROMISE)
    assert marked(template.annotate([new], known)) == [[PROMISE]]


def test_a_line_that_differs_in_a_figure_only_is_the_same_unless_it_is_a_sentence() -> None:
    *known, new = print_all(READING, "Die Zahl der Verletzten liegt bei {}.")
    assert marked(template.annotate([new], known)) == [["Lesezeit 7 Minuten"]]


def test_the_first_articles_of_a_feed_teach_nothing() -> None:
    *known, new = print_all(PROMISE)[:3]
    assert marked(template.annotate([new], known)) == [[]]


def test_one_day_is_not_enough() -> None:
    *known, new = print_all(PROMISE, hours=1)
    assert marked(template.annotate([new], known)) == [[]]


def test_a_story_told_again_and_again_is_no_wrapping() -> None:
    repeated = [
        replace(each, title=f"Zahl der Verletzten nach Explosion steigt auf {number}")
        for number, each in enumerate(print_all("Die Polizei sperrte die Straße am Hafen."))
    ]
    assert marked(template.annotate([repeated[-1]], repeated[:-1])) == [[]]


def test_a_background_sentence_of_some_articles_stays_a_claim() -> None:
    line = "Die Angaben ließen sich nicht unabhängig überprüfen."
    others = [replace(each, item=f"{each.item}/{n}", text=str(n)) for n in range(3) for each in print_all()]
    *known, new = print_all(line)
    assert marked(template.annotate([new], [*others, *known])) == [[]]


def test_a_long_paragraph_is_never_wrapping() -> None:
    *known, new = print_all("Die Stadt liegt am Fluss. " * 20)
    assert marked(template.annotate([new], known)) == [[]]


def test_an_edit_keeps_the_marks_of_what_it_edits() -> None:
    """A mark that came with an edit would look as if the outlet had taken a claim back."""
    *known, new = print_all(PROMISE)
    first = replace(known[0], number=2, text=known[0].text + "\n\nDas teilte die Stadt mit.")
    assert marked(template.annotate([first], known)) == [[]]
    (stored,) = template.annotate([new], known)
    second = replace(new, number=2, text="Nachtrag.\n\n" + new.text)
    assert marked(template.annotate([second], [stored])) == [[PROMISE]]


def test_marks_stay_in_order_and_never_overlap() -> None:
    *known, new = print_all("Oben", PROMISE)
    at = new.text.index(PROMISE)
    (found,) = template.annotate([replace(new, marks=(Mark("footer", at, len(new.text)),))], known)
    assert [(mark.kind, new.text[mark.start : mark.end]) for mark in found.marks] == [
        ("promotion", "Oben"),
        ("footer", PROMISE),
    ]


def test_the_store_gives_the_last_articles_as_they_stand(tmp_path: Path) -> None:
    articles = print_all(PROMISE)
    edited = replace(articles[4], number=2, text="Neu.")
    foreign = replace(articles[0], item="welle/1", feed="welle")
    with open_store(tmp_path / "watcher.db") as store:
        store.revisions.add([*articles, foreign, edited])
        recent = store.revisions.recent("blatt", 3)
    assert [(each.item, each.number) for each in recent] == [("blatt/3", 1), ("blatt/4", 2), ("blatt/5", 1)]


@pytest.mark.long
async def test_the_demo_newsrooms_wrapping_is_marked_where_no_list_names_it(tmp_path: Path) -> None:
    await play(tmp_path, open_rooms, cycle, lambda line: None)
    with open_store(tmp_path / "watcher.db", readonly=True) as store:
        learned = {
            each.text[mark.start : mark.end]
            for each in store.revisions.walk()
            for mark in set(each.marks) - set(find_marks(each.text, each.outlet)[0])
        }
    assert "Folgen Sie der Mühlhafener Rundschau auch in unserer App." in learned
    assert all(line.startswith(("Folgen", "Sie möchten", "Buchtipp", "Read more")) for line in learned)
