from __future__ import annotations

import pytest

from tests.compose.builders import build, changed, other, said
from watcher.compose.telling.sources import of_items
from watcher.model import OtherItem

# item, outlet, origin (empty: its own), agencies
Row = tuple[str, str, str, tuple[str, ...]]
DPA, AFP = ("dpa",), ("AFP",)
CASES: list[tuple[str, list[Row], tuple[int, int, int]]] = [
    ("three articles of one outlet are one source", [
        ("a/1", "Talbote", "", ()), ("a/2", "Talbote", "", ()), ("a/3", "Talbote", "", ()),
    ], (3, 1, 1)),
    ("two outlets that wrote themselves are two", [
        ("a/1", "Talbote", "", ()), ("b/1", "Uferpost", "", ()),
    ], (2, 2, 2)),
    ("a copy speaks with its origin's voice", [
        ("a/1", "Talbote", "", ()), ("b/1", "Uferpost", "a/1", ()),
    ], (2, 2, 1)),
    ("who copies one text still has a voice of its own", [
        ("a/1", "Talbote", "", ()), ("b/1", "Uferpost", "a/1", ()), ("b/2", "Uferpost", "", ()),
    ], (3, 2, 2)),
    ("two texts of one agency are one source", [
        ("a/1", "Talbote", "", DPA), ("b/1", "Uferpost", "", DPA),
    ], (2, 2, 1)),
    ("two agencies are two", [
        ("a/1", "Talbote", "", DPA), ("b/1", "Uferpost", "", AFP),
    ], (2, 2, 2)),
    ("an outlet's agency text is not its own", [
        ("a/1", "Talbote", "", DPA), ("a/2", "Talbote", "", ()),
    ], (2, 1, 2)),
    ("what a third text joins is one", [
        ("a/1", "Talbote", "", DPA), ("b/1", "Uferpost", "x/9", ()), ("c/1", "Bergpost", "x/9", DPA),
    ], (3, 3, 1)),
    ("one item twice is one report", [("a/1", "Talbote", "", ()), ("a/1", "Talbote", "", ())], (1, 1, 1)),
]  # fmt: skip


def items(rows: list[Row]) -> list[OtherItem]:
    return [
        other(item, item, outlet, origin=origin or None, agencies=agencies)
        for item, outlet, origin, agencies in rows
    ]


@pytest.mark.parametrize(("rows", "counts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sources_are_counted_by_who_speaks(rows: list[Row], counts: tuple[int, int, int]) -> None:
    found = of_items(items(rows))
    assert (found.items, found.outlets, found.origins) == counts


def test_a_topics_heading_counts_three_articles_of_one_outlet_as_one_source() -> None:
    news = [changed("new", None, said(f"Satz {n}", item=f"a/{n}"), claim=f"c{n}") for n in (1, 2)]
    section = build(*news, others=(other("a/3", "Noch ein Bericht"),)).sections[0]
    assert (section.items, section.outlets, section.origins) == (3, 1, 1)
