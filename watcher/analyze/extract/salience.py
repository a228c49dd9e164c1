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
TOLD = 0.1  # what no ending shows to be past, and yet is told as having happened
IDLE = 0.1  # a figure of small things, or what happened without consequences
UNMEASURED = (None, "duration")
MANY = 50
WITHHELD = -0.25  # its headline only asks, promises or quotes: a comment, an explainer, a talk
BASE = 0.15  # of any statement: one that nothing else speaks for is not quoted


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands, in sentences, and what its `substance` adds; `headed`: no full stop ends it;
    `eventful`: words of it tell what happened, was ordered or became of somebody; `told`: as news is, by a
    headline, of somebody or some place, or by a verb whose past shows in its vowel; `taken`: from its weight,
    for what its article is or what stands around it."""

    position: int
    substance: float = 0.0
    headed: bool = False
    eventful: bool = True
    told: bool = False
    taken: float = 0.0


def _weigh_kind(kind: Kind, quantities: Sequence[Quantity], place: Place) -> float:
    """A figure or an event weighs less where nothing says that it has consequences."""
    if place.eventful:
        return (TOLD if place.told else 0.0) if kind == "statement" else KIND[kind]
    if kind == "event":
        return IDLE
    measured = any(each.noun_class not in UNMEASURED or (each.low or 0) >= MANY for each in quantities)
    return IDLE if kind == "quantity" and not measured else KIND[kind]


def weigh(
    kind: Kind, standing: Standing, quantities: Sequence[Quantity], entities: Sequence[str], place: Place
) -> float:
    """Standing and figures weigh most, then what the words are about, then names, then how early it stands."""
    weight = BASE + STANDING[standing] + _weigh_kind(kind, quantities, place)
    weight += 0.1 if any(quantity.noun_class in PEOPLE for quantity in quantities) else 0.0
    plain = kind == "statement" and standing == "asserted" and not (quantities or place.eventful)
    weight += (PLAIN if plain else 0.0) + place.taken
    weight += min(len(entities), 3 if place.eventful or quantities or standing != "asserted" else 1) * 0.05
    weight += max(0.0, 0.15 - 0.03 * place.position) + place.substance
    return round(min(1.0, max(0.0, weight)), 3)
