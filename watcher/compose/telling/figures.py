"""Figures: which number of one statement answers which of another, in the very words of both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from watcher.compose.patterns import any_of
from watcher.model import Change, Mention, Quantity

WORD = re.compile(r"\s+([\w-]+)")
NAMES_OF = rf"[A-ZÄÖÜ]\w{{3,}} {any_of('of')} "  # "die Namen von 21 Toten": it is the names that are counted
NAMED = re.compile(rf"{NAMES_OF}$")
GROWING = ("töten", "verletzen", "identifizieren", "festnehmen", "infizieren", "retten")  # tolls never fall
SOON = timedelta(hours=1)  # two figures of one hour are of one time
VAGUE = re.compile(any_of("vague"), re.IGNORECASE)
FRAME = 3  # words between a figure and what it counts: "12.000 gut ausgebildete nordkoreanische Soldaten"
CLAUSE = re.compile(r"\s+[^.,;:!?()–—„“”»«\"\n]+")
SOME, AND = any_of("sort_of_person"), any_of("and")
PART_OF = re.compile(rf"\s+(?:[\w-]+\s+)?{SOME}\s*(?:,|{AND})\s+(?:[\w-]+\s+){{0,2}}{SOME}\b")
MOST_WORDS = 5
MOST = 2  # figures in one card's headline
HIT = "betreffen"  # who is hit is so by whatever the claim is about
PEOPLE = "mensch"
# States of people that a label must not drop (24 dead are not 24 identified dead), by family, and how words
# begin that say them, without umlauts. Of other states the counted noun says enough.
STATES = {
    state: re.compile(any_of(state))
    for state in (
        "töten", "verletzen", "vermissen", "identifizieren", "behandeln", "festnehmen", "infizieren", "retten"
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after, verbatim; the nouns as they follow each ("" if they do not)."""

    before: str
    after: str
    noun: str = ""
    old_noun: str = ""
    tail: str = ""  # what follows the newer figure, where neither names a noun
    bare: bool = False  # the noun drops the state of those who are counted: no label

    def __str__(self) -> str:
        """The noun once, with the newer figure if it has it."""
        old = self.before if self.noun else f"{self.before} {self.old_noun}".rstrip()
        return f"{old} → {self.after} {self.noun or self.tail}".rstrip()


def is_label(figure: Figure, language: str) -> bool:
    """Whether it reads by itself: a noun follows, and no verb is left hanging („119 wurden verletzt“)."""
    last = figure.noun.split()[-1:]
    ends = not last or language == "en" or last[0][0].isupper()
    named = re.match(NAMES_OF, figure.after)  # it is the names that are counted
    return not figure.tail and ends and not named


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
    whole = [each for each in chains if not each.bare]
    named = [each for each in whole if each.noun or each.old_noun]
    return tuple(named[:MOST] or whole[:1])


def place(text: str, figure: str) -> tuple[int, int] | None:
    """Where the figure stands in the text by itself: "5" is not in "1.500"."""
    found = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(figure)}(?!\w)(?![.,]\d)", text)
    return found.span() if found else None


def _of(change: Change) -> list[Figure]:
    if not (change.before and change.after) or change.type not in ("quantity_changed", "corrected"):
        return []
    return _pair(change.before.mention, change.after.mention)


def _pair(before: Mention, after: Mention) -> list[Figure]:
    """New figures beside old ones that count the same, labelled."""
    return [
        _label(Figure(old.text, new.text, frame(after, new), frame(before, old)), after, new)
        for old, new in match(before, after)
    ]


def match(before: Mention, after: Mention) -> list[tuple[Quantity, Quantity]]:
    """Old figures that are gone, each with the new one that counts the same."""
    gone = [each for each in before.quantities if is_new(each, after)]
    found = []
    for new in (each for each in after.quantities if is_new(each, before)):
        same = count_of(after, new)
        if old := next((each for each in gone if counts_same(count_of(before, each), same)), None):
            gone.remove(old)
            found.append((old, new))
    return found


def is_part(mention: Mention, quantity: Quantity) -> bool:
    """Whether it counts some of the people whom the sentence goes on to name: "zwei Frauen und ein Kind"."""
    end = quantity.end - mention.start
    return quantity.noun_class == "person" and PART_OF.match(mention.statement, end) is not None


def _label(figure: Figure, after: Mention, new: Quantity) -> Figure:
    """The figure with the words that say what it counts, in which state."""
    state = (count_of(after, new) or "").partition("/")[0]
    if state not in STATES or _tells(state, figure.noun):
        return figure if figure.noun or figure.old_noun else replace(figure, tail=follow(after, new))
    words = _rest(after, new)
    end = next((at for at, word in enumerate(words[:MOST_WORDS], 1) if _tells(state, word)), 0)
    if end:
        return replace(figure, noun=" ".join(words[: end + 1] if len(words) == end + 1 else words[:end]))
    if figure.noun and (named := NAMED.search(after.statement[: new.start - after.start])):
        return replace(figure, after=f"{named[0]}{new.text}")
    tail = "" if figure.noun or figure.old_noun else follow(after, new)
    return replace(figure, tail=tail, bare=not tail)


def _tells(state: str, words: str) -> bool:
    return any(STATES[state].match(word) for word in map(_plain, words.split()))


def counts_same(one: str | None, other: str | None) -> bool:
    """Whether two measures count the same: one thing in one state, or hit by what the other names."""
    if not (one and other):
        return False
    (state, _, thing), (other_state, _, other_thing) = one.partition("/"), other.partition("/")
    hit = thing == other_thing != PEOPLE and HIT in (state, other_state)
    return one == other or (hit and bool(thing))


def is_new(quantity: Quantity, known: Mention) -> bool:
    return _value(quantity) not in map(_value, known.quantities)


def may_fall(change: Change) -> bool:
    """Whether a smaller figure may be a later one: those without power or missing get fewer."""
    if not (change.before and change.after) or change.after.seen_at - change.before.seen_at < SOON:
        return False
    states = {
        (count_of(change.after.mention, q) or "").partition("/")[0] for q in change.after.mention.quantities
    }
    return bool(states) and not states & set(GROWING)


def has_grown(change: Change) -> bool:
    """Whether every figure that is counted again is larger than it was."""
    pairs = match(change.before.mention, change.after.mention) if change.before and change.after else []
    return bool(pairs) and all((new.low or new.high or 0) > (old.low or old.high or 0) for old, new in pairs)


def is_vague(quantity: Quantity) -> bool:
    """Dozens, thousands: a word that leaves the figure open."""
    return VAGUE.search(quantity.text) is not None


def _value(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.qualifier, quantity.noun


def count_of(mention: Mention, quantity: Quantity) -> str | None:
    """What is counted, in which state if the ledger says so: killed and injured people are not compared."""
    for each in mention.propositions:
        for index, measure in zip(each.quantities, each.measures, strict=False):
            if mention.quantities[index] == quantity:
                return measure
    return quantity.noun


def frame(mention: Mention, quantity: Quantity) -> str:
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


def follow(mention: Mention, quantity: Quantity) -> str:
    """What follows a figure without a noun, verbatim up to the end of its clause: "119 wurden verletzt"."""
    words = _rest(mention, quantity)
    return " ".join(words) if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} …"


def _rest(mention: Mention, quantity: Quantity) -> list[str]:
    """The words after the figure up to the end of its clause."""
    rest = CLAUSE.match(mention.statement, quantity.end - mention.start)
    return rest[0].split() if rest else []


def _plain(word: str) -> str:
    """Without umlauts, since plurals have them where the singular has none: Haus, Häuser."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
