"""A digest: what is new or changed for one list on one date, most important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from watcher.compose.kinds import is_told, shown, weigh
from watcher.compose.telling.sources import of_topic
from watcher.model import Change, Coverage, Digest, OtherItem, Section
from watcher.settings import DigestList, Topic

LASTING = timedelta(hours=3)  # a feed that fails for a shorter time is nobody's breakfast


def build(
    digest_list: DigestList,
    topics: Sequence[Topic],
    changes: Sequence[Change],
    others: Sequence[OtherItem],
    coverage: Coverage,
    day: date,
) -> Digest:
    """Every topic of the list gets its section, an empty one too: it says what was watched.

    `others` may hold every matched item; the page shows those that no card of the section shows.
    """
    sections = [_gather(topic, changes, others) for topic in topics if _wants(digest_list, topic)]
    return Digest(
        list=digest_list.name,
        date=day,
        sections=tuple(sorted(sections, key=_urgency)),
        coverage=_settle(coverage),
        title=digest_list.title,
    )


def _settle(coverage: Coverage) -> Coverage:
    """A broken feed is told only when it stays broken."""
    lasting = (each for each in coverage.failing if not each.since or coverage.until - each.since >= LASTING)
    return replace(coverage, failing=tuple(lasting))


def begin(digest: Digest) -> Digest:
    """The first digest of a list: it also says what is watched from now on."""
    return replace(digest, baseline=True)


def _wants(digest_list: DigestList, topic: Topic) -> bool:
    return "*" in digest_list.topics or topic.name in digest_list.topics


def _gather(topic: Topic, changes: Sequence[Change], others: Sequence[OtherItem]) -> Section:
    told = [each for each in changes if each.topic == topic.name and is_told(each, topic.salience)]
    told = list({each.key: each for each in told}.values())
    items = {each.item: each for each in others if each.topic == topic.name}
    sources = of_topic([shown(each) for each in told], items.values())
    return Section(
        topic=topic.name,
        title=topic.title,
        changes=tuple(sorted(told, key=weigh)),
        others=tuple(sorted(items.values(), key=lambda each: each.seen_at, reverse=True)),
        items=sources.items,
        outlets=sources.outlets,
        origins=sources.origins,
    )


def _urgency(section: Section) -> tuple[int, int]:
    """Topics keep the order they are configured in, but the one to act on comes first."""
    if section.changes:
        return 0, weigh(section.changes[0])[0]
    return (1, 0) if section.others else (2, 0)
