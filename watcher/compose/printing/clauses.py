"""Clauses: one clean clause of a statement, in its own words, for a line as short as a subject.

Whole where it fits; else without what stands before its headline's colon; else up to where a clause ends, or a
word, with an ellipsis last. What turns a sentence, or says who speaks, is not cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.compose.patterns import any_of
from watcher.compose.redline import clip
from watcher.compose.safe import visible
from watcher.compose.telling.shortening import TURNING, squeeze
from watcher.model import Mention

SHORT, WHOLE = 72, 96  # code points that are no trouble, and that a line can bear
FEWEST_WORDS = 4
KICKER = re.compile(r"[^:„“\"»«\d]{2,60}?:+\s*(?=\w|[„»\"“])")
# „hat … bombardiert“: what follows by „und“ is another deed.
DONE = re.compile(rf"\b{any_of('auxiliary')}\b.+\s{any_of('participle')}$")
BORDER = re.compile(rf"\s*(?:[,;:]\s|\s[–—-]\s|\s{any_of('and')}\s)")


def trim(mention: Mention, most: int = WHOLE) -> str:
    """The statement in at most about so many code points."""
    text = _settle(mention.statement)
    if len(text) > SHORT and mention.where == "title":
        text = _drop_kicker(text, mention)
    if len(text) <= most:
        return text
    parts = [text[:end] for end in _list_borders(text, most) if _stands_alone(text, end, mention)]
    if parts:
        return f"{max(parts, key=len)} …"
    end = clip(text, most - 2)
    return end if _is_safe(text[len(end) - 2 :], mention) else squeeze(text, SHORT)


def find_clause(mention: Mention, figure: str) -> str:
    """The clause that has the figure, if it is short enough; else empty."""
    spans = [
        mention.statement[each.start - mention.start : each.end - mention.start]
        for each in mention.propositions
    ]
    texts = [_drop_kicker(_settle(each), mention) for each in (*spans, mention.statement)]
    fitting = (each for each in texts if figure in each and len(each) <= WHOLE)
    return next((each for each in fitting if len(each.split()) >= FEWEST_WORDS), "")


def _settle(text: str) -> str:
    return visible(text).strip(" ,;").removesuffix(".")


def _drop_kicker(text: str, mention: Mention) -> str:
    """Without „Brand in Elze:“; who speaks there stays."""
    found = KICKER.match(text)
    if not found or len(text[found.end() :].split()) < FEWEST_WORDS:
        return text
    said_by = mention.attribution
    return text if said_by and said_by.text in found[0] else text[found.end() :]


def _list_borders(text: str, most: int) -> Iterator[int]:
    return (each.start() for each in BORDER.finditer(text) if each.start() <= most - 2)


def _stands_alone(text: str, end: int, mention: Mention) -> bool:
    """Whether a clause ends there that tells something, and the rest does not turn it."""
    return (
        len(text[:end].split()) >= FEWEST_WORDS
        and _ends_clause(text[:end], mention)
        and _is_safe(text[end:], mention)
    )


def _ends_clause(text: str, mention: Mention) -> bool:
    clauses = (mention.statement[e.start - mention.start : e.end - mention.start] for e in mention.propositions)
    return DONE.search(text) is not None or any(text.endswith(_settle(each)) for each in clauses)


def _is_safe(rest: str, mention: Mention) -> bool:
    said_by = mention.attribution
    return TURNING.search(rest) is None and not (said_by and said_by.text in rest)
