"""A claim's figures as its state knows them: who gave which, and which of them still holds.

The known figure is the latest of the most exact: "Dutzende" after "40" takes nothing back, so it is no state of
its own, and what comes next is held against 40.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.analyze import figures
from watcher.model import Evidence, Mention, Quantity

Rival = tuple[Evidence, list[tuple[Quantity, Quantity]]]  # whose figures, then and now


def hold(state: Sequence[Evidence], others: Sequence[Evidence]) -> list[Evidence]:
    """The state's figures: one that a later, vaguer word of its origin leaves open ("Dutzende") still holds."""
    held = (_firmer(each, [e for e in others if e.origin == each.origin]) for each in state)
    return sorted(held, key=lambda each: each.seen_at)


def _firmer(said: Evidence, own: Sequence[Evidence]) -> Evidence:
    """The latest of the origin's own words that has a firmer figure; none if it holds no more."""
    now = told(said)
    for each in reversed(own):
        pairs = list(matching(told(each), now)) if each.seen_at < said.seen_at else []
        if firmer := [(x, y) for x, y in pairs if figures.firmness(x) > figures.firmness(y)]:
            return each if any(figures.tells_less(x, y) for x, y in firmer) else said
    return said


def pick(rivals: Sequence[Rival]) -> Rival:
    """The latest, unless it leaves open what an earlier one says: "Dutzende" takes nothing back of "40"."""
    chosen = rivals[0]
    for each in rivals[1:]:
        (then, _), (now, _) = each[1][0], chosen[1][0]
        if figures.firmness(then) > figures.firmness(now) and figures.tells_less(then, now):
            chosen = each
    return chosen


def matching(
    old: Sequence[figures.Counted], new: Sequence[figures.Counted]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of figures, old and new, that count the same thing."""
    return ((x, y) for a, x in old for b, y in new if figures.comparable(a, b))


def repeats(old: Sequence[figures.Counted], new: Sequence[figures.Counted]) -> bool:
    """Whether the new figures are the old ones."""
    return figures.shared(old, new) and not any(figures.differing(old, new))


def counted(mention: Mention, number: int) -> list[figures.Counted]:
    """(measure, figure) of one proposition."""
    p = mention.propositions[number]
    return [(m, mention.quantities[i]) for m, i in zip(p.measures, p.quantities, strict=False)]


def told(evidence: Evidence) -> list[figures.Counted]:
    """The claim's figures; if its clause has none, those of the sentence, by their nouns alone."""
    mention = evidence.mention
    found = [pair for at in range(len(mention.propositions)) for pair in counted(mention, at)]
    return found or [
        (f"/{quantity.noun.lower()}", quantity) for quantity in mention.quantities if quantity.noun
    ]


def quantity(before: Quantity, after: Quantity) -> str:
    """The reason of a figure that changed, in signs."""
    code = figures.agreement(before, after)
    noun = after.noun or before.noun or ""
    return f"{code}: {figures.describe(before)} → {figures.describe(after)} {noun}".rstrip()


def first_figure(quantity: Quantity) -> str:
    """The reason of a first figure, in signs."""
    return f"update:  → {figures.describe(quantity)} {quantity.noun or ''}".rstrip()
