"""Places: figures of different events are not set beside each other."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.builders import SINCE
from tests.compose.telling.test_boards import NOON, count, rows
from watcher.compose.telling.boards import set_up
from watcher.compose.telling.places import Site, part
from watcher.model import Evidence


def dead(
    text: str, value: float, outlet: str, *, terms: tuple[str, ...] = (), about: tuple[str, ...] = ()
) -> Evidence:
    """A toll whose clause names `terms`, in a text whose title names `about`."""
    town = " ".join(term[1:].title() for term in terms if len(term) > 3)
    told = count(
        f"In {town or 'der Nacht'} starben {text} Menschen.", (text, value, "exact"), outlet=outlet, when=NOON
    )
    clause = replace(told.mention.propositions[0], terms=terms, about=about)
    entities = (town,) if town else ()
    return replace(told, mention=replace(told.mention, propositions=(clause,), entities=entities))


def site(*names: str, every: tuple[str, ...] = ()) -> Site:
    return Site(frozenset(names), frozenset((*names, *every)))


def test_tolls_of_two_towns_stand_on_two_boards_with_their_names() -> None:
    told = [
        dead("zwei", 2, "Bote", terms=("@lindau",)),
        dead("drei", 3, "Blatt", terms=("@lindau",)),
        dead("fünf", 5, "Bote", terms=("@passau",)),
        dead("sechs", 6, "Blatt", terms=("@passau",)),
    ]
    assert {board.place: rows(board) for board in set_up(told, SINCE, "Hochwasser")} == {
        "Lindau": ["Blatt: drei", "Bote: zwei"],
        "Passau": ["Blatt: sechs", "Bote: fünf"],
    }


def test_a_place_that_the_topic_is_called_by_is_not_said_again() -> None:
    told = [
        dead("zwei", 2, "Bote", terms=("@lindau",)),
        dead("drei", 3, "Blatt", terms=("@lindau",)),
        dead("fünf", 5, "Bote", terms=("@passau",)),
    ]
    assert [board.place for board in set_up(told, SINCE, "Hochwasser Lindau")] == [""]


def test_what_its_title_names_places_a_toll_that_names_nothing() -> None:
    told = [
        dead("zwei", 2, "Bote", terms=("@lindau",)),
        dead("drei", 3, "Blatt", about=("@lindau",)),
        dead("fünf", 5, "Kurier", terms=("@passau",)),
    ]
    (board,) = set_up(told, SINCE)
    assert rows(board) == ["Blatt: drei", "Bote: zwei"]


def test_names_that_are_shared_join_events_through_others() -> None:
    assert part([site("@a-town"), site("@b-town"), site("@a-town", "@b-town"), site("@c-town")]) == [0, 0, 0, 1]


def test_a_country_alone_goes_with_the_only_event_there() -> None:
    lindau, lille = site("@lindau", every=("@de",)), site("@lille", every=("@fr",))
    assert part([lindau, lille, site("@fr"), site("@it")]) == [0, 1, 1, 2]


def test_of_two_events_in_a_country_neither_takes_the_countrys_figure() -> None:
    towns = [site(name, every=("@de",)) for name in ("@lindau", "@passau")]
    assert part([*towns, site("@de"), site()]) == [0, 1, 2, 3]


def test_what_most_texts_name_is_one_event_whatever_else_they_name() -> None:
    every = [
        site("@bar", every=("@dorf",)),
        site("@dorf"),
        site("@klinik", every=("@dorf",)),
        site("@lyon"),
        site(),
    ]
    assert part(every) == [0, 0, 0, 1, 0]


def test_figures_without_any_name_are_of_one_event() -> None:
    assert part([site(), site()]) == [0, 0]
