"""Who bears a statement out: of a claim's evidence, what says the same and not only speaks of it.

A claim holds all that is said about one thing, other figures and denials too, and may wander from mention to
mention. A source for a statement is what makes it true: its figures or more exact ones within them, its side of
the matter, and the same matter still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from watcher.analyze import counts, figures
from watcher.analyze.compare import ACCUSATION, alike, similar, weigh
from watcher.analyze.conflicts import is_plain, opposed
from watcher.analyze.link import LEAST, keep
from watcher.analyze.sides import Side, side
from watcher.model import Evidence, Quantity, Standing

SURE: Mapping[Standing, int] = {"unverified": 0, "attributed": 1, "asserted": 1, "confirmed": 2, "denied": 2}
SAME_WORDING = 0.6  # share of words from which a negation turns the same statement
NEAR = 0.3  # likeness that suffices where both have the same figure for the same thing
SAID = 0.5  # of the weight of what is shown
LARGE = 10  # of smaller figures two things are counted alike by chance
UNIQUE = 1_000  # whoever counts so many of the same speaks of the same


def back(shown: Evidence, known: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What says as much as `shown`, old to new, each item once by the first word of it that does."""
    items: dict[str, list[Evidence]] = {}
    for each in sorted(known, key=lambda each: (each.seen_at, each.mention.revision)):
        items.setdefault(each.mention.item, []).append(each)
    items.pop(shown.mention.item, None)
    found = (_stand(shown, said) for said in items.values())
    return tuple(sorted((each for each in found if each), key=lambda each: each.seen_at))


def _stand(shown: Evidence, said: Sequence[Evidence]) -> Evidence | None:
    """The item's first word that bears the statement out, unless its newest one on the matter turns it."""
    first = next((each for each in said if backs(shown, each)), None)
    if first is None:
        return None
    newest = said[-1].mention.revision
    now = [each for each in said if each.mention.revision == newest]
    return None if any(_turns(shown, e) for e in now) and not any(backs(shown, e) for e in now) else first


def _turns(shown: Evidence, said: Evidence) -> bool:
    """Whether it says something else in the statement's place, and not only nothing of it."""
    pairs = _pair(shown, said)
    other = any(contradiction(x, y) for x in _sides(keep(shown)) for y in _sides(keep(said)))
    return other or (bool(pairs) and not _hold(pairs))


def backs(shown: Evidence, said: Evidence) -> bool:
    """Whether `shown` is true if what is said is."""
    pairs = _pair(shown, said)
    firm = max((figures.value(a) for a, _ in pairs if figures.firmness(a)), default=0.0)
    figured = firm >= LARGE
    if not _is_as_sure(shown.mention.standing, said.mention.standing, figured):
        return False
    if counts.told(keep(shown)) and not _hold(pairs):
        return False
    same = _counts_same if figured else _says_same
    sides = [(x, y) for x in _sides(keep(shown)) for y in _sides(keep(said))]
    return any(_agree(x, y) and (firm >= UNIQUE or same(x, y)) for x, y in sides)


def _is_as_sure(shown: Standing, said: Standing, figured: bool) -> bool:
    """Who reports a rumour is no source for what is asserted, nor who asserts it for its confirmation.

    Of a figure a rumour may be about something else: "Unter den 40 Toten sind vermutlich Kinder".
    """
    if (shown == "denied") != (said == "denied"):
        return False
    return SURE[said] >= SURE[shown] or (figured and shown != "confirmed")


def _pair(shown: Evidence, said: Evidence) -> list[tuple[Quantity, Quantity]]:
    """Figures of both that count one thing."""
    return list(counts.matching(counts.told(keep(shown)), counts.told(keep(said))))


def _hold(pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Every figure that both have is borne out, and there is one."""
    return bool(pairs) and all(any(figures.bears_out(a, d) for c, d in pairs if c is a) for a, _ in pairs)


def _counts_same(shown: Side, said: Side) -> bool:
    """With the same large figure for the same thing, little else need be said."""
    return alike(shown, said) >= NEAR


def _says_same(shown: Side, said: Side) -> bool:
    """Alike, and a good part of what is shown is said: a fire as the cause is no source for fire bombs.

    The verb of one of them is among it: what witnesses tell of a bar is no source for a fire there.
    """
    covered = weigh(shown.terms & (said.terms | said.around))
    acts = {shown.predicate, said.predicate}
    known = (
        "" in acts
        or shown.predicate in said.terms | said.around
        or said.predicate in shown.terms | shown.around
    )
    return known and covered >= SAID * weigh(shown.terms) and alike(shown, said) > LEAST


def _agree(shown: Side, said: Side) -> bool:
    """They are on one side, and give the same end if they give any."""
    same_act = bool(shown.predicate) and shown.predicate == said.predicate
    other_event = shown.causes and said.causes and not shown.causes & said.causes  # an explosion is no fire
    if other_event or contradiction(said, shown) or (same_act and shown.negated != said.negated):
        return False
    return bool(shown.until) == bool(said.until) or not (same_act or shown.until)


def contradiction(then: Side, now: Side) -> str | None:
    """Negation or opposed verbs in what is otherwise the same statement about the same names."""
    pair = opposed(then, now)
    if pair and is_plain(then, now) and not (_refuses(then) or _refuses(now)):
        return f"opposed: {pair[0]} → {pair[1]}"
    alike = (bool(then.predicate) and then.predicate == now.predicate) or similar(then, now) >= SAME_WORDING
    return "negated:" if then.negated != now.negated and alike and _covers(then, now) else None


def _refuses(side: Side) -> bool:
    """It rejects an accusation: that is a denial, and undoes no deed."""
    return side.replies and ACCUSATION in side.terms


def _covers(then: Side, now: Side) -> bool:
    """ "Keine Deutschen identifiziert" says nothing of others: whom a negation names, the other names."""
    denied, other = (then, now) if then.negated else (now, then)
    return denied.names <= other.terms | other.around


def _sides(evidence: Evidence) -> Iterator[Side]:
    mention = evidence.mention
    return (side(mention, number, evidence.day) for number in range(len(mention.propositions)))
