"""A language's number words, and what a numeral is; read by numerals.py and fractions.py."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from watcher.analyze.language import Language, Token

Form = Literal["digits", "word", "vague", "part", "one"]

HEAD = 2  # letters that tell nearly every word from a number word
STARTING = ("numerals", "magnitudes", "vague_counts", "fractions")


@dataclass(frozen=True, slots=True)
class Numeral:
    """tokens[first:last] name low..high (None: open). `sign`: a currency sign glued before the digits."""

    first: int
    last: int
    low: float | None
    high: float | None
    form: Form
    sign: str | None = None
    factor: float = 1.0  # the magnitudes' part in the value


@dataclass(frozen=True, slots=True)
class Words:
    """A language's number words, read for look-up."""

    notation: re.Pattern[str]
    marks: Mapping[str, str]
    roles: Mapping[str, frozenset[str]]
    small: Mapping[str, float]
    magnitudes: Mapping[str, float]
    alone: Mapping[str, float]
    vague: Mapping[tuple[str, ...], float]
    parts: Mapping[str, tuple[float, str]]
    shares: Mapping[str, float]  # ordinals that make a part: "jeder *dritte*"
    starts: frozenset[str]  # what a numeral can begin with, besides digits
    prefixes: tuple[str, ...]  # what a compound or hyphened number word can begin with
    heads: frozenset[str]  # the first letters of all these


@functools.cache
def words(language: Language) -> Words:
    """The language's lists, read once."""
    rows, marks = language.rows, language.table("notation")
    group, decimal = re.escape(marks["group"]), re.escape(marks["decimal"])
    roles = {row[1] for row in rows("number_roles")}
    starts = [row[0].split()[0] for name in STARTING for row in rows(name)]
    ones = [row[0] for row in rows("number_roles") if row[1] == "one"]
    each = [row[0] for row in rows("number_roles") if row[1] == "each"]
    prefixes = (*(row[0] for row in rows("numerals")), *ones[:1])
    return Words(
        notation=re.compile(rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}(?P<decimals>\d+))?"),
        marks=marks,
        roles={r: frozenset(row[0] for row in rows("number_roles") if row[1] == r) for r in roles},
        small={row[0]: float(row[1]) for row in rows("numerals")},
        magnitudes={row[0]: float(row[1]) for row in rows("magnitudes")},
        alone={row[0]: float(row[2]) for row in rows("magnitudes") if len(row) > 2},
        vague={tuple(row[0].split()): float(row[1]) for row in rows("vague_counts")},
        parts={row[0]: (float(row[1]), row[2] if len(row) > 2 else "") for row in rows("fractions")},
        shares={row[0]: float(row[1]) for row in rows("shares")},
        starts=frozenset([*starts, *ones, *each]),
        prefixes=prefixes,
        heads=frozenset(word[:HEAD] for word in (*starts, *ones, *each, *prefixes)),
    )


def glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands between tokens[at] and the token before it."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start
