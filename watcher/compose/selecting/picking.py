"""Picking: of a topic's new statements, those that a reader would miss, each saying something of its own.

A digest has room for a dozen. What matters is how much a statement weighs by itself (its salience), how many
outlets tell it, what became of people in it, why it happened and who answers for it (weights.py);
what the lines above have told already counts against it. So where one article says a thing in three sentences,
the room goes to another fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.compose.patterns import any_of
from watcher.compose.selecting.faults import counts_crowd, weigh_faults
from watcher.compose.selecting.kinship import Scale, Words, read_words
from watcher.compose.selecting.weights import Weights, weigh_all
from watcher.compose.telling.cards import MANY, VOICE, Card
from watcher.compose.telling.places import COUNTRY, name_topic
from watcher.model import Evidence

# What a line at a place must be worth: where there is room, and all is of one event, less. Of the lines below,
# two thirds told an editor nothing in 21 topics of a week; a digest names the command that lists them.
GATES = ((3, 0.4), (5, 0.6), (8, 0.65), (12, 0.7))
GATES_OF_ONE = ((4, 0.4), (8, 0.5), (12, 0.6))
GRAVE, FATES = 0.2, ("töten", "verletzen", "vermissen", "verschütten", "festnehmen", "retten")
DEADLY = re.compile(rf"\b{any_of('deadly')}\b", re.IGNORECASE)
PEOPLE, SOME = 0.15, 2
PLACES, FEWEST_PLACES = 0.1, 2
LEAST = 0.25  # what the one line must be worth that is shown where none is worth its place
MANY_PEOPLE = 10  # who counts so many is shown however faint the line, if it is not hollow
HOLLOW = 0.05  # salience of what only points to something, paints it or is beside the topic: nothing is added
LEAN, FEWEST_WORDS = 0.15, 3  # taken from what counts nothing and has fewer words that are not the topic's
MOST = 40  # cards that are compared, the weightiest
AGAIN = 0.05  # for each new line of its article that is shown
SAID = 0.3  # of the share of its words that a line above has
TOLD = 0.5  # of them, from which even who counts many people has been told

Gates = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card with what it weighs by itself."""

    card: Card
    worth: float
    words: Words
    kept: bool  # whether it is shown in any case

    @property
    def item(self) -> str:
        return self.card.latest.mention.item


def pick(cards: Sequence[Card], told: Iterable[Card], said: Sequence[Evidence], most: int) -> tuple[Card, ...]:
    """At most so many new cards, the first leading; `told`: what is shown besides, `said`: of the topic.

    Where none is worth its place the best is shown, if it is worth anything.
    """
    cards = [card for card in cards if not card.aside]
    fresh = [card.latest for card in cards]
    weights, gates = weigh_all(said, fresh), GATES_OF_ONE if name_topic((*said, *fresh)) else GATES
    scale = weights.scale
    spare = sorted((_weigh(card, weights) for card in cards), key=_worth, reverse=True)[:MOST]
    left = list(spare)
    shown = [read_words(line.evidence) for card in told for line in card.lines]
    items: Counter[str] = Counter()
    chosen: list[Card] = []
    while left and len(chosen) < most:
        rates = [_rate(each, shown, items, scale) for each in left]
        needed, rate = best = max(rates)
        if not needed and rate < _gate(len(chosen), gates):
            break
        found = left.pop(rates.index(best))
        chosen.append(found.card)
        shown.append(found.words)
        items[found.item] += 1
    return tuple(chosen) or tuple(each.card for each in spare if each.worth >= LEAST)[:1]


def _worth(candidate: Candidate) -> tuple[bool, float]:
    return candidate.kept, candidate.worth


def _gate(place: int, gates: Gates) -> float:
    return next((least for places, least in gates if place < places), gates[-1][1])


def _rate(
    candidate: Candidate, shown: Sequence[Words], items: Counter[str], scale: Scale
) -> tuple[bool, float]:
    """Whether it is shown in any case, and what it is worth beside what is shown."""
    covered = max((scale.cover(candidate.words, each) for each in shown), default=0.0)
    rate = candidate.worth - AGAIN * items[candidate.item] - SAID * covered
    return candidate.kept and covered < TOLD, rate


def _weigh(card: Card, weights: Weights) -> Candidate:
    latest = card.latest
    hollow = latest.mention.salience <= HOLLOW
    worth = latest.mention.salience if hollow else _add_up(card, weights)
    return Candidate(card, worth, read_words(latest), not hollow and _count_people(latest) >= MANY_PEOPLE)


def _add_up(card: Card, weights: Weights) -> float:
    """Its salience, how many tell it, and what it tells."""
    latest = card.latest
    worth = latest.mention.salience + VOICE * (min(card.sources.origins, MANY) - 1)
    worth += weights.gravity(latest) + GRAVE * _tells_fate(latest)
    worth += PEOPLE * (_count_people(latest) >= SOME) + PLACES * (len(_find_places(latest)) >= FEWEST_PLACES)
    lean = not latest.mention.quantities and 0 <= _count_telling(latest, weights.scale) < FEWEST_WORDS
    return worth - LEAN * lean - weigh_faults(latest)


def _tells_fate(evidence: Evidence) -> bool:
    """Whether it says what became of somebody."""
    said = [each for each in evidence.mention.propositions if not each.negated]
    named = any(each.predicate in FATES for each in said)
    return named or (bool(said) and DEADLY.search(evidence.mention.statement) is not None)


def _count_people(evidence: Evidence) -> float:
    """How many people it counts; none by a word like thousands, if nothing became of them."""
    if counts_crowd(evidence) and not _tells_fate(evidence):
        return 0.0
    counts = (each.low or 0.0 for each in evidence.mention.quantities if each.noun_class == "person")
    return max(counts, default=0.0)


def _find_places(evidence: Evidence) -> frozenset[str]:
    return frozenset(
        term for each in evidence.mention.propositions for term in each.terms if COUNTRY.fullmatch(term)
    )


def _count_telling(evidence: Evidence, scale: Scale) -> int:
    """Words that it says besides those of its topic; -1 where they were not read."""
    terms = {term for each in evidence.mention.propositions for term in each.terms}
    return sum(map(scale.is_telling, terms)) if terms else -1
