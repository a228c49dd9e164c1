"""Tolls: a new figure that several claims of one topic were told of is told once.

The ledger may keep "21 Opfer identifiziert" and "die Namen von 21 Toten" apart. For a reader they are one
change, and the other claim is a further source of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.compose.kinds import CORROBORATED, NEW, NUMBER, SPEAKER, kind_of
from watcher.compose.telling.figures import count_of, is_new
from watcher.model import Change

MINOR = (NUMBER, NEW, CORROBORATED, SPEAKER)  # nothing is lost when these are named as a source
Count = tuple[float | None, float | None, str, str | None]  # low, high, state, class of what is counted


def tell_once(groups: Sequence[list[Change]]) -> list[list[Change]]:
    """The groups, each of one claim, without those whose new figure another tells; it has them as sources."""
    told: list[list[Change]] = []
    leads: dict[Count, list[Change]] = {}
    for group in sorted(groups, key=_weight, reverse=True):
        counts = _counts(group)
        lead = next((leads[each] for each in counts if each in leads), None)
        if lead is not None and all(kind_of(each) in MINOR for each in group):
            lead += [replace(each, type="corroborated") for each in group if each.after]
        else:
            told.append(list(group))
            for each in counts:
                leads.setdefault(each, told[-1])
    place = {group[0].key: at for at, group in enumerate(groups)}
    return sorted(told, key=lambda group: place[group[0].key])


def _weight(group: Sequence[Change]) -> tuple[bool, int]:
    """A claim that says what the figure was before leads, then the one with more sources."""
    known = any(each.before and each.before.mention.quantities for each in group if kind_of(each) is NUMBER)
    return known, max(each.origins for each in group)


def _counts(group: Sequence[Change]) -> list[Count]:
    """The new figures of what is counted in a state: two claims with 24 of anything have nothing in common."""
    found: list[Count] = []
    for change in group:
        if kind_of(change) is NUMBER and change.before and change.after:
            mention = change.after.mention
            for each in mention.quantities:
                state, stated, _ = (count_of(mention, each) or "").partition("/")
                if state and stated and is_new(each, change.before.mention):
                    found.append((each.low, each.high, state, each.noun_class))
    return found
