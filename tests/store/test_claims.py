from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.store.make import NOW, TOPIC, analyze, attest, conclude, hours, revise, tell
from watcher.errors import StoreError
from watcher.model import Change, Evidence, Link, Match, Span
from watcher.store import Store, findings, ledger
from watcher.store.claims import PAGE, TRACES
from watcher.store.opening import open_door
from watcher.store.rows import as_list

LONG_AGO = hours(-10_000)


def candidates(store: Store, *terms: str, most: int = 10) -> list[str]:
    return [claim.id for claim in store.claims.candidates(TOPIC, terms, LONG_AGO, most)]


def test_evidence_comes_back_as_it_went_in(store: Store) -> None:
    revision = revise(published=hours(-1))
    before, after = attest(revision), replace(attest(revision, 5), published=hours(-1))
    bare = replace(
        after, mention=replace(after.mention, attribution=None, quantities=(), propositions=()), url=None
    )
    change = replace(conclude(revision, "c1").changes[0], before=before, after=bare, origins=3, mentions=7)
    store.revisions.add([revision])
    found = replace(conclude(revision, "c1"), evidence=(bare,), changes=(change,))
    (saved,) = store.claims.save(revision, [], [found], "1")
    assert saved == replace(change, position=1)
    assert store.claims.changes() == (saved,)
    assert [carried.evidence for carried in store.claims.mentions()] == [bare]


def test_a_revision_that_is_not_stored_has_no_findings(store: Store) -> None:
    with pytest.raises(StoreError, match="has no revision 1 of blatt/1"):
        analyze(store, revise(), "c1")
    assert store.claims.last_position() == 0


def test_a_claim_gathers_its_mentions_from_old_to_new(store: Store) -> None:
    tell(store, revise("blatt/2", seen_at=hours(2)), "c1")
    tell(store, revise("blatt/1", seen_at=hours(1)), "c1")
    claim = store.claims.get("c1")
    assert claim is not None
    assert [each.mention.item for each in claim.evidence] == ["blatt/1", "blatt/2"]
    assert store.claims.get("c9") is None


def test_claims_come_by_when_they_were_last_heard_of_and_no_more_than_are_asked_for(store: Store) -> None:
    for number, hour in (("c1", 1), ("c2", 2), ("c3", 3), ("c1", 4)):
        tell(store, revise(f"blatt/{hour}", seen_at=hours(hour)), number)
    tell(store, revise("blatt/9", seen_at=hours(9)), "c9", topic="energie")

    def names(topic: str | None, since: int) -> list[str]:
        return [claim.id for claim in store.claims.load(store.claims.heard(topic, hours(since)))]

    assert names(TOPIC, 0) == ["c1", "c3", "c2"]
    assert names(TOPIC, 2) == ["c3", "c2"]
    assert names(None, 3) == ["c9", "c3"]
    assert [claim.id for claim in store.claims.load(store.claims.heard(TOPIC, hours(0))[:1])] == ["c1"]


def test_more_claims_than_a_page_holds_keep_their_order(store: Store) -> None:
    names = [f"c{number}" for number in range(ledger.PAGE + 1)]
    tell(store, revise(), *names)
    assert [claim.id for claim in store.claims.load(store.claims.heard(TOPIC, LONG_AGO))] == names


def test_a_claim_knows_which_clauses_of_a_mention_are_its_own(store: Store) -> None:
    revision = revise()
    store.revisions.add([revision])
    (evidence,) = conclude(revision, "c1").evidence
    two = evidence.mention.propositions * 2
    whole = replace(evidence, mention=replace(evidence.mention, propositions=two))
    links = (Link(0, 0, "c1"), Link(0, 1, "c2"), Link(0, 1, "c3"), Link(0, 0, "c3"))
    found = replace(conclude(revision, "c1"), evidence=(whole,), links=links, changes=())
    store.claims.save(revision, [], [found], "1")
    clauses = {claim.id: [each.clauses for each in claim.evidence] for claim in store.claims.walk()}
    assert clauses == {"c1": [(0,)], "c2": [(1,)], "c3": [(0, 1)]}


