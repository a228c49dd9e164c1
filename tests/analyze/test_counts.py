"""Which figure is the known one that the next is held against."""

from __future__ import annotations

from tests.analyze.newsroom import Newsroom
from watcher.model import Change

SENTENCE = "Nach dem Sturm sind in Elschtal {} Haushalte ohne Strom."


def told(room: Newsroom, *figures: tuple[str, str], item: str = "") -> list[Change]:
    """The changes of figures after these were printed, each by an outlet."""
    found = [
        change
        for outlet, figure in figures
        for change in room.print(outlet, SENTENCE.format(figure), item=item).changes
    ]
    return [each for each in found if each.type == "quantity_changed" and "agrees" not in each.reason]


def sides(changes: list[Change]) -> list[tuple[str, str]]:
    return [
        (each.before.mention.quantities[0].text, each.after.mention.quantities[0].text)
        for each in changes
        if each.before and each.after
    ]


def test_a_figure_is_held_against_the_latest_exact_one_not_a_later_vague_word() -> None:
    room = Newsroom()
    assert not told(room, ("Tagesbote", "62.000"), ("Hafenblatt", "Zehntausende"))
    assert sides(told(room, ("Kompass", "47.000"))) == [("62.000", "47.000")]


def test_a_bound_that_is_cut_short_is_told_against_the_exact_figure_above_it() -> None:
    room = Newsroom()
    told(room, ("Tagesbote", "62.000"), ("Hafenblatt", "Zehntausende"))
    assert sides(told(room, ("Kompass", "mehr als 54.000"))) == [("62.000", "mehr als 54.000")]


def test_an_outlet_that_turns_vague_does_not_take_its_exact_figure_back() -> None:
    room = Newsroom()
    for figure in ("62.000", "zehntausende", "weiterhin zehntausende"):
        told(room, ("Tagesbote", figure), item="tagesbote/sturm")
    assert sides(told(room, ("Hafenblatt", "47.000"))) == [("62.000", "47.000")]


def test_a_bound_beyond_an_exact_figure_is_the_known_one() -> None:
    room = Newsroom()
    told(room, ("Tagesbote", "12.000"), ("Hafenblatt", "mehr als 40.000"))
    assert sides(told(room, ("Kompass", "47.000"))) == [("mehr als 40.000", "47.000")]


def test_the_first_exact_figure_after_vague_ones_is_told_once() -> None:
    room = Newsroom()
    assert not told(room, ("Tagesbote", "Tausende"), ("Hafenblatt", "tausende"))
    assert sides(told(room, ("Kompass", "7.400"))) == [("tausende", "7.400")]
    assert not told(room, ("Courier", "Tausende"), ("Abendpost", "7.400"), ("Morgenblatt", "Tausende"))


def test_what_is_said_roughly_takes_nothing_back_of_the_same_number_said_exactly() -> None:
    room = Newsroom()
    room.print("Tagesbote", "In Elschtal sind nach dem Sturm 62.000 Haushalte von Stromausfall betroffen.")
    told(room, ("Hafenblatt", "etwa 62.000"), ("Abendpost", "Zehntausende"))
    assert sides(told(room, ("Kompass", "mehr als 54.000"))) == [("62.000", "mehr als 54.000")]
