from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.make import NOW, hours, revise, tell, write_message
from watcher import store as stores
from watcher.errors import StoreError
from watcher.store import DigestRow, Store

DAY = date(2026, 11, 22)
ROW = DigestRow("morgen", DAY, hours(-24), NOW, "queued")


def post(store: Store, *keys: str) -> None:
    with store.write():
        for number, key in enumerate(keys):
            store.outbox.post_alert("alert/wasser", [write_message(key, at=hours(number))], 0)


def states(store: Store) -> list[tuple[str, str, int, bool]]:
    return [(each.message.key, each.state, each.attempts, each.in_doubt) for each in store.outbox.walk()]


def test_a_list_begins_where_the_store_stands(store: Store) -> None:
    assert store.outbox.cursor("morgen") is None
    assert store.outbox.started_at("morgen") is None
    tell(store, revise(), "c1")
    store.outbox.start("morgen", NOW)
    assert (store.outbox.cursor("morgen"), store.outbox.started_at("morgen")) == (2, NOW)
    assert store.outbox.cursor("abend") is None


def test_a_digest_is_posted_with_its_date_its_messages_and_its_cursor(store: Store) -> None:
    store.outbox.start("morgen", hours(-24))
    merged = DigestRow("morgen", DAY - timedelta(days=1), hours(-24), NOW, "merged")
    store.outbox.post([merged, ROW], [write_message()], 7)
    assert store.outbox.cursor("morgen") == 7
    assert store.outbox.last_date("morgen") == DAY
    assert store.outbox.digests("morgen") == (ROW, merged) == store.outbox.digests()
    assert store.outbox.started_at("morgen") == hours(-24)
    assert states(store) == [("morgen/2026-11-22/desk", "queued", 0, False)]


def test_a_date_is_told_once(store: Store) -> None:
    store.outbox.post([ROW], [], 7)
    with pytest.raises(StoreError):
        store.outbox.post([ROW], [write_message()], 9)
    assert store.outbox.cursor("morgen") == 7
    assert states(store) == []


def test_a_date_without_a_digest_has_no_last_date(store: Store) -> None:
    assert store.outbox.last_date("morgen") is None
    assert store.outbox.digests() == ()


def test_a_cursor_never_goes_back(store: Store) -> None:
    store.outbox.post_alert("alert/wasser", [], 7)
    with pytest.raises(StoreError, match="a cursor never goes back"):
        store.outbox.post_alert("alert/wasser", [write_message()], 6)
    assert (store.outbox.cursor("alert/wasser"), states(store)) == (7, [])


def test_a_message_comes_back_as_it_went_in(store: Store) -> None:
    plain = write_message("plain", date=None, headers=(), attachments=())
    store.outbox.post_alert("alert/wasser", [write_message(), plain], 0)
    assert [each.message for each in store.outbox.walk()] == [write_message(), plain]


def test_a_message_with_a_key_on_record_is_not_queued_again(store: Store) -> None:
    post(store, "a")
    store.outbox.accept("a", NOW)
    store.outbox.post_alert("alert/wasser", [write_message("a", subject="anders")], 0)
    (only,) = store.outbox.walk()
    assert (only.state, only.message.subject) == ("sent", "Wasser · 1 neu")


def test_what_waited_longest_leaves_first(store: Store) -> None:
    post(store, "a", "b", "c")
    store.outbox.defer("a", "busy", hours(1))
    assert [each.message.key for each in store.outbox.due(NOW, 9)] == []
    assert [each.message.key for each in store.outbox.due(hours(1), 9)] == ["a", "b"]
    assert [each.message.key for each in store.outbox.due(hours(2), 2)] == ["a", "b"]


def test_a_delivery_is_begun_once_and_accepted(store: Store) -> None:
    post(store, "a")
    assert store.outbox.begin("a")
    assert not store.outbox.begin("a")
    assert store.outbox.due(hours(9), 9) == ()
    store.outbox.accept("a", hours(1))
    (sent,) = store.outbox.walk()
    assert (sent.state, sent.attempts, sent.sent_at, sent.error) == ("sent", 1, hours(1), None)


