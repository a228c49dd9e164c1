"""Feeds, topics, parked units, coverage and search."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.store.make import NOW, hours, revise, tell
from watcher import store as stores
from watcher.model import Coverage, FeedState, Trouble
from watcher.store import ParkedUnit, Store
from watcher.store.search import cut, fold, translate

DAY = 24


def test_a_feeds_state_comes_back_as_it_went_in(store: Store) -> None:
    given = {
        each.name: (
            NOW if each.name.endswith(("_at", "since")) else 3 if "int" in str(each.type) else each.name
        )
        for each in fields(FeedState)
    }
    whole = FeedState(**given)  # type: ignore[arg-type]
    store.feeds.save(FeedState("blatt", "https://blatt.example/"))
    store.feeds.save(whole)
    assert store.feeds.states() == {"blatt": FeedState("blatt", "https://blatt.example/"), "feed": whole}
    store.feeds.save(FeedState("feed", "https://elsewhere.example/"))
    assert store.feeds.states()["feed"] == FeedState("feed", "https://elsewhere.example/")


def test_a_topic_is_changed_until_it_is_recorded(store: Store) -> None:
    assert store.topics.changed({"wasser": "a", "energie": "b"}) == ("wasser", "energie")
    store.topics.record({"wasser": "a"})
    assert store.topics.changed({"wasser": "a", "energie": "b"}) == ("energie",)
    assert store.topics.changed({"wasser": "c"}) == ("wasser",)


def test_a_unit_parked_again_counts_and_says_the_latest(store: Store) -> None:
    store.parked.add("feed blatt", "KeyError: a", "first", NOW)
    store.parked.add("feed blatt", "KeyError: b", "second", hours(1))
    assert list(store.parked.walk()) == [ParkedUnit("feed blatt", "KeyError: b", "second", NOW, hours(1), 2)]
    store.parked.clear("feed blatt")
    assert list(store.parked.walk()) == []


def test_coverage_counts_what_the_window_saw(store: Store) -> None:
    tell(store, revise("blatt/1", seen_at=hours(-30)))
    tell(store, revise("blatt/2", seen_at=hours(-1)))
    tell(store, revise("blatt/2", 2, text="Anders.", seen_at=NOW))
    store.revisions.add([revise("blatt/3")])
    store.parked.add("revision blatt/3#1", "ValueError: odd", "Traceback", NOW)
    store.parked.add("feed blatt", "ValueError: odd", "Traceback", NOW)
    found = store.coverage(hours(-DAY), NOW, ["wasser"])
    assert found == Coverage(hours(-DAY), NOW, items_seen=2, items_matched=1, items_skipped=1)
    assert store.coverage(hours(-DAY), NOW, ["energie"]).items_matched == 0


def check(store: Store, name: str, hour: float, **more: object) -> None:
    store.feeds.save(FeedState(name, "https://blatt.example/", checked_at=hours(hour), **more))  # type: ignore[arg-type]


def test_coverage_names_feeds_that_fail_or_are_silent(store: Store) -> None:
    check(store, "well", -1, baseline_at=hours(-999), new_at=hours(-2))
    check(store, "late", -30, new_at=hours(-40))
    check(store, "failing", -2, failures=3, error="HTTP 500", failing_since=hours(-9), new_at=hours(-999))
    check(store, "silent", -1, new_at=hours(-8 * DAY))
    check(store, "never", -1, baseline_at=hours(-9 * DAY))
    check(store, "removed", -99 * DAY, new_at=hours(-99 * DAY), failures=0)
    check(store, "removed too", -99 * DAY, failures=3)
    store.feeds.save(FeedState("unchecked", "https://blatt.example/"))
    found = store.coverage(hours(-DAY), NOW)
    assert found.feeds == 4
    assert found.failing == (Trouble("failing", "HTTP 500", hours(-9)),)
    assert found.silent == (
        Trouble("never", "no new item since 2026-11-13", hours(-9 * DAY)),
        Trouble("silent", "no new item since 2026-11-14", hours(-8 * DAY)),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("strasse", True),
        ("STRASSE müller", True),
        ("mueller", True),
        ("cafe", True),
        ("hochwasser*", True),
        ("hochwasser", False),
        ('"gesperrte Straße"', True),
        ('"Straße gesperrte"', False),
        ("Straße fehlt", False),
        ('"', False),
        ("", False),
        ("AND OR NOT * ( ) -", False),
        ("text:straße", False),
        ('"straße', True),
    ],
)
def test_search_folds_german_and_takes_nothing_as_syntax(store: Store, query: str, found: bool) -> None:
    text = "Wegen Hochwassers: gesperrte Straße am Café Müller."
    store.revisions.add([revise(text=text)])
    assert [each.excerpt for each in store.search.find(query, 5)] == [text] * found


def test_search_finds_the_latest_wording_only(store: Store) -> None:
    store.revisions.add([revise(text="Der Damm hält.")])
    assert len(store.search.find("Damm", 5)) == 1
    store.revisions.add([revise(number=2, title="Damm bricht", text="Die Mauer bricht.")])
    assert store.search.find("hält", 5) == ()
    (found,) = store.search.find("mauer", 5)
    assert (found.kind, found.id, found.title) == ("item", "blatt/1", "Damm bricht")


@pytest.mark.parametrize("word", ["anfangs", "mittendrin", "zuletzt"])
def test_an_excerpt_begins_and_ends_with_a_word(word: str) -> None:
    filling = "Wasserstandsvorhersage " * 20
    text = f"anfangs {filling}mittendrin {filling}zuletzt"
    found = cut(text, [word])
    assert word in found
    assert found in text
    assert set(found.split()) <= set(text.split())


def test_search_finds_claims_by_their_first_statement(store: Store) -> None:
    tell(store, revise(text="Deichbruch bei Lauenburg"), "c1")
    items, claim = store.search.find("deich*", 5)
    assert (claim.kind, claim.id, claim.title, claim.excerpt) == ("claim", "c1", "wasser", "Deichbruc")
    store.claims.drop(None)
    assert store.search.find("deich*", 5) == (items,)


def test_an_excerpt_is_verbatim_and_around_the_word(store: Store) -> None:
    text = "Vorab. " * 50 + "Der Straßenbau ruht. " + "Danach. " * 50
    store.revisions.add([revise(text=text)])
    (found,) = store.search.find("strassen*", 5)
    assert "Straßenbau ruht" in found.excerpt
    assert found.excerpt in text
    assert len(found.excerpt) < 250


def test_a_read_only_store_searches_what_was_indexed(path: Path, store: Store) -> None:
    store.revisions.add([revise("blatt/1")])
    store.search.refresh()
    store.revisions.add([revise("blatt/2")])
    with stores.open(path, readonly=True) as reader:
        assert [each.id for each in reader.search.find("pegel", 5)] == ["blatt/1"]


def test_folding_keeps_letters_of_other_scripts() -> None:
    assert fold("ÄÖÜß Éa Київ İ") == "aeoeuess ea киів i"
    assert translate('Wärme* "Frau Müller" §') == '"waerme"* "frau mueller"'


def test_coverage_sees_an_older_item_that_matched_anew(store: Store) -> None:
    tell(store, revise("blatt/1", seen_at=hours(-30)))
    tell(store, revise("blatt/1", 2, text="Anders.", seen_at=hours(-1)))
    found = store.coverage(hours(-DAY), NOW, ["wasser"])
    assert (found.items_seen, found.items_matched) == (1, 1)
