"""Redline: two wordings beside each other, verbatim, with only the deciding words marked.

Tokens are words and whole numbers ("3,4" is one), because marks inside a word or a figure cannot be read.
Indel opcodes of rapidfuzz took 0.4 ms where difflib took 61 ms, and diff-match-patch splits figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|_")
LEAST_SHARED = 1 / 3  # below it marks cover nearly everything, and say less than two whole sentences


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as given; `marked` where it differs from the other side."""

    text: str
    marked: bool = False


Pieces = tuple[Piece, ...]
Range = tuple[int, int]


def compare(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces that join to exactly the text given."""
    left, right = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    equal = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes([t.group() for t in left], [t.group() for t in right])
        if step.tag == "equal"
    ]
    if not _shares_enough(left, right, equal):
        return (Piece(old),), (Piece(new),)
    return (
        _cut(old, left, [(start, end) for start, end, _, _ in equal]),
        _cut(new, right, [(start, end) for _, _, start, end in equal]),
    )


def _shares_enough(
    left: Sequence[re.Match[str]], right: Sequence[re.Match[str]], equal: Sequence[tuple[int, int, int, int]]
) -> bool:
    words = sum(map(_is_word, left)) + sum(map(_is_word, right))
    shared = 2 * sum(_is_word(token) for start, end, _, _ in equal for token in left[start:end])
    return words > 0 and shared / words >= LEAST_SHARED


def _is_word(token: re.Match[str]) -> bool:
    return token.group()[0].isalnum()


def _cut(text: str, tokens: Sequence[re.Match[str]], equal: Sequence[Range]) -> Pieces:
    """Neighbouring marks with nothing but punctuation between them become one."""
    kept = [run for run in equal if any(map(_is_word, tokens[run[0] : run[1]])) or _is_edge(run, tokens)]
    pieces: list[Piece] = []
    at = token = 0
    for start, end in [*kept, (len(tokens), len(tokens))]:
        marked = tokens[token:start]
        if any(map(_is_word, marked)):
            pieces.append(Piece(text[at : marked[0].start()]))
            pieces.append(Piece(text[marked[0].start() : marked[-1].end()], marked=True))
            at = marked[-1].end()
        token = end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _is_edge(run: Range, tokens: Sequence[re.Match[str]]) -> bool:
    return run[0] == 0 or run[1] == len(tokens)


def clip(text: str, most: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis."""
    if len(text) <= most:
        return text
    head = text[:most]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[most // 2 :] else head} …"
