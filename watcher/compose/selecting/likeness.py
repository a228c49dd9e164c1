"""Likeness: lines that say nearly the same are one line, and the others are named beneath it.

The ledger keeps such statements apart, because a claim must be exact; a reader needs one of them. What was said
before the window already is no line at all. Figures, names, days or a negation that differ keep lines apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.compose.kinds import CORROBORATED, NEW
from watcher.compose.selecting.gists import Content, Gist
from watcher.compose.selecting.kinship import HOW_LONG
from watcher.compose.selecting.pairs import LIGHT
from watcher.compose.selecting.reading import Reader
from watcher.compose.telling.boards import Board
from watcher.compose.telling.cards import Card
from watcher.model import Change, Evidence, OtherItem, Section

ECHO = 0.5  # share of a title's words from which a card says what it says
STEM = 6  # letters
GRAVE = frozenset(("töten", "verletzen", "festnehmen"))
PLAIN = (NEW, CORROBORATED)  # nothing has changed about what they say
ECHOED = 60  # cards whose echoes are looked for
MOST = 500  # cards, the most important first; what is behind them is only counted in a mail
WORD = re.compile(r"[^\W_]{4,}")


class Heap:
    """Cards that tell one thing, and all that their lines and sources say."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.gists: list[Gist] = []
        self.hints: set[object] = set()

    def add(self, card: Card, gists: Sequence[Gist], reader: Reader) -> None:
        self.cards.append(card)
        self.gists += gists
        self.hints.update(*map(reader.joiner.hint, gists))


def join(
    cards: Sequence[Card], section: Section, since: datetime, boards: Sequence[Board] = ()
) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards that are told, with what is akin to each, and those of what was said before `since`."""
    reader = Reader(cards, section, since, boards)
    heaps: list[Heap] = []
    repeats = []
    for card in cards[:MOST]:
        gist = reader.read(card.latest)
        heap = _find_heap(heaps, gist, reader) if card.kind in PLAIN else None
        if reader.repeats(card, gist):
            repeats.append(card)
        elif card.kind is NEW and reader.is_answered(card.latest, gist):
            continue  # what was not known then is known by now; its item is among the other reports
        elif heap:
            heap.add(card, [gist], reader)
        else:
            heaps.append(Heap())
            heaps[-1].add(card, [gist, *map(reader.read, _list_beside(card))], reader)
    titles = _read_titles(section, reader)
    told = [_echo_in(heap, titles, reader) for heap in heaps[:ECHOED]]
    rest = [_merge(heap.cards, reader) for heap in heaps[ECHOED:]]
    asides = [each for heap in heaps for each in _list_aside(heap.cards, reader)]
    return (*told, *rest, *asides, *cards[MOST:]), tuple(repeats)


def _read_titles(section: Section, reader: Reader) -> list[Gist]:
    """What the titles of the other items say, as they read now."""
    others = {each.item for each in section.others}
    said = {e.mention.item: e for e in section.said if e.mention.where == "title" and e.mention.item in others}
    return [reader.read(each) for each in said.values()]


def _echo_in(heap: Heap, titles: Iterable[Gist], reader: Reader) -> Card:
    """The heap's card, with the items whose titles tell no more than its lines."""
    near = (title for title in titles if not heap.hints.isdisjoint(reader.joiner.hint(title)))
    echoes = frozenset(title.item for title in near if reader.joiner.echoes(title, heap.gists))
    return replace(_merge(heap.cards, reader), echoes=echoes)


def _find_heap(heaps: Iterable[Heap], gist: Gist, reader: Reader) -> Heap | None:
    hints = reader.joiner.hint(gist)
    near = (heap for heap in heaps if not heap.hints.isdisjoint(hints))
    return next((heap for heap in near if reader.joiner.fits(gist, heap.cards, heap.gists)), None)


def _list_beside(card: Card) -> list[Evidence]:
    """The card's other lines, and what its sources say."""
    return [*(line.evidence for line in card.lines[:-1]), *card.support]


