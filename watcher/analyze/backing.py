"""Who bears a statement out: of a claim's evidence, what says the same and not only speaks of it.

A claim holds all that is said about one thing, other figures and denials too, and may wander from mention to
mention. A source for a statement is what makes it true: its figures or more exact ones within them, its side of
the matter, and the same matter still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from watcher.analyze import counts, figures
from watcher.analyze.compare import alike, similar
from watcher.analyze.conflicts import opposed
from watcher.analyze.link import LEAST, keep
from watcher.analyze.sides import Side, day_of, side
from watcher.model import Evidence, Quantity

SAME_WORDING = 0.6  # share of words from which a negation turns the same statement
NEAR = 0.3  # likeness that suffices where both have the same figure for the same thing
LARGE = 10  # of smaller figures two things are counted alike by chance
UNTIL = re.compile(r"\b(?:bis|until|till)(?! zu )(?: (?:zum|zur|in|den|the|next|(?!morgen)\w+en))* (\w+)")


def back(shown: Evidence, known: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What says as much as `shown`, old to new, each item once by the first word of it that still holds."""
    items: dict[str, list[Evidence]] = {}
    for each in sorted(known, key=lambda each: (each.seen_at, each.mention.revision)):
        items.setdefault(each.mention.item, []).append(each)
    found = (_stand(shown, said) for item, said in items.items() if item != shown.mention.item)
    return tuple(sorted((each for each in found if each), key=lambda each: each.seen_at))


def share_figure(shown: Evidence, said: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Who gives a large figure that the statement has: the ledger may keep them in another claim.

    With it what they say otherwise, in an earlier or later revision, for the same kind of thing.
    """
    figured = [each for each in shown.mention.quantities if figures.value(each) >= LARGE]
    found = {e.mention.item for e in said for q in e.mention.quantities if _gives(q, figured)}
    kinds = {each.noun_class for each in figured}
    return tuple(
        e for e in said if e.mention.item in found and any(q.noun_class in kinds for q in e.mention.quantities)
    )


def _gives(quantity: Quantity, figured: Iterable[Quantity]) -> bool:
    return any(q.noun_class == quantity.noun_class and figures.bears_out(q, quantity) for q in figured)


def _stand(shown: Evidence, said: list[Evidence]) -> Evidence | None:
    """The item's first word that bears the statement out, unless its newest revision says otherwise."""
    newest = said[-1].mention.revision
    now = [each for each in said if each.mention.revision == newest]
    if not any(backs(shown, each) for each in now):
        return None
    return next(each for each in said if backs(shown, each))


def backs(shown: Evidence, said: Evidence) -> bool:
    """Whether `shown` is true if what is said is."""
    if (shown.mention.standing == "denied") != (said.mention.standing == "denied"):
        return False
    shown, said = keep(shown), keep(said)
    mine = counts.told(shown)
    pairs = [(a, b) for x, a in mine for y, b in counts.told(said) if figures.comparable(x, y)]
    if mine and not _hold(pairs):
        return False
    least = NEAR if any(figures.value(a) >= LARGE for a, _ in pairs) else LEAST
    return any(_same(x, y, least) for x in _sides(shown) for y in _sides(said))


def _hold(pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Every figure that both have is borne out, and there is one."""
    return bool(pairs) and all(any(figures.bears_out(a, d) for c, d in pairs if c is a) for a, _ in pairs)


def _same(shown: Side, said: Side, least: float) -> bool:
    lasting = shown.predicate == said.predicate and _until(said) - _until(shown)
    if contradiction(said, shown) or lasting or _until(shown) - _until(said):
        return False
    return alike(shown, said) > least


def _until(said: Side) -> frozenset[str]:
    """How long it is said to last: until Thursday is no source for until the evening."""
    return frozenset(UNTIL.findall(" ".join(said.words)))


def contradiction(then: Side, now: Side) -> str | None:
    """Negation or opposed verbs in what is otherwise the same statement about the same names."""
    pair = opposed(then, now)
    if pair:
        return f"opposed: {pair[0]} → {pair[1]}"
    alike = (bool(then.predicate) and then.predicate == now.predicate) or similar(then, now) >= SAME_WORDING
    return "negated:" if then.negated != now.negated and alike and _covers(then, now) else None


def _covers(then: Side, now: Side) -> bool:
    """ "Keine Deutschen identifiziert" says nothing of others: whom a negation names, the other names."""
    denied, other = (then, now) if then.negated else (now, then)
    return denied.names <= other.terms | other.around


def _sides(evidence: Evidence) -> Iterator[Side]:
    mention = evidence.mention
    return (side(mention, number, day_of(evidence)) for number in range(len(mention.propositions)))
