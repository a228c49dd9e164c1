"""Sources: how many reports say a thing, and how many origins they have („3 Meldungen, 1 Quelle (dpa)“)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.model import Evidence, OtherItem

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


def of_claim(latest: Evidence, support: Sequence[Evidence], copies: Sequence[OtherItem]) -> Sources:
    rows = [(latest.mention.item, latest.origin, latest.agencies, latest.outlet, latest.url)]
    rows += [(each.mention.item, each.origin, each.agencies, each.outlet, each.url) for each in support]
    return _count([*rows, *map(_row, copies)])


def of_items(items: Sequence[OtherItem]) -> Sources:
    return _count([_row(each) for each in items])


Row = tuple[str, str, tuple[str, ...], str, str | None]


def _row(item: OtherItem) -> Row:
    return item.item, item.origin or item.item, item.agencies, item.outlet, item.url


def _count(rows: Sequence[Row]) -> Sources:
    distinct = list({row[0]: row for row in rows}.values())
    others = tuple((row[3], row[4]) for row in distinct[1:])
    return Sources(
        items=len(distinct),
        origins=len({row[1] for row in distinct}),
        agencies=tuple(dict.fromkeys(name for row in distinct for name in row[2])),
        others=others[:MOST_NAMES],
        cut=len(others[MOST_NAMES:]),
        told=any(row[3] != distinct[0][3] for row in distinct[1:]),
    )
