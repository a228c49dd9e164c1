"""What a query narrowly misses, as a table: the query, and its wider neighbours."""

from __future__ import annotations

import pytest

from watcher.analyze.query import parse
from watcher.analyze.relax import relax

WIDER = [
    ("Brücke", ["with Brücke* for Brücke", "with /Brücke/i for Brücke"]),
    (
        "Regionalliga",
        [f"with {each} for Regionalliga" for each in ("Regionalliga*", "/Regionalliga/i", "Regionallig*")],
    ),
    ("=Kursk", ["with Kursk for =Kursk"]),
    ("UN", []),
    ("*", []),
    ("title:Kursk", ["with Kursk for title:Kursk"]),
    ('"rote Linie"', ['with rote Linie for "rote Linie"']),
    ("Kiew NEAR/3 Rakete", ["with Kiew NEAR/6 Rakete for Kiew NEAR/3 Rakete"]),
    ("Kursk -Sport", ["without -Sport", "with Kursk* for Kursk", "with /Kursk/i for Kursk"]),
    ("Kursk UN", ["without Kursk", "without UN", "with Kursk* for Kursk", "with /Kursk/i for Kursk"]),
    ("UN OR Kursk", ["with Kursk* for Kursk", "with /Kursk/i for Kursk"]),
    (
        "UN (Kursk OR WHO)",
        ["without UN", "without Kursk OR WHO", "with Kursk* for Kursk", "with /Kursk/i for Kursk"],
    ),
]


@pytest.mark.parametrize(("query", "changes"), WIDER, ids=[query for query, _ in WIDER])
def test_a_query_has_its_wider_neighbours(query: str, changes: list[str]) -> None:
    found = relax(parse(query))
    assert [each.change for each in found] == changes
    for each in found:
        parse(each.query)  # reads
