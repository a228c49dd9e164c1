"""Figures: which number of one statement answers which of another, in the very words of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.model import Change, Evidence, Mention, Quantity

WORD = re.compile(r"\s+([\w-]+)")
FRAME = 3  # words between a figure and what it counts: "12.000 gut ausgebildete nordkoreanische Soldaten"
MOST = 2  # figures in one card's headline
REASON = re.compile(r"(?P<code>[a-z_]+):\s*(?P<before>.+?)\s*→\s*(?P<after>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after; both verbatim, `noun` as it follows the newer one ("" if it does not)."""

    before: str
    after: str
    noun: str = ""


def figures(changes: Iterable[Change]) -> tuple[Figure, ...]:
    """The figures that changed, those that the ledger's reason names first."""
    found: dict[tuple[str, str], Figure] = {}
    for change in changes:
        for figure in _of(change):
            found.setdefault((figure.before, figure.after), figure)
    return tuple(found.values())[:MOST]


def _of(change: Change) -> list[Figure]:
    if not (change.before and change.after) or change.type not in ("quantity_changed", "corrected"):
        return []
    return _named(change, change.before, change.after) or _paired(change.before.mention, change.after.mention)


def _named(change: Change, before: Evidence, after: Evidence) -> list[Figure]:
    """A reason reads "code: old → new noun"; it counts where both are the statements' own words."""
    if not (reason := REASON.match(change.reason)):
        return []
    return [
        Figure(old.text, new.text, _frame(after.mention, new))
        for old in before.mention.quantities
        for new in after.mention.quantities
        if old.text == reason["before"] and old.text != new.text and _leads(reason["after"], new.text)
    ]


def _leads(text: str, figure: str) -> bool:
    return text == figure or text.startswith(f"{figure} ")


def _paired(before: Mention, after: Mention) -> list[Figure]:
    """New figures beside old ones that count the same."""
    gone = [each for each in before.quantities if _value(each) not in map(_value, after.quantities)]
    come = [each for each in after.quantities if _value(each) not in map(_value, before.quantities)]
    found = []
    for new in come:
        if old := next((each for each in gone if _alike(each, new)), None):
            gone.remove(old)
            found.append(Figure(old.text, new.text, _frame(after, new)))
    return found


def _value(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.qualifier, quantity.noun


def _alike(old: Quantity, new: Quantity) -> bool:
    if old.noun and new.noun and old.noun == new.noun:
        return True
    return old.noun_class is not None and old.noun_class == new.noun_class


def _frame(mention: Mention, quantity: Quantity) -> str:
    """The words after the figure up to the counted noun, verbatim."""
    if not quantity.noun:
        return ""
    end = start = quantity.end - mention.start
    stem = quantity.noun.casefold()[: max(3, len(quantity.noun) - 2)]
    for _ in range(FRAME):
        if not (word := WORD.match(mention.statement, end)):
            return ""
        end = word.end()
        if word[1].casefold().startswith(stem):
            return " ".join(mention.statement[start:end].split())
    return ""
