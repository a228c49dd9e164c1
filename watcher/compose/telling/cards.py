"""Cards: the changes of one claim in one window, told once.

Old stands above new. A claim that is new in the window and changes in it shows both in one card; a claim that
changes twice leads from where readers left it to where it stands now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from watcher.compose.kinds import (
    AGAIN,
    APART,
    CONFIRMED,
    CONTRADICTED,
    CORROBORATED,
    DENIED,
    EDITED,
    EDITS,
    NEW,
    NUMBER,
    SPEAKER,
    STANDING,
    Kind,
    fold,
    kind_of,
    shown,
    weigh,
)
from watcher.compose.redline import Piece
from watcher.compose.telling.backing import Known, find_support, is_whole, look_up, place_all
from watcher.compose.telling.figures import Figure, figures, has_grown, headlines, may_fall
from watcher.compose.telling.lines import Line, mark_up
from watcher.compose.telling.sources import Sources, of_claim
from watcher.compose.telling.tolls import tell_once
from watcher.model import Backing, Change, Evidence, OtherItem

TICK = timedelta(microseconds=1)
MANY, VOICE = 4, 0.15  # sources of a new claim that count, and what each after the first adds to its salience
LONGEST_CHAIN = 4  # wordings in one card; those between are counted
Spot = tuple[str, int, str, int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """One claim's news. `kinds`: most important first; `support`: who else says what its last line does.

    `joined`: changes that are not shown by themselves, because this card tells them.
    """

    kinds: tuple[Kind, ...]
    changes: tuple[Change, ...]
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...] = ()
    between: int = 0
    support: tuple[Evidence, ...] = ()
    akin: tuple[Evidence, ...] = ()  # about the same thing in other words: named, and not counted
    copies: tuple[OtherItem, ...] = field(default=())
    joined: tuple[Change, ...] = ()
    counted: bool = True  # whether it is sure that nobody else says so
    echoes: frozenset[str] = frozenset()  # items whose titles say what it does: counted, and not listed
    headline: str = ""  # of its article, where the line does not say of itself what it is about
    absorbed: tuple[Change, ...] = ()  # one line does for them and for it, and their articles are not named
    aside: bool = False  # near to a line that does not tell it: counted, and no line beside that

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    @property
    def claim(self) -> str:
        """The number with which a person asks for the claim or mutes it."""
        return self.changes[0].claim

    @property
    def within(self) -> tuple[Change, ...]:
        """All that needs no line because of this one."""
        return (*self.joined, *self.absorbed)

    @property
    def latest(self) -> Evidence:
        return self.lines[-1].evidence

    @property
    def plain(self) -> Line:
        """The newest wording without marks, where the wording before it is not shown."""
        last = self.lines[-1]
        return replace(last, pieces=(Piece(last.text),))

    @property
    def spots(self) -> frozenset[Spot]:
        return frozenset(spot(line.evidence) for line in self.lines)

    @property
    def sources(self) -> Sources:
        return of_claim(self.latest, self.support, self.copies, counted=self.counted)

    @property
    def added(self) -> bool:
        """A statement that an outlet put into a text it had published before."""
        return self.changes[0].type == "new" and self.changes[0].axis == "edit"

    @property
    def apart(self) -> bool:
        """Whether it is told by itself, though the ledger has it under the number of another statement."""
        return self.changes[0].reason == APART

    @property
    def again(self) -> bool:
        """Whether it is told by itself, though the ledger takes it for another source of a statement."""
        return self.changes[0].reason == AGAIN

    @property
    def code(self) -> str:
        """The ledger's reason for the most important change, without its figures."""
        lead = min(self.changes, key=weigh)
        code = lead.reason.partition(":")[0].strip()
        moved = may_fall(lead) or has_grown(lead)
        return "update" if code == "conflict" and moved else code

    @property
    def turn(self) -> tuple[str, str] | None:
        """From which standing to which, where that is the news."""
        lead = min(self.changes, key=weigh)
        if self.kind not in (CONFIRMED, DENIED, STANDING) or not (lead.before and lead.after):
            return None
        turn = lead.before.mention.standing, lead.after.mention.standing
        return turn if turn[0] != turn[1] else None

    @property
    def sayer(self) -> str:
        """Who confirms, denies or contradicts."""
        said = self.latest.mention.attribution
        return said.text if said and self.kind in (CONFIRMED, DENIED, CONTRADICTED) else ""

    @property
    def editor(self) -> str:
        """The outlet that changed its own text; empty for news of the story."""
        return self.latest.outlet if self.kind in EDITS else ""

    @property
    def spoken_before(self) -> str:
        """Who was said to have said it, where that has changed and is all the news."""
        change = self.changes[-1]
        known = self.kind is SPEAKER and change.before and change.before.mention.attribution
        return known.text if known else ""

    @property
    def once_unspoken(self) -> bool:
        """Whether nobody was named before, and who speaks now is all the news."""
        before = self.changes[-1].before
        return self.kind is SPEAKER and before is not None and before.mention.attribution is None


def spot(evidence: Evidence) -> Spot:
    mention = evidence.mention
    return mention.item, mention.revision, mention.where, mention.start, mention.end


