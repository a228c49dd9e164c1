"""An item: every revision, any two of them beside each other, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from watcher.compose.kinds import is_told, kind_of
from watcher.compose.redline import compare
from watcher.model import Match, Revision
from watcher.records import revision_record
from watcher.store.reading import Carrying
from watcher.web import spans
from watcher.web.faults import Absurd, Missing
from watcher.web.filters import take_number
from watcher.web.visit import Visit

MOST_REVISIONS = 200


def read(visit: Visit, item: str) -> dict[str, Any]:
    """Raises Missing, or Absurd for a revision that is not there."""
    history = visit.store.revisions.history(item)[-MOST_REVISIONS:]
    if not history:
        raise Missing(visit.words.say("There is no item of this name."))
    numbers = {each.number: each for each in history}
    latest = history[-1].number
    old = pick(visit, "old", numbers, history[-2].number if len(history) > 1 else latest)
    new = pick(visit, "new", numbers, latest)
    names = [each.name for each in visit.config.topics]
    matches = visit.store.reading.matches(item, new.number, names)
    mentions = visit.store.reading.mentions(item, new.number, names)
    return {
        "history": history,
        "old": old,
        "new": new,
        "title": compare(old.title, new.title),
        "text": compare(old.text[: spans.MOST], new.text[: spans.MOST]),
        "same": (old.title, old.text) == (new.title, new.text),
        "long": len(new.text) > spans.MOST,
        "headline": spans.cut(new.title, stretches("title", new, mentions, matches)),
        "body": spans.cut(new.text, stretches("text", new, mentions, matches)),
        "mentions": mentions,
        "matches": [(visit.title_of(each.topic), words_of(each, new)) for each in matches],
        "changes": [(kind_of(c), c) for c in visit.store.reading.edits_of(item, names) if is_told(c)],
        "silent": silent(history),
        "records": lambda: [revision_record(each) for each in history],
    }


def pick(visit: Visit, name: str, numbers: dict[int, Revision], default: int) -> Revision:
    number = take_number(visit.asked, name, default, 10**9 - 1)
    if number not in numbers:
        raise Absurd(name, str(number))
    return numbers[number]


def stretches(
    where: str, revision: Revision, mentions: Sequence[Carrying], matches: Sequence[Match]
) -> list[spans.Stretch]:
    """Mentions lead to their claims; matches and boilerplate only show."""
    found = [
        spans.Stretch(m.start, m.end, "mention", f"/claim/{each.topic}/{each.claim}" if each.claim else None)
        for each in mentions
        if (m := each.evidence.mention).where == where
    ]
    found += [
        spans.Stretch(span.start, span.end, "match")
        for match in matches
        for span in match.spans
        if span.where == where
    ]
    if where == "text":
        found += [spans.Stretch(mark.start, mark.end, "boilerplate") for mark in revision.marks]
    return found


def words_of(match: Match, revision: Revision) -> tuple[str, ...]:
    """The words that matched, verbatim, each once."""
    texts = {"title": revision.title, "text": revision.text}
    return tuple(dict.fromkeys(texts[span.where][span.start : span.end] for span in match.spans))[:20]


def silent(history: Sequence[Revision]) -> frozenset[int]:
    """Revisions whose text changed while the feed's own date of change did not."""
    pairs = pairwise(history)
    return frozenset(
        after.number
        for before, after in pairs
        if not after.cosmetic and (after.updated is None or after.updated == before.updated)
    )
