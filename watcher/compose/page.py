"""The page: a topic's cards in the order an editor acts on them, cut to what fits, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from watcher.compose.kinds import CORROBORATED, EDITED, KINDS, NEW, RETRACTED, SPEAKER, Kind
from watcher.compose.selecting.leading import lead_with, list_given, step, weigh_lead
from watcher.compose.selecting.likeness import find_repeats, join
from watcher.compose.selecting.picking import pick
from watcher.compose.selecting.weights import weigh_all
from watcher.compose.telling.amending import Amended
from watcher.compose.telling.boards import Board, covers, set_up
from watcher.compose.telling.cards import Card, deal
from watcher.compose.telling.heading import head
from watcher.compose.telling.shortening import shorten
from watcher.compose.telling.sources import Sources, of_items
from watcher.model import Correction, Digest, Evidence, OtherItem, Section


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a topic is shown; `cards` and `rows` are of one group, `text` is of one quote or title."""

    topics: int
    cards: int
    rows: int
    others: int
    text: int


# The first is what a person reads in two minutes; the others make a mail fit that would be cut by Gmail.
LEVELS = (
    Limits(topics=40, cards=12, rows=12, others=80, text=420),
    Limits(topics=40, cards=12, rows=8, others=40, text=320),
    Limits(topics=40, cards=8, rows=5, others=20, text=280),
    Limits(topics=30, cards=6, rows=3, others=10, text=240),
    Limits(topics=20, cards=4, rows=2, others=5, text=200),
    Limits(topics=12, cards=3, rows=2, others=3, text=160),
    Limits(topics=8, cards=2, rows=1, others=1, text=120),
)
DECISIVE = ("decisive", "edits")  # groups of changes; the others are of additions


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one sort. `cut`: how many more there are."""

    name: str  # decisive, edits, new, corroborated, speaker
    cards: tuple[Card, ...]
    cut: int = 0

    @property
    def runs(self) -> tuple[tuple[Card, ...], ...]:
        """The cards by the text they come from, which is then named once for all of them."""
        runs: dict[object, list[Card]] = {}
        for card in self.cards:
            runs.setdefault(_text_of(card), []).append(card)
        return tuple(tuple(run) for run in runs.values())

    @property
    def bundles(self) -> tuple[tuple[Card, ...], ...]:
        """New versions of one claim by several outlets stand in one card; what was struck stands apart."""
        bundles: dict[object, list[Card]] = {}
        for card in self.cards:
            bundles.setdefault(card.claim if card.kind is EDITED else id(card), []).append(card)
        return tuple(map(tuple, bundles.values()))


def _text_of(card: Card) -> tuple[object, ...]:
    """One with a line of its own, about speakers or sources, stands by itself."""
    mention = card.latest.mention
    by_itself = card.spoken_before or card.once_unspoken or bool(card.support or card.akin)
    return mention.item, mention.revision, card.added, id(card) if by_itself else 0


@dataclass(frozen=True, slots=True)
class Copies:
    """Other items of one origin; the first is the one to read."""

    items: tuple[OtherItem, ...]

    @property
    def first(self) -> OtherItem:
        return self.items[-1]

    @property
    def sources(self) -> Sources:
        return of_items(self.items)


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic laid out."""

    section: Section
    cards: tuple[Card, ...]  # all of them, uncut
    groups: tuple[Group, ...]
    others: tuple[Copies, ...]
    others_cut: int = 0
    boards: tuple[Board, ...] = ()
    repeats: tuple[Card, ...] = ()
    repeats_cut: int = 0

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that are told, the one that leads first."""
        told = {id(card.changes[0]) for card in _shown(self.groups)}
        return tuple(card for card in self.cards if id(card.changes[0]) in told)


@dataclass(frozen=True, slots=True)
class Page:
    """A digest laid out. `quiet`: topics without anything; `cut`: topics with news that did not fit."""

    topics: tuple[TopicPage, ...]
    quiet: tuple[str, ...]
    cut: tuple[str, ...]
    counts: tuple[tuple[Kind, int], ...]
    text: int  # code points of a title or quote
    corrections: tuple[Amended, ...] = ()
    corrections_cut: int = 0

    @property
    def undrawn(self) -> tuple[Card, ...]:
        """Those whose figures no board tells."""
        return tuple(
            card
            for topic in self.topics
            for card in _shown(topic.groups)
            if not covers(topic.boards, card.latest)
        )

    @property
    def cards(self) -> tuple[Card, ...]:
        """Those that are shown."""
        return tuple(card for topic in self.topics for card in _shown(topic.groups))


@dataclass(frozen=True, slots=True)
class Dealt:
    """A topic's cards, uncut; `repeats` only say what was known before the window, `picked` are to be shown."""

    section: Section
    cards: tuple[Card, ...]
    repeats: tuple[Card, ...] = ()
    boards: tuple[Board, ...] = ()
    picked: tuple[Card, ...] = ()
    weight: float = 0.0  # of the card that leads


