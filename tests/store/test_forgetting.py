from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.store.make import NOW, hours, revise, tell, write_message
from watcher import store as stores
from watcher.store import Store
from watcher.store.opening import open_door

SECRET = "Kronzeuge"


def remember(store: Store) -> None:
    text = f"{SECRET}: Der Pegel steigt auf mindestens drei Meter, sagte der Landrat."
    tell(store, revise("blatt/1", title=f"{SECRET} spricht", text=text), "c1")
    tell(store, revise("blatt/2", seen_at=hours(1)), "c2")
    told = write_message("told", text=f"{SECRET} https://blatt.example/blatt/1", html="")
    told = replace(told, subject=f"Wasser: 1 neu – „{SECRET} spricht“")
    store.outbox.post_alert("alert/wasser", [told, write_message("other")], 0)
    store.outbox.accept("told", NOW)
    store.outbox.accept("other", NOW)
    assert store.search.find(SECRET, 9)


def test_an_item_is_forgotten_with_all_that_was_quoted_from_it(path: Path) -> None:
    with stores.open(path) as store:
        remember(store)
        before = store.revisions.latest("blatt/1")
        store.forgetting.forget(store.forgetting.find("blatt/1"))
        after = store.revisions.latest("blatt/1")
        assert before
        assert after
        assert (after.title, after.text) == ("", "")
        assert (after.hash, after.entry_hash, after.url) == (before.hash, before.entry_hash, before.url)
        (claim,) = (each for each in store.claims.walk() if each.id == "c1")
        mention = claim.latest.mention
        assert (mention.statement, mention.start, mention.end) == ("", 0, 9)
        assert not store.search.find(SECRET, 9)
        assert [each.message.text for each in store.outbox.walk()] == ["", "Der Pegel steigt"]
        assert [bool(each.message.subject) for each in store.outbox.walk()] == [False, True]
        (change, other) = store.claims.changes()
        assert change.after
        assert other.after
        assert (change.after.mention.statement, other.after.mention.statement) == ("", "Der Pegel")
    assert SECRET.encode() not in path.read_bytes(), "overwritten on the disk too"


def test_after_forgetting_facts_are_append_only_again(path: Path) -> None:
    with stores.open(path) as store:
        remember(store)
        store.forgetting.forget(["blatt/1"])
    door = open_door(path, readonly=False)
    triggers = door.value("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_%'")
    door.close()
    assert triggers == 14


def test_a_feed_names_all_its_items(store: Store) -> None:
    remember(store)
    assert store.forgetting.find("blatt") == ("blatt/1", "blatt/2")
    assert store.forgetting.find("nobody") == ()


def test_old_texts_go_by_age_and_their_titles_and_quotes_stay(store: Store) -> None:
    remember(store)
    store.revisions.add([revise("blatt/3", seen_at=hours(-99))])
    assert store.forgetting.thin(hours(0.5)) == 1, "one is too young, one has not been analysed yet"
    first = store.revisions.latest("blatt/1")
    assert first
    assert (first.title, first.text) == (f"{SECRET} spricht", "")
    (claim,) = (each for each in store.claims.walk() if each.id == "c1")
    assert claim.latest.mention.statement
    assert store.forgetting.thin(hours(0.5)) == 0
    assert store.forgetting.thin(NOW + timedelta(days=9)) == 1


def test_a_quote_in_a_change_that_a_verdict_overturned_is_forgotten_too(path: Path) -> None:
    with stores.open(path) as store:
        remember(store)
        store.verdicts.reject("c1", (), NOW)
        store.forgetting.forget(["blatt/1"])
    assert SECRET.encode() not in path.read_bytes()