def test_positions_count_matches_and_changes_together(store: Store) -> None:
    (first,) = tell(store, revise("blatt/1"), "c1")
    (second,) = tell(store, revise("blatt/2"), "c2")
    assert (first.position, second.position, store.claims.last_position()) == (2, 4, 4)


def test_a_change_found_again_keeps_its_position_and_its_first_cause(store: Store) -> None:
    first = tell(store, revise(), "c1")
    store.claims.drop(None)
    assert store.claims.changes() == ()
    again = analyze(store, revise(cause="reanalyze"), "c1")
    assert again == first == store.claims.changes(causes=["live"])
    assert store.claims.last_position() == 2


def test_a_change_found_for_the_first_time_later_is_not_live(store: Store) -> None:
    tell(store, revise(), "c1")
    store.claims.drop(TOPIC)
    again = analyze(store, revise(cause="reanalyze"), "c1", "c2")
    assert [(change.position, change.cause) for change in again] == [(2, "live"), (3, "reanalyze")]


def test_findings_of_a_revision_replace_those_before(store: Store) -> None:
    tell(store, revise(), "c1", "c2", terms="pegel landrat")
    tell(store, revise("blatt/2"), "c2", terms="meter")
    analyze(store, revise(), "c3", terms="damm")
    assert [claim.id for claim in store.claims.walk()] == ["c2", "c3"]
    assert len(list(store.claims.mentions())) == 2
    assert {change.claim for change in store.claims.changes()} == {"c2", "c3"}
    assert (candidates(store, "pegel"), candidates(store, "meter")) == ([], ["c2"])


def test_analysing_twice_changes_nothing(store: Store) -> None:
    tell(store, revise(), "c1", "c2")
    before = (list(store.claims.walk()), store.claims.changes(), list(store.claims.matches()))
    analyze(store, revise(), "c1", "c2")
    assert (list(store.claims.walk()), store.claims.changes(), list(store.claims.matches())) == before


def test_dropping_a_topic_leaves_the_others(store: Store) -> None:
    tell(store, revise("blatt/1"), "c1")
    tell(store, revise("blatt/2"), "c2", topic="energie")
    store.claims.drop(TOPIC)
    assert [claim.id for claim in store.claims.walk()] == ["c2"]
    assert [match.topic for match in store.claims.matches()] == ["energie"]
    assert [change.topic for change in store.claims.changes()] == ["energie"]
    assert store.claims.traces(TOPIC, LONG_AGO) == ()
    assert list(store.claims.walk(TOPIC)) == []


def test_two_claims_in_one_statement_are_told_once(store: Store) -> None:
    revision = revise()
    store.revisions.add([revision])
    found = conclude(revision, "c1")
    twin = replace(found.changes[0], claim="c2")
    both = replace(found, links=(*found.links, Link(0, 1, "c2")), changes=(*found.changes, twin))
    assert [change.claim for change in store.claims.save(revision, [], [both], "1")] == ["c1"]
    assert [claim.id for claim in store.claims.walk()] == ["c1", "c2"]


def test_candidates_share_terms_the_most_and_rarest_first(store: Store) -> None:
    for number in range(5):
        tell(store, revise(f"blatt/{number}"), f"often{number}", terms="pegel")
    tell(store, revise("blatt/a"), "both", terms="pegel damm")
    tell(store, revise("blatt/b"), "rare", terms="damm")
    tell(store, revise("blatt/c"), "none", terms="brücke")
    found = candidates(store, "pegel", "damm", "unbekannt")
    assert (found[:2], sorted(found[2:])) == (["both", "rare"], [f"often{number}" for number in range(5)])
    assert candidates(store, "pegel", "damm", most=1) == ["both"]
    assert candidates(store) == []


def test_words_as_frequent_are_looked_up_in_one_order_whichever_was_stored_first(
    store: Store, path: Path
) -> None:
    for item, word in enumerate(("wehr", "damm", "pegel")):
        tell(store, revise(f"blatt/{item}"), f"c{item}", terms=word)
    door = open_door(path, readonly=True)
    found = [row[0] for row in door.rows(ledger.TERMS, [TOPIC, as_list(["damm", "pegel", "wehr"])])]
    names = {row[0]: row[1] for row in door.rows("SELECT number, term FROM terms", [])}
    door.close()
    assert [names[number] for number in found] == ["damm", "pegel", "wehr"]