def gather(digest: Digest) -> tuple[Dealt, ...]:
    """What is told of every topic that has anything, the one to act on first."""
    lively = (section for section in digest.sections if section.changes or section.others)
    return tuple(sorted((_gather(section, digest) for section in lively), key=lambda each: step(each.weight)))


def _gather(section: Section, digest: Digest) -> Dealt:
    """Items that carry the same origin's text, or only repeat its claim, belong to the card."""
    copies: dict[str, list[OtherItem]] = {}
    for each in section.others:
        if each.origin:
            copies.setdefault(each.origin, []).append(each)
    since = digest.coverage.since
    boards = set_up(section.said, since, section.title)
    joined, known = join(deal(section.changes, digest.backing), section, since, boards)
    repeats = find_repeats(joined, section)
    cards = tuple(
        _with_copies(card, (*copies.get(card.latest.origin, ()), *_backed(card, repeats, digest)))
        for card in joined
    )
    picked = _pick(cards, section.said)
    given = list_given(section.said, since)
    weights = weigh_all(section.said, [card.latest for card in cards])
    ordered = lead_with(cards, shown := (*_list_decisive(cards), *picked), given, weights)
    weight = weigh_lead(ordered if shown else (), given, weights)
    first = lead_with(picked, [card for card in picked if card is ordered[0]])
    return Dealt(section, ordered, known, boards, first, weight)


def _backed(card: Card, repeats: Mapping[str, Sequence[OtherItem]], digest: Digest) -> Iterable[OtherItem]:
    """The items that only repeat the card's claim; one that has another figure for it is listed by itself."""
    support = {each.mention.item for each in card.support}
    return (e for e in repeats.get(card.claim, ()) if e.item in support or not digest.backing)


def lay_out(digest: Digest, dealt: Sequence[Dealt], limits: Limits) -> Page:
    return Page(
        topics=tuple(_lay_topic(each, limits) for each in dealt[: limits.topics]),
        quiet=tuple(each.title for each in digest.sections if not (each.changes or each.others)),
        cut=tuple(each.section.title for each in dealt[limits.topics :]),
        counts=count(card for each in dealt for card in each.cards),
        text=limits.text,
        corrections=tuple(_amend(each, limits.text) for each in digest.corrections[: limits.rows]),
        corrections_cut=len(digest.corrections[limits.rows :]),
    )


def _amend(correction: Correction, most: int) -> Amended:
    told, now = (
        _shorten(deal([each])[0], most) if each else None for each in (correction.change, correction.now)
    )
    assert told, "a correction is of something"
    return Amended(correction, told, now)


def count(cards: Iterable[Card]) -> tuple[tuple[Kind, int], ...]:
    """How many cards tell of each kind; a card that tells of two counts for both."""
    kinds = [kind for card in cards for kind in card.kinds]
    return tuple((kind, kinds.count(kind)) for kind in KINDS if kind in kinds)


