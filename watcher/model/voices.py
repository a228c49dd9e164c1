"""Voices: how many independent sources reports are, the one rule for ledger, digest, desk and command line.

Whose text it is decides, not who prints it. Prints of one text are one voice, whoever credits it. Texts of an
agency are that agency's voice, its own feed too, and what an outlet wrote itself is that outlet's, however many
texts there are. A text of several agencies is no further voice where one of them speaks already, nor are copies
of a text that we do not have, where all who print it speak themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Whose = Literal["agency", "outlet", "text"]  # text: copies of which we do not have the original
Voice = tuple[Whose, str]
WORD = re.compile(r"[^\W\d_]{4,}")
ENDING = re.compile(r"(?<=\w{5})(?:es|s|en|n|er|e)$")
OFFICES = ("sprech", "spokes")  # whoever speaks for others: their name tells


@dataclass(frozen=True, slots=True)
class Byline:
    """Whose words a report is. `origin`: the item whose text came first; `agencies`: those it credits."""

    item: str
    origin: str
    agencies: tuple[str, ...]
    outlet: str


def count_voices(reports: Iterable[Byline]) -> int:
    """How many independent sources the reports are."""
    return len(set(name_voices(reports).values()))


def name_voices(reports: Iterable[Byline]) -> dict[Byline, Voice]:
    """The voice that each of the reports speaks with; their order does not matter."""
    texts: dict[str, set[Byline]] = {}
    for each in reports:
        texts.setdefault(each.origin, set()).add(each)
    agencies = _choose({origin: {name for e in text for name in e.agencies} for origin, text in texts.items()})
    spelled = {name.casefold(): name for name in agencies.values()}
    found: dict[Byline, Voice] = {}
    for origin, text in texts.items():
        outlet = min((each.outlet for each in text if each.item == origin), default="")
        agency = agencies.get(origin) or spelled.get(outlet.casefold())
        voice: Voice = ("agency", agency) if agency else ("outlet", outlet) if outlet else ("text", origin)
        found |= dict.fromkeys(text, voice)
    return _give_away(found)


def _give_away(voices: dict[Byline, Voice]) -> dict[Byline, Voice]:
    """Copies without an original, printed only by outlets that are heard anyhow, have one of their voices."""
    heard = {name for whose, name in voices.values() if whose == "outlet"}
    prints: dict[Voice, set[str]] = {}
    for each, voice in voices.items():
        if voice[0] == "text":
            prints.setdefault(voice, set()).add(each.outlet)
    given: dict[Voice, Voice] = {
        voice: ("outlet", min(outlets)) for voice, outlets in prints.items() if outlets <= heard
    }
    return {each: given.get(voice, voice) for each, voice in voices.items()}


def _choose(credits: dict[str, set[str]]) -> dict[str, str]:
    """By text that credits any, whose voice it is: an agency's that speaks already, before another's."""
    speaking: set[str] = set()
    chosen: dict[str, str] = {}
    credited = [(len(names), sorted(names), origin) for origin, names in credits.items() if names]
    for _, names, origin in sorted(credited):
        chosen[origin] = next((name for name in names if name in speaking), names[0])
        speaking.add(chosen[origin])
    return chosen


def find_speaker(quoted: Iterable[str]) -> str:
    """Whom all reports quote, by the shortest of its names; empty where one quotes nobody or somebody else.

    Outlets that all have it from the police are several voices and no more than one source.
    """
    names = list(quoted)
    words = [frozenset(ENDING.sub("", word) for word in WORD.findall(name.casefold())) for name in names]
    telling = [{word for word in each if not word.startswith(OFFICES)} for each in words]
    return min(names, key=len) if telling and frozenset.intersection(*map(frozenset, telling)) else ""
