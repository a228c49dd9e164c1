"""Sources: how many reports say a thing, how many voices they are, and who said it first.

„3 Meldungen, 1 Quelle (dpa)“: which voice a report has says model/voices.py. Each outlet is named once, in the
order in which they said it. Where all quote one speaker, they are several outlets and one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.model import Evidence, OtherItem, count_voices, find_speaker

MOST_NAMES = 6

Report = Evidence | OtherItem


@dataclass(frozen=True, slots=True)
class Sources:
    """`others`: outlet and address of all but the one that is shown; `cut`: how many names are left out."""

    items: int
    origins: int
    agencies: tuple[str, ...]
    others: tuple[tuple[str, str | None], ...]
    cut: int = 0
    outlets: int = 0
    began: datetime | None = None  # when the first of `others` said it, where that was before what is shown
    speaker: str = ""  # whom all of them quote
    counted: bool = True  # False: others may say so too, and only those are named who surely do

    @property
    def told(self) -> bool:
        """Another outlet is among them: worth a line."""
        return bool(self.others)


def of_claim(
    shown: Evidence, support: Sequence[Evidence], copies: Sequence[OtherItem], *, counted: bool = True
) -> Sources:
    """What bears the statement out; prints of one text are one source, whoever else may say so."""
    found = _count((shown, *support, *copies), find_speaker(map(_quoted, (shown, *support))))
    return replace(found, counted=counted or found.origins == 1)


def of_items(items: Sequence[OtherItem]) -> Sources:
    """Copies of one text, the shown one first."""
    return _count(items)


def of_topic(evidence: Iterable[Evidence], items: Iterable[OtherItem]) -> Sources:
    """All that a topic's section rests on."""
    return _count((*evidence, *items))


def _count(reports: Sequence[Report], speaker: str = "") -> Sources:
    """The first of the reports is the one that is shown."""
    items: dict[str, Report] = {}
    for each in reports:
        items.setdefault(each.byline.item, each)
    first: dict[str, Report] = {}
    for each in sorted(items.values(), key=_when):
        first.setdefault(each.outlet, each)
    others = [each for name, each in first.items() if name != reports[0].outlet]
    voices = count_voices(each.byline for each in items.values())
    return Sources(
        items=len(items),
        origins=voices,
        agencies=tuple(dict.fromkeys(name for each in first.values() for name in each.agencies)),
        others=tuple((each.outlet, each.url) for each in others[:MOST_NAMES]),
        cut=len(others[MOST_NAMES:]),
        outlets=len(first),
        began=_begin(others[0], first[reports[0].outlet]) if others and voices > 1 else None,
        speaker=speaker if len(first) > 1 else "",
    )


def _begin(other: Report, shown: Report) -> datetime | None:
    """When the other outlet said it, if that was before what is shown, by the minutes that are printed."""
    before = other.seen_at.replace(second=0, microsecond=0) < shown.seen_at.replace(second=0, microsecond=0)
    return other.seen_at if before else None


def _quoted(evidence: Evidence) -> str:
    source = evidence.mention.attribution
    return source.name if source and source.resolved else ""


def _when(report: Report) -> tuple[datetime, datetime]:
    """By our clock; what one round of checks brought, by the feeds' word."""
    published = report.published if isinstance(report, Evidence) else None
    return report.seen_at, min(published or report.seen_at, report.seen_at)
