"""Whether a query holds, and the spans that prove it, once its words have been found.

Three answers: yes, no, and None for what only the ledger's mentions can decide (speaker:, standing:).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from watcher.analyze.folding import WORD, fold, split
from watcher.analyze.forms import Aliases, patterns
from watcher.analyze.nodes import (
    And,
    Everything,
    Heard,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Source,
    Word,
    write,
)
from watcher.analyze.regexes import find_regex
from watcher.model import Mention, Revision, Span, Where

MOST_SPANS = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A title or text as folded words with their spans; `places` also knows acronyms as written."""

    where: Where
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found in a revision, by the terms' numbers, and the numbers of one query's terms."""

    revision: Revision
    pages: Sequence[Page]
    hits: Mapping[int, Sequence[Span]]
    numbers: Mapping[Leaf, int]
    aliases: Aliases = ()
    mention: Mention | None = None

    def of(self, mention: Mention) -> Sight:
        return replace(self, mention=mention)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A part of a query as written, whether it holds (None: the ledger decides), and where."""

    part: str
    holds: bool | None
    spans: tuple[Span, ...] = ()


def holds(node: Node, sight: Sight) -> bool | None:
    """Yes, no, or None: open as far as the text goes."""
    match node:
        case And(parts):
            return _all(holds(part, sight) for part in parts)
        case Or(parts):
            return _negate(_all(_negate(holds(part, sight)) for part in parts))
        case Not(part):
            return _negate(holds(part, sight))
        case Everything():
            return True
        case Source(name, value):
            return _is_from(sight.revision, name, value)
        case Heard(name, value):
            return None if sight.mention is None else _is_heard(sight.mention, name, value, sight.aliases)
        case Near() | Regex():
            return next(_seen(node, sight), None) is not None
        case _:
            return bool(_find(node, sight))


def prove(root: Node, sight: Sight) -> tuple[Span, ...]:
    """The spans of the parts that hold, the first 20 in reading order."""
    order = {"title": 0, "text": 1}
    spans = sorted(set(_proofs(root, sight)), key=lambda span: (order[span.where], span.start, span.end))
    return tuple(_without_nested(spans))[:MOST_SPANS]


def explain(root: Node, sight: Sight) -> tuple[Verdict, ...]:
    """Each part that must hold, and whether and where it does."""
    parts = root.parts if isinstance(root, And) else (root,)
    return tuple(Verdict(write(part), holds(part, sight), prove(part, sight)) for part in parts)


def is_boilerplate(span: Span, revision: Revision) -> bool:
    """Inside a footer or promotion: what it names is not what the item is about."""
    return span.where == "text" and any(
        mark.start <= span.start < mark.end for mark in revision.marks if mark.kind in ("footer", "promotion")
    )


def _all(answers: Iterator[bool | None]) -> bool | None:
    """No when one is no; else open when one is open."""
    found: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        found = found and answer
    return found


def _negate(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _proofs(node: Node, sight: Sight) -> Iterator[Span]:
    """A negation has none, nor has a part that does not hold."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                if holds(part, sight) is not False:
                    yield from _proofs(part, sight)
        case Word() | Phrase() | Prefix() | Near() | Regex():
            yield from _seen(node, sight)
        case _:
            pass


def _seen(node: Node, sight: Sight) -> Iterator[Span]:
    """Where a part stands that has a place."""
    match node:
        case Word() | Phrase() | Prefix():
            yield from _find(node, sight)
        case Near():
            yield from _pairs(node, sight)
        case Regex(text, flags, where):
            pages: tuple[tuple[Where, str], ...] = (
                ("title", sight.revision.title),
                ("text", sight.revision.text),
            )
            for name, page in pages:
                places = find_regex(text, flags, page) if where in (None, name) else ()
                spans = (Span(name, start, end) for start, end in places)
                yield from (span for span in spans if not is_boilerplate(span, sight.revision))


def _find(leaf: Leaf, sight: Sight) -> Sequence[Span]:
    spans = sight.hits.get(sight.numbers[leaf], ())
    return [span for span in spans if leaf.where in (None, span.where)]


def _pairs(near: Near, sight: Sight) -> Iterator[Span]:
    """Both sides of every pair that stands close enough."""
    lefts, rights = ([span for leaf in side for span in _find(leaf, sight)] for side in (near.left, near.right))
    for page in sight.pages if lefts and rights else ():
        here, there = (sorted(_count(page, spans)) for spans in (lefts, rights))
        starts = [place[0] for place in there]
        widest = max((last - first for first, last, _ in there), default=0)
        for first, last, span in here:
            low = bisect.bisect_left(starts, first - near.distance - widest)
            for begin, end, other in there[low : bisect.bisect_right(starts, last + near.distance)]:
                if max(begin - last, first - end) in range(1, near.distance + 1):
                    yield from (span, other)


def _count(page: Page, spans: Sequence[Span]) -> Iterator[tuple[int, int, Span]]:
    """The numbers of the first and last word of each span on the page."""
    for span in spans:
        if span.where == page.where:
            first = bisect.bisect_left(page.spans, (span.start, span.start))
            last = bisect.bisect_left(page.spans, (span.end, span.end)) - 1
            yield first, last, span


def _without_nested(spans: Sequence[Span]) -> Iterator[Span]:
    """A span inside one before it proves nothing more."""
    for before, span in zip((None, *spans), spans, strict=False):
        if before is None or before.where != span.where or span.end > before.end:
            yield span


def _is_from(revision: Revision, name: str, value: str) -> bool:
    """`lang:de` compares the language, `outlet:` wants its words in a row in the outlet's name."""
    if name == "lang":
        return (revision.language or "").lower().partition("-")[0] == value.lower()
    return _stands(tuple(map(fold, WORD.findall(value))), tuple(map(fold, WORD.findall(revision.outlet))))


def _stands(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _is_heard(mention: Mention, name: str, value: str, aliases: Aliases) -> bool:
    """`standing:` compares the mention's; `speaker:` wants the name, in any form, in who said it."""
    if name == "standing":
        return mention.standing == value
    if mention.attribution is None:
        return False
    said = f"{mention.attribution.name} · {mention.attribution.text}"
    words, folded = split(said), tuple(map(fold, split(said)))
    for form, _ in patterns(Word(value), aliases, mention.language):
        for at in range(len(words) - len(form) + 1):
            if all(words[at + i] in forms or folded[at + i] in forms for i, forms in enumerate(form)):
                return True
    return False
