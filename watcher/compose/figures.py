"""Figures: which number of one statement answers which of another, in the very words of both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from watcher.model import Change, Mention, Quantity

WORD = re.compile(r"\s+([\w-]+)")
FRAME = 3  # words between a figure and what it counts: "12.000 gut ausgebildete nordkoreanische Soldaten"
CLAUSE = re.compile(r"\s+[^.,;:!?()–—„“”»«\"\n]+")
MOST_WORDS = 5
MOST = 2  # figures in one card's headline


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after, verbatim; the nouns as they follow each ("" if they do not)."""

    before: str
    after: str
    noun: str = ""
    old_noun: str = ""
    tail: str = ""  # what follows the newer figure, where neither names a noun

    def __str__(self) -> str:
        """The noun once, with the newer figure if it has it."""
        old = self.before if self.noun else f"{self.before} {self.old_noun}".rstrip()
        return f"{old} → {self.after} {self.noun or self.tail}".rstrip()


def figures(changes: Iterable[Change]) -> tuple[Figure, ...]:
    """The figures that changed, each once."""
    found: dict[tuple[str, str], Figure] = {}
    for change in changes:
        for figure in _of(change):
            found.setdefault((figure.before, figure.after), figure)
    return tuple(found.values())


def headlines(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """From the first to the last where one figure goes on where another ended; at most two."""
    chains: list[Figure] = []
    for figure in found:
        earlier = next((each for each in chains if each.after == figure.before), None)
        if earlier is None:
            chains.append(figure)
        else:
            chains[chains.index(earlier)] = replace(figure, before=earlier.before, old_noun=earlier.old_noun)
    named = [each for each in chains if each.noun or each.old_noun]
    return tuple(named[:MOST] or chains[:1])


def place(text: str, figure: str) -> tuple[int, int] | None:
    """Where the figure stands in the text by itself: "5" is not in "1.500"."""
    found = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(figure)}(?!\w)(?![.,]\d)", text)
    return found.span() if found else None


def _of(change: Change) -> list[Figure]:
    if not (change.before and change.after) or change.type not in ("quantity_changed", "corrected"):
        return []
    return _pair(change.before.mention, change.after.mention)


def _pair(before: Mention, after: Mention) -> list[Figure]:
    """New figures beside old ones that count the same."""
    gone = [each for each in before.quantities if _value(each) not in map(_value, after.quantities)]
    come = [each for each in after.quantities if _value(each) not in map(_value, before.quantities)]
    found = []
    for new in come:
        same = count_of(after, new)
        if old := next((each for each in gone if same and count_of(before, each) == same), None):
            gone.remove(old)
            named, once = _frame(after, new), _frame(before, old)
            tail = "" if named or once else _follow(after, new)
            found.append(Figure(old.text, new.text, named, once, tail))
    return found


def _value(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.qualifier, quantity.noun


def count_of(mention: Mention, quantity: Quantity) -> str | None:
    """What is counted, in which state if the ledger says so: killed and injured people are not compared."""
    for each in mention.propositions:
        for index, measure in zip(each.quantities, each.measures, strict=False):
            if mention.quantities[index] == quantity:
                return measure
    return quantity.noun


def _frame(mention: Mention, quantity: Quantity) -> str:
    """The words after the figure up to the counted noun, verbatim."""
    if not quantity.noun:
        return ""
    end = start = quantity.end - mention.start
    stem = _plain(quantity.noun)[: max(3, len(quantity.noun) - 2)]
    for _ in range(FRAME):
        if not (word := WORD.match(mention.statement, end)):
            return ""
        end = word.end()
        if _plain(word[1]).startswith(stem):
            return " ".join(mention.statement[start:end].split())
    return ""


def _follow(mention: Mention, quantity: Quantity) -> str:
    """What follows a figure without a noun, verbatim up to the end of its clause: "119 wurden verletzt"."""
    end = quantity.end - mention.start
    rest = CLAUSE.match(mention.statement, end)
    words = rest[0].split() if rest else []
    return " ".join(words) if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} …"


def _plain(word: str) -> str:
    """Without umlauts, since plurals have them where the singular has none: Haus, Häuser."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
