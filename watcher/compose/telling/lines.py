"""Lines: the wordings of a card from old to new, with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.compose.kinds import CONTRADICTED, DENIED, NUMBER, RETRACTED, Kind
from watcher.compose.redline import Piece, Pieces, compare
from watcher.compose.safe import visible
from watcher.compose.telling.figures import Figure, place
from watcher.model import Evidence

OPPOSED = (CONTRADICTED, DENIED)  # nothing is replaced: two sides stand against each other


@dataclass(frozen=True, slots=True)
class Line:
    """One wording in a card. `role`: before, then, now, against, gone, alone; `mark`: del, ins or mark."""

    role: str
    evidence: Evidence
    pieces: Pieces
    mark: str

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def mark_up(kind: Kind, chain: Sequence[Evidence], found: Sequence[Figure]) -> tuple[Line, ...]:
    """The chain as lines: the oldest, what came between, and what holds now."""
    texts = [visible(each.mention.statement) for each in chain]
    if len(chain) == 1:
        gone = kind is RETRACTED
        piece = Piece(texts[0], marked=gone)
        return (Line("gone" if gone else "alone", chain[0], (piece,), "del" if gone else "ins"),)
    marks = ("mark", "mark") if kind in OPPOSED else ("del", "ins")
    lines = [Line("before", chain[0], _mark(kind, texts[0], texts[1], found)[0], marks[0])]
    for index in range(1, len(chain)):
        pieces = _mark(kind, texts[index - 1], texts[index], found)[1]
        last = "against" if kind in OPPOSED else "now"
        role = last if index == len(chain) - 1 else "then"
        lines.append(Line(role, chain[index], pieces, marks[1]))
    return tuple(lines)


def _mark(kind: Kind, old: str, new: str, found: Sequence[Figure]) -> tuple[Pieces, Pieces]:
    """Two outlets word one figure differently: then only the figures are marked."""
    if kind is NUMBER and found:
        return (
            _underline(old, [each.before for each in found]),
            _underline(new, [each.after for each in found]),
        )
    return compare(old, new)


def _underline(text: str, stretches: Sequence[str]) -> Pieces:
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(filter(None, (place(text, each) for each in stretches))):
        if start >= at:
            pieces += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
            at = end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)
