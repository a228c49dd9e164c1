"""A topic: its claims by weight, filtered and paged, and its last month at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from watcher.compose.kinds import KINDS
from watcher.model import Claim
from watcher.records import claim_record
from watcher.store.catalog import Entry
from watcher.web import filters
from watcher.web.bars import bars
from watcher.web.board import MONTH, Days
from watcher.web.choices import offer
from watcher.web.faults import Missing
from watcher.web.titles import title
from watcher.web.visit import Visit

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the list."""

    entry: Entry
    claim: Claim
    title: str


def read(visit: Visit, name: str) -> dict[str, Any]:
    """Raises Missing for a topic that is not configured or a page past the last, Absurd for a filter."""
    topic = visit.topic(name)
    asked = filters.read(visit.asked)
    visit.board.look(visit.store)
    catalog, chosen = visit.board.catalog, filters.choice_of(name, asked, visit.config.timezone)
    found = catalog.count(chosen)
    pages = max(1, -(-found // PAGE))
    if asked.page > pages:
        raise Missing(visit.words.count("There is only {n} page of this.", pages))
    rows = fetch(visit, catalog.find(chosen, asked.sort, PAGE, (asked.page - 1) * PAGE))
    return {
        "topic": topic,
        "asked": asked,
        "rows": rows,
        "found": found,
        "all": catalog.size(name),
        "pages": pages,
        "choices": offer(catalog.facets(name), asked, visit.words),
        "month": read_month(visit.board.days(name)),
        "records": lambda: [claim_record(row.claim) | counted(row) for row in rows],
    }


def counted(row: Row) -> dict[str, object]:
    """The whole claim's numbers: of a long one only its first and last mention were read."""
    entry = row.entry
    return {
        "mentions": entry.mentions,
        "origins": entry.origins,
        "outlets": list(entry.outlets),
        "standing": entry.standing,
    }


def fetch(visit: Visit, entries: Sequence[Entry]) -> list[Row]:
    """With first and latest mention; a claim that was recomputed away meanwhile is left out."""
    claims = {(each.topic, each.id): each for each in visit.store.reading.claims([e.number for e in entries])}
    pairs = ((entry, claims.get((entry.topic, entry.id))) for entry in entries)
    return [Row(entry, claim, title(claim)) for entry, claim in pairs if claim]


def read_month(days: Days) -> dict[str, Any] | None:
    """Changes per local day of the 31 days up to the last change; None without any."""
    if not days:
        return None
    last = max(days)
    shown = [last - timedelta(days=back) for back in range(MONTH - 1, -1, -1)]
    counts = [(day, days.get(day, Counter())) for day in shown]
    total: Counter[str] = Counter()
    for _, each in counts:
        total.update(each)
    names = [kind.name for kind in KINDS if kind.name in total]
    return {
        "bars": bars([each for _, each in counts], names),
        "total": [(kind, total[kind.name]) for kind in KINDS if kind.name in total],
        "days": [(day, each) for day, each in counts if each],
        "first": shown[0],
        "last": last,
    }
