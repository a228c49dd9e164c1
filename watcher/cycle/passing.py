"""Passing: whether a text names the topic only by the way, so that what it says is of another matter.

One of several names („Spanier, Letten und Dänen“), a likeness („nach Dubliner Vorbild“), a border at which
something happened („an der deutsch-polnischen Grenze“), what somebody was once („Ex-Rathaus-Sprecher“), the
town from which somebody writes, a person who has a thing's name („Rolf Buch“).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.language.patterns import any_of
from watcher.model import Revision, Span

BEFORE, BEHIND = 40, 30  # characters around a word that show whether it is there in passing
AND = rf"\s+{any_of('and')}\s+"
LARGE = r"[A-ZÄÖÜ][\w-]+"
SMALL = rf"(?:{any_of('before_noun')}\s+)*(?:[a-zäöüß]+\s+)?"  # before a noun: „aus dem fernen“
FROM, TO = rf"\b{any_of('from')}\s+", rf"\s+{any_of('up_to')}\s+"
MANY = (  # what stands before and behind one of three (the first, one between, the last), or of „von … bis …“
    ("", rf"^\w*,\s+{SMALL}{LARGE}(?:,\s|{AND})"),
    (rf"{LARGE},\s+{SMALL}$", rf"^\w*(?:,\s+|{AND}){SMALL}{LARGE}"),
    (rf"{LARGE},\s+{SMALL}{LARGE}{AND}{SMALL}$", ""),
    (rf"{FROM}$", rf"^\w*{TO}{LARGE}"),
    (rf"{FROM}{LARGE}{TO}$", ""),
)
NEIGHBOURS = (  # „aus den Nachbarländern Malta und Zypern“
    (rf"{any_of('neighbour')}\w*\s+{SMALL}$", rf"^\w*{AND}"),
    (rf"{any_of('neighbour')}\w*\s+{SMALL}{LARGE}{AND}{SMALL}$", ""),
)
BORDERS = (
    (
        rf"\b{any_of('near')}\s+{any_of('the')}\s+(?:\w+-)?$",
        rf"^(?:-\w+)?\s+{any_of('border')}\b",
    ),
    (rf"\b{any_of('border_with')}$", ""),
)
LIKE = (
    (rf"\b(?i:{any_of('unlike')})\s+{SMALL}$", ""),
    ("", rf"^\w*[\s-]+{any_of('model')}\b"),
)
ONCE = (  # „Ex-Rathaus-Sprecher“, „der frühere Hafen-Chef“
    (rf"\b{any_of('once')}-(?:[\w]+-)*$", ""),
    (rf"\b{any_of('former')}\s+$", r"^-\w"),
)
BY_THE_WAY = tuple(
    (re.compile(before), re.compile(behind)) for before, behind in (*MANY, *NEIGHBOURS, *BORDERS, *LIKE, *ONCE)
)
NAMES = rf"{LARGE}(?:\s+(?:{any_of('of_name')}\s+)?{LARGE})*"
WRITER = re.compile(  # closes a text: „… kaum Hilfe. Von Ada Lind und Bo Kern, Malta“
    rf"(?:^|[.!?:»“]\s+){any_of('written_by')}\s+{NAMES}(?:,\s+[^.!?]*)?$"
)
WORD_BEFORE, WORD_BEHIND = re.compile(r"([\w-]+)\s+$"), re.compile(r"^\s+[A-ZÄÖÜ][\w-]+")
ARTICLES = re.compile(any_of("article"), re.IGNORECASE)
QUOTED = re.compile(r"[„»“\"][^„“”»«\"]+[“”«\"]")
IN = rf"\b{any_of('in')}\s+"
IN_BOTH = tuple(
    (re.compile(before), re.compile(behind))
    for before, behind in ((rf"{IN}$", rf"^{AND}{LARGE}"), (rf"{IN}{LARGE}{AND}$", ""))
)


def is_passing(revision: Revision, span: Span) -> bool:
    """Whether the revision names there by the way what the query found."""
    before, behind = _around(revision, span)
    if any(ahead.search(before) and after.search(behind) for ahead, after in BY_THE_WAY):
        return True
    if is_person(revision, span):
        return True
    signed = WRITER.search(revision.text) if span.where == "text" else None
    return signed is not None and signed.start() <= span.start


def is_person(revision: Revision, span: Span) -> bool:
    """„Rolf Buch“, „Roman Kern tritt auf“: a noun that is somebody's name there."""
    text = revision.title if span.where == "title" else revision.text
    word = text[span.start : span.end]
    if not word[:1].isupper() or word.casefold() not in _nouns():
        return False
    before = WORD_BEFORE.search(text[: span.start])
    if before and before[1] in _given_names():
        return True
    opens = word in _given_names() and WORD_BEHIND.match(text[span.end :]) is not None
    return opens and (before is None or not _leads_in(before[1]))


def _leads_in(word: str) -> bool:
    """„der“, „seinem“, „neuer“: what stands before a noun and before no name."""
    return ARTICLES.fullmatch(word) is not None or (
        word.islower() and word.endswith(("em", "er", "es", "en", "e"))
    )


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(name for code in LANGUAGES for name in load(code).words("given_names"))


@functools.cache
def _nouns() -> frozenset[str]:
    """Words that tell of things and deeds, of those that have synonyms."""
    rows = (row for code in LANGUAGES for row in load(code).rows("families"))
    return frozenset(
        word.strip() for name, *others in rows for word in (name, *",".join(others[:1]).split(","))
    )


def is_quoted(revision: Revision, span: Span) -> bool:
    """Whether a headline has it only in somebody's words: „Lest mal ein Buch“."""
    spoken = (each.span() for each in QUOTED.finditer(revision.title))
    return span.where == "title" and any(a < span.start and span.end < b for a, b in spoken)


def is_one_of_two(revision: Revision, span: Span, spans: Sequence[Span]) -> bool:
    """„Barrikaden in Kiel und Bremen“, of which the query finds one: the text may be about the other."""
    before, behind = _around(revision, span)
    both = any(ahead.search(before) and after.search(behind) for ahead, after in IN_BOTH)
    near = (abs(each.start - span.start) for each in spans if each.where == span.where and each != span)
    return both and min(near, default=BEFORE) >= BEFORE


def _around(revision: Revision, span: Span) -> tuple[str, str]:
    text = revision.title if span.where == "title" else revision.text
    return text[max(0, span.start - BEFORE) : span.start], text[span.end : span.end + BEHIND]
