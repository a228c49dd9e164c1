"""The set that was written blind to the rules: floors that run everywhere, and rise, never fall."""

from __future__ import annotations

from tests.quality import scoring

CLAIMS, SOURCES, QUANTITIES = 0.98, 0.885, 0.97
STANDING, KIND = 0.975, 0.955
BOILERPLATE = 0.03
LINK_PRECISION, LINK_RECALL = 0.94, 0.25


def test_claims_of_the_blind_set_keep_their_floors() -> None:
    reading = scoring.read_set()
    assert scoring.rate_claims(reading).f1 >= CLAIMS
    assert scoring.rate_standing(reading) >= STANDING
    assert scoring.rate_kind(reading) >= KIND
    assert scoring.rate_sources(reading).f1 >= SOURCES
    assert scoring.rate_quantities(reading).f1 >= QUANTITIES
    assert scoring.rate_boilerplate(reading) <= BOILERPLATE


def test_links_of_the_blind_set_keep_their_floors() -> None:
    links = scoring.rate_links()
    assert links.precision >= LINK_PRECISION
    assert links.recall >= LINK_RECALL


def test_every_claim_of_the_blind_set_stands_where_its_offsets_say() -> None:
    texts = {row["doc_id"]: row["text"] for row in scoring.read_rows("articles")}
    claims = scoring.read_rows("claims")
    assert all(texts[c["doc_id"]][c["start"] : c["end"]] == c["statement"] for c in claims)
    figures = [(texts[c["doc_id"]], q) for c in claims for q in c["quantities"]]
    assert all(text[q["start"] : q["end"]] == q["text"] for text, q in figures)
