"""Who gives a figure, among all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.analyze.newsroom import Newsroom
from tests.analyze.test_backing import HOMES, only
from watcher.analyze import figures
from watcher.analyze.backing import LARGE
from watcher.analyze.figured import Figured
from watcher.model import Evidence, Qualifier, Quantity

# Values within and just outside of one another's rounding, and some of another size.
NEAR = tuple(1_000 * part for part in (0.94, 0.951, 0.97, 1, 1.03, 1.049, 1.06, 1.1))
VALUES = st.sampled_from(NEAR) | st.sampled_from((0.5, 9.5, 10, 10.4, 11, 11.4, 45_400)) | st.floats(1, 1e7)
KINDS = st.sampled_from((None, "person"))
EXACT: tuple[Qualifier, ...] = ("exact", "approx")
UP: tuple[Qualifier, ...] = ("at_least", "more_than")
DOWN: tuple[Qualifier, ...] = ("at_most", "less_than")
QUANTITIES = (
    st.builds(lambda q, v, k: Quantity("n", 0, 1, v, v, q, "Haus", k), st.sampled_from(EXACT), VALUES, KINDS)
    | st.builds(lambda q, v, k: Quantity("n", 0, 1, v, None, q, "Haus", k), st.sampled_from(UP), VALUES, KINDS)
    | st.builds(
        lambda q, v, k: Quantity("n", 0, 1, None, v, q, "Haus", k), st.sampled_from(DOWN), VALUES, KINDS
    )
    | st.builds(
        lambda v, w, k: Quantity("n", 0, 1, min(v, w), max(v, w), "range", "Haus", k), VALUES, VALUES, KINDS
    )
)
SAID = st.lists(st.tuples(st.lists(QUANTITIES, max_size=3), st.integers(0, 6)), max_size=12)
BASE = only(HOMES.format("drei"))

REPORTS = (
    "Nach dem Deichbruch in Elschtal sind mehr als 45.000 Haushalte ohne Strom.",
    "Etwa 45.500 Haushalte in Elschtal haben keinen Strom, 120 Menschen wurden verletzt.",
    "Der Wiederaufbau des Deichs kostet rund 1,2 Milliarden Euro.",
    "Mindestens 110 Menschen wurden in Elschtal verletzt, 40 von ihnen schwer.",
    "Der Wiederaufbau kostet 1,25 Milliarden Euro, davon trägt das Land 300 Millionen Euro.",
    "In Elschtal wurden bis zu 130 Menschen verletzt.",
    "Vor dem Deichbruch hatte Elschtal 52.000 Einwohner.",
    "Die Feuerwehr von Elschtal pumpt 45.400 Liter in der Minute ab.",
)


def put(quantities: Sequence[Quantity], item: int = 9) -> Evidence:
    mention = replace(BASE.mention, item=f"blatt/{item}", quantities=tuple(quantities))
    return replace(BASE, mention=mention)


def share_plainly(shown: Evidence, said: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Every figure held against every other: what the index must find."""
    large = [each for each in shown.mention.quantities if figures.value(each) >= LARGE]
    kinds = {each.noun_class for each in large}
    items = {
        each.mention.item
        for each in said
        for given in each.mention.quantities
        if any(q.noun_class == given.noun_class and figures.bears_out(q, given) for q in large)
    }
    of_kind = (e for e in said if any(q.noun_class in kinds for q in e.mention.quantities))
    return tuple(each for each in of_kind if each.mention.item in items)


@given(st.lists(QUANTITIES, max_size=3), SAID)
def test_the_index_finds_whom_a_look_at_every_pair_finds(
    shown: list[Quantity], said: list[tuple[list[Quantity], int]]
) -> None:
    known = [put(quantities, item) for quantities, item in said]
    assert Figured(known).share(put(shown)) == share_plainly(put(shown), known)


def test_it_does_so_among_what_outlets_report() -> None:
    room = Newsroom()
    for number, report in enumerate(REPORTS):
        room.print(f"Blatt {number % 3}", report, item=f"blatt/{number % 6}")
    said = [each for claim in room.claims.values() for each in claim.evidence]
    figured = Figured(said)
    found = [figured.share(each) for each in said]
    assert found == [share_plainly(each, said) for each in said]
    assert any(len(each) > 1 for each in found)


def test_a_figure_finds_its_sources_among_other_claims_too() -> None:
    shown = only(HOMES.format("45.400"))
    other = only("Vom Netz getrennt sind 45.400 Haushalte.", "Hafenblatt", 3)
    apart = only("Die Markthalle von Elschtal kostet 45.400 Euro.", "Kompass", 5)
    assert Figured((other, apart)).share(shown) == (other,)


def test_a_small_figure_finds_nobody() -> None:
    assert Figured((only(HOMES.format("drei"), "Kompass"),)).share(only(HOMES.format("drei"))) == ()
