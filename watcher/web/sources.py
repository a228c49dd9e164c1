"""Where a claim comes from: its independent sources with their texts, and who is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.compose.safe import speaker
from watcher.model import Evidence, name_voices
from watcher.model.voices import Whose

ORDER: tuple[Whose, ...] = ("agency", "outlet", "text")


@dataclass(frozen=True, slots=True)
class Text:
    """Prints of one text: the first of them, and how many reports there are."""

    first: Evidence
    items: int


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent source: an agency, an outlet, or a text whose original we do not have (`name` is empty).

    `outlets`: who carries it, each with its reports; `texts`: the widest spread first.
    """

    whose: Whose
    name: str
    outlets: tuple[tuple[str, int], ...]
    texts: tuple[Text, ...]

    @property
    def items(self) -> int:
        return sum(each.items for each in self.texts)


def voices(evidence: Iterable[Evidence]) -> list[Voice]:
    """Agencies first, the widest spread before the others; texts of unknown origin last."""
    found = list(evidence)
    named = name_voices(each.byline for each in found)
    groups: dict[tuple[Whose, str], list[Evidence]] = {}
    for each in found:
        groups.setdefault(named[each.byline], []).append(each)
    spoken = [_voice(whose, name, group) for (whose, name), group in groups.items()]
    return sorted(spoken, key=lambda each: (ORDER.index(each.whose), -each.items))


def _voice(whose: Whose, name: str, group: Sequence[Evidence]) -> Voice:
    origins: dict[str, list[Evidence]] = {}
    for each in group:
        origins.setdefault(each.origin, []).append(each)
    texts = [Text(text[0], len({each.mention.item for each in text})) for text in origins.values()]
    outlets = Counter(outlet for outlet, _ in {(each.outlet, each.mention.item) for each in group})
    return Voice(
        whose,
        name if whose != "text" else "",
        tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0].casefold()))),
        tuple(sorted(texts, key=lambda each: (-each.items, each.first.seen_at))),
    )


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
