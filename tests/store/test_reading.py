"""What the pages ask: related claims, changes of many claims at once, one moment, true counts."""

from __future__ import annotations

from tests.store.make import TOPIC, hours, revise, tell
from watcher import store as stores
from watcher.store import Store


def number_of(store: Store, claim: str) -> int:
    return store.reading.numbers(claim)[TOPIC]


def test_related_claims_share_two_rarer_terms(store: Store) -> None:
    tell(store, revise("a"), "c1", terms="pegel hafen schleuse")
    tell(store, revise("b"), "c2", terms="hafen schleuse")
    tell(store, revise("c"), "c3", terms="hafen markt")
    tell(store, revise("d"), "c4", terms="pegel hafen schleuse")
    related = store.reading.related(number_of(store, "c1"), 5)
    assert [each.id for each in related] == ["c4", "c2"]
    assert len(store.reading.related(number_of(store, "c1"), 1)) == 1


def test_changes_of_many_claims_are_those_of_each(store: Store) -> None:
    for hour, item in enumerate("abc"):
        tell(store, revise(item, seen_at=hours(hour)), "c1" if item != "b" else "c2")
    found = store.reading.changes_of(TOPIC, ["c1", "c2", "nope"])
    assert set(found) == {"c1", "c2"}
    for claim, changes in found.items():
        assert tuple(changes) == store.reading.changes(TOPIC, claim)


def test_what_is_read_in_one_moment_does_not_change_meanwhile(store: Store) -> None:
    with stores.open(store.path, readonly=True) as reader, reader.reading.one_moment():
        before = reader.reading.sizes()
        tell(store, revise("a"), "c1")
        assert reader.reading.sizes() == before
    assert store.reading.sizes() == {"items": 1, "revisions": 1, "claims": 1, "changes": 1}
