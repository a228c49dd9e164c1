"""What a message recalls of its claims' past: figures for charts, and who said it first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tests.compose.builders import changed, number, said
from watcher import store
from watcher.analyze import RULES
from watcher.cycle.previewing import recall
from watcher.model import (
    Change,
    ChangeType,
    Evidence,
    Findings,
    Link,
    Match,
    Proposition,
    Revision,
    Trace,
    Window,
)
from watcher.settings import Config, DigestList, Topic
from watcher.store import Store

NOON = datetime(2025, 4, 28, 10, tzinfo=UTC)
TOPIC = "damm"


def told(figure: int, hour: int, outlet: str = "Blatt") -> Evidence:
    text = f"Bei Rauhtal stehen {figure} Häuser leer"
    item, counted = f"{outlet}/{hour}", number(text, str(figure), figure, figure)
    found = said(text, item=item, outlet=outlet, when=NOON + timedelta(hours=hour), quantities=(counted,))
    whole = Proposition(0, len(text), "leeren", ("rauhtal",), quantities=(0,), measures=("/haus",))
    return replace(found, mention=replace(found.mention, propositions=(whole,)))


def keep(kept: Store, evidence: Evidence, *changes: Change) -> None:
    mention, seen = evidence.mention, evidence.seen_at
    revision = Revision(
        mention.item, 1, "blatt", evidence.outlet, "", mention.statement, seen, "live", language="de",
        hash=mention.item, entry_hash=mention.item,
    )  # fmt: skip
    kept.revisions.add([revision])
    trace = Trace(mention.item, 1, seen, mention.item)
    findings = Findings(TOPIC, mention.item, 1, trace, (evidence,), (Link(0, 0, "c1"),), changes)
    kept.claims.save(revision, [Match(TOPIC, mention.item, 1, ())], [findings], RULES)


def after(kind: ChangeType, old: Evidence, new: Evidence) -> Change:
    return changed(kind, old, new, claim="c1", topic=TOPIC)


def looked_at(folder: Path, kept: Store, hours: int) -> tuple[Config, Store, DigestList, Window]:
    topic, morning = Topic(TOPIC, "Rauhtal", "Staudamm"), DigestList("morgen", ("a@b.example",), at=time(7))
    window = Window(NOON.date(), NOON - timedelta(hours=1), NOON + timedelta(hours=hours))
    return Config(folder, kept.path, topics=(topic,), digests=(morning,)), kept, morning, window


def test_a_preview_of_a_past_day_recalls_no_figure_that_came_after_it(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept:
        first, second, third = told(40, 1), told(90, 2, "Bote"), told(120, 30)
        keep(kept, first)
        keep(kept, second, after("quantity_changed", first, second))
        keep(kept, third, after("quantity_changed", second, third))
        ((_, history),) = recall(*looked_at(tmp_path, kept, hours=24)).histories
        assert [each.seen_at for each in history] == [first.seen_at, second.seen_at]


def test_who_said_it_first_is_the_claims_first_mention_not_the_last_one_before(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept:
        first, second, third = told(40, 1, "Kurier"), told(40, 2, "Bote"), told(40, 3)
        keep(kept, first)
        keep(kept, second)
        keep(kept, third, after("corroborated", second, third))
        (found,) = recall(*looked_at(tmp_path, kept, hours=24)).backing
        assert [each.outlet for each in found.others] == ["Kurier", "Bote"]


def test_what_came_after_a_past_day_is_no_source_of_what_it_told(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept:
        first, second, third = told(40, 1, "Kurier"), told(40, 2, "Bote"), told(40, 30)
        keep(kept, first)
        keep(kept, second, after("corroborated", first, second))
        keep(kept, third)
        (found,) = recall(*looked_at(tmp_path, kept, hours=24)).backing
        assert [each.outlet for each in found.others] == ["Kurier"]


def test_an_outlet_with_another_figure_is_no_source(tmp_path: Path) -> None:
    with store.open(tmp_path / "watcher.db") as kept:
        first, second, third = told(50, 1, "Kurier"), told(40, 2, "Bote"), told(40, 3)
        keep(kept, first)
        keep(kept, second)
        keep(kept, third, after("corroborated", second, third))
        (found,) = recall(*looked_at(tmp_path, kept, hours=24)).backing
        assert [each.outlet for each in found.others] == ["Bote"]