def test_terms_are_counted_over_all_of_a_topics_claims(store: Store) -> None:
    tell(store, revise("blatt/a"), "c1", terms="pegel damm")
    tell(store, revise("blatt/b"), "c2", terms="damm")
    assert store.claims.frequencies(TOPIC, ("damm", "pegel", "brücke")) == (2, {"damm": 2, "pegel": 1})
    assert store.claims.frequencies("another", ("damm",)) == (0, {})


def test_candidates_were_seen_since_then_and_belong_to_the_topic(store: Store) -> None:
    tell(store, revise("blatt/1", seen_at=hours(-5)), "old")
    tell(store, revise("blatt/2", seen_at=hours(-5)), "kept")
    tell(store, revise("blatt/3"), "kept")
    tell(store, revise("blatt/4"), "other", topic="energie")
    found = store.claims.candidates(TOPIC, {"pegel"}, hours(-1), 10)
    assert [claim.id for claim in found] == ["kept"]


def test_of_a_frequent_term_the_newest_claims_are_looked_at(store: Store) -> None:
    tell(store, revise("blatt/1"), "oldest")
    tell(store, revise("blatt/2"), *(f"c{number}" for number in range(ledger.POSTINGS_OF_TERM)))
    assert "oldest" not in candidates(store, "pegel", most=9_999)
    assert len(candidates(store, "pegel", most=9_999)) == ledger.POSTINGS_OF_TERM


def test_a_long_story_shows_its_first_and_its_latest_mentions(store: Store) -> None:
    many = ledger.LATEST + 10
    with store.write():
        for number in range(many):
            tell(store, revise(f"blatt/{number}", seen_at=hours(number)), "c1")
    claim = store.claims.get("c1")
    assert claim is not None
    assert len(claim.evidence) == ledger.LATEST + 1
    assert (claim.first.seen_at, claim.latest.seen_at) == (NOW, hours(many - 1))
    (candidate,) = store.claims.candidates(TOPIC, ["pegel"], LONG_AGO, 1)
    assert len(candidate.evidence) == ledger.LATEST_OF_CANDIDATE + 1
    (carried,) = store.claims.carried(TOPIC, "blatt/3", 1)
    assert "blatt/3" in [each.mention.item for each in carried.evidence]


def test_carried_are_the_claims_of_one_revision(store: Store) -> None:
    tell(store, revise(), "c1", "c2")
    tell(store, revise(number=2, text="Der Pegel fällt wieder."), "c2")
    tell(store, revise("blatt/2"), "c1")
    (only,) = store.claims.carried(TOPIC, "blatt/1", 2)
    assert only == store.claims.get("c2")
    assert [claim.id for claim in store.claims.carried(TOPIC, "blatt/1", 1)] == ["c1", "c2"]
    assert store.claims.carried("energie", "blatt/1", 1) == ()
    assert store.claims.carried_now(TOPIC, "blatt/1") == ("c2",)
    assert store.claims.carried_now(TOPIC, "blatt/2") == ("c1",)
    assert store.claims.carried_now("energie", "blatt/1") == ()


def test_traces_come_back_with_their_shingles(store: Store) -> None:
    tell(store, revise("blatt/1", seen_at=hours(1)))
    tell(store, revise("blatt/2", seen_at=hours(0)))
    old, new = store.claims.traces(TOPIC, LONG_AGO)
    assert (old.item, new.item) == ("blatt/2", "blatt/1")
    assert new == conclude(revise("blatt/1", seen_at=hours(1))).trace
    assert store.claims.traces(TOPIC, hours(0.5)) == (new,)


def test_an_items_own_trace_is_there_however_old(store: Store) -> None:
    with store.write():
        for number in range(TRACES + 1):
            tell(store, revise(f"blatt/{number}", seen_at=hours(number)))
    assert len(store.claims.traces(TOPIC, LONG_AGO)) == TRACES
    assert store.claims.traces(TOPIC, hours(500), "blatt/0")[0].item == "blatt/0"


