"""Shortening: a long quote in fewer words, verbatim, without turning what it says.

What goes is marked by an ellipsis and taken from the middle: a German sentence keeps its verb, and many a
speaker and denial, for the end. A word that turns a sentence („nicht“, „soll“, “allegedly”) never goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from watcher.compose.patterns import any_of
from watcher.compose.redline import Piece, Pieces, clip

CONTEXT = 60  # code points kept on either side of a mark
FRONT = 0.6  # of what is kept of a text without marks
MOST_TURNING = 6
TURNING = re.compile(
    rf"\b(?:{any_of('bound')}\s+[\d.,]+\d|{any_of('turning')}|{any_of('contracted')})\b", re.IGNORECASE
)


def shorten(pieces: Pieces, most: int) -> Pieces:
    """At most about `most` code points: what is far from any mark gives way to an ellipsis first."""
    if sum(len(piece.text) for piece in pieces) <= most:
        return pieces
    if not any(piece.marked for piece in pieces):
        return (Piece(squeeze("".join(piece.text for piece in pieces), most)),)
    return tuple(_spare(pieces, most))


def squeeze(text: str, most: int) -> str:
    """The beginning and the end of a text, and between them what turns it; that may exceed `most` a little."""
    if len(text) <= most:
        return text
    front = int(most * FRONT)
    return _elide(text, front, most - front)


def _elide(text: str, front: int, back: int) -> str:
    """`front` and `back` code points up to a word's edge, and the words between them that turn it."""
    start = _edge(text, front)
    end = max(start, len(text) - back)
    end = end if end == len(text) else text.find(" ", end) + 1 or len(text)
    for found in TURNING.finditer(text):  # neither cut goes through one
        start = found.end() if found.start() < start < found.end() else start
        end = found.start() if start <= found.start() < end < found.end() else end
    turning = [found.group() for found in TURNING.finditer(text, start, end)][:MOST_TURNING]
    return " … ".join(each for each in (text[:start].rstrip(), *turning, text[end:].lstrip()) if each)


def _edge(text: str, most: int) -> int:
    """The end of the last whole word within `most`; of an endless word a part."""
    if most <= 0:
        return 0
    found = text.rfind(" ", 0, most + 1)
    return found if found > most // 2 else most


def _spare(pieces: Pieces, most: int) -> Iterator[Piece]:
    left = most
    for index, piece in enumerate(pieces):
        if left <= 0:
            yield Piece(" …")
            return
        kept = piece if piece.marked else _near(piece, first=index == 0, last=index == len(pieces) - 1)
        kept = replace(kept, text=clip(kept.text, max(left, CONTEXT)))
        left -= len(kept.text)
        yield kept


def _near(piece: Piece, *, first: bool, last: bool) -> Piece:
    """The ends of an unmarked stretch that touch a mark, and what turns it."""
    text = piece.text
    if len(text) <= 2 * CONTEXT:
        return piece
    kept = _elide(text, 0 if first else CONTEXT, 0 if last else CONTEXT)
    lead, trail = ("… " if first else "", " …" if last else "")
    space = text[:1].isspace() and not first, text[-1:].isspace() and not last
    return Piece(f"{' ' if space[0] else ''}{lead}{kept.strip()}{trail}{' ' if space[1] else ''}")
