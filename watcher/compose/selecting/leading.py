"""Leading: which of a topic's lines its subject line tells, and which topic comes first.

The kind of a change says how it is shown, not how much it matters: that two in place of three were hurt by one
firework is no news beside forty dead. How many people are affected and how, how sure the change is, how many
tell it and how much the statement weighs by itself are added up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from watcher.compose.kinds import CONFIRMED, CONTRADICTED, DENIED, EDITS, NEW, NUMBER, STANDING
from watcher.compose.patterns import any_of
from watcher.compose.selecting.weights import Weights, points
from watcher.compose.telling.cards import MANY, VOICE, Card
from watcher.compose.telling.figures import count_of, is_vague, match
from watcher.compose.telling.places import name_topic
from watcher.model import Change, Evidence, Quantity

KIND = {CONFIRMED: 1.0, DENIED: 1.0, NUMBER: 0.6, CONTRADICTED: 0.5, STANDING: 0.4, NEW: 0.3}
EDITED, RECOUNTED = 0.1, 0.5  # an outlet's other words, and its other figure
RETOUCHED, MOVED = 0.3, 0.1  # a figure that is another by less than this share
GRAVITY, HEARD = 2.5, 2.0  # of what a line in a digest's middle gains by them
FATE = {
    "töten": 1.4,
    "vermissen": 0.7,
    "verletzen": 0.5,
    "verschütten": 0.5,
    "festnehmen": 0.25,
    "retten": 0.25,
    "infizieren": 0.25,
}
SEIZED = "festnehmen"
COUNTED = {"person": 0.1, "group": 0.15, "money": 0.03}  # of what befalls nobody in particular
SALIENCE = 0.5
RUMOUR, UNCLEAR = 0.2, 0.2  # taken from hearsay, and from what only its text makes clear
DANGLING = re.compile(rf"^{any_of('dangling')}\b|\b{any_of('the_country')}\b")
FEWEST_WORDS, SCANT = 5, 0.4
PLAIN = 0.3  # salience of a line that may lead by its words
ONE = 0.3  # of a fate's weight
STEP = 0.75  # topics whose leads weigh about the same keep their order
LARGE = 10
TOLL = "toll: "  # before a state, of which a figure is the largest
TENS = 5  # orders of magnitude that count
PART = 0.3  # of a fate's weight, for some of those whose toll was given
Key = tuple[str | None, float | None, float | None]
Given = frozenset[Key]


def lead_with(
    cards: Sequence[Card], shown: Iterable[Card], given: Given = frozenset(), weights: Weights | None = None
) -> tuple[Card, ...]:
    """The cards, the most important of those that are shown first; `given`: figures of before the window."""
    first = max(shown, key=lambda card: rate(card, given) + _weigh_words(card, weights), default=None)
    return (first, *(card for card in cards if card is not first)) if first else tuple(cards)


def list_given(said: Iterable[Evidence], since: datetime) -> Given:
    """What was counted before: who says it again has no news by it."""
    known = [each for each in said if each.seen_at <= since]
    keys = {key for each in known for q in each.mention.quantities for key in _keys(each, q)}
    return frozenset(keys | (set(_list_tolls(known)) if name_topic(known) else set()))


def _list_tolls(known: Iterable[Evidence]) -> Iterable[Key]:
    """Of one event how many were counted in each state, at most: who is counted later is one of them."""
    for each in known:
        for quantity in each.mention.quantities:
            state, stated, _ = (count_of(each.mention, quantity) or "").partition("/")
            if stated and state in FATE and quantity.noun_class == "person":
                yield TOLL + state, None, _size(quantity)


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
    less = RUMOUR * (mention.standing == "unverified") + _rate_doubt(mention.statement)
    return _rate_kind(card) + _rate_figures(card, given) + voices + SALIENCE * mention.salience - less


def _rate_doubt(said: str) -> float:
    """More for a few words, which seldom tell who did what."""
    return SCANT if len(said.split()) < FEWEST_WORDS else UNCLEAR * (DANGLING.search(said) is not None)


def _weigh_words(card: Card, weights: Weights | None) -> float:
    """Why, who answers for it, what is decided; and whether the day's other reports speak of it."""
    if weights is None:
        return 0.0
    less = UNCLEAR if points(card.latest) else 0.0
    sure = min(1.0, card.latest.mention.salience / PLAIN)
    return sure * GRAVITY * weights.gravity(card.latest) + HEARD * weights.heard(card.latest) - less


