"""Backing: who bears out the line that a card shows.

Where nobody looked it up, the card's own changes say who: fewer, and nobody who has another figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from watcher.compose.kinds import CORROBORATED, EDITS, kind_of
from watcher.model import Backing, Change, Evidence, Span

Place = tuple[str, str, int, Span]  # claim, item, revision
Known = Mapping[Place, Backing]


def place_all(backing: Iterable[Backing]) -> Known:
    return {_place(each.claim, each.shown): each for each in backing}


def find_support(group: Sequence[Change], chain: Sequence[Evidence], known: Known) -> tuple[Evidence, ...]:
    """Who else says what the chain ends with; of an edit it is told only where it spares another line."""
    if kind_of(group[0]) in EDITS:
        return ()
    latest = chain[-1]
    claim = next((each.claim for each in reversed(group) if each.after == latest), group[-1].claim)
    own = look_up(known, claim, latest)
    found = [*(_guess(group, chain) if own is None else own), *_join(group, claim, latest, known)]
    return list_items(found, latest)


def _join(group: Iterable[Change], claim: str, latest: Evidence, known: Known) -> Iterator[Evidence]:
    """Other claims of the group that have its figure are told with this one, and so are those who say them."""
    for each in group:
        if each.claim != claim and each.after and _shares(each.after, latest):
            yield each.after
            yield from look_up(known, each.claim, each.after) or ()


def _guess(group: Sequence[Change], chain: Sequence[Evidence]) -> Iterator[Evidence]:
    shown = {each.mention.item for each in chain}
    joined = [each for each in group if kind_of(each) is CORROBORATED]
    first = [each.before for each in joined if len(joined) == len(group)]
    sides = (*first, *(each.after for each in joined))
    return (each for each in sides if each and each.mention.item not in shown and _agrees(each, chain[-1]))


def _agrees(one: Evidence, other: Evidence) -> bool:
    """Whether they share a figure, or one of them has none."""
    return not (one.mention.quantities and other.mention.quantities) or _shares(one, other)


def _shares(one: Evidence, other: Evidence) -> bool:
    """Whether they share a figure, or the other has none."""
    left, right = ({(q.low, q.high) for q in each.mention.quantities} for each in (one, other))
    return not right or bool(left & right)


def list_items(found: Iterable[Evidence], latest: Evidence) -> tuple[Evidence, ...]:
    """Each other item once, old to new."""
    items: dict[str, Evidence] = {}
    for each in sorted(found, key=lambda each: each.seen_at):
        items.setdefault(each.mention.item, each)
    items.pop(latest.mention.item, None)
    return tuple(items.values())


def look_up(known: Known, claim: str, shown: Evidence) -> tuple[Evidence, ...] | None:
    """Who else says what the claim's evidence does; None where nobody looked."""
    found = known.get(_place(claim, shown))
    return found.others if found else None


def is_whole(known: Known, claim: str, shown: Evidence) -> bool:
    """Whether it can be counted who says it; where nobody looked, the card's own changes are."""
    found = known.get(_place(claim, shown))
    return found is None or found.complete


def _place(claim: str, evidence: Evidence) -> Place:
    mention = evidence.mention
    return claim, mention.item, mention.revision, mention.span
