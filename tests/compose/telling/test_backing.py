"""Who bears out what a card shows, and when a further source is worth a line."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.builders import BERLIN, at, build, changed, number, said
from watcher.compose import page
from watcher.compose.printing.words import speak
from watcher.compose.telling.cards import deal
from watcher.model import Backing, Change, Evidence


def told(outlet: str, day: int = 28, hour: int = 6, text: str = "Der Damm brach.") -> Evidence:
    return said(text, item=f"{outlet}/{day}-{hour}", outlet=outlet, when=at(day, hour))


NEWS = told("Abendblick", 28, 12)


def laid(backing: tuple[Evidence, ...], lately: tuple[Evidence, ...] = ()) -> page.Dealt:
    """One further source, with who said so before and what else was said lately."""
    built = build(changed("corroborated", told("Talbote", 20), NEWS, claim="c1"))
    (section,) = built.sections
    whole = replace(
        built, backing=(Backing("c1", NEWS, backing),), sections=(replace(section, said=(*lately, NEWS)),)
    )
    (found,) = page.gather(whole)
    return found


def test_a_second_source_is_news_and_a_third_is_not() -> None:
    before = (told("Talbote", 20), told("Uferpost", 21))
    assert laid(before[:1]).cards
    assert not laid(before).cards
    assert [card.claim for card in laid(before).repeats] == ["c1"]


def test_three_articles_of_one_outlet_before_leave_a_further_source_news() -> None:
    assert laid((told("Talbote", 20), told("Talbote", 21), told("Talbote", 22))).cards


def test_who_had_said_so_before_is_no_further_source() -> None:
    assert not laid((told("Talbote", 20), told("Abendblick", 21))).cards


def figured(outlet: str, text: str, figure: float, hour: int) -> Evidence:
    counted = number(text, f"{figure:.0f}", figure, figure)
    return said(text, item=f"{outlet}/{hour}", outlet=outlet, when=at(28, hour), quantities=(counted,))


OLD, NEW = figured("Talbote", "50 Häuser leer", 50, 6), figured("Uferpost", "45 Häuser leer", 45, 9)
SAME_OLD, SAME_NEW = (
    figured("Bergpost", "50 Häuser stehen leer", 50, 7),
    figured("Kurier", "45 stehen leer", 45, 10),
)


def moves() -> tuple[Change, ...]:
    return (
        changed("corroborated", OLD, SAME_OLD, claim="c1"),
        changed("quantity_changed", OLD, NEW, claim="c1"),
        changed("corroborated", NEW, SAME_NEW, claim="c1"),
    )


def test_what_only_the_figure_before_gained_is_not_announced() -> None:
    (card,) = deal(moves()[:2], (Backing("c1", NEW, ()), Backing("c1", SAME_OLD, (OLD,))))
    assert [kind.name for kind in card.kinds] == ["number"]


def test_who_gave_the_figure_before_is_no_source_for_the_new_one() -> None:
    (card,) = deal(moves())
    assert [name for name, _ in card.sources.others] == ["Kurier"]
    (card,) = deal(moves(), (Backing("c1", NEW, (SAME_NEW,)), Backing("c1", SAME_OLD, (OLD,))))
    assert [name for name, _ in card.sources.others] == ["Kurier"]


def test_a_figures_card_shows_only_wordings_that_have_it() -> None:
    later = said("So lief die Nacht am Damm", item="Talbote/12", outlet="Talbote", when=at(28, 12))
    figure, added = deal((*moves(), changed("new", None, later, claim="c1", axis="edit", position=9)))
    assert [line.text for line in figure.lines] == ["50 Häuser leer", "45 Häuser leer"]
    assert added.latest == later


def test_a_further_source_that_nobody_surely_is_has_no_card() -> None:
    joined = changed("corroborated", OLD, SAME_OLD, claim="c1")
    assert deal([joined], (Backing("c1", SAME_OLD, (OLD,)),))
    assert not deal([joined], (Backing("c1", SAME_OLD, ()),))


def test_sources_that_may_not_be_all_are_named_and_not_counted() -> None:
    new = changed("new", None, NEW, claim="c1")
    (card,) = deal([new], (Backing("c1", NEW, (SAME_NEW,), complete=False),))
    assert [name for name, _ in card.sources.others] == ["Kurier"]
    assert speak("de", BERLIN).sources(card.sources) == "ebenso"
