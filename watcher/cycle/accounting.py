"""Accounting: where each new statement of a digest's window went, so that none is nowhere.

What is not shown is left out for want of room or weight, by itself or with another; or a line tells it, or it
was known, or it is gone: its outlet has written something else by now, or others have answered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from watcher.compose.kinds import NEW, fold, shown
from watcher.compose.page import Dealt
from watcher.compose.telling.cards import Card, deal
from watcher.model import Change

Place = Literal["left out", "left out with", "told with", "known", "gone"]
Key = tuple[str, str]  # topic, claim


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement that is no line of its own; `card`: as it would be, `by`: the claim of what tells it."""

    place: Place
    card: Card
    by: str = ""

    @property
    def key(self) -> Key:
        return self.card.changes[0].topic, self.card.claim


def account(news: Sequence[Change], dealt: Iterable[Dealt], told: Iterable[int | None]) -> tuple[Entry, ...]:
    """Every line that was left out, then each claim of `news` that is no line; `told`: positions of changes."""
    positions, parts = frozenset(told), tuple(dealt)
    cards = [card for part in parts for card in part.cards]
    lines = [card for card in cards if _is_told(card, positions)]
    left = [Entry("left out", card) for card in cards if card.kind is NEW and card not in lines]
    placed = {key for card in lines for key in _list_read(card)} | {each.key for each in left}
    found = {
        each.key: each for each in (*map(_call_gone, news), *_place_known(parts), *_place_within(cards, lines))
    }
    asked = dict.fromkeys((each.topic, each.claim) for each in news)
    return (*left, *(found[each] for each in asked if each not in placed))


def _is_told(card: Card, positions: frozenset[int | None]) -> bool:
    return not positions.isdisjoint(each.position for each in card.changes)


def _list_read(card: Card) -> Iterator[Key]:
    """The claims whose own words a line shows; one that rides on another's figure is told with it."""
    read = {fold(line.evidence.mention.statement) for line in card.lines}
    for each in card.changes:
        if each.claim == card.claim or fold(shown(each).mention.statement) in read:
            yield each.topic, each.claim


def _call_gone(change: Change) -> Entry:
    return Entry("gone", deal([change])[0])


def _place_known(parts: Iterable[Dealt]) -> Iterator[Entry]:
    return (Entry("known", deal([each])[0]) for part in parts for card in part.repeats for each in card.changes)


def _place_within(cards: Iterable[Card], lines: Sequence[Card]) -> Iterator[Entry]:
    for card in cards:
        place: Place = "told with" if card in lines else "left out with"
        for each in (*card.changes, *card.within):
            yield Entry(place, deal([each])[0], card.claim)