def _merge(heap: Sequence[Card], reader: Reader) -> Card:
    """The card that leads, in the place of the first; who else says what it does is named beneath it.

    An article that does not say what the line does is not named: it is among the other reports.
    """
    lead = _choose(heap, reader)
    gist = reader.read(lead.latest)
    rest = [
        (card, reader.read(card.latest)) for card in heap if card is not lead and _tells(lead, card, reader)
    ]
    told = {lead.latest.mention.item, *(each.mention.item for each in lead.support)}
    beside = [
        (card, said) for card, said in rest if said.item not in told and reader.pairs.says_too(said, gist)
    ]
    akin = {said.item: card.latest for card, said in beside}
    shown = told | akin.keys()
    named = [card for card, said in rest if said.item in shown]
    unnamed = [card for card, said in rest if said.item not in shown]
    return replace(
        lead,
        akin=tuple(akin.values()),
        joined=(*lead.joined, *_list_changes(named)),
        absorbed=(*lead.absorbed, *_list_changes(unnamed)),
    )


def _list_aside(heap: Sequence[Card], reader: Reader) -> Iterable[Card]:
    """The heap's cards that its lead does not tell: they are like it, or like what it is like."""
    lead = _choose(heap, reader)
    rest = (card for card in heap if card is not lead and not _tells(lead, card, reader))
    return (replace(card, aside=True) for card in rest)


def _tells(lead: Card, card: Card, reader: Reader) -> bool:
    """Whether nothing is lost where the lead is all that is read of both."""
    if card.kind is not NEW:
        return True  # a further source of what is known
    shown = lead.lines[-1:] if lead.kind in PLAIN else lead.lines
    said, lines = reader.read(card.latest), [reader.read(line.evidence) for line in shown]
    if not said.due <= frozenset(day for each in lines for day in each.due):
        return False
    if lead.kind not in PLAIN and reader.joiner.fits(said, [lead], lines):
        return True
    return said.item == lines[-1].item or reader.joiner.tells(said, lines[-1])


def _list_changes(cards: Iterable[Card]) -> Iterable[Change]:
    return (each for card in cards for each in (*card.changes, *card.within))


def _choose(heap: Sequence[Card], reader: Reader) -> Card:
    """What changed leads, else the best known; of forecasts of one end, the latest."""
    if heap[0].kind is not NEW:
        return heap[0]
    if all(HOW_LONG in reader.read(card.latest).words for card in heap):
        return max(heap, key=lambda card: card.latest.seen_at)
    first, alike = reader.read(heap[0].latest), [card for card in heap if card.kind is heap[0].kind]
    return max(alike, key=lambda card: _weigh(card, reader.read(card.latest), first))


def _weigh(card: Card, gist: Gist, first: Gist) -> tuple[bool, int, bool, int, int]:
    """What was done before what was announced; then more sources, who says for when it is,
    another article's figures, and who of the same died, was hurt or seized.

    Of equals the first stays; of one article's lines it is the one that weighs most.
    """
    heads = gist.where == "title" or first.values
    counts = gist.item != first.item or (bool(heads) and gist.values >= first.values)
    figures = len(card.latest.mention.quantities) if counts else 0
    grave = len(gist.fates & GRAVE) if gist.values >= first.values else 0
    done = first.intends and not gist.intends and bool(gist.acts - LIGHT)
    dated = bool(gist.due) and not first.due
    return done, card.sources.origins, dated, max(figures, len(first.values)), grave


def find_repeats(cards: Sequence[Card], section: Section) -> dict[str, tuple[OtherItem, ...]]:
    """By claim, the items that say nothing but what cards show, and say it in their titles too."""
    told = {each.claim: card for card in reversed(cards) for each in card.changes}
    changed = {each.item for card in cards for each in card.changes}
    topic = stems(section.title)
    repeats: dict[str, list[OtherItem]] = {}
    for each in section.others:
        if each.claims and each.item not in changed and told.keys() >= set(each.claims):
            words = stems(each.title) - topic
            echo, claim = max((_echo(words, told[claim]), told[claim].claim) for claim in each.claims)
            if echo >= ECHO:
                repeats.setdefault(claim, []).append(each)
    return {claim: tuple(items) for claim, items in repeats.items()}


def _echo(words: Content, card: Card) -> float:
    """The share of a title's words that the card's wordings have."""
    evidence = (*(line.evidence for line in card.lines), *card.support, *card.akin)
    said = (each.mention.statement for each in evidence)
    return len(words & stems(" ".join(said))) / max(1, len(words))


def stems(text: str) -> Content:
    """The beginnings of the longer words, which endings do not change."""
    return frozenset(word[:STEM] for word in WORD.findall(text.casefold()))