def positions(changes: tuple[Change, ...]) -> list[int | None]:
    return [change.position for change in changes]


def test_changes_are_chosen_by_position_topic_cause_and_time(store: Store) -> None:
    tell(store, revise("blatt/1", cause="baseline"), "c1")
    tell(store, revise("blatt/2", seen_at=hours(1)), "c2")
    tell(store, revise("blatt/3", seen_at=hours(2)), "c3", topic="energie")
    choose = store.claims.changes
    assert positions(choose()) == [2, 4, 6]
    assert positions(choose(2)) == [4, 6]
    assert positions(choose(topics=[TOPIC])) == [2, 4]
    assert positions(choose(topics=[])) == []
    assert positions(choose(causes=["live"])) == [4, 6]
    assert positions(choose(since=NOW, until=hours(1))) == [4]


def test_other_items_are_news_once(store: Store) -> None:
    tell(store, revise("blatt/1"))
    told = store.claims.last_position()
    tell(store, revise("blatt/1", 2, text="Anders.", seen_at=hours(1)))
    tell(store, revise("blatt/2", seen_at=hours(1), agencies=("dpa",)))
    (other,) = store.claims.others(told, topics=[TOPIC], causes=["live"])
    assert (other.item, other.title, other.outlet, other.origin) == (
        "blatt/2",
        "Pegel steigt",
        "Blatt",
        "origin",
    )
    assert other.agencies == ("dpa",)
    assert [each.item for each in store.claims.others()] == ["blatt/1", "blatt/2"]
    assert store.claims.others(until=hours(-1)) == ()


def test_an_item_that_a_new_topic_matches_in_the_past_is_no_live_news(store: Store) -> None:
    store.revisions.add([revise()])
    analyze(store, revise(cause="topic"))
    assert store.claims.others(causes=["live"]) == ()
    assert len(store.claims.others(causes=["topic"])) == 1


def test_matches_can_be_listed_for_one_item(store: Store) -> None:
    tell(store, revise("blatt/1"))
    tell(store, revise("blatt/2"))
    spans = (Span("title", 0, 5),)
    assert list(store.claims.matches("blatt/2")) == [Match(TOPIC, "blatt/2", 1, spans)]
    assert len(list(store.claims.matches())) == 2


def test_a_mention_is_listed_for_each_claim_it_carries(store: Store) -> None:
    revision = revise()
    store.revisions.add([revision])
    found = conclude(revision, "c1", "c2")
    links = (Link(0, 0, "c1"), Link(0, 1, "c2"), Link(0, 2, "c2"))
    store.claims.save(revision, [], [replace(found, links=links)], "1")
    assert [(each.claim, each.evidence.mention.start) for each in store.claims.mentions()] == [
        ("c1", 0),
        ("c2", 0),
        (None, 1),
    ]


def test_long_lists_are_read_page_by_page(store: Store) -> None:
    with store.write():
        for number in range(PAGE // 50 + 1):
            claims = [f"c{number}-{index}" for index in range(50)]
            tell(store, revise(f"blatt/{number}"), *claims)
    assert len(list(store.claims.mentions())) == PAGE + 50
    assert len(list(store.claims.walk(TOPIC))) == PAGE + 50


def test_every_field_of_a_change_has_its_column(store: Store) -> None:
    tell(store, revise(), "c1")
    (change,) = store.claims.changes()
    assert all(getattr(change, each.name) is not None for each in fields(Change) if each.name != "before")
    assert isinstance(change.after, Evidence)


def test_what_a_revision_replaces_is_found_without_a_look_at_all_changes(path: Path) -> None:
    door = open_door(path, readonly=False)
    statements = (findings.KEEP_TOLD, *findings.CLEAR)
    plans = [door.rows(f"EXPLAIN QUERY PLAN {each}", [TOPIC, "blatt/1", 1]) for each in statements]
    door.close()
    assert not [row["detail"] for plan in plans for row in plan if row["detail"].startswith("SCAN")]
