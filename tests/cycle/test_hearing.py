"""What a digest hears besides its changes: what was said lately, and which claims the ledger held before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.compose.builders import DAM, SINCE, at, build, changed, other, said
from watcher import store
from watcher.analyze import RULES
from watcher.cycle.hearing import hear
from watcher.model import Change, Evidence, Findings, Link, Match, Proposition, Revision, Trace, Where
from watcher.settings import Config
from watcher.store import Store

STATEMENT = "Der Pegel am Damm steigt."


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(tmp_path / "watcher.db") as opened:
        yield opened


def keep(
    kept: Store,
    item: str,
    when: datetime,
    claim: str,
    statement: str = STATEMENT,
    where: Where = "text",
    title: str = "",
) -> Evidence:
    """Stores an item that states the claim."""
    told = said(statement, item=item, when=when)
    clause = Proposition(0, len(statement), "steigen", ("pegel", "damm"))
    told = replace(told, mention=replace(told.mention, propositions=(clause,), where=where))
    revision = Revision(
        item, 1, "blatt", "Blatt", title, statement, when, "live", language="de", hash=item, entry_hash=item
    )
    kept.revisions.add([revision])
    found = Findings(DAM.name, item, 1, Trace(item, 1, when, item), (told,), (Link(0, 0, claim),), ())
    kept.claims.save(revision, [Match(DAM.name, item, 1, ())], [found], RULES)
    return told


def listen(kept: Store, *changes: Change, query: str = "Damm") -> tuple[list[str], frozenset[str]]:
    """The items that are heard, and the claims that are known."""
    topic = replace(DAM, query=query)
    config = Config(Path(), kept.path, topics=(topic,))
    (section,) = hear(config, kept, build(*changes)).sections
    return [each.mention.item for each in section.said], section.known


def test_what_was_said_lately_is_heard_from_old_to_new(kept: Store) -> None:
    keep(kept, "blatt/1", SINCE - timedelta(days=30), "c1")
    late = keep(kept, "blatt/3", at(28, 10), "c3")
    keep(kept, "blatt/2", SINCE - timedelta(days=1), "c2")
    keep(kept, "blatt/4", at(30, 10), "c4")
    assert listen(kept, changed("new", None, late, claim="c3"))[0] == ["blatt/2", "blatt/3"]


def test_a_claim_that_an_outlet_adds_after_others_said_it_is_known(kept: Store) -> None:
    keep(kept, "blatt/1", SINCE - timedelta(days=1), "c1")
    added = keep(kept, "blatt/2", at(28, 10), "c1")
    assert listen(kept, changed("new", None, added, claim="c1", axis="edit"))[1] == {"c1"}


def test_a_claim_that_began_in_the_window_is_not_known(kept: Store) -> None:
    first, again = keep(kept, "blatt/1", at(28, 8), "c1"), keep(kept, "blatt/2", at(28, 10), "c1")
    told = (
        changed("new", None, first, claim="c1"),
        changed("new", None, again, claim="c1", axis="edit", position=2),
    )
    assert listen(kept, *told)[1] == frozenset()


def test_what_was_seen_before_the_window_and_is_told_only_now_is_not_known(kept: Store) -> None:
    late = keep(kept, "blatt/1", SINCE - timedelta(minutes=1), "c1")
    assert listen(kept, changed("new", None, late, claim="c1"))[1] == frozenset()


def test_what_is_muted_is_not_heard(kept: Store) -> None:
    told = keep(kept, "blatt/1", at(28, 8), "c1")
    kept.mutes.add("c1", None, at(28, 9))
    assert listen(kept, changed("new", None, told, claim="c1"))[0] == []


def test_a_topic_that_asks_for_a_speaker_hears_only_its_changes(kept: Store) -> None:
    told = keep(kept, "blatt/1", at(28, 8), "c1")
    assert listen(kept, changed("new", None, told, claim="c1"), query="Damm speaker:Kern")[0] == []


def list_others(kept: Store, title: str, *, where: Where = "title") -> list[str]:
    """What is listed of an article that was there the day before, and reads now so."""
    keep(kept, "blatt/1", SINCE - timedelta(hours=5), "c1", "Pegel am Damm steigt weiter", where=where)
    keep(kept, "blatt/2", at(28, 10), "c2")
    config = Config(Path(), kept.path, topics=(replace(DAM, query="Damm"),))
    others = (other("blatt/1", title, "Talbote"), other("blatt/2", "Neues vom Damm"))
    (section,) = hear(config, kept, build(others=others)).sections
    return [each.item for each in section.others]


def test_an_article_is_listed_on_one_day_only(kept: Store) -> None:
    assert list_others(kept, "Hochwasser: Pegel am Damm steigt weiter") == ["blatt/2"]


def test_an_article_that_is_headed_anew_is_listed_again(kept: Store) -> None:
    assert list_others(kept, "Damm gebrochen") == ["blatt/1", "blatt/2"]


def test_an_article_whose_title_states_nothing_is_not_listed_again(kept: Store) -> None:
    assert list_others(kept, "Im Tal", where="text") == ["blatt/2"]


def test_an_article_that_its_outlet_moves_to_another_address_is_not_listed_again(kept: Store) -> None:
    title = "Hochwasser: Pegel am Damm steigt weiter"
    keep(kept, "blatt/1", SINCE - timedelta(hours=5), "c1", title, where="title")
    config = Config(Path(), kept.path, topics=(replace(DAM, query="Damm"),))
    others = (other("blatt/9", title, "Talbote"), other("kurier/1", title, "Kurier"))
    (section,) = hear(config, kept, build(others=others)).sections
    assert [each.item for each in section.others] == ["kurier/1"]


def test_a_title_that_states_nothing_is_not_listed_again_at_another_address(kept: Store) -> None:
    keep(kept, "blatt/1", SINCE - timedelta(hours=5), "c1", title="Wie lebt es sich am Damm im Tal?")
    config = Config(Path(), kept.path, topics=(replace(DAM, query="Damm"),))
    titles = ("Wie lebt es sich am Damm im Tal?", "Wie lebt es sich im Tal am Damm?")
    others = tuple(other(f"blatt/{at}", title, "Blatt") for at, title in enumerate(titles, 2))
    (section,) = hear(config, kept, build(others=others)).sections
    assert [each.item for each in section.others] == ["blatt/3"]