def deal(changes: Sequence[Change], backing: Sequence[Backing] = ()) -> tuple[Card, ...]:
    """The cards of one topic, most important first, none of them telling what another tells."""
    known = place_all(backing)
    cards = sorted((_make(group, known) for group in _group(changes)), key=_urgency)
    seen: set[object] = set()
    kept: list[Card] = []
    renewed = {card.claim: card.latest.seen_at for card in cards if card.kind is EDITED}
    for card in cards:
        if card.kind is NEW and card.latest.seen_at <= renewed.get(card.claim, card.latest.seen_at - TICK):
            continue  # a later wording of the claim is told; its item is among the other reports
        if card.kind is CORROBORATED and not card.sources.told and backing:
            continue  # no other outlet surely says it too
        told = {spot(card.latest), fold(card.latest.mention.statement)}
        if not _fold_in(card, kept, known) and (card.kind.rank < NEW.rank or not told & seen):
            kept.append(card)
        seen |= {*card.spots, *(fold(line.evidence.mention.statement) for line in card.lines)}
    return tuple(kept)


def _fold_in(card: Card, kept: list[Card], known: Known) -> bool:
    """A further source is told by the card that shows what it bears out, an outlet's edit too."""
    claim, item = card.claim, card.latest.mention.item
    for at, host in enumerate(kept if card.kind is CORROBORATED else ()):
        if host.claim != claim:
            continue
        backing = look_up(known, claim, host.latest) or ()
        if item in {host.latest.mention.item, *(each.mention.item for each in backing)}:
            whole = is_whole(known, claim, host.latest)
            kept[at] = replace(host, support=backing, joined=(*host.joined, *card.changes), counted=whole)
            return True
    return False


def _urgency(card: Card) -> tuple[int, bool, float, float]:
    """Kind, then figures, then salience, then the latest; each further source of what is new adds weight."""
    rank, *rest = min(map(weigh, card.changes))
    if card.kind is EDITED and card.figures:  # an outlet's new toll is news before a dispute about words is
        rank = NUMBER.rank
    voices = min(card.sources.origins, MANY) - 1 if card.kind is NEW else 0
    return rank, not card.figures, rest[0] - voices * VOICE, rest[1]


def _group(changes: Sequence[Change]) -> list[list[Change]]:
    """By claim, an outlet's edits apart by title and text; groups that show the same two wordings are one."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in sorted(changes, key=lambda each: (each.at, each.position or 0)):
        alone = change.key if change.reason in (APART, AGAIN) else ""
        edited = f"{change.item} {shown(change).mention.where}" if _is_edit(change) else ""
        groups.setdefault((change.claim, edited or alone), []).append(change)
    merged: dict[object, list[Change]] = {}
    for key, group in groups.items():
        for number, part in enumerate(_split(group)):
            merged.setdefault(_wordings(part) or (key, number), []).extend(part)
    return tell_once(list(merged.values()))


def _split(group: Sequence[Change]) -> Iterable[Sequence[Change]]:
    """What an outlet added to its text is told apart from a figure, which it may not have."""
    added = [each for each in group if each.type == "new" and each.axis == "edit"]
    rest = [each for each in group if each not in added]
    figured = any(kind_of(each) is NUMBER for each in rest)
    return [rest, *([each] for each in added)] if figured else [group]


def _is_edit(change: Change) -> bool:
    return kind_of(change) in EDITS


def _wordings(group: Sequence[Change]) -> object:
    pairs = tuple((spot(each.before), spot(each.after)) for each in group if each.before and each.after)
    return (_is_edit(group[0]), pairs) if pairs else None


def _make(group: Sequence[Change], known: Known) -> Card:
    kinds = _kinds(group)
    telling = [each for each in group if kind_of(each) not in (CORROBORATED, SPEAKER)]
    if kinds[0] is NUMBER:  # a wording without the figure would not tell it
        telling = [each for each in group if kind_of(each) is NUMBER]
    chain = _chain(telling or group[-1:])
    kept = [*chain[:1], *chain[-LONGEST_CHAIN + 1 :]] if len(chain) > LONGEST_CHAIN else chain
    found = figures(telling)
    supported = find_support(group, kept, known)
    joined = any(each.outlet != chain[-1].outlet for each in supported)
    return Card(
        kinds=tuple(kind for kind in kinds if joined or kind is not CORROBORATED) or kinds,
        changes=tuple(group),
        lines=mark_up(kinds[0], kept, found),
        figures=headlines(found),
        between=len(chain) - len(kept),
        support=supported,
        counted=all(is_whole(known, each.claim, chain[-1]) for each in group),
    )


def _kinds(group: Sequence[Change]) -> tuple[Kind, ...]:
    """Most important first; who is said to say it is only news by itself."""
    kinds = sorted({kind_of(each) for each in group}, key=lambda kind: kind.rank)
    return tuple(kind for kind in kinds if kind is not SPEAKER or len(kinds) == 1)


def _chain(group: Sequence[Change]) -> list[Evidence]:
    """The wordings from old to new, each once; a claim that stands alone shows only its newest."""
    found: dict[object, Evidence] = {}
    for change in group:
        sides = (change.before, change.after) if _has_two(change) else (shown(change),)
        for side in sides:
            if side:
                found.setdefault(fold(side.mention.statement), side)
    last = shown(group[-1])
    rest = [each for key, each in found.items() if key != fold(last.mention.statement)]
    return [*sorted(rest, key=lambda each: each.seen_at), last]


def _has_two(change: Change) -> bool:
    return kind_of(change).rank < CORROBORATED.rank
