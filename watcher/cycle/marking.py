"""Mark: boilerplate is looked for in what a topic may match; in all else nobody needs to know of it.

Looking for it takes more time than all else that a new text is put through. A text that no topic can match,
boilerplate or not, is stored unmarked and counts as analysed; when a later topic may match it, it is marked.
"""

from __future__ import annotations

from collections.abc import Sequence

from watcher.collect import marks, template
from watcher.collect.template import Template
from watcher.cycle.rooms import Rooms
from watcher.model import Revision
from watcher.settings import Feed
from watcher.store import Store


def mark(rooms: Rooms, feed: Feed, found: Sequence[Revision]) -> tuple[Revision, ...]:
    """New revisions of a feed; what a topic may match with its marks and with what the feed wraps around it."""
    if not rooms.matcher.hears_any(found):
        return tuple(found)
    heard = tuple(marks.mark(each) if rooms.matcher.hears(each) else each for each in found)
    if all(each.unmarked for each in heard):
        return heard
    recent = rooms.store.revisions.recent(feed.name, template.RECENT)
    edited = (rooms.store.revisions.latest(each.item) for each in heard if each.number > 1)
    return template.annotate(heard, [*recent, *filter(None, edited)])


class Marker:
    """Marks stored revisions that nobody has marked; what a feed wraps around its articles is learnt once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learned: dict[str, Template] = {}

    def complete(self, revision: Revision) -> Revision:
        """The revision with its marks, as it would have been stored had a topic asked for it."""
        if not revision.unmarked:
            return revision
        history = self._store.revisions
        before = history.get(revision.item, revision.number - 1) if revision.number > 1 else None
        return template.mark(marks.mark(revision), template.settle(self._learn(revision.feed), before))

    def _learn(self, feed: str) -> Template:
        if feed not in self._learned:
            self._learned[feed] = template.learn(self._store.revisions.recent(feed, template.RECENT))
        return self._learned[feed]
