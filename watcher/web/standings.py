"""How a claim has stood over time, and where its mentions lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Change, Evidence
from watcher.web.plot import Span, tell_by

DOTS = 300


@dataclass(frozen=True, slots=True)
class Stand:
    """The claim's standing over a stretch of time."""

    x: float
    width: float
    standing: str
    since: datetime
    by: str = ""  # who confirmed or denied it


def band(first: Evidence, changes: Iterable[Change], span: Span) -> tuple[Stand, ...]:
    """How the claim has stood: as first said, and from each change of standing on."""
    turns = [(first.seen_at, first)]
    for change in sorted(changes, key=lambda each: (each.at, each.position or 0)):
        decides = change.type == "standing_changed" or change.reason.startswith(("denied:", "standing:"))
        if decides and change.after and change.after.mention.standing != turns[-1][1].mention.standing:
            turns.append((change.at, change.after))
    ends = [*(at for at, _ in turns[1:]), span.end]
    return tuple(
        Stand(
            span.place(at), max(0.4, round(span.place(end) - span.place(at), 2)), said.mention.standing, at,
            tell_by(said),
        )
        for (at, said), end in zip(turns, ends, strict=True)
    )  # fmt: skip


def dots(evidence: Sequence[Evidence], span: Span) -> tuple[tuple[float, str], ...]:
    """Where each mention lies, and its standing; of very many the latest."""
    return tuple((span.place(each.seen_at), each.mention.standing) for each in evidence[-DOTS:])
