"""What queries would have matched in the stored past: sifted fast, matched exactly, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from watcher.cli.progress import show_progress
from watcher.settings import Topic

if TYPE_CHECKING:
    from watcher.model import Span
    from watcher.store import Store

SAMPLE = 4_000  # revisions on which near misses are counted


@dataclass(frozen=True, slots=True)
class Hit:
    """The number of an item's latest revision that matched, when it was seen, and the words that prove it."""

    number: int
    seen_at: datetime
    spans: tuple[Span, ...]


Hits = dict[str, Hit]  # by item, in the order of their last match


@dataclass(frozen=True, slots=True)
class Miss:
    """How many items more a wider query would find; counted on one of `step` revisions."""

    change: str
    query: str
    items: int
    step: int


def try_topics(kept: Store, topics: Sequence[Topic]) -> dict[str, Hits]:
    """By topic the items of which any revision matches."""
    from watcher.analyze.match import Matcher
    from watcher.analyze.query import parse
    from watcher.analyze.sifting import Sifter
    from watcher.cycle.marking import Marker

    matcher = Matcher(topics)
    sifter = Sifter([parse(topic.query, topic.aliases) for topic in topics])
    marker = Marker(kept)
    found: dict[str, Hits] = {topic.name: {} for topic in topics}
    with show_progress("trying", kept.past.count()[1]) as advance:
        for page in kept.past.scan():
            for revision in kept.past.load([sequence for sequence, raw in page if sifter.passes(raw)]):
                for match in matcher.find(marker.complete(revision)):
                    found[match.topic].pop(revision.item, None)
                    found[match.topic][revision.item] = Hit(revision.number, revision.seen_at, match.spans)
            advance(len(page))
    return found


def find_misses(kept: Store, topic: Topic, found: Hits) -> Iterator[Miss]:
    """What the query narrowly misses, fewest first; of those that find the same, the first to be tried."""
    from watcher.analyze.match import Matcher
    from watcher.analyze.query import parse
    from watcher.analyze.relax import relax
    from watcher.analyze.sifting import Sifter
    from watcher.cycle.marking import Marker

    marker = Marker(kept)
    wider = relax(parse(topic.query, topic.aliases))
    topics = [Topic(str(at), each.query, "", topic.aliases) for at, each in enumerate(wider)]
    matcher, sifter = Matcher(topics), Sifter([parse(each.query, each.aliases) for each in topics])
    spread = kept.past.spread(SAMPLE)
    step = max(1, kept.past.count()[1] // max(1, len(spread)))
    more: dict[str, set[str]] = {each.name: set() for each in topics}
    for revision in kept.past.load(spread):
        if revision.item not in found and sifter.passes(
            f"{revision.title}\n{revision.text}".encode("utf-8", "replace")
        ):
            for match in matcher.find(marker.complete(revision)):
                more[match.topic].add(revision.item)
    told = {frozenset(more[str(at)]): each for at, each in reversed([*enumerate(wider)])}
    misses = [Miss(each.change, each.query, len(items) * step, step) for items, each in told.items() if items]
    yield from sorted(misses, key=lambda each: each.items)


def count_days(found: Hits, zone: ZoneInfo) -> Counter[date]:
    """Items by the local day on which they last matched."""
    return Counter(hit.seen_at.astimezone(zone).date() for hit in found.values())
