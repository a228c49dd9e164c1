"""Places: which of a topic's figures are of one event, told by the names that stand with them.

A topic may be about many events („Böller“: two dead in one town, three in another). Figures of different places
are never set beside each other. Names are the ledger's (`@bielefeld`; `@nl` is a country): those of the
counting clause, else of its surroundings, else of the text's title and lead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.model import Evidence, Proposition, Quantity

COUNTRY = re.compile(r"@[a-z]{2}")
STEM = 6  # letters, which endings do not change
Names = frozenset[str]
Figure = tuple[Evidence, Quantity]


@dataclass(frozen=True, slots=True)
class Site:
    """The names nearest to a figure, and all that its text gives with it."""

    near: Names
    every: Names

    @property
    def fine(self) -> Names:
        """Names finer than a country's."""
        return frozenset(name for name in self.near if not COUNTRY.fullmatch(name))

    @property
    def countries(self) -> Names:
        return self.near - self.fine


def find_site(evidence: Evidence, quantity: Quantity) -> Site:
    """Where the mention's figure is from."""
    clause = _clause(evidence, quantity)
    if clause is None:
        return Site(frozenset(), frozenset())
    said, around, lead = map(_names, (clause.terms, clause.context, clause.about))
    return Site(said or around or lead, said | around | lead)


def part(sites: Sequence[Site]) -> list[int]:
    """For each figure the number of its event, from 0.

    What names the place that most of them name is of that main event, whatever else it names. Of the rest,
    figures that share a name are together; one that names only a country goes with the main event or the only
    one there, and one that names nothing with the main event or the only one.
    """
    main = _main(sites)
    named = [frozenset({main}) if main in site.every else site.fine for site in sites]
    groups = _join(named)
    numbers = [_find(groups, names) for names in named]
    countries = [_countries(sites, numbers, number) for number in range(len(groups))]
    first = _find(groups, frozenset({main}))
    apart: dict[Names, int] = {}
    return [
        _settle(site.countries, countries, first, apart) if number is None else number
        for site, number in zip(sites, numbers, strict=True)
    ]


def name_topic(said: Sequence[Evidence]) -> str:
    """The name that more than half of the statements are given with, a country's if no finer one is; or ""."""
    named = Counter(name for each in said for name in _gather(each))
    often = [name for name, times in named.most_common() if 2 * times > len(said)]
    return next((name for name in often if not COUNTRY.fullmatch(name)), next(iter(often), ""))


def _gather(evidence: Evidence) -> Names:
    clauses = evidence.mention.propositions
    return _names([term for each in clauses for term in (*each.terms, *each.context, *each.about)])


def name_event(said: Sequence[Figure], besides: Sequence[Figure], title: str) -> str:
    """The name that stands most often with `said` and not with `besides`; "" for none, or one in the title."""
    taken = {name for each in besides for name in _spell(*each)}
    named = Counter(name for each in said for name in _spell(*each) if name not in taken)
    name = next((name for name, _ in named.most_common(1)), "")
    return "" if name in title else name


def _spell(evidence: Evidence, quantity: Quantity) -> list[str]:
    """Names of the mention that stand in the counting clause, as they are written in full."""
    mention, clause = evidence.mention, _clause(evidence, quantity)
    if clause is None:
        return []
    text = mention.statement[clause.start - mention.start : clause.end - mention.start].casefold()
    return [name for name in mention.entities if name.casefold()[:STEM] in text]


def _settle(named: Names, countries: Sequence[Names], first: int | None, apart: dict[Names, int]) -> int:
    """The main event or the only one in one of the countries, if any is named; else an event of its own."""
    near = [number for number, each in enumerate(countries) if not named or named & each]
    if first in near:
        return first
    return near[0] if len(near) == 1 else apart.setdefault(named, len(countries) + len(apart))


def _countries(sites: Sequence[Site], numbers: Sequence[int | None], event: int) -> Names:
    """All countries that the event's figures are given with."""
    every = (site.every for site, number in zip(sites, numbers, strict=True) if number == event)
    return frozenset(name for names in every for name in names if COUNTRY.fullmatch(name))


def _main(sites: Sequence[Site]) -> str:
    """The name that more than half of the texts give; "" where there is none."""
    named = Counter(name for site in sites for name in site.every if not COUNTRY.fullmatch(name))
    name, often = next(iter(named.most_common(1)), ("", 0))
    return name if 2 * often > len(sites) else ""


def _join(named: Sequence[Names]) -> list[Names]:
    """Sets of names, those that share one made one."""
    groups: list[Names] = []
    for names in filter(None, named):
        touching = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names]
        groups.append(names.union(*touching))
    return groups


def _find(groups: Sequence[Names], names: Names) -> int | None:
    return next((number for number, group in enumerate(groups) if group & names), None)


def _clause(evidence: Evidence, quantity: Quantity) -> Proposition | None:
    """The clause that counts."""
    at = next((n for n, each in enumerate(evidence.mention.quantities) if each == quantity), -1)
    return next((each for each in evidence.mention.propositions if at in each.quantities), None)


def _names(terms: Sequence[str]) -> Names:
    return frozenset(term for term in terms if term.startswith("@"))
