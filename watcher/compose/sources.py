"""Sources: how many reports say a thing, and how many voices they are („3 Meldungen, 1 Quelle (dpa)“).

A copy speaks with the voice of its origin, an agency's texts with that of the agency, and what an outlet wrote
itself with that of the outlet: three articles of one outlet are three reports and one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    outlets: int = 0


Row = tuple[str, str, tuple[str, ...], str, str | None]  # item, origin, agencies, outlet, address


def of_claim(latest: Evidence, support: Sequence[Evidence], copies: Sequence[OtherItem]) -> Sources:
    return _count([*map(_tell, (latest, *support)), *map(_row, copies)])


def of_items(items: Sequence[OtherItem]) -> Sources:
    return _count([_row(each) for each in items])


def of_topic(evidence: Iterable[Evidence], items: Iterable[OtherItem]) -> Sources:
    """All that a topic's section rests on."""
    return _count([*map(_tell, evidence), *map(_row, items)])


def _tell(evidence: Evidence) -> Row:
    return evidence.mention.item, evidence.origin, evidence.agencies, evidence.outlet, evidence.url


def _row(item: OtherItem) -> Row:
    return item.item, item.origin or item.item, item.agencies, item.outlet, item.url


def _count(rows: Sequence[Row]) -> Sources:
    distinct = list({row[0]: row for row in rows}.values())
    others = tuple((row[3], row[4]) for row in distinct[1:])
    return Sources(
        items=len(distinct),
        origins=_voices(distinct),
        agencies=tuple(dict.fromkeys(name for row in distinct for name in row[2])),
        others=others[:MOST_NAMES],
        cut=len(others[MOST_NAMES:]),
        told=any(row[3] != distinct[0][3] for row in distinct[1:]),
        outlets=len({row[3] for row in distinct}),
    )


def _voices(rows: Iterable[Row]) -> int:
    """Rows that share a mark are one voice, and so are those that are joined through others."""
    voices: list[set[object]] = []
    for row in rows:
        joined = _marks(row)
        apart = []
        for voice in voices:
            if voice & joined:
                joined |= voice
            else:
                apart.append(voice)
        voices = [*apart, joined]
    return len(voices)


def _marks(row: Row) -> set[object]:
    """The text it comes from, and whose: the agencies', or the outlet's own unless it is a copy."""
    item, origin, agencies, outlet, _ = row
    own = {("outlet", outlet)} if origin == item else set()
    return {("origin", origin)} | ({("agencies", agencies)} if agencies else own)
