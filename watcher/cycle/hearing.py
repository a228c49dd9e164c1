"""Hearing: what a digest needs besides its changes to tell nothing twice and to lose no figure.

That is what the topic's outlets said lately, and which claims the ledger held before the digest's window: an
outlet that puts a known claim into its text has news for its readers, but none for ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from watcher.analyze.sides import akin
from watcher.compose.kinds import fold
from watcher.cycle.aiming import aim
from watcher.cycle.choosing import prepare
from watcher.cycle.moving import find_moved
from watcher.model import Change, Digest, Evidence, OtherItem, Section
from watcher.settings import Config
from watcher.store import Store

LONG_TITLE = 20  # characters; a shorter one may head anything
LOOK_BACK = timedelta(days=4)  # over a weekend


def hear(config: Config, store: Store, built: Digest) -> Digest:
    """The digest, each lively section with what was said; a topic that asks for speakers hears only changes."""
    muted = {mute.claim for mute in store.mutes.walk(built.coverage.until)}
    asks = prepare(tuple(config.topics)).asks_ledger
    sections = (
        _hear(store, each, built, muted) if (each.changes or each.others) and not asks(each.topic) else each
        for each in built.sections
    )
    return replace(built, sections=tuple(sections))


def _hear(store: Store, section: Section, built: Digest, muted: set[str]) -> Section:
    since, until = built.coverage.since, built.coverage.until
    said = store.claims.said(section.topic, since - LOOK_BACK, until, muted)
    listed = store.claims.others(topics=[section.topic], since=since - LOOK_BACK, until=since)
    known, others = _find_known(store, section.changes, since), _leave_listed(section, said, listed, since)
    moved = find_moved(others, listed)
    return aim(store, replace(section, said=said, known=known, others=others, akin=akin(), moved=moved))


def _leave_listed(
    section: Section, said: Sequence[Evidence], listed: Iterable[OtherItem], since: datetime
) -> tuple[OtherItem, ...]:
    """The other items without those of an earlier digest that change nothing and are headed as they were.

    `listed`: the items that matched then; a title that states nothing is only known from these.
    """
    before = [each for each in said if each.seen_at <= since]
    headed = [each for each in before if each.mention.where == "title"]
    titled = {each.mention.item for each in said if each.mention.where == "title"}
    untitled = {each.mention.item for each in before} - titled
    changed = {each.item for each in section.changes}
    titles = {(each.outlet, fold(each.title)) for each in listed if len(each.title) >= LONG_TITLE}
    return tuple(
        each
        for each in section.others
        if each.item in changed
        or not (each.item in untitled or (each.outlet, fold(each.title)) in titles or _is_headed(each, headed))
    )


def _is_headed(item: OtherItem, titles: Iterable[Evidence]) -> bool:
    """Whether its outlet had it under that title, or another one at another address."""
    own = (e for e in titles if e.outlet == item.outlet and len(e.mention.statement) >= LONG_TITLE)
    return any(fold(each.mention.statement) in fold(item.title) for each in own)


def _find_known(store: Store, changes: Iterable[Change], since: datetime) -> frozenset[str]:
    """Claims that are told as new and were first said before the window, and not by what is told now."""
    told = {each.claim: each.after for each in changes if each.type == "new" and each.after}
    began = store.claims.began(told)
    firsts = {each.claim for each in changes if each.after and each.after.seen_at == began.get(each.claim)}
    return frozenset(claim for claim in told if claim not in firsts and began.get(claim, since) < since)
