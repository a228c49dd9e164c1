"""Characters: which of them a text may keep; what hides words from a reader or from a query goes.

Nearly all texts hold only characters that are fine, and those are told apart quickly.
"""

from __future__ import annotations

import re
import unicodedata

# Controls but tab and newline, direction overrides (CVE-2021-42574), soft hyphen, zero width space, byte order
# mark, tag characters, surrogates, noncharacters. ZWJ and ZWNJ stay: emoji and Persian need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
PILED = re.compile(
    "([\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
# How the characters that PILED counts begin in UTF-8.
ACCENTS = (b"\xcc", b"\xcd", b"\xd2\x89", b"\xe1\xaa", b"\xe1\xab", b"\xe2\x83")
# A no-break space groups digits ("10 000"); anywhere else it is a space.
SPACES = re.compile(
    "(?<![0-9])[\xa0\u2000-\u200a\u202f\u205f\u3000]|[\xa0\u2000-\u200a\u202f\u205f\u3000](?![0-9])"
)
# What is none of these is visible, composed, and piles up on nothing: Latin, Cyrillic, punctuation, arrows.
UNCLEAR = re.compile(
    "[^\n -~\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]"
)
COMMON = bytes(range(0x20, 0x7F)) + b"\n"
NO_BREAK = "\xa0"
BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def mend(text: str) -> str:
    """Without controls, overrides and other unseen characters, composed; common spaces and line breaks."""
    if text.isascii() and text.isprintable():
        return text
    rare = find_rare(text)
    if is_clear(rare) or _is_visible(text, rare):
        return unbind(text) if NO_BREAK in rare else text
    text = SPACES.sub(" ", UNSEEN.sub("", BREAKS.sub("\n", text)))
    return PILED.sub(r"\1", unicodedata.normalize("NFC", text))


def find_rare(text: str, common: bytes = COMMON) -> str:
    """All but the characters of ASCII that can be seen and the new lines: a fiftieth of a German text."""
    return text.encode("utf-8", "surrogatepass").translate(None, common).decode("utf-8", "surrogatepass")


def is_clear(rare: str) -> bool:
    """Whether a text in which these are rare is visible throughout, composed, and piles up no accents."""
    return not UNCLEAR.search(rare)


def _is_visible(text: str, rare: str) -> bool:
    """As `is_clear`, for the scripts that it does not know.

    Whatever BREAKS, UNSEEN and SPACES look for is not printable; what may pile up has one of the ACCENTS.
    """
    if not rare.replace(NO_BREAK, "").isprintable():
        return False
    raw = rare.encode()
    return not any(lead in raw for lead in ACCENTS) and unicodedata.is_normalized("NFC", text)


def unbind(text: str) -> str:
    """As SPACES has it, for the one space that is common: it stays between digits."""
    first, *rest = text.split("\xa0")
    pieces = [first]
    for before, after in zip([first, *rest], rest, strict=False):
        bound = before[-1:].isascii() and before[-1:].isdigit() and after[:1].isascii() and after[:1].isdigit()
        pieces += ["\xa0" if bound else " ", after]
    return "".join(pieces)
