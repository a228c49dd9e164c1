from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path

import pytest

from tests.store.make import NOW, analyze, hours, revise
from watcher.errors import StoreError
from watcher.model import Known, Mark
from watcher.store import Store
from watcher.store.opening import open_door
from watcher.store.revisions import KNOWN, PAGE
from watcher.store.rows import moment, stamp


def test_a_revision_comes_back_as_it_went_in(store: Store) -> None:
    whole = revise(
        published=hours(-2),
        updated=hours(-1),
        language="de",
        hash="h",
        cosmetic=True,
        marks=(Mark("credit", 1, 4), Mark("footer", 5, 9)),
        agencies=("dpa", "AFP"),
    )
    assert store.revisions.add([whole]) == (whole,)
    assert store.revisions.get("blatt/1", 1) == whole
    assert store.revisions.latest("blatt/1") == whole


def test_text_is_stored_as_given(store: Store) -> None:
    text = "  Straße\n\n„Zitat\u2028“ \U0001f4c8 \u0301e\t "
    store.revisions.add([revise(text=text)])
    assert store.revisions.get("blatt/1", 1).text == text


def test_an_item_has_its_latest_title_and_its_first_and_last_sight(store: Store) -> None:
    later = revise(number=2, title="Pegel fällt", seen_at=hours(3), guid=None)
    store.revisions.add([revise(), later])
    store.revisions.confirm(["blatt/1", "blatt/unknown"], hours(5))
    (item,) = store.revisions.items()
    assert (item.title, item.guid, item.revisions) == ("Pegel fällt", "1", 2)
    assert (item.first_seen_at, item.last_seen_at) == (NOW, hours(5))
    assert [each.number for each in store.revisions.history("blatt/1")] == [1, 2]


def test_sight_never_goes_back(store: Store) -> None:
    store.revisions.add([revise()])
    store.revisions.confirm(["blatt/1"], hours(-5))
    assert next(store.revisions.items()).last_seen_at == NOW


def test_number_zero_is_the_next_one(store: Store) -> None:
    told = [revise(number=0), revise(number=0, text="Der Pegel fällt.")]
    assert [each.number for each in store.revisions.add(told)] == [1, 2]


def test_a_backfilled_text_that_differs_in_white_space_only_is_left_out(store: Store) -> None:
    store.revisions.add([revise(number=0)])
    spaced = revise(number=0, text=revise().text.replace(" ", "\n "), seen_at=hours(1))
    assert store.revisions.add([spaced]) == ()
    assert next(store.revisions.items()).last_seen_at == hours(1)


def test_a_text_that_comes_back_is_a_revision_again(store: Store) -> None:
    texts = ("A", "B", "A")
    assert len(store.revisions.add([revise(number=0, text=text) for text in texts])) == 3


def test_a_revision_that_is_missing_is_named(store: Store) -> None:
    assert store.revisions.latest("blatt/9") is None
    with pytest.raises(StoreError, match="has no revision 2 of blatt/9"):
        store.revisions.get("blatt/9", 2)


def known(store: Store, feed: str = "blatt", **keys: list[str]) -> list[str]:
    wanted: dict[str, list[str]] = {"guids": [], "urls": [], "hashes": []} | keys
    return [each.item for each in store.revisions.known(feed, **wanted)]


def test_an_item_is_known_by_guid_link_or_hash_within_its_feed(store: Store) -> None:
    store.revisions.add([revise("blatt/1"), revise("blatt/2"), revise("blatt/3")])
    assert known(store, guids=["1"], urls=["https://blatt.example/blatt/2"], hashes=["hash of blatt/3"]) == [
        "blatt/1",
        "blatt/2",
        "blatt/3",
    ]
    assert known(store, guids=["1"] * 3000, hashes=["hash of blatt/1"]) == ["blatt/1"]
    assert known(store, "other", guids=["1"]) == []
    assert known(store) == []


def test_a_backfilled_item_is_known_by_its_id_being_the_link(store: Store) -> None:
    link = "https://blatt.example/pegel"
    store.revisions.add([revise(link, 0, guid=None, url=None)])
    assert known(store, urls=[link]) == [link]


def test_what_is_known_is_the_latest_revision(store: Store) -> None:
    store.revisions.add(
        [revise(), revise(number=2, title="Pegel fällt", text="Er fällt.", entry_hash="second")]
    )
    (found,) = store.revisions.known("blatt", ["1"], [], [])
    assert found == Known(
        "blatt/1", "1", "https://blatt.example/blatt/1", 2, "Pegel fällt", "Er fällt.", "second"
    )
    store.revisions.rehash("blatt/1", "third")
    (found,) = store.revisions.known("blatt", [], [], ["third"])
    assert found.entry_hash == "third"


def test_looking_up_what_is_known_never_reads_a_whole_table(path: Path) -> None:
    door = open_door(path, readonly=False)
    keys = {"feed": "blatt", "guids": "[]", "urls": "[]", "hashes": "[]"}
    plan = [row["detail"] for row in door.rows(f"EXPLAIN QUERY PLAN {KNOWN}", keys)]
    door.close()
    assert not [step for step in plan if step.startswith(("SCAN items", "SCAN i", "SCAN r"))], plan


def test_what_is_pending_waits_in_order_until_it_is_analysed(store: Store) -> None:
    revisions = [revise(f"blatt/{n}", seen_at=hours(-n)) for n in range(3)]
    store.revisions.add(revisions)
    assert store.revisions.pending(2) == tuple(revisions[:2])
    analyze(store, revisions[0])
    store.claims.save(revisions[1], [], [], "1")
    assert store.revisions.pending(9) == (revisions[2],)


def test_a_parked_revision_does_not_hold_up_the_queue(store: Store) -> None:
    store.revisions.add([revise("blatt/1"), revise("blatt/2")])
    store.parked.add("revision blatt/1#1", "ValueError: odd", "Traceback", NOW)
    assert [each.item for each in store.revisions.pending(9)] == ["blatt/2"]
    store.parked.clear("revision blatt/1#1")
    assert [each.item for each in store.revisions.pending(9)] == ["blatt/1", "blatt/2"]


def test_a_walk_goes_on_while_others_write(store: Store) -> None:
    with store.write():
        store.revisions.add([revise(f"blatt/{n}") for n in range(PAGE + 1)])
    walk = store.revisions.walk()
    next(walk)
    store.revisions.add([revise("blatt/late")])
    rest = list(walk)
    assert (len(rest), rest[-1].item) == (PAGE + 1, "blatt/late")
    assert len(list(store.revisions.items())) == PAGE + 2


def test_a_walk_may_leave_out_what_is_not_analysed_yet(store: Store) -> None:
    store.revisions.add([revise(f"blatt/{n}") for n in range(3)])
    analyze(store, revise("blatt/1"))
    assert [each.item for each in store.revisions.walk(analyzed=True)] == ["blatt/1"]


def test_times_are_kept_in_utc_with_one_width() -> None:
    berlin = timezone(timedelta(hours=1))
    assert stamp(NOW.astimezone(berlin)) == "2026-11-22T07:00:00.000000Z"
    assert moment("2026-11-22T07:00:00.000000Z") == NOW
    assert stamp(NOW) < stamp(NOW + timedelta(microseconds=1))


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        store.revisions.add([revise(seen_at=NOW.replace(tzinfo=None))])
