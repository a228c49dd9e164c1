"""Which stretches of a text are quoted: an automaton over one paragraph at a time.

German „…“ and »…«, Swiss «…», English “…” and the straight "…" are mixed within one article, nested, and left
unclosed by editing systems; so a mark opens or closes by its neighbours, not by its shape alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
CLOSED_BY = {
    "„": '“”"',
    "“": '”"',
    "”": '”"',
    '"': '"”“',
    "«": "»",
    "»": "«",
}
LONGEST_NESTED = 60  # characters of a name or word that is quoted inside a quotation
SINGLE = re.compile(r"(?<![\w'’])['‘](?=\w)([^'‘\n]*?(?:\w['’]\w[^'‘\n]*?)*)['’](?!\w)")
MARK = re.compile("[" + "".join(CLOSED_BY) + "]")


def quote_paragraphs(text: str, paragraphs: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The quoted ranges of each paragraph; one that runs on into the next reaches past its paragraph's edge."""
    quoted: list[tuple[Span, ...]] = []
    for start, end in paragraphs:
        found = list(find_quotes(text, start, end))
        before = quoted[-1] if quoted else ()
        close = _first_closing(text, start, end) if before and _is_open(text, before[-1]) else None
        if close is not None:
            quoted[-1] = (*before[:-1], (before[-1][0], before[-1][1] + 1))
            found.insert(0, (start - 1, close))
        quoted.append(tuple(found))
    return quoted


def _is_open(text: str, span: Span) -> bool:
    """No mark closes it."""
    return span[1] >= len(text) or text[span[1]] not in CLOSED_BY


def _first_closing(text: str, start: int, end: int) -> int | None:
    """The closing mark of a quotation that was open when the paragraph began; None if another opens first."""
    for at in range(start, end):
        if text[at] in CLOSED_BY:
            return None if _opens(text, at, start) else at
    return None


def find_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of text[start:end] inside quotation marks; unclosed ones end with the paragraph."""
    marks = Marks(text, [match.start() for match in MARK.finditer(text, start, end)], start, end)
    at = start
    for opening in marks.opening:
        if opening >= at:
            close = marks.close(opening)
            yield opening + 1, close
            at = close + 1


def find_single(text: str, start: int, end: int) -> Iterator[Span]:
    """Ranges inside 'single' marks, as British headlines have them; an apostrophe has letters on both sides."""
    for match in SINGLE.finditer(text, start, end):
        yield match.start(1), match.end(1)


class Marks:
    """The quotation marks of one paragraph, each looked at once: a page of „ must not take forever."""

    def __init__(self, text: str, found: list[int], start: int, end: int) -> None:
        self.text, self.found, self.end = text, found, end
        self.opening = [at for at in found if _opens(text, at, start)]
        self._inner = frozenset(self.opening)
        self._nested = _pair_nested(text, found)
        self._closing: dict[str, list[int]] = {}

    def close(self, at: int) -> int:
        """Where the quotation that opens at `at` ends; a mark of the same kind that opens again ends it too."""
        if at in self._nested:
            return self._nested[at]
        kind = self.text[at]
        if kind not in self._closing:
            self._closing[kind] = [i for i in self.found if self._closes(kind, i)]
        closing = self._closing[kind]
        after = bisect_right(closing, at)
        return closing[after] if after < len(closing) else self._unclosed(at)

    def _closes(self, kind: str, at: int) -> bool:
        return self.text[at] in CLOSED_BY[kind] and (self.text[at] != kind or at not in self._inner)

    def _unclosed(self, at: int) -> int:
        """An unclosed quotation reaches to the next one that opens, or to the paragraph's end."""
        after = bisect_right(self.opening, at)
        return self.opening[after] - 1 if after < len(self.opening) else self.end


def _pair_nested(text: str, found: Sequence[int]) -> dict[int, int]:
    """„… „Wort“ …“: the marks of each pair that holds a short one; German ones only, which tell their side."""
    pairs: dict[int, int] = {}
    opened: list[tuple[int, bool]] = []  # where, and whether something short was quoted inside
    for at in found:
        if text[at] == "„":
            opened.append((at, False))
        elif opened and text[at] in CLOSED_BY["„"]:
            first, held = opened.pop()
            if held:
                pairs[first] = at
            short = at - first <= LONGEST_NESTED
            opened = [(outer, short) for outer, _ in opened[-1:]] if short else []
    return pairs


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == "„":
        return True
    return not after.isspace() and (before.isspace() or before in "([{–—-/:‚'")
