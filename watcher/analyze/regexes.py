"""Regular expressions in queries: RE2, whose time is linear in the text whatever they say (its only door).

It works on UTF-8; spans are given in code points, and a lone surrogate counts as one "?".
"""

from __future__ import annotations

import functools
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
    """Whether any of many words (folded) may stand in a raw UTF-8 text: one automaton over all of them.

    It may say yes too often, never no too often: a text with letters that folding changes in ways not spelled
    out here passes always.
    """

    def __init__(self, words: frozenset[str]) -> None:
        options = re2.Options()
        options.log_errors = False
        options.case_sensitive = False
        options.max_mem = 256 << 20
        spelled = (
            (b"(?:%s)" % b"|".join(_spell(word) for word in sorted(words)))
            if words
            else b"[^\\x00-\\x{10FFFF}]"
        )
        self._words = re2.compile(spelled, options)

    def passes(self, raw: bytes) -> bool:
        return self._words.search(raw) is not None


# Letters beyond ASCII that fold as `_spell` says, and signs that stand between words; anything else passes.
_PLAIN = "äöüÄÖÜß„“”‚‘’«»‹›–—…·•§€£°²³×→©®\u00a0\u202f\u2009"
_ODD = f"[^\\x00-\\x7f{_PLAIN}]".encode()
_SPELLINGS = (("ae", "(?:ae|ä)"), ("oe", "(?:oe|ö)"), ("ue", "(?:ue|ü)"), ("ss", "(?:ss|ß)"))


@functools.cache
def _odd() -> re2._Regexp:
    return re2.compile(_ODD)


def is_odd(raw: bytes) -> bool:
    """Whether the text holds letters whose folding a Sieve does not know."""
    return _odd().search(raw) is not None


def _spell(word: str) -> bytes:
    text: str = re2.escape(word)
    for plain, spelled in _SPELLINGS:
        text = text.replace(plain, spelled)
    return text.encode("utf-8", "replace")
