"""Claims in memory: filtered, sorted, counted."""

from __future__ import annotations

from dataclasses import replace

from watcher.store.catalog import Catalog, Choice, Entry

BRIDGE = Entry(
    1, "hafen", "c1", first=100, last=200, mentions=3, origins=2, salience=0.5, weight=4, standing="asserted",
    kinds=("new", "number"), outlets=("Hafenblatt", "Tagesbote"), speakers=("Anna Kern",), languages=("de",),
)  # fmt: skip
PIER = replace(
    BRIDGE, number=2, id="c2", first=50, last=300, weight=2, kinds=("new",), outlets=("Bote",), speakers=()
)
ELSEWHERE = replace(BRIDGE, number=3, id="c3", topic="markt")


def make() -> Catalog:
    catalog = Catalog()
    catalog.put([BRIDGE, PIER, ELSEWHERE])
    return catalog


def test_what_was_put_in_comes_out_in_the_order_asked_for() -> None:
    catalog = make()
    assert catalog.find(Choice("hafen"), "weight", 10) == (BRIDGE, PIER)
    assert catalog.find(Choice("hafen"), "latest", 10) == (PIER, BRIDGE)
    assert catalog.find(Choice("hafen"), "first", 10, skip=1) == (BRIDGE,)


def test_only_a_whole_name_is_found() -> None:
    catalog = make()
    assert catalog.find(Choice("hafen", outlet="Bote"), "weight", 10) == (PIER,)
    assert catalog.count(Choice("hafen", outlet="Tagesbote", speaker="Anna Kern", kind="number")) == 1
    assert catalog.count(Choice("hafen", speaker="Anna")) == catalog.count(Choice("hafen", outlet="%")) == 0


def test_a_period_holds_what_was_seen_in_it() -> None:
    catalog = make()
    assert catalog.find(Choice("hafen", since=250), "weight", 10) == (PIER,)
    assert catalog.find(Choice("hafen", until=60), "weight", 10) == (PIER,)
    assert catalog.count(Choice("hafen", since=150, until=160)) == 2


def test_an_entry_takes_the_place_of_the_one_before_it() -> None:
    catalog = make()
    catalog.put([replace(BRIDGE, weight=1, standing="denied", outlets=("Bote", "Hafenblatt"))])
    assert [each.number for each in catalog.find(Choice("hafen"), "weight", 10)] == [2, 1]
    assert catalog.size("hafen") == catalog.count(Choice("hafen", outlet="Bote")) == 2
    assert catalog.facets("hafen").outlets == (("Bote", 2), ("Hafenblatt", 1))
    assert dict(catalog.facets("hafen").standings) == {"asserted": 1, "denied": 1}


def test_a_name_with_a_line_break_in_it_stays_one_name() -> None:
    catalog = Catalog()
    catalog.put([replace(BRIDGE, speakers=("Anna\nKern", "Bo\x1fb"))])
    assert catalog.count(Choice("hafen", speaker="Anna\nKern")) == 1
    assert catalog.count(Choice("hafen", speaker="Kern")) == 0
