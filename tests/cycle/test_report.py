"""What `watcher cycle` says of one pass."""

from __future__ import annotations

from watcher.cycle.rooms import Report


def test_one_of_a_kind_is_told_as_one() -> None:
    assert str(Report(feeds=1, items=1, changes=2)) == (
        "1 feed checked, 1 new item, 0 revisions, 2 changes, 0 messages queued, 0 sent"
    )


def test_failures_name_the_verb_that_tells_more() -> None:
    told = str(Report(feeds=3, failed=2, refused=1))
    assert told.startswith("3 feeds checked (2 failed: watcher status), ")
    assert told.endswith(", 0 sent, 1 refused")
