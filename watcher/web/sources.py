"""Where a claim comes from: texts that are one, agencies behind them, and who is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.compose.safe import speaker
from watcher.model import Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """Mentions that go back to one text: the first of them, and the outlets that carry it."""

    first: Evidence
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True)
class Group:
    """Origins of one agency, or of no agency: the outlets' own reports. `outlets`: each with its reports."""

    agency: str
    origins: tuple[Origin, ...]
    outlets: tuple[tuple[str, int], ...]

    @property
    def items(self) -> int:
        return sum(each.items for each in self.origins)


def origins(evidence: Iterable[Evidence]) -> list[Origin]:
    """The widest spread first."""
    groups: dict[str, list[Evidence]] = {}
    for each in evidence:
        groups.setdefault(each.origin, []).append(each)
    found = [
        Origin(
            group[0],
            tuple(dict.fromkeys(name for each in group for name in each.agencies)),
            tuple(dict.fromkeys(each.outlet for each in group)),
            len({each.mention.item for each in group}),
        )
        for group in groups.values()
    ]
    return sorted(found, key=lambda each: (-each.items, each.first.seen_at))


def speakers(evidence: Iterable[Evidence]) -> list[tuple[str, str, int]]:
    """Who says it, in which standing at last, and how often; "" is the outlets themselves."""
    times: Counter[str] = Counter()
    last: dict[str, str] = {}
    for each in evidence:
        source = each.mention.attribution
        who = speaker(source.name or source.text) if source else ""
        times[who] += 1
        last[who] = each.mention.standing
    return [(who, last[who], n) for who, n in times.most_common(12)]


def group(found: Iterable[Origin]) -> list[Group]:
    """Agencies first, the widest spread before the others; own reports last."""
    groups: dict[str, list[Origin]] = {}
    for each in found:
        groups.setdefault(", ".join(each.agencies), []).append(each)
    ranked = sorted(groups.items(), key=lambda pair: (not pair[0], -sum(each.items for each in pair[1])))
    return [Group(agency, tuple(texts), _outlets(texts)) for agency, texts in ranked]


def _outlets(texts: Iterable[Origin]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(outlet for each in texts for outlet in each.outlets).most_common())
