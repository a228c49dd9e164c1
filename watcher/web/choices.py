"""The choices of a form, written once for many pages: outlets and speakers are a hundred names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from watcher.compose.redline import clip
from watcher.store.catalog import Facets
from watcher.web.filters import Filter
from watcher.web.words import Words

LONGEST = 48  # code points of a name in a list
Offer = tuple[str, str, int]  # value, what readers call it, how many claims

OPTION = Markup('<option value="{}"{}>{} ({})</option>\n')
UNKNOWN = Markup('<option value="{}" selected>{}</option>\n')
SELECTED = Markup(" selected")


def offer(facets: Facets, asked: Filter, words: Words) -> tuple[tuple[str, str, Markup], ...]:
    """Name, label and options of each list."""

    def named(facet: tuple[tuple[str, int], ...], say: Callable[[str], str] = str) -> tuple[Offer, ...]:
        return tuple((value, say(value), n) for value, n in facet)

    return (
        ("kind", "Change", write(named(facets.kinds, lambda each: words.say(f"kind: {each}")), asked.kind)),
        ("standing", "Standing",
         write(named(facets.standings, lambda each: words.say(f"stand: {each}")), asked.standing)),
        ("outlet", "Outlet", write(named(facets.outlets), asked.outlet)),
        ("speaker", "Speaker", write(named(facets.speakers), asked.speaker)),
        ("language", "Language",
         write(named(facets.languages, lambda each: words.say(f"language: {each}")), asked.language)),
    )  # fmt: skip


@lru_cache(maxsize=256)
def write(offers: tuple[Offer, ...], chosen: str) -> Markup:
    """What is chosen is among them, even where no claim fits it."""
    written = [
        OPTION.format(value, SELECTED if value == chosen else "", clip(text, LONGEST), n)
        for value, text, n in offers
    ]
    if chosen and chosen not in {value for value, _, _ in offers}:
        written.append(UNKNOWN.format(chosen, escape(clip(chosen, LONGEST))))
    return Markup("").join(written)
