"""Heading: the headline of its article beside a line that does not say of itself what it is about.

„Das Feuer brach im Keller aus“ is plain to who reads the whole article; in a list nobody knows which fire, and
the headline does. A ticker's headline is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from watcher.compose.cards import Card
from watcher.model import OtherItem

POINTS = re.compile(  # its first word, for what stood before it
    r"\W*(?:das\s+(?=(?-i:[a-zäöüß]))|(?:dies\w*|er|sie|es|ihm|ihnen|ihre?[mnrs]?|seine?[mnrs]?|darum|deshalb|daher|dabei"
    r"|damit|danach|dazu|davon|dort|dadurch|dafür|that|this|these|he|she|it|they|his|her|their|there|then)\b"
    r"|(?:der|die|the)\s+\d+-)",
    re.IGNORECASE,
)
TICKER = re.compile(r"ticker|blog|briefing", re.IGNORECASE)


def head(cards: Sequence[Card], items: Sequence[OtherItem]) -> tuple[Card, ...]:
    """The cards, with the headline of each article that none of them shows and one of them needs."""
    titles = {each.item: each.title for each in items if not TICKER.search(each.title)}
    headed = {card.latest.mention.item for card in cards if card.latest.mention.where == "title"}
    needy = {card.latest.mention.item for card in cards if _is_bare(card)} - headed
    return tuple(
        replace(card, headline=titles.get(item, "")) if (item := card.latest.mention.item) in needy else card
        for card in cards
    )


def _is_bare(card: Card) -> bool:
    """It names nobody and no place, or begins with a word for what stood before it."""
    mention = card.latest.mention
    return mention.where == "text" and (not mention.entities or POINTS.match(mention.statement) is not None)
