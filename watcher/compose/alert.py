"""An alert: what a topic's rule asked to hear at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watcher.compose.kinds import is_told, salience, shown, weigh
from watcher.model import Alert, Change, Mention
from watcher.settings import AlertRule, Topic

WORD = re.compile(r"\w+")


def build(topic: Topic, changes: Sequence[Change]) -> Alert | None:
    """The changes that the topic's rule names, most important first; None when there are none."""
    if topic.alert is None:
        return None
    wanted = {
        each.key: each
        for each in changes
        if each.topic == topic.name and is_told(each, topic.salience) and _is_asked_for(each, topic.alert)
    }
    if not wanted:
        return None
    return Alert(topic.name, topic.title, tuple(sorted(wanted.values(), key=weigh)))


def _is_asked_for(change: Change, rule: AlertRule) -> bool:
    """Every condition of the rule holds for the mention that the change shows."""
    mention = shown(change).mention
    return (
        change.type in rule.when
        and (not rule.standing or mention.standing in rule.standing)
        and (not rule.speaker or any(_is_said_by(mention, name) for name in rule.speaker))
        and salience(change) >= rule.salience
        and (rule.at_least is None or max(_values(mention), default=float("-inf")) >= rule.at_least)
        and _percent(change) >= rule.by_percent
    )


def _is_said_by(mention: Mention, name: str) -> bool:
    """Each word of the name begins a word of who is said to say it: "Geheimdienst" in "des Geheimdienstes"."""
    said = mention.attribution
    words = WORD.findall(f"{said.name} {said.text}".casefold()) if said else []
    return all(any(word.startswith(each) for word in words) for each in WORD.findall(name.casefold()))


def _values(mention: Mention) -> list[float]:
    """The figures of a mention, of a range its upper end."""
    sides = ((each.high, each.low) for each in mention.quantities)
    return [value for high, low in sides if (value := high if high is not None else low) is not None]


def _percent(change: Change) -> float:
    """How far the figures that changed lie apart, the widest; what is no change of a figure is not held up."""
    if change.type != "quantity_changed" or not (change.before and change.after):
        return float("inf")
    old, new = change.before.mention.quantities, change.after.mention.quantities
    pairs = [
        (before, after)
        for one in old
        for other in new
        if one.noun == other.noun
        for before, after in ((one.low, other.low), (one.high, other.high))
        if before is not None and after is not None
    ]
    steps = [abs(after - before) / abs(before) * 100 if before else float("inf") for before, after in pairs]
    return max((step for step in steps if step), default=float("inf"))
