"""The one door: findings of a revision, whole and in bounded time."""

from __future__ import annotations

import time
from dataclasses import replace

from tests.analyze.newsroom import Newsroom, read
from watcher.analyze import findings
from watcher.analyze.findings import Case
from watcher.model import Claim, Evidence

STORY = "In einer Bar in Elschtal brach am Abend ein Feuer aus. Dabei wurden zwölf Menschen getötet."


def test_findings_carry_every_mention_and_a_link_for_each_proposition() -> None:
    found = Newsroom().print("Tagesbote", STORY)
    assert [e.mention.statement for e in found.evidence] == [m.statement for m in read(STORY)]
    linked = {(link.mention, link.proposition) for link in found.links}
    assert linked == {(m, p) for m, e in enumerate(found.evidence) for p in range(len(e.mention.propositions))}


def test_evidence_names_outlet_time_origin_and_agencies() -> None:
    found = Newsroom().print("Tagesbote", STORY)
    (first, *_) = found.evidence
    assert (first.outlet, first.origin, first.seen_at) == ("Tagesbote", "Tagesbote/1", found.trace.seen_at)


def test_the_cause_of_a_change_is_that_of_its_revision() -> None:
    room = Newsroom()
    room.print("Tagesbote", STORY, item="a")
    backfilled = replace(room.texts["a"], item="b", cause="backfill")
    assert {each.cause for each in Newsroom().take(backfilled).changes} == {"backfill"}


def test_the_same_case_gives_the_same_findings() -> None:
    assert Newsroom().print("Tagesbote", STORY) == Newsroom().print("Tagesbote", STORY)


def test_terms_are_what_candidates_are_asked_for_by() -> None:
    terms = findings.terms(read("Nordkorea hat Soldaten nach Russland entsandt."))
    assert {"@kp", "@ru", "soldat", "entsenden"} <= terms


def test_a_text_without_mentions_has_a_trace_and_nothing_else() -> None:
    found = Newsroom().print("Tagesbote", "Guten Morgen!")
    assert (found.evidence, found.links, found.changes) == ((), (), ())
    assert found.trace.origin == "Tagesbote/1"


def test_a_toll_that_names_no_place_stands_in_its_text() -> None:
    found = Newsroom().print("Tagesbote", STORY)
    toll = found.evidence[-1].mention.propositions[0]
    assert {"brand", "bar"} <= set(toll.context)


def test_thirty_mentions_meet_two_hundred_claims_in_bounded_time() -> None:
    room = Newsroom()
    sentences = [
        f"Der Stadtrat von Elschtal hat den Antrag {n} der Werft auf {n} Hallen beschlossen." for n in range(30)
    ]
    found = room.print("Tagesbote", " ".join(sentences))
    evidence = tuple(found.evidence)
    claims = tuple(_claim(n, evidence) for n in range(200))
    revision = replace(room.texts["Tagesbote/1"], item="b")
    case = Case("topic", revision, tuple(e.mention for e in evidence), (found.trace,), claims)
    began = time.process_time()
    findings.conclude(case)
    assert (
        time.process_time() - began < 3
    )  # 150 ms where nothing else runs; generous, because it guards the order


def _claim(number: int, evidence: tuple[Evidence, ...]) -> Claim:
    return Claim(f"c{number}", "topic", tuple(evidence[(number + n) % len(evidence)] for n in range(8)))


DISHES = "Zwölf Gerichte aus Elschtal stehen auf der Speisekarte. Besonders beliebt sind Knödel mit Pflaumen."
LAW = "Der Landtag verbietet private Parkwächter. Betroffen sind vierzig Betreiber, sagte die Ministerin."


def test_another_article_under_an_old_address_adds_and_takes_back_nothing() -> None:
    room = Newsroom()
    room.print("Tagesbote", DISHES, title="Was Elschtal kocht", item="a")
    found = room.print("Tagesbote", LAW, title="Parkwächter verboten", item="a")
    assert {(each.type, each.axis) for each in found.changes} == {("new", "story")}


def test_a_text_that_keeps_its_headline_or_its_words_is_the_article_that_it_was() -> None:
    for title, text in (("Was Elschtal kocht", LAW), ("Parkwächter verboten", f"{LAW} {DISHES}")):
        room = Newsroom()
        room.print("Tagesbote", DISHES, title="Was Elschtal kocht", item="a")
        found = room.print("Tagesbote", text, title=title, item="a")
        assert {each.axis for each in found.changes} == {"edit"}
