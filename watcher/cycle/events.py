"""Events: whether two figures are of one event, and count the same of it.

A topic may be one event (a fire in a bar) or many (accidents). Of one event every text tells, whether it names
the place or not; of many, only a place that both name, or rare things that both speak of, tell that two figures
are of the same. What a topic is, its names say: one that more than half of its statements are given with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from watcher.analyze.language.patterns import any_of
from watcher.analyze.matter import share_names, share_things
from watcher.analyze.sides import capitals, fates
from watcher.compose.selecting.kinship import Scale, read_words
from watcher.compose.telling.figures import is_part, match
from watcher.compose.telling.places import COUNTRY, find_site, name_topic
from watcher.model import Change, Evidence, Proposition, Quantity

SOON = timedelta(days=1)
LINKED = 2  # telling things that both speak of, where no place joins them
KIN = 0.3  # kinship that joins what is told days apart
FAR = 50  # of one thing, no figure is so many times another
PERSON, MONEY, SHARE = "person", "money", "percent"
FIRST = re.compile(r":\s+→")  # a reason that knows of no figure before
ONE_PERSON = re.compile(rf"\b{any_of('one_person')}\b", re.IGNORECASE)
MANY_PEOPLE = re.compile(rf"\b{any_of('many_people')}\b", re.IGNORECASE)
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a statement's figure is from: the finer names next to it, all of its text, and the countries."""

    near: Names
    every: Names
    countries: Names

    @property
    def abroad(self) -> Names:
        """All countries that its text names."""
        return _countries(self.every)


class Events:
    """Knows of one topic whether it is one event."""

    def __init__(self, said: Sequence[Evidence], scale: Scale) -> None:
        self._scale = scale
        self._main = name_topic(said) if scale.tells else ""

    def are_one(self, before: Evidence, after: Evidence) -> bool:
        """Whether both sides are surely of one event."""
        one, other = _locate(before), _locate(after)
        if _are_abroad(one, other):
            return False
        if one.near and other.near:
            mutual = one.near & other.every and other.near & one.every
            return bool(one.near & other.near or mutual)
        placed = one if one.near else other
        if self._main and placed.near and self._main not in placed.every:
            return False
        return self._is_linked(before, after, bool(one.abroad & other.abroad))

    def _is_linked(self, before: Evidence, after: Evidence, inland: bool) -> bool:
        """Where not both name a place: they speak of the same things, in time; `inland`: of one country."""
        things = share_things(before, after)
        telling = [each for each in things if self._scale.is_telling(each)]
        if self._main or not self._scale.tells:
            people = _counts_people(before) and _counts_people(after)
            return bool(telling) or not people or bool(share_names(before, after))
        if abs(after.seen_at - before.seen_at) <= SOON:
            return len(telling) >= LINKED or (inland and bool(things))
        kin = self._scale.kinship(read_words(before), read_words(after))
        return len(telling) >= LINKED and kin >= KIN and not _tells_fate(before)


def count_same(change: Change) -> bool:
    """Whether what changed is one count: not one person and a sum, nor a part and its whole."""
    before, after = change.before, change.after
    if before is None or after is None:
        return True
    pairs = match(before.mention, after.mention)
    if not pairs:
        return not is_of_one(before) if FIRST.search(change.reason) else _share_class(before, after)
    parts = any(is_part(before.mention, x) or is_part(after.mention, y) for x, y in pairs)
    return not parts and not any(_are_far(x, y) for x, y in pairs)


def _share_class(before: Evidence, after: Evidence) -> bool:
    """Whether anything of one sort is counted on both sides."""
    kinds = ({each.noun_class or each.noun for each in side.mention.quantities} for side in (before, after))
    return bool(set.intersection(*kinds) - {None})


def _are_far(one: Quantity, other: Quantity) -> bool:
    """Whether one figure of things is so many times the other that they cannot be of the same."""
    least, most = sorted((one.low or one.high or 0.0, other.low or other.high or 0.0))
    return one.noun_class not in (PERSON, SHARE) and most > FAR * least


def is_of_one(evidence: Evidence) -> bool:
    """Whether it tells what became of one person."""
    said = evidence.mention.statement
    counted = any(each.noun_class == PERSON and (each.low or 0) > 1 for each in evidence.mention.quantities)
    return not counted and MANY_PEOPLE.search(said) is None and ONE_PERSON.search(said) is not None


def _counts_people(evidence: Evidence) -> bool:
    return any(each.noun_class == PERSON for each in evidence.mention.quantities)


def _tells_fate(evidence: Evidence) -> bool:
    """Whether it says what became of people, or of money: the same befalls others every day."""
    if any(each.noun_class == MONEY for each in evidence.mention.quantities):
        return True
    clauses = evidence.mention.propositions
    counted = {measure.partition("/")[0] for each in clauses for measure in each.measures}
    return bool(fates() & (counted | {each.predicate for each in clauses}))


def _are_abroad(one: Spot, other: Spot) -> bool:
    """Whether they name countries, and none in common."""
    return bool(one.countries and other.countries) and not one.countries & other.countries


def _locate(evidence: Evidence) -> Spot:
    sites = [find_site(evidence, each) for each in evidence.mention.quantities]
    near = frozenset(name for site in sites for name in site.near)
    every = frozenset(name for site in sites for name in site.every)
    if not sites:
        near = every = _gather(evidence.mention.propositions)
    fine = frozenset(name for name in near if not COUNTRY.fullmatch(name))
    return Spot(fine, every | near, _countries(near))


def _countries(names: Iterable[str]) -> Names:
    """The countries named, and those whose capitals are."""
    named = (each for name in names for each in (name, f"@{capitals().get(name[1:], '')}"))
    return frozenset(each for each in named if COUNTRY.fullmatch(each))


def _gather(clauses: Iterable[Proposition]) -> Names:
    terms = (term for each in clauses for term in (*each.terms, *each.context, *each.about))
    return frozenset(term for term in terms if term.startswith("@"))
