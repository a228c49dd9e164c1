"""Appointed: the days that a line names, and those for which it says that something is to be.

„Für Freitag“ and „am 9. Januar“ are one day, which the day of their texts tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from watcher.model import Evidence, days

AHEAD = 60  # days; a date without its year that is farther away is of the past
Days = frozenset[str]


def name_days(evidence: Evidence) -> Days:
    """Its days as ordinals, "u" before one until which something lasts; months as they are coded."""
    return frozenset(name for code in _list_codes(evidence) for name in _name(code, evidence.day))


def name_due(evidence: Evidence, *, announced: bool) -> Days:
    """The days ahead of its text; a weekday is ahead only where it is `announced` what is to be."""
    today = evidence.day.toordinal()
    coded = (each for each in _list_codes(evidence) if announced or each[0] in "dD")
    found = {day for each in coded for day in days.resolve([each], evidence.day)}
    return frozenset(str(day) for day in found if today < day <= today + AHEAD)


def _list_codes(evidence: Evidence) -> Iterator[str]:
    return (code for each in evidence.mention.propositions for code in each.when)


def _name(code: str, day: date) -> Iterator[str]:
    until = code.removeprefix("u")
    found = days.resolve([until], day)
    mark = "u" if until != code else ""
    yield from (f"{mark}{each}" for each in found)
    if not found:
        yield code
