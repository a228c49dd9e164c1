"""Which item an entry is, and when it makes a revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watcher.collect.marks import mark
from watcher.collect.revise import decide, lookup, revise
from watcher.collect.text import digest
from watcher.model import Article, Edit, Entry, Known, Revision
from watcher.settings import Feed

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
FEED = Feed("bote", "https://bote.example/feed", "Bote", language="de")
FULL = replace(FEED, full_text=True)
BRIDGE = Entry("Die Brücke ist gesperrt", "Ein Riss im Pfeiler.", guid="1", url="https://bote.example/1")
STRIKE = Entry("Busfahrer streiken morgen", "Es geht um Lohn.", guid="2", url="https://bote.example/2")


def made(edit: Edit, article: Article | None = None, feed: Feed = FEED) -> Revision:
    revision = revise(edit, feed, article, now=NOW, cause="live")
    assert revision
    return revision


def as_known(revision: Revision) -> Known:
    return Known(
        revision.item,
        revision.guid,
        revision.url,
        revision.number,
        revision.title,
        revision.text,
        revision.entry_hash,
    )


def stored(*entries: Entry, known: Sequence[Known] = ()) -> tuple[Known, ...]:
    """What the store would have after these entries were seen together."""
    found = {each.item: each for each in known}
    for edit in decide(FEED, entries, known):
        if revision := revise(edit, FEED, None, now=NOW, cause="live"):
            found[revision.item] = as_known(revision)
    return tuple(found.values())


def items(*entries: Entry, known: Sequence[Known] = ()) -> list[str]:
    return [edit.item for edit in decide(FEED, entries, known)]


def test_an_item_is_named_by_guid_else_link_else_what_it_says() -> None:
    bare = Entry("Nur ein Titel", "")
    assert items(BRIDGE, replace(STRIKE, guid=None), bare) == [
        "bote/1",
        "bote/https://bote.example/2",
        f"bote/{digest('Nur ein Titel', '')}",
    ]


def test_an_entry_seen_before_is_no_edit() -> None:
    assert decide(FEED, [BRIDGE, STRIKE], stored(BRIDGE, STRIKE)) == ()


def test_an_identical_entry_repeated_in_one_document_counts_once() -> None:
    assert items(BRIDGE, BRIDGE) == ["bote/1"]


def test_a_guid_repeated_with_another_link_and_title_is_another_item() -> None:
    other = replace(STRIKE, guid="1")
    assert items(BRIDGE, other) == ["bote/1", "bote/https://bote.example/2"]
    assert decide(FEED, [BRIDGE, other], stored(BRIDGE, other)) == ()
    assert decide(FEED, [other, BRIDGE], stored(BRIDGE, other)) == ()


@pytest.mark.parametrize(
    "other", [replace(BRIDGE, title="Neuer Titel"), replace(BRIDGE, url="https://bote.example/neu")]
)
def test_a_guid_repeated_with_one_of_both_is_the_same_item(other: Entry) -> None:
    assert items(BRIDGE, other) == ["bote/1"]


def test_a_guid_that_another_story_had_before_is_another_item() -> None:
    reused = replace(STRIKE, guid="1")
    known = stored(BRIDGE)
    assert items(reused, known=known) == ["bote/https://bote.example/2"]
    assert decide(FEED, [reused], stored(reused, known=known)) == ()


def test_a_moved_link_with_an_edited_title_is_the_same_item() -> None:
    edited = replace(BRIDGE, title="Die Brücke ist wieder offen", url="https://bote.example/bruecke-offen")
    (edit,) = decide(FEED, [edited], stored(BRIDGE))
    assert (edit.item, edit.number) == ("bote/1", 2)


def test_guids_drawn_anew_at_every_visit_are_not_trusted() -> None:
    known = stored(BRIDGE, STRIKE)
    again = [replace(BRIDGE, guid="x1"), replace(STRIKE, guid="x2")]
    assert decide(FEED, again, known) == ()
    (edit,) = decide(FEED, [replace(again[0], text="Zwei Risse."), again[1]], known)
    assert (edit.item, edit.entry.guid) == ("bote/1", "1")


def test_guids_and_links_drawn_anew_leave_the_text_to_go_by() -> None:
    again = [replace(BRIDGE, guid="x1", url="https://bote.example/x1"), replace(STRIKE, guid="x2", url=None)]
    assert decide(FEED, again, stored(BRIDGE, STRIKE)) == ()


def test_guids_that_count_positions_are_not_trusted() -> None:
    third = Entry("Pegel steigt", "Noch ist nichts gesperrt.", url="https://bote.example/3")
    known = stored(replace(third, guid="1"), replace(STRIKE, guid="2"), replace(BRIDGE, guid="3"))
    new = Entry("Rat tagt", "Es geht um Geld.", guid="1", url="https://bote.example/4")
    shifted = [new, replace(third, guid="2"), replace(STRIKE, guid="3"), replace(BRIDGE, guid="4")]
    assert [edit.entry.title for edit in decide(FEED, shifted, known)] == ["Rat tagt"]


def test_a_link_shared_by_several_titles_identifies_none() -> None:
    shared = [replace(each, guid=None, url="https://bote.example/") for each in (BRIDGE, STRIKE)]
    assert len(set(items(*shared))) == 2
    assert decide(FEED, shared, stored(*shared)) == ()


def test_a_backfilled_article_is_found_by_its_address() -> None:
    archived = Known("https://bote.example/1", None, None, 3, BRIDGE.title, f"{BRIDGE.text} Und mehr.", "")
    assert decide(FEED, [BRIDGE], [archived]) == ()
    (edit,) = decide(FEED, [replace(BRIDGE, title="Die Brücke ist offen")], [archived])
    assert (edit.item, edit.number) == ("https://bote.example/1", 4)


def test_a_huge_guid_is_kept_as_its_hash() -> None:
    (item,) = items(replace(BRIDGE, guid="g" * 100_000))
    assert len(item) < 100
    huge = replace(BRIDGE, guid="g" * 100_000)
    assert decide(FEED, [huge], stored(huge)) == ()
    assert len(lookup([huge]).guids[0]) < 100


def test_the_store_is_asked_by_guid_link_and_hash() -> None:
    keys = lookup([BRIDGE, replace(STRIKE, guid=None)])
    assert keys.guids == ("1",)
    assert keys.urls == ("https://bote.example/1", "https://bote.example/2")
    assert keys.hashes[0] == digest(BRIDGE.title, BRIDGE.text)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Ein  Riss\n\nim Pfeiler. "},
        {"published": NOW},
        {"updated": NOW},
        {"url": "https://bote.example/1-neu"},
    ],
)
def test_dates_links_and_white_space_make_no_revision(change: dict[str, object]) -> None:
    assert decide(FEED, [replace(BRIDGE, **change)], stored(BRIDGE)) == ()  # type: ignore[arg-type]


def test_a_to_b_and_back_are_two_further_revisions() -> None:
    known = stored(BRIDGE)
    changed = replace(BRIDGE, text="Zwei Risse im Pfeiler.")
    numbers = []
    for entry in (changed, BRIDGE):
        known = stored(entry, known=known)
        numbers.append(known[0].number)
    assert numbers == [2, 3]


@pytest.mark.parametrize(
    ("title", "cosmetic"),
    [
        ("DIE BRÜCKE IST GESPERRT!", True),
        ("(S+) Die Brücke ist gesperrt", True),
        ("Die Brücke ist offen", False),
    ],
)
def test_case_punctuation_and_paywall_marks_are_cosmetic(title: str, cosmetic: bool) -> None:
    (edit,) = decide(FEED, [replace(BRIDGE, title=title)], stored(BRIDGE))
    assert made(edit).cosmetic is cosmetic


def test_a_first_revision_is_never_cosmetic() -> None:
    (edit,) = decide(FEED, [BRIDGE], ())
    revision = made(edit)
    assert (revision.number, revision.cosmetic, revision.language, revision.seen_at) == (1, False, "de", NOW)


def test_a_page_stands_in_for_the_teaser() -> None:
    page = Article("Die Brücke", "Ein Riss im Pfeiler. Die Stadt sperrt sie für ein Jahr.")
    (edit,) = decide(FULL, [BRIDGE], ())
    first = made(edit, page, FULL)
    assert first.text == page.text
    assert decide(FULL, [BRIDGE], [as_known(first)]) == ()
    (again,) = decide(FULL, [replace(BRIDGE, text="Neuer Anriss.")], [as_known(first)])
    assert revise(again, FULL, page, now=NOW, cause="live") is None


def test_a_page_that_cannot_be_had_retracts_nothing() -> None:
    page = Article("", "Ein Riss im Pfeiler. " * 20)
    (edit,) = decide(FULL, [BRIDGE], ())
    known = as_known(made(edit, page, FULL))
    (again,) = decide(FULL, [replace(BRIDGE, title="Brücke gesperrt: die Folgen")], [known])
    assert made(again, None, FULL).text == page.text


def test_marks_and_agencies_are_filled_in_when_they_are_asked_for() -> None:
    (edit,) = decide(FEED, [replace(BRIDGE, text="KIEL (dpa) – Ein Riss im Pfeiler.")], ())
    assert made(edit).unmarked
    revision = mark(made(edit))
    assert (revision.agencies, revision.unmarked) == (("dpa",), False)
    assert revision.text[: revision.marks[0].end] == "KIEL (dpa) – "


def test_a_date_in_the_future_is_none() -> None:
    later = replace(BRIDGE, published=NOW + timedelta(days=2), updated=NOW + timedelta(hours=1))
    (edit,) = decide(FEED, [later], ())
    assert (made(edit).published, made(edit).updated) == (None, NOW + timedelta(hours=1))
