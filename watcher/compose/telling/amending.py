"""Corrections in a mail: what had been told, and what holds now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watcher.compose.telling.cards import Card
from watcher.model import Correction, ToldState

ToldPairs = tuple[tuple[int, ToldState], ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """A correction laid out: the card that was told, and the one that holds instead, if any."""

    correction: Correction
    told: Card
    now: Card | None

    @property
    def key(self) -> str:
        """What holds now, as the catalogue has it."""
        correction = self.correction
        if correction.state == "restored":
            return "correction: restored"
        if correction.by != "rules":
            return f"correction: {correction.by}"
        return f"correction: {'found' if self.now else 'known' if correction.known else 'unchanged'}"


def tell(cards: Iterable[Card], corrections: Iterable[Correction] = ()) -> ToldPairs:
    """The positions of what a message shows and of what it corrects; corrections that were cut are counted."""
    told = [each for card in cards for each in (*card.changes, *card.joined)]
    shown = [each.position for each in told if each.position is not None]
    amended = [(each.change.position, each.state) for each in corrections if each.change.position is not None]
    return (*((position, "told") for position in shown), *amended)
