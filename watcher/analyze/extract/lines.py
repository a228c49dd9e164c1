"""Lines that state nothing: headings, navigation, promotion, credits, teaser lists.

A line is judged by its shape (no sentence mark, few words, brackets) and by cues from `boilerplate.tsv`; a
heading that opens a list of other articles („Mehr zum Thema") takes the list with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.language.patterns import any_of

ENDS = re.compile(r"[.!?…:][\"“”»«’')\]]*$")
CREDIT = re.compile(r"^[(\[][^()\[\]]{1,80}[)\]]\.?$")
ADDRESS = re.compile(r"https?://|www\.|\S@[^\s@]{1,200}\.\w|\bIBAN\b|\(m/w/d\)|\(w/m/d\)|©|►|▶|→|^\s*[•|>]")
SIGNS = ("http", "www.", "@", "IBAN", "/w/", "/m/", "©", "►", "▶", "→", "•", "|", ">")  # one is in each of them
LIST_MARK = re.compile(r"^\s*[-–—•*·▪►]\s+\S")
ABOUT = re.compile(
    rf"{any_of('about')}\s[^.:,!?]{{2,60}}:\s+[A-ZÄÖÜ]"
)  # how a press release describes its sender
QUOTED = re.compile('["„“”»«]')
TRUNCATED = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*(?:[\w ]{0,20})$")
LONGEST_TOPIC = 25  # characters after the cue: "Mehr zum Thema Energie"
LONGEST_HEADING = 14  # words
LONGEST_ITEM = 22  # words of a line in a teaser list


def find_silent(lines: Sequence[str], lexicon: Lexicon) -> list[bool]:
    """For each line of a text whether it states nothing."""
    listing = False
    silent = []
    for number, line in enumerate(lines):
        if opens_list(line, lexicon):
            listing = True
        elif listing and not _is_item(line):
            listing = False
        silent.append(listing or is_silent(line, alone=len(lines) == 1 and number == 0))
    return silent


def is_silent(line: str, *, alone: bool = False) -> bool:
    """A heading, credit, list item or who sent the release; the only line of a teaser needs no full stop."""
    if CREDIT.match(line) or LIST_MARK.match(line):
        return True
    if ABOUT.match(line) and not alone:
        return True
    return not alone and not ENDS.search(line) and len(line.split()) <= LONGEST_HEADING


def opens_list(line: str, lexicon: Lexicon) -> bool:
    """„Mehr zum Thema", „Lesen Sie auch": what follows are links."""
    low = line.lower().strip(" :.-–»>+")
    cue = lexicon.boilerplate("list").match(low)
    return cue is not None and len(low) <= cue.end() + LONGEST_TOPIC


def _is_item(line: str) -> bool:
    return len(line.split()) <= LONGEST_ITEM and (not ENDS.search(line) or bool(TRUNCATED.search(line)))


def has_cue(line: str, lexicon: Lexicon) -> bool:
    """Addresses, and words that only promotion, navigation and credits use; for one sentence."""
    if any(map(line.__contains__, SIGNS)) and ADDRESS.search(line):
        return True
    low = line.lower()
    if lexicon.boilerplate("start").match(low) or lexicon.boilerplate("any").search(low):
        return True
    if QUOTED.search(line):
        return False  # somebody else's "we"
    return bool(lexicon.boilerplate("own").search(low) and lexicon.boilerplate("product").search(low))


def visible(lines: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The lines that may state something; for reading a text by eye."""
    return (line for line, silent in zip(lines, find_silent(lines, lexicon), strict=True) if not silent)
