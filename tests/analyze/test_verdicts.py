"""Pins: what an editor said of a mention, known again when the rules cut its sentence in another way."""

from __future__ import annotations

from dataclasses import replace

from tests.store.make import NOW
from watcher.analyze.verdicts import find, rule
from watcher.model import Evidence, Link, Mention, Pin, Proposition, hash_wording, number_claim

SAID = "Die Fähre nach Borsum fährt bis Ostern nicht."
MENTION = Mention(
    "blatt/1",
    1,
    "text",
    10,
    55,
    SAID,
    "statement",
    "asserted",
    propositions=(Proposition(10, 55, "fahren", ()),),
)
PIN = Pin("text", 10, 55, 0, hash_wording(SAID), "c1", "c7")


def evidence(mention: Mention) -> Evidence:
    return Evidence(mention, "Blatt", None, NOW, mention.item)


def claims(
    *links: str, mention: Mention = MENTION, pins: tuple[Pin, ...] = (PIN,), **more: object
) -> list[str]:
    found = [Link(0, 0, claim) for claim in links]
    return [each.claim for each in rule("t", found, [evidence(mention)], pins, **more)]  # type: ignore[arg-type]


def test_a_pinned_statement_is_part_of_the_claim_that_the_editor_named() -> None:
    assert claims("c1") == ["c7"]
    assert claims("c404") == ["c7"]


def test_another_claim_that_the_verdict_was_not_about_keeps_the_statement_too() -> None:
    assert claims("c1", "c3") == ["c7", "c3"]


def test_a_statement_moved_by_new_rules_is_known_by_its_wording_or_by_most_of_its_stretch() -> None:
    assert [pin.claim for pin in find([PIN], replace(MENTION, start=12, end=57), 0)] == ["c7"]
    assert [pin.claim for pin in find([PIN], replace(MENTION, end=40, statement=SAID[:30]), 0)] == ["c7"]
    assert find([PIN], replace(MENTION, start=200, end=230, statement="Es regnet."), 0) == []
    assert find([PIN], replace(MENTION, where="title"), 0) == []


def test_what_joins_the_claim_that_a_pinned_statement_would_have_begun_follows_it() -> None:
    later = replace(MENTION, start=60, end=80, statement="Die Fähre ruht.")
    own = number_claim("t", MENTION, 0)
    found = rule("t", [Link(0, 0, own), Link(1, 0, own)], [evidence(MENTION), evidence(later)], [PIN])
    assert [each.claim for each in found] == ["c7", "c7"]


def test_of_two_claims_that_were_taken_apart_a_statement_joins_the_likelier_alone() -> None:
    assert claims("c1", "c2", pins=(), apart={("c2", "c1")}) == ["c1"]
    assert claims("c1", "c3", pins=(), apart={("c2", "c1")}) == ["c1", "c3"]
