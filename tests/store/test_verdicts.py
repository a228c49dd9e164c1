"""Verdicts on claims that share mentions, and what the store refuses to forget about them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.make import NOW, TOPIC, conclude, hours, revise, tell
from watcher import store as stores
from watcher.errors import VerdictError
from watcher.model import Link, Match, Span
from watcher.store import Store


def members(store: Store) -> set[tuple[str, int, str | None]]:
    return {(e.evidence.mention.item, e.evidence.mention.start, e.claim) for e in store.claims.mentions()}


def tell_both(store: Store) -> None:
    """An item each for two claims, and one whose single statement is part of both."""
    tell(store, revise("blatt/1"), "c1")
    tell(store, revise("blatt/2", seen_at=hours(1)), "c2")
    both = revise("blatt/3", seen_at=hours(2))
    store.revisions.add([both])
    findings = replace(conclude(both, "c1"), links=(Link(0, 0, "c1"), Link(0, 0, "c2")))
    store.claims.save(both, [Match(TOPIC, both.item, 1, (Span("title", 0, 5),))], [findings], "1")


def test_a_statement_in_both_claims_stands_once_in_their_union_and_in_both_again_when_undone(
    store: Store,
) -> None:
    tell_both(store)
    before = members(store)
    assert {claim for item, _, claim in before if item == "blatt/3"} == {"c1", "c2"}
    verdict = store.verdicts.link("c1", "c2", NOW)
    assert members(store) == {("blatt/1", 0, "c1"), ("blatt/2", 0, "c1"), ("blatt/3", 0, "c1")}
    store.verdicts.undo(verdict.id, NOW)
    assert members(store) == before


def test_a_verdict_is_never_changed_or_deleted(path: Path, store: Store) -> None:
    tell_both(store)
    store.verdicts.link("c1", "c2", NOW)
    beside = sqlite3.connect(path)
    for table in ("verdicts", "judged"):
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            beside.execute(f"DELETE FROM {table}")
    beside.close()


def test_a_verdict_that_cannot_be_leaves_nothing(store: Store) -> None:
    tell_both(store)
    tell(store, revise("blatt/9"), "c9", topic="anderes")
    before = members(store)
    for one, other in (("c1", "c1"), ("c1", "c9"), ("c1", "c404")):
        with pytest.raises(VerdictError):
            store.verdicts.link(one, other, NOW)
    assert members(store) == before
    assert store.verdicts.walk() == ()


def test_a_claim_rejected_before_a_restart_is_rejected_after_it(path: Path, store: Store) -> None:
    tell_both(store)
    store.verdicts.reject("c2", (), NOW)
    with stores.open(path, readonly=True) as again:
        assert set(again.verdicts.rejected()) == {"c2"}
        assert {claim.id for claim in again.claims.walk()} == {"c1"}
        assert "c2" not in {change.claim for change in again.claims.changes()}


def test_dropped_findings_leave_pins_for_every_mention_that_was_judged(store: Store) -> None:
    tell_both(store)
    store.verdicts.link("c1", "c2", NOW)
    store.claims.drop(None)
    assert store.verdicts.resolve("c2") is None
    for item in ("blatt/1", "blatt/2", "blatt/3"):
        assert {pin.claim for pin in store.verdicts.pins(TOPIC, item, 1)} == {"c1"}
