"""Sources: how many reports say a thing, and how many voices they are („3 Meldungen, 1 Quelle (dpa)“).

Which voice a report has says model/voices.py: three articles of one outlet are three reports and one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.model import Evidence, OtherItem, count_voices

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Sources:
    """`others`: outlet and address of each report but the first; `cut`: how many names are left out."""

    items: int
    origins: int
    agencies: tuple[str, ...]
    others: tuple[tuple[str, str | None], ...]
    cut: int = 0
    told: bool = False  # another outlet is among them: worth a line
    outlets: int = 0


Report = Evidence | OtherItem


def of_claim(latest: Evidence, support: Sequence[Evidence], copies: Sequence[OtherItem]) -> Sources:
    return _count((latest, *support, *copies))


def of_items(items: Sequence[OtherItem]) -> Sources:
    return _count(items)


def of_topic(evidence: Iterable[Evidence], items: Iterable[OtherItem]) -> Sources:
    """All that a topic's section rests on."""
    return _count((*evidence, *items))


def _count(reports: Sequence[Report]) -> Sources:
    distinct = list({each.byline.item: each for each in reports}.values())
    others = tuple((each.outlet, each.url) for each in distinct[1:])
    return Sources(
        items=len(distinct),
        origins=count_voices(each.byline for each in distinct),
        agencies=tuple(dict.fromkeys(name for each in distinct for name in each.agencies)),
        others=others[:MOST_NAMES],
        cut=len(others[MOST_NAMES:]),
        told=any(each.outlet != distinct[0].outlet for each in distinct[1:]),
        outlets=len({each.outlet for each in distinct}),
    )
