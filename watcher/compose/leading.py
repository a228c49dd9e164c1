"""Leading: which of a topic's lines its subject line tells, and which topic comes first.

The kind of a change says how it is shown, not how much it matters: that two in place of three were hurt by one
firework is no news beside forty dead. How many people are affected and how, how sure the change is, how many
tell it and how much the statement weighs by itself are added up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from watcher.compose.cards import MANY, VOICE, Card
from watcher.compose.figures import count_of, is_vague, match
from watcher.compose.kinds import CONFIRMED, CONTRADICTED, DENIED, EDITS, NEW, NUMBER, STANDING
from watcher.model import Evidence, Quantity

KIND = {CONFIRMED: 1.0, DENIED: 1.0, NUMBER: 0.6, CONTRADICTED: 0.5, STANDING: 0.4, NEW: 0.3}
EDITED, RECOUNTED = 0.1, 0.5  # an outlet's other words, and its other figure
FATE = {
    "töten": 1.0,
    "vermissen": 0.7,
    "verletzen": 0.5,
    "festnehmen": 0.25,
    "retten": 0.25,
    "infizieren": 0.25,
}
COUNTED = {"person": 0.1, "group": 0.15, "money": 0.05}  # of what befalls nobody in particular
SALIENCE = 0.5
RUMOUR = 0.2
ONE = 0.3  # of a fate's weight
STEP = 0.75  # topics whose leads weigh about the same keep their order
LARGE = 10
Key = tuple[str | None, float | None, float | None]
Given = frozenset[Key]


def lead_with(cards: Sequence[Card], shown: Iterable[Card], given: Given = frozenset()) -> tuple[Card, ...]:
    """The cards, the most important of those that are shown first; `given`: figures of before the window."""
    first = max(shown, key=lambda card: rate(card, given), default=None)
    return (first, *(card for card in cards if card is not first)) if first else tuple(cards)


def list_given(said: Iterable[Evidence], since: datetime) -> Given:
    """What was counted before: who says it again has no news by it."""
    known = (each for each in said if each.seen_at <= since)
    return frozenset(key for each in known for q in each.mention.quantities for key in _keys(each, q))


def _keys(evidence: Evidence, quantity: Quantity) -> Iterable[Key]:
    """A small figure by what is done to those it counts; a large one is known by itself („40 Todesopfer“)."""
    state, stated, _ = (count_of(evidence.mention, quantity) or "").partition("/")
    yield state if stated and state else quantity.noun_class, quantity.low, quantity.high
    if (quantity.low or quantity.high or 0) >= LARGE and not is_vague(quantity):
        yield quantity.noun_class, quantity.low, quantity.high


def rate(card: Card, given: Given = frozenset()) -> float:
    """How much a reader must know it."""
    voices = VOICE * (min(card.sources.origins, MANY) - 1)
    mention = card.latest.mention
    hedged = RUMOUR * (mention.standing == "unverified")
    return _rate_kind(card) + _rate_figures(card, given) + voices + SALIENCE * mention.salience - hedged


def step(cards: Sequence[Card]) -> int:
    """A topic's place by its lead: the lower, the earlier."""
    return -int(rate(cards[0]) / STEP) if cards else 1


def _rate_kind(card: Card) -> float:
    if card.kind in EDITS:
        return RECOUNTED if card.figures else EDITED
    return KIND.get(card.kind, 0.0)


def _rate_figures(card: Card, given: Given) -> float:
    """By who is affected; one person, where what became of somebody is told without a figure."""
    figures = _list_figures(card)
    told = (each for each in figures if given.isdisjoint(_keys(card.latest, each)))
    most = max((_weigh(card.latest, each) for each in told), default=0.0)
    counted = any(each.noun_class == "person" for each in figures)
    return most if counted else max(most, *(ONE * weight for weight in _list_fates(card.latest)), 0.0)


def _list_figures(card: Card) -> Sequence[Quantity]:
    """Those that changed, if any did; else all that the line gives."""
    pairs = [
        new
        for each in card.changes
        if each.before and each.after and each.after == card.latest
        for _, new in match(each.before.mention, each.after.mention)
    ]
    return pairs or card.latest.mention.quantities


def _list_fates(evidence: Evidence) -> Iterable[float]:
    clauses = (each for each in evidence.mention.propositions if not each.negated)
    return (FATE[each.predicate] for each in clauses if each.predicate in FATE)


def _weigh(evidence: Evidence, quantity: Quantity) -> float:
    """By tens: four hundred weigh twice what nineteen do."""
    state = (count_of(evidence.mention, quantity) or "").partition("/")[0]
    weight = COUNTED.get(quantity.noun_class or "", 0.0) * (not is_vague(quantity))
    if quantity.noun_class in ("person", "incident"):  # 300 were seized, or there were 300 arrests
        weight = FATE.get(state, weight)
    return weight * math.log10(1 + max(quantity.low or quantity.high or 0.0, 0.0))
