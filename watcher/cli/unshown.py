"""What a digest does not show of its window's new statements: where each of them went."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from watcher.cli.lines import say
from watcher.cli.naming import find_list
from watcher.cli.show import count, local, show_table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from watcher.cycle.accounting import Entry, Place
    from watcher.settings import Config
    from watcher.store import Store

ORDER = ("left out", "left out with", "told with", "known", "gone")
TOLD: dict[Place, str] = {
    "left out with": "left out with one of these",
    "told with": "told with another line",
    "known": "known before",
    "gone": "rewritten by its outlet or answered since",
}


def list_unshown(config: Config, kept: Store, name: str, asked: tuple[str | None, datetime]) -> None:
    """What the digest that began then left out, each line as it would have stood, then what needs no line."""
    from watcher.app import make_renderer
    from watcher.cycle import previewing

    topic, since = asked
    chosen = find_list(config, name)
    entries = previewing.find_unshown(config, kept, chosen, since, make_renderer(config))
    found = [each for each in entries if topic in (None, each.card.changes[0].topic)]
    show_table(
        ("last seen", "standing", "sources", "claim", "where", "statement"),
        (_row(each, config.timezone) for each in sorted(found, key=lambda each: ORDER.index(each.place))),
        wide=5,
    )
    tally = Counter(each.place for each in found)
    rest = [f"{tally[place]} {words}" for place, words in TOLD.items() if tally[place]]
    said = ", ".join([f"{count(tally['left out'], 'statement')} left out", *rest])
    say(f"{said}; `watcher claims show CLAIM` shows the claim of one")


def _row(entry: Entry, zone: ZoneInfo) -> tuple[Any, ...]:
    latest = entry.card.latest
    place = f"{entry.place} {entry.by}".rstrip()
    sources = entry.card.sources.origins
    return (
        local(latest.seen_at, zone),
        latest.mention.standing,
        sources,
        entry.card.claim,
        place,
        latest.mention.statement,
    )
