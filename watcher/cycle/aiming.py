"""Aim: what a text says before it comes to the topic weighs little there.

A query may match a text only in passing. The title then does not name the topic, and what stands before its
first word is about something else: of an article on a carmaker, what precedes „Konkurrenten aus Japan“.
"""

from __future__ import annotations

from dataclasses import replace

from watcher.model import Change, Section
from watcher.store import Store

BESIDE = 0.4  # of its salience is left


def aim(store: Store, section: Section) -> Section:
    """The section, its new statements weighed by whether they are about the topic."""
    return replace(section, changes=tuple(_weigh(store, each) for each in section.changes))


def _weigh(store: Store, change: Change) -> Change:
    if change.type != "new" or change.after is None or not _is_beside(store, change):
        return change
    mention = change.after.mention
    faint = replace(mention, salience=mention.salience * BESIDE)
    return replace(change, after=replace(change.after, mention=faint))


def _is_beside(store: Store, change: Change) -> bool:
    """Whether all that the query found in its revision stands behind the statement, none in the title."""
    assert change.after
    mention = change.after.mention
    matches = store.reading.matches(mention.item, mention.revision, [change.topic])
    spans = [span for match in matches for span in match.spans]
    behind = all(span.where == "text" and span.start >= mention.end for span in spans)
    return mention.where == "text" and bool(spans) and behind
