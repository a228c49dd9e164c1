"""Faults: what takes from the worth of a line, whatever it tells.

Somebody's own view („findet“, „mich“), what had happened long before („hatte“, „2004“), a question, what
somebody was once („Ex-“): of such lines an editor of 25 topics of a week kept fewer than of others that weigh
as much. Nor are people counted by a word like thousands.
"""

from __future__ import annotations

import re

from watcher.compose.patterns import any_of
from watcher.compose.telling.figures import is_vague
from watcher.model import Evidence

FAULTS = (  # what is found in a line, and what it takes
    (re.compile(rf"\b{any_of('opines')}\b"), 0.2),
    (re.compile(rf"\b{any_of('of_oneself')}\b"), 0.3),
    (re.compile(rf"\b{any_of('had')}\b"), 0.25),
    (re.compile(rf"\b{any_of('once')}-"), 0.2),
    (re.compile(r"\?"), 0.15),
)
YEAR = re.compile(rf"(?<!\w)(?:(?P<since>{any_of('since_year')})\s+)?(?P<year>1[89]\d\d|20\d\d)\b")
LONG_AGO, PAST = 3, 0.3  # years


def weigh_faults(evidence: Evidence) -> float:
    """What is taken: 0 for a line without a fault."""
    said = evidence.mention.statement
    taken = sum(weight for found, weight in FAULTS if found.search(said))
    return taken + PAST * _is_past(evidence)


def counts_crowd(evidence: Evidence) -> bool:
    """Whether it counts people by words like thousands alone."""
    people = [each for each in evidence.mention.quantities if each.noun_class == "person"]
    return bool(people) and all(map(is_vague, people))


def _is_past(evidence: Evidence) -> bool:
    """Whether it tells of a year long ago; „seit 2004“ tells of today."""
    last = evidence.seen_at.year - LONG_AGO
    years = YEAR.finditer(evidence.mention.statement)
    return any(int(each["year"]) <= last and not each["since"] for each in years)
