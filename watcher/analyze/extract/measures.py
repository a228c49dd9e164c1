"""What a clause counts or measures, and in which state: „töten/mensch", „preis/euro"."""

from __future__ import annotations

import re

from watcher.analyze.extract import clauses
from watcher.analyze.extract import terms as words
from watcher.analyze.extract.clauses import Clause
from watcher.analyze.extract.predicates import MOVES, predicate
from watcher.analyze.language.patterns import any_of
from watcher.model import Quantity

OF_THE = re.compile(rf"(?:^|\s){any_of('of_the')}$")
SCALES = ("scale", "temperature")  # an event has one, whatever verb tells it
MEASURED = frozenset(  # classes of units; a duration says how long what the verb tells has been so
    (
        "money", "percent", "volume", "mass", "area", "distance", "temperature", "power", "energy", "speed",
        "pressure",
    )
)  # fmt: skip


def measure(quantity: Quantity, clause: Clause) -> str:
    """state/noun: what is counted, in which state; either side may be empty.

    Of what a unit measures the state is what is measured: "Die Kosten liegen bei 3 Millionen Euro".
    "Elf Tote" are dead, but "elf Tote identifiziert" counts who was identified, as does their "Identität".
    """
    noun = words.read(clause.language, quantity.noun, "NN", quantity.noun)[-1:] if quantity.noun else ()
    thing = noun[0] if noun else (quantity.noun or "").lower()
    if quantity.noun_class in SCALES:
        return f"/{thing}"
    if thing not in clause.lists.states:
        return f"{_size(quantity, clause) or _state(quantity, clause)}/{thing}"
    if _is_whole(quantity, clause):
        return f"{thing}/mensch"
    known = clause.lists.states
    phrases = [each for each in clause.phrases if each in known]
    verbs = [state for _, state in clause.states(verbal=True)]
    done = [state for state in (*phrases, *verbs) if state != thing]
    return f"{(done or [thing])[-1]}/mensch"


def _is_whole(quantity: Quantity, clause: Clause) -> bool:
    """ "24 der 40 Toten": the larger figure is what a part is taken of."""
    before = [token for token in clause.tokens if token.end <= quantity.start][-2:]
    part = len(before) == 2 and before[0].tag.startswith(("CARD", "ADJ", "NN", "P"))
    return part and OF_THE.search(" ".join(token.text for token in before)) is not None


def _size(quantity: Quantity, clause: Clause) -> str:
    """The cost, debt or level that the figure with a unit measures: the nearest such noun."""
    if quantity.noun_class not in MEASURED:
        return ""
    sizes = clause.language.words("sizes")
    found = [
        (abs(token.start - quantity.start), terms[-1])
        for token, kind, terms in clause.content
        if kind == words.NOUN and terms and not sizes.isdisjoint((token.lemma.lower(), terms[-1]))
    ]
    return min(found, default=(0, ""))[1]


def _state(quantity: Quantity, clause: Clause) -> str:
    """A phrase's, else the nearest state word's, preferably after the figure; else the verb."""
    known = clause.lists.states
    phrase = [each for each in clause.phrases if each in known]
    states = clause.states()
    if phrase or not states:
        found = phrase[0] if phrase else _deed(quantity, clause)
        return "" if found in MOVES else found
    return min(states, key=lambda each: abs(each[0] - quantity.end) + 40 * (each[0] < quantity.start))[1]


def _deed(quantity: Quantity, clause: Clause) -> str:
    """The predicate, or of two verbs side by side the one that the figure goes with."""
    verbs = [(token, t[-1]) for token, kind, t in clause.content if kind == words.VERB and t]
    if len({family for _, family in verbs}) < 2 or not any(
        t.tag.startswith(clauses.CUT_TAGS) for t in clause.tokens
    ):
        return predicate(clause)
    return min(verbs, key=lambda verb: abs(verb[0].start - quantity.end))[1]
