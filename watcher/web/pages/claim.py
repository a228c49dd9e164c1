"""A claim: who said it when and in which words, how its figure and its standing went, what changed and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from watcher.compose.kinds import Kind, fold, is_told, kind_of, shown
from watcher.compose.redline import Piece, Pieces, compare
from watcher.compose.safe import visible
from watcher.compose.telling.cards import Spot, spot
from watcher.model import Change, Claim, Evidence
from watcher.records import change_record, claim_record, mention_record
from watcher.web import plot, standings
from watcher.web.faults import Missing, Moved, PageFault
from watcher.web.reasons import as_written
from watcher.web.sources import speakers, voices
from watcher.web.titles import title
from watcher.web.visit import Visit

MENTIONS = 200
SHOWN = 60  # entries of the timeline; the rest is counted, and in the CSV
RELATED = 6
QUIET = ("corroborated", "speaker", "new")  # old and new wording beside each other would say nothing


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the timeline: one wording, and the `copies` of it that other items of the same origin carry.

    `changes`: what it changed, each with its kind; `revisions`: of the first item, all that say so.
    """

    evidence: Evidence
    pieces: Pieces
    before: Evidence | None
    old: Pieces
    changes: tuple[tuple[Kind, Change], ...]
    revisions: tuple[int, ...]
    copies: tuple[Evidence, ...] = ()
    gone: bool = False


def read(visit: Visit, topic: str, claim: str) -> dict[str, Any]:
    """Raises Missing."""
    visit.topic(topic)
    number = visit.store.reading.numbers(claim).get(topic)
    found = visit.store.reading.claims([number], latest=MENTIONS) if number is not None else ()
    if number is None or not found:
        raise follow(visit, claim)
    return show(visit, number, found[0])


def follow(visit: Visit, claim: str) -> PageFault:
    """A number that was linked to another claim, or found anew under another, leads there."""
    found = visit.store.verdicts.resolve(claim)
    if found is None or found[1] == claim:
        return Missing(visit.words.say("There is no claim of this name."))
    return Moved(f"/claim/{quote(found[0], safe='')}/{found[1]}")


def show(visit: Visit, number: int, claim: Claim) -> dict[str, Any]:
    changes = visit.store.reading.changes(claim.topic, claim.id)
    told = [each for each in changes if is_told(each)]
    steps = walk(claim, changes)
    span = plot.span_of(claim.evidence)
    noun, values = plot.read_values(claim.evidence, visit.store.reading.propositions(number))
    stands = standings.band(claim.first, changes, span)
    return {
        "claim": claim,
        "topic": visit.topic(claim.topic),
        "title": title(claim),
        "steps": steps[:SHOWN],
        "cut": len(steps[SHOWN:]),
        "plot": plot.draw(noun, values, span),
        "values": values,
        "counted": counted(noun, values),
        "latest": values[-1] if values else None,
        "span": span,
        "ticks": ticks(visit, span),
        "stands": stands,
        "stand": stands[-1],
        "dots": standings.dots(claim.evidence, span),
        "voices": voices(claim.evidence),
        "related": [(each, title(each)) for each in visit.store.reading.related(number, RELATED)],
        "speakers": speakers(claim.evidence),
        "outlets": len({each.outlet for each in claim.evidence}),
        "items": len({each.mention.item for each in claim.evidence}),
        "changes": told,
        "records": lambda: [mention_record(each, claim.topic, claim.id) for each in claim.evidence],
        "whole": lambda: whole(claim, changes),
    }


def counted(noun: str, values: Sequence[plot.Value]) -> str:
    """What is counted as the latest mention writes it, right behind its figure."""
    for value in reversed(values):
        mention = value.evidence.mention
        quantity = next((each for each in mention.quantities if each.text == value.text), None)
        behind = mention.statement[quantity.end - mention.start :].split()[:4] if quantity else []
        if word := as_written(noun, " ".join(behind)):
            return word
    return ""


def whole(claim: Claim, changes: Sequence[Change]) -> dict[str, Any]:
    """The page as JSON."""
    return claim_record(claim) | {
        "evidence": [mention_record(each, claim.topic, claim.id) for each in claim.evidence],
        "changes": [change_record(each) for each in changes],
    }


def walk(claim: Claim, changes: Iterable[Change]) -> list[Step]:
    """From new to old. A wording that later revisions or copies of an item repeat stands once."""
    by_spot: dict[Spot, list[Change]] = {}
    gone: list[Change] = []
    for change in changes:
        if change.after is None:
            gone.append(change)
        else:
            by_spot.setdefault(spot(change.after), []).append(change)
    runs: dict[tuple[str, ...], list[Evidence]] = {}
    for each in claim.evidence:
        mention = each.mention
        runs.setdefault((each.origin, mention.standing, fold(mention.statement)), []).append(each)
    steps = [_step(run, [c for each in run for c in by_spot.get(spot(each), ())]) for run in runs.values()]
    steps += [_take_away(change) for change in gone]
    return sorted(steps, key=_when, reverse=True)


def _when(step: Step) -> datetime:
    return step.changes[0][1].at if step.gone else step.evidence.seen_at


def _step(run: Sequence[Evidence], changes: Sequence[Change]) -> Step:
    """The most important change gives the wording it is compared with."""
    first = run[0]
    kinds = sorted(((kind_of(each), each) for each in changes), key=lambda pair: pair[0].rank)
    before = next((c.before for kind, c in kinds if c.before and kind.name not in QUIET), None)
    text = visible(first.mention.statement)
    old, new = compare(visible(before.mention.statement), text) if before else ((), mark_figures(first))
    items = {each.mention.item: each for each in reversed(run)}
    copies = tuple(each for item, each in reversed(items.items()) if item != first.mention.item)
    revisions = dict.fromkeys(each.mention.revision for each in run if each.mention.item == first.mention.item)
    return Step(first, new, before, old, tuple(kinds), tuple(revisions), copies)


def _take_away(change: Change) -> Step:
    side = shown(change)
    piece = Piece(visible(side.mention.statement), marked=True)
    return Step(side, (piece,), None, (), ((kind_of(change), change),), (change.revision,), (), gone=True)


def mark_figures(evidence: Evidence) -> Pieces:
    """The statement with its figures lifted out; verbatim, so offsets only count when nothing was folded."""
    mention = evidence.mention
    if visible(mention.statement) != mention.statement:
        return (Piece(visible(mention.statement)),)
    pieces: list[Piece] = []
    at = 0
    for quantity in sorted(mention.quantities, key=lambda each: each.start):
        start, end = quantity.start - mention.start, quantity.end - mention.start
        if at <= start < end <= len(mention.statement):
            pieces += [Piece(mention.statement[at:start]), Piece(mention.statement[start:end], marked=True)]
            at = end
    return tuple(piece for piece in (*pieces, Piece(mention.statement[at:])) if piece.text)


def ticks(visit: Visit, span: plot.Span) -> tuple[plot.Tick, ...]:
    """The first mention, the last, and between them: three dates stay apart at 360 px."""
    long = span.last - span.start > timedelta(hours=48)
    say = visit.dates.day if long else visit.dates.moment
    if not long and visit.dates.moment(span.start) == visit.dates.moment(span.last):
        return (plot.Tick(0.0, say(span.start), "start"),)
    marks = [(0.0, span.start, "start"), (span.place(span.last), span.last, "end")]
    if long:
        middle = span.start + (span.last - span.start) / 2
        marks.insert(1, (span.place(middle), middle, "middle"))
    return tuple(plot.Tick(at, say(when), anchor) for at, when, anchor in marks)
