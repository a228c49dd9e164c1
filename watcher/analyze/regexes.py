"""Regular expressions in queries: RE2, whose time is linear in the text whatever they say (its only door).

It works on UTF-8; spans are given in code points, and a lone surrogate counts as one "?".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import re2

FLAGS = "ims"
MOST = 20  # places of one expression in one text


@functools.lru_cache(1_000)
def compile_regex(text: str, flags: str = "") -> re2._Regexp:
    """The expression, ready; ValueError with a few words on what RE2 does not read."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile((f"(?{flags})" if flags else "").encode() + text.encode("utf-8", "replace"), options)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        raise ValueError(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from error


def find_regex(text: str, flags: str, page: str) -> Iterator[tuple[int, int]]:
    """Where the expression stands on the page, as (start, end) in code points; never empty."""
    wire = page.encode("utf-8", "replace")
    at = passed = count = 0
    for found in compile_regex(text, flags).finditer(wire):
        start, end = found.span()
        if start == end:
            continue
        at, passed = at + len(wire[passed:start].decode()), start
        yield at, at + len(wire[start:end].decode())
        count += 1
        if count == MOST:
            return


class Sieve:
    """Whether any of many folded words, or words that begin so, may stand in a raw UTF-8 text: one automaton.

    It may say yes too often, never no too often: a text with signs whose folding it does not know passes. Who
    makes it not `odd` looks at what `find_odd` gives.
    """

    def __init__(
        self,
        words: frozenset[str],
        prefixes: frozenset[str] = frozenset(),
        expressions: frozenset[tuple[str, str]] = frozenset(),
        *,
        odd: bool = True,
    ) -> None:
        options = re2.Options()
        options.log_errors = False
        options.case_sensitive = False
        options.max_mem = 256 << 20
        spelled = [_spell(word, whole=True) for word in sorted(words)]
        spelled += [_spell(word, whole=False) for word in sorted(prefixes)]
        for text, flags in sorted(expressions):  # "m": a text begins after the title's line
            on = "".join(sorted({*flags, "m"}))
            spelled.append(f"(?{on}{'' if 'i' in flags else '-i'}:{text})")
        ways = [ODD, *spelled] if odd else spelled or [NEVER]
        self._words = re2.compile("|".join(ways).encode("utf-8", "replace"), options)

    def passes(self, raw: bytes) -> bool:
        return self._words.search(raw) is not None


# Beyond ASCII only these fold as `_spell` says, or part words as a blank does. The underscore parts words here,
# and does not for RE2.
ODD = "[^\\x00-\\x5e\\x60-\\x7fäöüÄÖÜß„“”‚‘’«»‹›–—…·•§€£°²³×→©®\u00a0\u202f\u2009]"
NEVER = "[^\\x00-\\x{10ffff}]"
SPELLINGS = {"ae": "(?:ae|ä)", "oe": "(?:oe|ö)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}


COMMON = bytes(each for each in range(0x80) if each != ord("_"))  # of ASCII, what ODD leaves out


ODD_SIGN = re.compile(ODD)


def find_odd(raw: bytes) -> list[str]:
    """What stands between blanks in a raw text and has signs that a sieve does not know."""
    odd = set(ODD_SIGN.findall(raw.translate(None, COMMON).decode("utf-8", "replace")))
    text = raw.decode("utf-8", "replace") if odd else ""
    return [_widen(text, at) for sign in odd for at in _places(sign, text)]


def _places(sign: str, text: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _widen(text: str, at: int) -> str:
    """What stands there between two blanks."""
    before, after = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return text[before : after if after >= 0 else len(text)]


def _spell(word: str, *, whole: bool) -> str:
    """The word as it may be written; RE2's \\b knows ASCII only, so it guards no edge that may be an umlaut."""
    text: str = re2.escape(word)
    for plain, spelled in SPELLINGS.items():
        text = text.replace(plain, spelled)
    front = "" if word[:2] in SPELLINGS else "\\b"
    back = "\\b" if whole and word[-2:] not in SPELLINGS else ""
    return f"{front}{text}{back}"
