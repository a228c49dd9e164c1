"""Doubting: what the ledger found to change a claim, and is not surely about it, is told as news of its own.

Where two statements were set against each other and may tell of two events, the older one is left out. Nothing
is lost: the newer is told as a new statement, or listed if it was known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.compose.kinds import AGAIN, APART, weigh
from watcher.cycle.certainty import Certainty
from watcher.model import Change, Digest, Evidence, Section


def doubt(built: Digest) -> Digest:
    since = built.coverage.since
    return replace(built, sections=tuple(_doubt_section(each, since) for each in built.sections))


def part(
    changes: Iterable[Change], said: Sequence[Evidence] = (), since: datetime | None = None
) -> tuple[Change, ...]:
    """The changes, those that are not sure as new statements; so is a figure that was given before `since`."""
    told = list(changes)
    certainty = Certainty((*said, *(each.after for each in told if each.after)))
    return tuple(_settle(each, certainty, since) for each in told)


def _doubt_section(section: Section, since: datetime) -> Section:
    return replace(section, changes=tuple(sorted(part(section.changes, section.said, since), key=weigh)))


def _settle(change: Change, certainty: Certainty, since: datetime | None) -> Change:
    if since and certainty.knew(change, since):
        return replace(change, type="new", before=None, reason=AGAIN)
    return change if certainty.holds(change) else _tell_apart(change, certainty)


def _tell_apart(change: Change, certainty: Certainty) -> Change:
    """As news of its own; if another speaker only says the same, as a further source of it."""
    spoken = change.type == "attribution_changed" and change.axis == "story"
    if spoken and change.before and change.after and certainty.is_same(change.after, change.before):
        return replace(change, type="corroborated")
    doubled = change.type == "corroborated"
    return replace(change, type="new", before=None, reason=AGAIN if doubled else APART)
