"""Corrections in a mail: what had been told, old beside new, and what holds now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.compose.cards import Card, deal
from watcher.compose.redline import shorten_card
from watcher.model import Correction, ToldState


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
