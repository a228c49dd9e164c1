"""Matter: whether two statements that the ledger compares are surely about the same.

A claim may wander from mention to mention, and a wrong link costs the ledger little. A line in a mail that sets
two statements against each other is wrong if they tell of two events; so what is told is asked once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from watcher.analyze import figures
from watcher.analyze.compare import alike, are_akin, weigh
from watcher.analyze.link import keep
from watcher.analyze.sides import MARKS, Side, capitals, side, states
from watcher.model import Evidence

HALF = 0.5  # of the shorter statement's words besides the verbs


def liken(one: Evidence, other: Evidence) -> float:
    """0..: how alike the clauses are that the two have in their claim."""
    return max((alike(x, y) for x in _sides(one) for y in _sides(other)), default=0.0)


def liken_all(shown: Evidence, said: Evidence) -> float:
    """0..: how alike the other's clauses are to that clause of the whole statement which is least so."""
    told, heard = (tuple(_read(each)) for each in (shown, said))
    return min((max((alike(x, y) for y in heard), default=0.0) for x in told), default=0.0)


def does_same(shown: Evidence, said: Evidence) -> bool:
    """Whether what is said tells or names the deed that is shown: that a mill burns tells of no rescue."""
    return any(_is_deed(x, y) for x in _sides(shown) for y in _sides(said))


def opposes(before: Evidence, after: Evidence) -> bool:
    """Whether the two may speak of one thing: a road is closed and opened, not a road and a bank.

    Neither names only what the other has never heard of, and they share a thing, not only a place.
    """
    return any(_is_one(x, y) for x in _sides(before) for y in _sides(after))


def is_near(shown: Evidence, said: Evidence) -> bool:
    """Whether the two may be of one event: one names nothing, or both the same besides."""
    left, right = _gather(_name, shown, said)
    return not (left and right) or bool(left & right)


def is_another_day(shown: Evidence, said: Evidence) -> bool:
    """Whether both say when, and not on one day: those who gather on Thursday are not who will on 9 January."""
    left, right = (frozenset(day for each in _read(side) for day in each.days) for side in (shown, said))
    return bool(left and right) and not left & right


def share_names(one: Evidence, other: Evidence) -> frozenset[str]:
    """Names of both, of their own or that their texts begin with."""
    left, right = _gather(_name, one, other)
    return left & right


def share_things(one: Evidence, other: Evidence) -> frozenset[str]:
    """What both speak of, in the clause or around it, besides names, deeds, states and people."""
    left, right = _gather(_find_things, one, other)
    return left & right


def bears_all(shown: Evidence, said: Evidence) -> bool:
    """Whether each state and figure that a statement shows is borne out by what is said.

    Who gives the toll is no source for how many of them have been identified.
    """
    given = said.mention.quantities
    return _find_states(shown) <= _find_states(said) and all(
        any(q.noun_class == each.noun_class and figures.bears_out(each, q) for q in given)
        for each in shown.mention.quantities
        if figures.value(each) > 1
    )


def _name(side: Side) -> frozenset[str]:
    """With a capital its country."""
    named = side.names | side.about
    return named | {capitals()[name] for name in named & capitals().keys()}


def _find_things(side: Side) -> frozenset[str]:
    said = (side.terms | side.around) - _name(side) - states() - MARKS - {side.predicate}
    return frozenset(term for term in said if not figures.vague(term))


def _gather(find: Callable[[Side], frozenset[str]], *evidence: Evidence) -> Iterator[frozenset[str]]:
    """What is found in any clause of each."""
    return (frozenset().union(*map(find, _sides(each))) for each in evidence)


def _find_states(evidence: Evidence) -> frozenset[str]:
    """In which states people and things are, by what is done to them and by what counts them."""
    clauses = evidence.mention.propositions
    counted = {measure.partition("/")[0] for each in clauses for measure in each.measures}
    return states() & (counted | {each.predicate for each in clauses})


def _is_deed(shown: Side, said: Side) -> bool:
    return not shown.predicate or are_akin(shown, said) or shown.predicate in said.terms


def _is_one(one: Side, other: Side) -> bool:
    return _is_known(one, other) and _is_known(other, one) and _is_near(one, other) and _is_shared(one, other)


def _is_known(one: Side, other: Side) -> bool:
    """One of its names at least is known to the other, if it has any; a capital where its country is."""
    known = other.terms | other.around | other.about
    return not one.names or any(name in known or capitals().get(name) in known for name in one.names)


def _is_near(one: Side, other: Side) -> bool:
    """Where neither clause says where, their texts begin with the same place or person, if with any."""
    unsaid = not (one.names or other.names or one.about & other.about)
    return not (unsaid and one.about and other.about)


def _is_shared(one: Side, other: Side) -> bool:
    """Half of what one of them says besides the verbs, a thing among it."""
    verbs = {one.predicate, other.predicate}
    left, right = one.terms - verbs, other.terms - verbs
    both = left & right
    return bool(both - one.names - other.names) and weigh(both) >= HALF * min(weigh(left), weigh(right))


def _sides(evidence: Evidence) -> Iterator[Side]:
    """The clauses that are its claim's."""
    return _read(keep(evidence))


def _read(evidence: Evidence) -> Iterator[Side]:
    mention = evidence.mention
    return (side(mention, at, evidence.day) for at in range(len(mention.propositions)))