def lay_cards(cards: Sequence[Card], limits: Limits, picked: Sequence[Card] | None = None) -> tuple[Group, ...]:
    """The cards in their groups, each cut to what fits; `picked`: the new ones to show, the first leading."""
    parts = dict(_sort(cards))
    room = {name: limits.cards if name in DECISIVE else limits.rows for name in parts}
    fitting = {name: part[: room[name]] for name, part in parts.items()}
    chosen = {id(card) for card in (_pick(cards) if picked is None else picked)[: limits.rows]}
    fitting[NEW.name] = [card for card in parts[NEW.name] if id(card) in chosen]
    return tuple(_cut(name, part, fitting[name], limits) for name, part in parts.items() if part)


def _pick(cards: Sequence[Card], said: Sequence[Evidence] = ()) -> tuple[Card, ...]:
    return pick(dict(_sort(cards))[NEW.name], _list_decisive(cards), said, LEVELS[0].rows)


def _list_decisive(cards: Sequence[Card]) -> list[Card]:
    """The changes that a mail has room for."""
    parts = dict(_sort(cards))
    return [card for name in DECISIVE for card in parts[name][: LEVELS[0].cards]]


def _lay_topic(dealt: Dealt, limits: Limits) -> TopicPage:
    groups = tuple(_head(each, dealt.section) for each in lay_cards(dealt.cards, limits, dealt.picked))
    repeats = tuple(_shorten(card, limits.text // 3) for card in dealt.repeats[: limits.rows])
    shown = [*_shown(groups), *repeats]
    echoes = frozenset(item for card in shown for item in card.echoes)
    unshown = _unshown(dealt.section, shown)
    others = tuple(each for each in unshown if each.first.item not in echoes)
    return TopicPage(
        dealt.section,
        dealt.cards,
        groups,
        others[: limits.others],
        len(unshown) - len(others[: limits.others]),
        dealt.boards if limits.rows > 1 else (),
        repeats,
        len(dealt.repeats) - len(repeats),
    )


def _head(group: Group, section: Section) -> Group:
    if group.name != NEW.name:
        return group
    return replace(group, cards=head(group.cards, section.others, section.said))


def _shown(groups: Iterable[Group]) -> Iterable[Card]:
    return (card for group in groups for card in group.cards)


def _sort(cards: Sequence[Card]) -> tuple[tuple[str, list[Card]], ...]:
    names = (*DECISIVE, NEW.name, CORROBORATED.name, SPEAKER.name)
    sorted_cards: dict[str, list[Card]] = {name: [] for name in names}
    for card in cards:
        sorted_cards[_group_of(card.kind)].append(card)
    return tuple(sorted_cards.items())


def _group_of(kind: Kind) -> str:
    if kind in (NEW, CORROBORATED, SPEAKER):
        return kind.name
    return "edits" if kind.rank >= RETRACTED.rank else "decisive"


def _cut(name: str, cards: Sequence[Card], kept: Sequence[Card], limits: Limits) -> Group:
    return Group(name, tuple(_shorten(card, limits.text) for card in kept), len(cards) - len(kept))


def _shorten(card: Card, most: int) -> Card:
    return replace(card, lines=tuple(replace(line, pieces=shorten(line.pieces, most)) for line in card.lines))


def _with_copies(card: Card, copies: Sequence[OtherItem]) -> Card:
    apart = {each.item: each for each in copies if each.item != card.latest.mention.item}
    return replace(card, copies=tuple(apart.values()))


def _unshown(section: Section, cards: Sequence[Card]) -> tuple[Copies, ...]:
    """What no card shows, items of one origin together; items whose card was cut come back here."""
    shown = section.moved | {line.evidence.mention.item for card in cards for line in card.lines}
    shown |= {each.mention.item for card in cards for each in card.akin}
    shown |= {change.item for card in cards for change in (*card.changes, *card.joined)}
    shown |= {copy.item for card in cards for copy in card.copies}
    origins: dict[str, list[OtherItem]] = {}
    for each in section.others:
        if each.item not in shown:
            origins.setdefault(each.origin or each.item, []).append(each)
    return tuple(Copies(tuple(items)) for items in origins.values())
