"""How much a mention matters, 0..1, so that a digest can lead with what matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.model import Kind, Quantity, Standing

STANDING: dict[Standing, float] = {
    "denied": 0.3,
    "confirmed": 0.3,
    "unverified": 0.2,
    "attributed": 0.1,
    "asserted": 0.0,
}
KIND: dict[Kind, float] = {"quantity": 0.25, "event": 0.15, "quote": 0.05, "statement": 0.0}
PEOPLE = ("person", "money")
PLAIN = -0.05  # a sentence's bare statement in the present; a headline is made of what matters
BASE = 0.15  # of any statement: one that nothing else speaks for is not quoted


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands, in sentences, and what its `substance` adds; `headed`: no full stop ends it."""

    position: int
    substance: float = 0.0
    headed: bool = False


def weigh(
    kind: Kind, standing: Standing, quantities: Sequence[Quantity], entities: Sequence[str], place: Place
) -> float:
    """Standing and figures weigh most, then what the words are about, then names, then how early it stands."""
    weight = BASE + STANDING[standing] + KIND[kind]
    weight += 0.1 if any(quantity.noun_class in PEOPLE for quantity in quantities) else 0.0
    plain = kind == "statement" and standing == "asserted" and not quantities and not place.headed
    weight += PLAIN if plain else 0.0
    weight += min(len(entities), 3) * 0.05
    weight += max(0.0, 0.15 - 0.03 * place.position) + place.substance
    return round(min(1.0, max(0.0, weight)), 3)