def test_a_deferred_delivery_waits_with_its_reason(store: Store) -> None:
    post(store, "a")
    store.outbox.begin("a")
    store.outbox.defer("a", "451 try again", hours(1))
    (waiting,) = store.outbox.due(hours(1), 9)
    assert (waiting.attempts, waiting.error, waiting.in_doubt) == (1, "451 try again", False)


def test_a_doubtful_delivery_stays_doubtful_until_it_is_taken(store: Store) -> None:
    post(store, "a")
    store.outbox.doubt("a", "no answer after the last dot", hours(1))
    store.outbox.begin("a")
    store.outbox.defer("a", "451 try again", hours(2))
    assert states(store) == [("a", "queued", 1, True)]


def test_a_refused_delivery_never_leaves(store: Store) -> None:
    post(store, "a")
    store.outbox.begin("a")
    store.outbox.refuse("a", "550 no such user", NOW)
    assert store.outbox.due(hours(999), 9) == ()
    (refused,) = store.outbox.walk()
    assert (refused.state, refused.error) == ("refused", "550 no such user")


def test_what_had_not_left_whole_when_the_process_died_goes_again_without_doubt(path: Path) -> None:
    with stores.open(path) as store:
        post(store, "a", "b")
        store.outbox.begin("a")
    with stores.open(path) as store:
        assert store.outbox.recover(hours(1)) == ()
        assert states(store) == [("a", "queued", 1, False), ("b", "queued", 0, False)]


@pytest.mark.parametrize(("hold", "state"), [(False, "queued"), (True, "held")])
def test_what_had_left_whole_when_the_process_died_is_in_doubt(path: Path, hold: bool, state: str) -> None:
    with stores.open(path) as store:
        post(store, "a", "b")
        store.outbox.begin("a")
        store.outbox.transit("a")
    with stores.open(path) as store:
        assert store.outbox.recover(hours(1), hold=hold) == ("a",)
        assert states(store)[0] == ("a", state, 1, True)


def test_a_webhook_in_doubt_goes_again_even_when_mail_is_held(store: Store) -> None:
    store.outbox.post_alert("alert/wasser", [write_message("a", channel="desk")], 0)
    store.outbox.begin("a")
    store.outbox.transit("a")
    assert store.outbox.recover(hours(1), hold=True) == ("a",)
    assert states(store) == [("a", "queued", 1, True)]


def test_only_what_is_being_sent_gets_into_transit(store: Store) -> None:
    post(store, "a")
    with pytest.raises(StoreError, match="is not being sent"):
        store.outbox.transit("a")


def test_nothing_overtakes_an_earlier_message_to_the_same_recipient(store: Store) -> None:
    post(store, "a", "b")
    other = write_message("c", recipient="other@example.org")
    store.outbox.post_alert("alert/wasser", [other], 0)
    store.outbox.defer("a", "busy", hours(3))
    assert [each.message.key for each in store.outbox.due(hours(2), 9)] == ["c"]
    assert [each.message.key for each in store.outbox.due(hours(3), 9)] == ["a", "b", "c"]


def test_refusals_are_counted_since_the_recipient_last_took_something(store: Store) -> None:
    post(store, "a", "b", "c", "d")
    for key in ("a", "c", "d"):
        store.outbox.refuse(key, "550 no such user", NOW)
    store.outbox.accept("b", NOW)
    assert store.outbox.refusals("mail", "desk@example.org") == 2
    assert store.outbox.refusals("mail", "other@example.org") == 0


def test_what_was_stopped_is_queued_again_by_key_or_recipient(store: Store) -> None:
    post(store, "a", "b", "c", "d")
    store.outbox.refuse("a", "550 no such user", NOW)
    store.outbox.suspend("b", "refused too often", NOW)
    store.outbox.doubt("c", "no answer", NOW, hold=True)
    store.outbox.accept("d", NOW)
    assert store.outbox.resend("a", hours(1)) == 1
    assert store.outbox.resend("desk@example.org", hours(1)) == 2
    assert states(store) == [
        ("a", "queued", 0, False),
        ("b", "queued", 0, False),
        ("c", "queued", 0, True),
        ("d", "sent", 0, False),
    ]


def test_long_outboxes_are_read_page_by_page(store: Store) -> None:
    post(store, *(f"key {number}" for number in range(120)))
    assert len(list(store.outbox.walk())) == 120