def weigh_lead(cards: Sequence[Card], given: Given, weights: Weights) -> float:
    """What the first of the cards weighs; less than anything where there is none."""
    return rate(cards[0], given) + _weigh_words(cards[0], weights) if cards else -STEP


def step(weight: float) -> int:
    """A topic's place by what its lead weighs: the lower, the earlier."""
    return -int(weight / STEP)


def _rate_kind(card: Card) -> float:
    if card.kind is NUMBER:
        return KIND[NUMBER] if _has_moved(card) else RETOUCHED
    if card.kind in EDITS:
        told = RECOUNTED if card.figures else EDITED
        return max(told, KIND[NEW]) if NEW in card.kinds else told
    return KIND.get(card.kind, 0.0)


def _has_moved(card: Card) -> bool:
    """Whether any figure is another by a tenth: 119 in place of 115 are a correction."""
    pairs = [(_size(old), _size(new)) for each in card.changes for old, new in _match(each)]
    return not pairs or any(abs(new - old) >= MOVED * max(old, new) for old, new in pairs)


def _rate_figures(card: Card, given: Given) -> float:
    """By who is affected; one person, where what became of somebody is told without a figure."""
    figures = _list_figures(card)
    told = (each for each in figures if given.isdisjoint(_keys(card.latest, each)))
    whole = 1.0 if _has_moved(card) else PART
    most = whole * max((_weigh(card, each) * _find_share(card, each, given) for each in told), default=0.0)
    counted = any(each.noun_class == "person" for each in figures)
    return most if counted else max(most, *(ONE * weight for weight in _list_fates(card.latest)), 0.0)


def _find_share(card: Card, quantity: Quantity, given: Given) -> float:
    """Less than all for some of those who were counted before."""
    state = (count_of(card.latest.mention, quantity) or "").partition("/")[0]
    known = max((high or 0.0 for kind, low, high in given if kind == TOLL + state and low is None), default=0.0)
    return PART if _size(quantity) <= known else 1.0


def _list_figures(card: Card) -> Sequence[Quantity]:
    """Those that changed, if any did; else all that the line gives."""
    pairs = [new for each in card.changes if each.after == card.latest for _, new in _match(each)]
    return pairs or card.latest.mention.quantities


def _match(change: Change) -> list[tuple[Quantity, Quantity]]:
    return match(change.before.mention, change.after.mention) if change.before and change.after else []


def _size(quantity: Quantity) -> float:
    return quantity.low or quantity.high or 0.0


def _list_fates(evidence: Evidence) -> Iterable[float]:
    clauses = (each for each in evidence.mention.propositions if not each.negated)
    return (FATE[each.predicate] for each in clauses if each.predicate in FATE)


def _weigh(card: Card, quantity: Quantity) -> float:
    """By tens: four hundred weigh twice what nineteen do; of a figure that was given, what has been added."""
    state = (count_of(card.latest.mention, quantity) or "").partition("/")[0]
    weight = COUNTED.get(quantity.noun_class or "", 0.0) * (not is_vague(quantity))
    if quantity.noun_class == "person" or (quantity.noun_class == "incident" and state == SEIZED):
        weight = FATE.get(state, weight)  # 300 were seized, or there were 300 arrests
    return weight * min(math.log10(1 + _count_added(card, quantity)), TENS)


def _count_added(card: Card, quantity: Quantity) -> float:
    """How many more or fewer than the exact figure before it, else all."""
    before = [
        old for each in card.changes for old, new in _match(each) if new == quantity and not is_vague(old)
    ]
    return max(0.0, min((abs(_size(quantity) - _size(old)) for old in before), default=_size(quantity)))
