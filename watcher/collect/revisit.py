"""Revisit: when an article's page is looked at again though its feed says nothing new about it.

Outlets edit in silence, and feeds forget an article within hours. The pauses are those of NewsDiffs
(`get_update_delay` of its scraper.py), longer the longer a text has stood; only matched items are worth a
stranger's bandwidth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from watcher.collect.revise import revise
from watcher.collect.text import digest
from watcher.model import Aged, Article, Edit, Entry, Known, Revision
from watcher.settings import Feed

# (younger than this since the last change, pause between two looks)
STEPS = (
    (timedelta(hours=3), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=3)),
    (timedelta(days=30), timedelta(days=3)),
)
OLDEST = STEPS[-1][0]
SHORTEST = STEPS[0][1]
OF_A_FEED = 4  # pages at a time, so that a feed with many stories is asked no more than a reader would
TOGETHER = 40
# A page that has lost more of its text is a consent wall or an empty shell; what is retracted leaves a note.
LEAST_LEFT = 1 / 3


def choose(aged: Iterable[Aged], now: datetime) -> tuple[Aged, ...]:
    """Those whose pause is over, the longest overdue first, a few of each feed."""
    late = sorted(
        ((over, each) for each in aged if (over := _overdue(each, now)) is not None), key=lambda pair: pair[0]
    )
    taken: Counter[str] = Counter()
    chosen = []
    for _, each in reversed(late):
        taken[each.feed] += 1
        if taken[each.feed] <= OF_A_FEED:
            chosen.append(each)
    return tuple(chosen[:TOGETHER])


def _overdue(each: Aged, now: datetime) -> timedelta | None:
    """How long the pause has been over; None while it lasts, and for what has stood too long."""
    age = now - each.changed_at
    pause = next((pause for most, pause in STEPS if age < most), None)
    over = now - each.looked_at - pause if pause else None
    return over if over is not None and over >= timedelta(0) else None


def came_from_page(latest: Revision) -> bool:
    """A text that the feed itself had is not compared with its page, which words it in another form."""
    return digest(latest.title, latest.text) != latest.entry_hash


def reread(latest: Revision, article: Article, feed: Feed, now: datetime) -> Revision | None:
    """The revision that the page of today makes; None when it says what the latest one says.

    The headline stays the feed's: a page's own title carries the outlet's name, or another length.
    """
    if len(article.text) < LEAST_LEFT * len(latest.text):
        return None
    known = Known(
        latest.item, latest.guid, latest.url, latest.number, latest.title, latest.text, latest.entry_hash
    )
    entry = Entry(latest.title, "", latest.guid, latest.url, latest.published, latest.updated, latest.language)
    edit = Edit(latest.item, latest.number + 1, entry, known, latest.entry_hash)
    return revise(edit, feed, article, now=now, cause="live")
