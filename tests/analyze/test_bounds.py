"""The ledger under bad input: floods, copies, disorder, texts that flip."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.analyze.newsroom import BEGAN, Newsroom, read
from watcher.analyze import findings
from watcher.analyze.findings import Case
from watcher.analyze.link import NEAR, Linker, link
from watcher.model import Claim, Evidence, Revision

TOLL = "Bei dem Grubenunglück in Elschtal starben mindestens 14 Bergleute."
FLOOD = 10_000


(MENTION,) = read(TOLL)


def evidence(number: int) -> Evidence:
    item = f"blatt/{number}"
    return Evidence(replace(MENTION, item=item), "Blatt", None, BEGAN + timedelta(minutes=number), item)


def test_ten_thousand_mentions_of_one_claim_are_one_claim() -> None:
    flood = tuple(evidence(number) for number in range(FLOOD))
    (found,) = link([evidence(FLOOD)], [Claim("c1", "topic", flood)], "topic")
    assert found.claim == "c1"


def test_a_proposition_is_compared_with_a_bounded_number_of_others() -> None:
    claims = [Claim(f"c{number}", "topic", (evidence(number),)) for number in range(NEAR * 5)]
    linker = Linker("topic", claims)
    (first, *others) = linker.link(0, evidence(FLOOD))
    assert first.claim == "c0"
    assert len(others) < NEAR


def test_identical_texts_are_one_origin_and_told_once() -> None:
    room = Newsroom()
    told = [room.print(f"Blatt {number}", TOLL + " Die Ursache ist offen.").changes for number in range(40)]
    assert {each.type for each in told[0]} == {"new"}
    assert not any(told[1:])
    assert len({each.origin for claim in room.claims.values() for each in claim.evidence}) == 1


def test_an_article_that_comes_late_or_from_the_future_is_linked_as_any() -> None:
    room = Newsroom()
    room.print("Tagesbote", TOLL)
    for days in (-30, 400):
        text = "In Elschtal starben bei dem Grubenunglück 17 Bergleute."
        seen = BEGAN + timedelta(days=days)
        found = room.take(Revision(f"k/{days}", 1, "k", "Kompass", "", text, seen, "backfill", language="de"))
        assert {each.claim for each in found.links} == {room.claim_of("Bergleute")}


def test_revisions_that_undo_each_other_tell_the_story_nothing_and_stay_in_their_claim() -> None:
    room = Newsroom()
    versions = (TOLL, TOLL.replace("14", "16"))
    found = [room.print("Tagesbote", versions[number % 2], item="tagesbote/1") for number in range(8)]
    assert {each.axis for result in found[1:] for each in result.changes} == {"edit"}
    assert len({each.claim for result in found for each in result.links}) == 1
    again = room.print(
        "Hafenblatt", "In Elschtal kamen bei dem Grubenunglück mindestens 16 Bergleute ums Leben."
    )
    assert [each.type for each in again.changes if each.axis == "story"] == ["quantity_changed"]


def test_the_same_case_gives_the_same_findings() -> None:
    revision = Revision("blatt/1", 1, "b", "Blatt", "", TOLL, BEGAN, "live", language="de")
    case = Case("topic", revision, tuple(replace(each, item="blatt/1") for each in read(TOLL)))
    assert findings.conclude(case) == findings.conclude(case)
