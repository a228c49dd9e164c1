"""An alert: what a topic's rule asked to hear at once."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.compose.kinds import is_told, weigh
from watcher.model import Alert, Change
from watcher.settings import Topic


def build(topic: Topic, changes: Sequence[Change]) -> Alert | None:
    """The changes that the topic's rule names, most important first; None when there are none."""
    if topic.alert is None:
        return None
    wanted = {
        each.key: each
        for each in changes
        if each.topic == topic.name and each.type in topic.alert.when and is_told(each, topic.salience)
    }
    if not wanted:
        return None
    return Alert(topic.name, topic.title, tuple(sorted(wanted.values(), key=weigh)))
