"""The sets that were written blind to the rules: floors that run everywhere, and rise, never fall."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.quality import scoring


@dataclass(frozen=True, slots=True)
class Floors:
    """What a set is read by at least; `boilerplate`: at most."""

    claims: float
    sources: float
    quantities: float
    standing: float
    kind: float
    boilerplate: float
    precision: float  # of links
    recall: float
    changes: float  # F1 of the changes' names


FLOORS = {
    "first": Floors(0.98, 0.96, 0.975, 0.985, 0.965, 0.0, precision=0.95, recall=0.62, changes=0.65),
    "second": Floors(0.985, 0.92, 0.9, 0.98, 0.855, 0.0, precision=0.9, recall=0.51, changes=0.56),
    "third": Floors(0.985, 0.95, 0.98, 0.975, 0.96, 0.0, precision=0.875, recall=0.425, changes=0.55),
}


@pytest.mark.parametrize("blind", scoring.NAMES)
def test_claims_of_the_blind_sets_keep_their_floors(blind: str) -> None:
    reading, floors = scoring.read_set(blind), FLOORS[blind]
    assert scoring.rate_claims(reading).f1 >= floors.claims
    assert scoring.rate_standing(reading) >= floors.standing
    assert scoring.rate_kind(reading) >= floors.kind
    assert scoring.rate_sources(reading).f1 >= floors.sources
    assert scoring.rate_quantities(reading).f1 >= floors.quantities
    assert scoring.rate_boilerplate(reading) <= floors.boilerplate


@pytest.mark.parametrize("blind", scoring.NAMES)
def test_links_of_the_blind_sets_keep_their_floors(blind: str) -> None:
    links = scoring.rate_links(blind)
    assert links.precision >= FLOORS[blind].precision
    assert links.recall >= FLOORS[blind].recall


@pytest.mark.parametrize("blind", scoring.NAMES)
def test_changes_of_the_blind_sets_keep_their_floors(blind: str) -> None:
    assert scoring.rate_types(blind).f1 >= FLOORS[blind].changes


@pytest.mark.parametrize("blind", scoring.NAMES)
def test_every_claim_of_the_blind_sets_stands_where_its_offsets_say(blind: str) -> None:
    texts = {row["doc_id"]: row["text"] for row in scoring.read_rows(blind, "articles")}
    claims = scoring.read_rows(blind, "claims")
    assert all(texts[c["doc_id"]][c["start"] : c["end"]] == c["statement"] for c in claims)
    figures = [(texts[c["doc_id"]], q) for c in claims for q in c["quantities"]]
    assert all(text[q["start"] : q["end"]] == q["text"] for text, q in figures)
