"""Moving: an article that its outlet put at another address is the article that it was.

Outlets rename addresses and sections („…/stadt/…-4711002.html“, „…/politik/…-4711002.html“), and most keep the
article's number in them. A page that has other news every day keeps its number too, so the titles are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from watcher.compose.selecting.likeness import stems
from watcher.compose.telling.heading import TICKER
from watcher.model import OtherItem

# A UUID, a long hexadecimal number, or seven digits and more: shorter ones are dates and pages.
NUMBER = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{20,}|\d{7,})(?![0-9a-f])"
)
LIKE = 0.3  # share of the shorter title's words


def find_moved(others: Iterable[OtherItem], listed: Iterable[OtherItem]) -> frozenset[str]:
    """Of the items those that were `listed` under another address, and all but the last of one article."""
    known: dict[tuple[str, str], list[OtherItem]] = {}
    moved = set()
    for each in listed:
        known.setdefault(_name(each), []).append(each)
    for each in sorted(others, key=lambda item: item.seen_at, reverse=True):
        name = _name(each)
        if name[1] and any(_is_moved(each, other) for other in known.get(name, ())):
            moved.add(each.item)
        known.setdefault(name, []).append(each)
    return frozenset(moved)


def _name(item: OtherItem) -> tuple[str, str]:
    """The outlet and the article's number, which is the last of its address."""
    return item.outlet, next(reversed(NUMBER.findall(urlsplit(item.url or "").path)), "")


def _is_moved(one: OtherItem, other: OtherItem) -> bool:
    """Whether they are one article at two addresses; a ticker's is about something else each time."""
    if one.item == other.item or TICKER.search(f"{one.title} {other.title}"):
        return False
    words = stems(one.title), stems(other.title)
    return len(words[0] & words[1]) >= LIKE * min(map(len, words))
