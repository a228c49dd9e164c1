"""Damp: a text that shows a clock differs at every visit and says nothing new.

The first such edits are kept, as a moved hour may be news; once an item has ticked three times in a row it is
taken for a clock (reader stops after 24 changes by hash alone, lemon24/reader#225).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from watcher.collect.text import fold
from watcher.model import Revision

PATIENCE = 3  # revisions that differ by a clock alone
CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\.\d{2}(?= Uhr\b)")


def is_clock(revision: Revision, history: Sequence[Revision]) -> bool:
    """Whether the revision would go on a row of `PATIENCE` that differ by the time of day alone."""
    last = [*history[-PATIENCE:], revision]
    return len(last) > PATIENCE and all(_ticks(one, other) for one, other in pairwise(last))


def _ticks(one: Revision, other: Revision) -> bool:
    return _still(one) == _still(other)


def _still(revision: Revision) -> str:
    """What the revision says with its clocks stopped."""
    return fold(CLOCK.sub("0:00", f"{revision.title}\n{revision.text}"))
