"""What an outlet has written anew before the digest goes out is told as it reads now, or not as news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.compose.builders import changed, other, said
from watcher import store
from watcher.analyze import RULES
from watcher.cycle.choosing import Told
from watcher.cycle.renewing import renew
from watcher.model import Change, Evidence, Findings, Link, Match, Revision, Trace
from watcher.store import Store

NOON = datetime(2025, 4, 28, 10, tzinfo=UTC)
FIRST = "Am Kai in Rauhtal gab es offenbar eine Explosion."
LATER = "Am Kai in Rauhtal gab es offenbar einen Brand."
ELSE = "Die Bürgermeisterin reist heute nach Celle."


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "watcher.db") as opened:
        yield opened


def keep(kept: Store, item: str, *texts: str) -> None:
    """The item's revisions, an hour apart."""
    kept.revisions.add(
        [
            Revision(
                item,
                n,
                "blatt",
                "Blatt",
                "",
                text,
                NOON + timedelta(hours=n),
                "live",
                language="de",
                hash=f"{item}{n}",
                entry_hash=f"{item}{n}",
            )
            for n, text in enumerate(texts, 1)
        ]
    )


def tell(kept: Store, *changes: Change, hours: int = 20) -> list[str]:
    """The statements that are told."""
    told = renew(kept, Told(changes), NOON + timedelta(hours=hours))
    return [each.after.mention.statement for each in told.changes if each.after]


def first(item: str = "blatt/1") -> Change:
    return changed("new", None, said(FIRST, item=item))


def test_a_wording_that_was_written_anew_is_no_news(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    assert tell(kept, first()) == []


def test_what_was_written_anew_after_the_window_is_still_news(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    assert tell(kept, first(), hours=1) == [FIRST]


@pytest.mark.parametrize("later", [FIRST, FIRST.upper(), f"Neues.\n\n{FIRST}", ELSE], ids=str)
def test_what_stands_or_only_gave_way_to_another_subject_is_news(kept: Store, later: str) -> None:
    keep(kept, "blatt/1", FIRST, later)
    assert tell(kept, first()) == [FIRST]


def test_what_another_outlet_still_says_is_told_in_its_words(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    keep(kept, "bote/1", "In Rauhtal gab es am Kai eine Explosion.")
    theirs = said("In Rauhtal gab es am Kai eine Explosion.", item="bote/1")
    told = tell(kept, first(), changed("corroborated", said(FIRST, item="blatt/1"), theirs, position=2))
    assert told == [theirs.mention.statement] * 2


def test_what_another_outlet_said_before_it_was_taken_back_is_no_news(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    keep(kept, "bote/1", "In Rauhtal gab es am Kai eine Explosion.")
    early = NOON + timedelta(hours=1)
    theirs = said("In Rauhtal gab es am Kai eine Explosion.", item="bote/1", when=early)
    joined = changed("corroborated", said(FIRST, item="blatt/1"), theirs, position=2)
    assert tell(kept, first(), joined) == []


def test_a_rewording_is_told_instead_of_what_it_replaced(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    newer = said(LATER, item="blatt/1", revision=2, when=NOON + timedelta(hours=2))  # when FIRST went
    reworded = changed("reworded", said(FIRST, item="blatt/1"), newer, axis="edit", position=2)
    assert tell(kept, first(), reworded) == [LATER, LATER]


def test_what_was_only_announced_gives_way_to_the_same_outlets_report(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    now = said(LATER, item="blatt/1", revision=2, when=NOON + timedelta(hours=2), speaker="Feuerwehr")
    edit = changed("attribution_changed", said(FIRST, item="blatt/1"), now, axis="edit", position=2)
    assert tell(kept, first(), edit) == [LATER] * 2


def test_an_edit_that_is_told_itself_leaves_what_was_before(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST, LATER)
    newer = said(LATER, item="blatt/1", revision=2)
    edit = changed("contradicted", said(FIRST, item="blatt/1"), newer, axis="edit", position=2)
    assert tell(kept, first(), edit) == [FIRST, LATER]


def test_an_item_comes_with_the_claims_that_its_newest_revision_carries(kept: Store) -> None:
    keep(kept, "blatt/1", FIRST)
    revision = kept.revisions.get("blatt/1", 1)
    evidence: Evidence = replace(said(FIRST, item="blatt/1"), seen_at=revision.seen_at)
    found = Findings(
        "staudamm", "blatt/1", 1, Trace("blatt/1", 1, NOON, "blatt/1"), (evidence,), (Link(0, 0, "c1"),), ()
    )
    kept.claims.save(revision, [Match("staudamm", "blatt/1", 1, ())], [found], RULES)
    told = renew(kept, Told((), (other("blatt/1", "Kai"), other("blatt/9", "Fremd"))), NOON)
    assert [each.claims for each in told.others] == [("c1",), ()]
