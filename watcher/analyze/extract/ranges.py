"""Figures that belong together: "zwei bis drei" is one, "von 1,2 auf 1,5 Milliarden" shares its magnitude."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from watcher.analyze.extract import numerals
from watcher.analyze.extract.nouns import Noun
from watcher.analyze.extract.numerals import Numeral
from watcher.analyze.language import Language, Token
from watcher.model import Qualifier

SHARED_MAGNITUDE = 1e6
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral in its place: tokens[start:numeral.last] is its text, `noun` what it says it counts."""

    numeral: Numeral
    start: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    noun: Noun | None = None

    @property
    def last(self) -> int:
        return max(self.numeral.last, self.noun.last if self.noun else 0)


def join(figures: Sequence[Figure], tokens: Sequence[Token], language: Language) -> list[Figure]:
    """Figures that belong together: ranges made one, a magnitude that is said once given to both."""
    joined = _join_ranges(figures, tokens, language)
    pairs = zip(joined, [*joined[1:], None], strict=False)
    return [_share_magnitude(a, b, tokens, language) if b else a for a, b in pairs]


def _share_magnitude(a: Figure, b: Figure, tokens: Sequence[Token], language: Language) -> Figure:
    """ "von 1,2 auf 1,5 Milliarden": both are billions if they are of one size without the word."""
    between = [token.text.lower() for token in tokens[a.numeral.last : b.start]]
    joint = len(between) == 1 and between[0] in numerals.words(language).roles["joint"]
    factor = b.numeral.factor
    plain = a.numeral.form == "digits" and a.numeral.factor == 1.0 and a.noun is None
    if not (plain and joint and factor >= SHARED_MAGNITUDE and a.low and b.low):
        return a
    if not b.low / 10 <= a.low * factor <= b.low * 10:
        return a
    low, high = a.low * factor, None if a.high is None else a.high * factor
    return replace(a, low=round(low, 6), high=high, numeral=replace(a.numeral, factor=factor))


def _join_ranges(figures: Sequence[Figure], tokens: Sequence[Token], language: Language) -> list[Figure]:
    """ "zwei bis drei", "10–15", "zwischen 10 und 20", "18 months to two years" become one figure."""
    joined: list[Figure] = []
    for figure in figures:
        whole = _complete(joined[-1], figure, tokens, language) if joined else None
        if whole:
            joined[-1] = _range(whole, figure)
        elif joined and _spans(joined[-1], figure, tokens, language):
            joined[-1] = _range(joined[-1], figure)
        else:
            joined.append(figure)
    return joined


def _complete(a: Figure, b: Figure, tokens: Sequence[Token], language: Language) -> Figure | None:
    """The first of "zwei- bis dreihundert" with the hundreds that only the second has; None for others."""
    known = numerals.words(language)
    between = [token.text.lower() for token in tokens[a.numeral.last : b.start]]
    torn = between[:1] == ["-"] and numerals.glued(tokens, a.numeral.last)
    if not torn or len(between) != 2 or between[1] not in known.roles["to"]:
        return None
    word = tokens[b.numeral.first].text.lower()
    fronts = (value for small, value in known.small.items() if word.startswith(small) and word != small)
    front = max(fronts, default=0.0)
    if not (front and a.low and b.low and a.numeral.form == b.numeral.form == "word" and a.low < front):
        return None
    low = a.low * b.low / front
    return replace(a, low=low, high=low)


def _spans(a: Figure, b: Figure, tokens: Sequence[Token], language: Language) -> bool:
    """Whether only "bis", "to", a dash, or "und" after "zwischen" stands between the two."""
    if a.high is None or b.high is None or b.start > b.numeral.first or a.numeral.form == "one":
        return False
    if a.noun and a.noun.unit and not _is_alike(a.noun, b.noun):
        return False  # "rose 3.2% to €4.10", "14% to 120,000"
    if _falls(a, b):
        return False  # "82% to 18%"
    nearest = a.noun.last if a.noun and a.noun.unit and a.noun.last <= b.numeral.first else a.numeral.last
    between = [token.text.lower() for token in tokens[nearest : b.numeral.first]]
    before = tokens[a.start - 1].text.lower() if a.start else ""
    roles = numerals.words(language).roles
    if len(between) == 1 and between[0] in roles["and"]:
        return before in roles["between"]
    return len(between) == 1 and (between[0] in DASHES or (between[0] in roles["to"] and before != "from"))


def _is_alike(unit: Noun, other: Noun | None) -> bool:
    """Of one measure: "18 months to two years"; not "0.2 percentage points to 4 per cent"."""
    if other is None or not other.unit or other.kind != unit.kind:
        return False
    return unit.kind != "percent" or unit.lemma == other.lemma


def _falls(a: Figure, b: Figure) -> bool:
    """Of one size, and the second is the smaller one."""
    sized = a.noun is not None and b.noun is not None and a.noun.size != b.noun.size
    scaled = a.numeral.factor == b.numeral.factor
    return not sized and scaled and bool(a.low and b.high) and cast(float, a.low) > cast(float, b.high) > 0


def _range(a: Figure, b: Figure) -> Figure:
    """Low and high in the unit of the last number."""
    low = cast(float, a.low if a.low is not None else a.high)
    high = cast(float, b.high)
    if a.numeral.factor == 1.0 and b.numeral.factor > 1.0 and not (a.noun and a.noun.unit):
        low *= b.numeral.factor
    if a.noun and b.noun and a.noun.size and b.noun.size and a.noun.kind == b.noun.kind:
        low = round(low * a.noun.size / b.noun.size, 6)
    numeral = replace(b.numeral, first=a.numeral.first, low=low, high=high)
    if low > high:
        low, high = high, low
    return Figure(numeral, a.start, low, high, "range", b.noun)
