"""Boards: who says which number, at a glance: of each thing that is counted, every outlet's latest figure.

A line tells one change. A board tells how things stand, so that no outlet's figure is lost because fewer lines
are printed. It holds what was said in the digest's window and, apart, who said something else before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from watcher.compose.patterns import any_of
from watcher.compose.telling.figures import GROWING, HIT, PEOPLE, count_of, follow, frame, is_part, is_vague
from watcher.compose.telling.places import Figure, Site, find_site, name_event, name_topic, part
from watcher.model import Evidence, Mention, Quantity

FATES = (*GROWING, "vermissen")
PERSONS = (PEOPLE, "opfer", "person")
THINGS = ("group", "building", "vehicle", "animal", "plant", "job", "place", "company")
LOSSES = {  # what was done with money, and words that say so
    "gestohlen": re.compile(rf"\b{any_of('stolen')}\b", re.IGNORECASE),
    "beschädigen": re.compile(rf"\b{any_of('damaged')}\b", re.IGNORECASE),
}
LEAST_MONEY = 1_000
SMALL = 10  # of smaller figures of things, two outlets seldom count the same
PART = 0.5  # of a toll that was given before: a figure below it counts some of them
OF = re.compile(rf" {any_of('out_of')} ")  # "24 der 40": one figure
MOST_BOARDS, MOST_ROWS, MOST_STEPS = 4, 12, 4
Value = tuple[float | None, float | None, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure as an outlet gave it; `tail`: what follows it, where it counts another state than the board."""

    text: str
    quantity: Quantity
    state: str
    evidence: Evidence
    tail: str = ""

    @property
    def at(self) -> datetime:
        return self.evidence.seen_at

    @property
    def value(self) -> Value:
        """Where another state is counted, the figure alone: what follows it says the rest."""
        return self.quantity.low, self.quantity.high, "" if self.tail else self.quantity.qualifier

    @property
    def size(self) -> float:
        return self.quantity.low or self.quantity.high or 0.0

    @property
    def vague(self) -> bool:
        return is_vague(self.quantity)


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet's figures from old to new, each since it said so; `last`: when it last gave one.

    `also`: lower bounds that it gave later and that leave its figure as it is („mehr als 110“ after „115“).
    """

    outlet: str
    steps: tuple[Step, ...]
    last: datetime
    also: tuple[Step, ...] = ()
    cut: int = 0

    @property
    def now(self) -> Step:
        return self.steps[-1]

    @property
    def runs(self) -> tuple[tuple[Step, ...], ...]:
        """The steps by the text they stand in: of one text, none follows on another."""
        runs: dict[object, list[Step]] = {}
        for step in self.steps:
            runs.setdefault((step.evidence.mention.item, step.evidence.mention.revision), []).append(step)
        return tuple(map(tuple, runs.values()))


@dataclass(frozen=True, slots=True)
class Board:
    """Outlets' figures of one counted thing in the window, and those `before` it that they left alone.

    `state` is a person's fate or a loss of money, else empty; `noun` the counted thing as outlets write it;
    `place` where, if the same is counted at several places.
    """

    state: str
    noun: str
    rows: tuple[Row, ...]
    before: tuple[Row, ...] = ()
    cut: int = 0
    thing: str = ""  # as the ledger calls it, where `state` is empty
    place: str = ""
    told: frozenset[tuple[str, int, int]] = frozenset()  # item, revision and start of what it counts by


Key = tuple[str, str]  # a fate or a thing, or a loss and its currency


def set_up(said: Iterable[Evidence], since: datetime, title: str = "") -> tuple[Board, ...]:
    """Boards of what was counted anew after `since`, those with most outlets first; `title`: of the topic."""
    usual = frozenset((HIT, *re.findall(r"\w+", title.casefold())))
    heard = sorted(said, key=lambda each: each.seen_at)
    of_one = bool(name_topic(heard))
    counted: dict[Key, list[Step]] = {}
    for evidence in heard:
        for key, step in _read(evidence):
            if of_one or key[0] not in LOSSES or _site(step).fine:
                counted.setdefault(key, []).append(step)
    told = ((key, list(_tell_states(steps, usual))) for key, steps in counted.items())
    boards = (board for key, steps in told for board in _set_apart(key, steps, since, title))
    return tuple(sorted(boards, key=lambda each: -len(each.rows))[:MOST_BOARDS])


def _read(evidence: Evidence) -> Iterator[tuple[Key, Step]]:
    """What the evidence counts, and its figures."""
    mention, skipped = evidence.mention, -1
    for at, quantity in enumerate(mention.quantities):
        state, _, thing = (count_of(mention, quantity) or "").partition("/")
        key = _key(quantity, state, thing) or _find_loss(mention, quantity, thing)
        counts = (quantity.low, quantity.high) != (None, None) and not is_part(mention, quantity)
        if key and at != skipped and counts:
            whole = _whole(evidence, at)
            skipped = at + 1 if whole else skipped
            lost = key[0] in LOSSES
            text = f"{quantity.text} {quantity.noun}" if lost else whole or quantity.text
            yield key, Step(text, quantity, key[0] if lost else state, evidence)


def _key(quantity: Quantity, state: str, thing: str) -> Key | None:
    if quantity.noun_class == "person":
        return (state, "") if state in FATES and thing in PERSONS else None
    large = max(quantity.low or 0, quantity.high or 0) >= SMALL
    return ("", thing) if quantity.noun_class in THINGS and large else None


def _find_loss(mention: Mention, quantity: Quantity, thing: str) -> Key | None:
    """Money that was stolen, or that a damage is put at, in a statement about one sum."""
    sums = [each for each in mention.quantities if each.noun_class == "money"]
    if len(sums) != 1 or quantity not in sums or max(quantity.low or 0, quantity.high or 0) < LEAST_MONEY:
        return None
    states = [state for state, words in LOSSES.items() if words.search(mention.statement)]
    return (states[0], thing) if len(states) == 1 else None


def _whole(evidence: Evidence, at: int) -> str:
    """„24 der 40“, where the figure is a part of the next one."""
    mention, two = evidence.mention, evidence.mention.quantities[at : at + 2]
    if len(two) < 2:
        return ""
    between = mention.statement[two[0].end - mention.start : two[1].start - mention.start]
    return f"{two[0].text}{between}{two[1].text}" if OF.fullmatch(between) else ""


def _set_apart(key: Key, steps: Sequence[Step], since: datetime, title: str) -> Iterator[Board]:
    """A board for each event that the thing is counted of."""
    events: dict[int, list[Step]] = {}
    for number, step in zip(part([_site(step) for step in steps]), steps, strict=True):
        events.setdefault(number, []).append(step)
    for number, own in events.items():
        if board := _set_up(key, own, since):
            besides = [step for other, those in events.items() if other != number for step in those]
            yield replace(board, place=name_event(_figures(own), _figures(besides), title) if besides else "")


def _site(step: Step) -> Site:
    return find_site(step.evidence, step.quantity)


def _figures(steps: Iterable[Step]) -> list[Figure]:
    return [(step.evidence, step.quantity) for step in steps]


def _set_up(key: Key, steps: Sequence[Step], since: datetime) -> Board | None:
    """None where one outlet alone counts, which its line tells, or where nobody says anything new."""
    kept = list(_leave_parts(steps)) if key[0] in GROWING else steps
    rows = sorted(map(_chain, _by_outlet(kept)), key=lambda row: (-row.now.size, row.now.at))
    fresh = [row for row in rows if row.last > since]
    if len({row.outlet for row in rows}) < 2 or not any(_is_news(row, since) for row in fresh):
        return None
    before = tuple(row for row in rows if row.last <= since)
    shown = tuple(map(_cut, fresh[:MOST_ROWS]))
    noun = "" if key[0] else _name(kept)
    told = frozenset(_place(step.evidence) for step in kept)
    return Board(key[0], noun, shown, before[:MOST_ROWS], len(fresh[MOST_ROWS:]), key[1], told=told)


def covers(boards: Iterable[Board], evidence: Evidence) -> bool:
    """Whether a board tells who gives the figures of the evidence."""
    keys = {(board.state, board.thing) for board in boards if _place(evidence) in board.told}
    return any(key in keys for key, _ in _read(evidence))


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.mention.item, evidence.mention.revision, evidence.mention.start


def _leave_parts(steps: Iterable[Step]) -> Iterator[Step]:
    """Tolls without the figures that count some of the same people: three of a hundred injured."""
    whole = 0.0
    for step in steps:
        if step.size >= PART * whole:
            whole = max(whole, step.size)
            yield step


def _tell_states(steps: Sequence[Step], usual: frozenset[str]) -> Iterator[Step]:
    """Things counted in another state than most of them, with the words that say so; the vague ones go."""
    common = Counter(step.state for step in steps).most_common(1)[0][0]
    for step in steps:
        if step.state in usual | {common}:
            yield step
        elif not step.vague:
            yield replace(step, tail=follow(step.evidence.mention, step.quantity))


def _by_outlet(steps: Iterable[Step]) -> Iterable[Sequence[Step]]:
    rows: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        rows.setdefault((step.evidence.outlet, step.tail and step.state), []).append(step)
    return rows.values()


def _chain(said: Sequence[Step]) -> Row:
    """Each figure once, where it began to hold; what takes no exact figure back is named beside it."""
    chain: dict[object, Step] = {}
    weaker: dict[object, Step] = {}
    exact, last = 0.0, None
    for step in said:
        if exact and (step.vague or (step.quantity.high is None and step.size <= exact)):
            weaker.setdefault(step.value, step)
            continue
        exact = step.size if step.quantity.high is not None else exact
        if step.value != last:
            known = chain.pop(step.value, step)
            chain[step.value] = known if step.tail else step
        last = step.value
    also = tuple(step for step in weaker.values() if not step.vague and step.value not in chain)
    return Row(said[0].evidence.outlet, tuple(chain.values()), said[-1].at, also)


def _is_news(row: Row, since: datetime) -> bool:
    return any(step.at > since for step in (*row.steps, *row.also))


def _cut(row: Row) -> Row:
    """The first figure and the last ones; those between are counted."""
    if len(row.steps) <= MOST_STEPS:
        return row
    kept = (row.steps[0], *row.steps[1 - MOST_STEPS :])
    return replace(row, steps=kept, cut=len(row.steps) - len(kept))


def _name(steps: Iterable[Step]) -> str:
    """The counted noun as most outlets write it."""
    words = (frame(step.evidence.mention, step.quantity).split()[-1:] for step in steps)
    nouns = Counter(word[0] for word in words if word)
    return nouns.most_common(1)[0][0] if nouns else ""
