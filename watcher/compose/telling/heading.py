"""Heading: the headline of its article beside a line that does not say of itself what it is about.

„Das Feuer brach im Keller aus“ is plain to who reads the whole article; in a list nobody knows which fire, and
the headline does; so it is with a part of a headline („Zug entgleist! Chaos in Rauhtal“). A ticker's is about
something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.compose.patterns import any_of
from watcher.compose.telling.cards import Card
from watcher.model import Evidence, OtherItem

# A line's first word, for what stood before it, and for who stood there.
BACK = re.compile(rf"\W*(?:{any_of('back')}\b|{any_of('that_or_the')}\s+(?=(?-i:[a-zäöüß])))", re.IGNORECASE)
WHOM = re.compile(rf"\W*(?:{any_of('whom')}\b|{any_of('the')}\s+\d+-)", re.IGNORECASE)  # „Die 43-Jährige“
LARGEST_PART = 0.85  # of a headline
TICKER = re.compile(any_of("ticker"), re.IGNORECASE)


def head(cards: Sequence[Card], items: Sequence[OtherItem], said: Iterable[Evidence] = ()) -> tuple[Card, ...]:
    """The cards, with the headline of each article that none of them shows and one of them needs.

    It is the one that stood over the sentence: an outlet may have put another there since (`said`).
    """
    titles = {(e.mention.item, e.seen_at): e.mention.statement for e in said if e.mention.where == "title"}
    titles |= {(each.item, each.seen_at): each.title for each in items}
    headed = Counter(card.latest.mention.item for card in cards if card.latest.mention.where == "title")
    needy = {card.latest.mention.item for card in cards if _is_bare(card)} - set(headed)
    needy |= {card.latest.mention.item for card in cards if _is_half(card, titles)} - _list_told(headed)
    return tuple(
        replace(card, headline=_find(titles, card.latest)) if card.latest.mention.item in needy else card
        for card in cards
    )


def _find(titles: Mapping[tuple[str, datetime], str], line: Evidence) -> str:
    title = titles.get((line.mention.item, line.seen_at), "")
    return "" if TICKER.search(title) else title


def _list_told(headed: Counter[str]) -> set[str]:
    """Items of whose headline more than one part is shown."""
    return {item for item, times in headed.items() if times > 1}


def _is_half(card: Card, titles: Mapping[tuple[str, datetime], str]) -> bool:
    """A part of its headline that names nobody and no place: „Zug entgleist!“"""
    mention = card.latest.mention
    title = titles.get((mention.item, card.latest.seen_at), "")
    part = mention.where == "title" and len(mention.statement) <= LARGEST_PART * len(title)
    return part and not mention.entities and mention.statement in title


def _is_bare(card: Card) -> bool:
    """It names nobody and no place, or begins with a word for what stood before it."""
    mention = card.latest.mention
    points = points_back(mention.statement) or WHOM.match(mention.statement) is not None
    return mention.where == "text" and (points or not mention.entities)


def points_back(statement: str) -> bool:
    """„Dies sei das Ergebnis“: what it speaks of stood before it, and nobody knows it from the words."""
    return BACK.match(statement) is not None
