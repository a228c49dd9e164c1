"""Aim: a new statement weighs little where its article comes to the topic only in passing.

A query may match a text whose matter is another: one of several names („Spanier, Letten und Dänen“), a likeness
(„nach Dubliner Vorbild“), a place far down, another item of a ticker. A statement is about the topic if it
names it itself, if its title does, or if the text begins with it; what stands before that word is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from watcher.compose.likeness import stems
from watcher.model import Change, Mention, Revision, Section, Span
from watcher.store import Store

BESIDE = 0.25  # of its salience is left
ADDED = ("new", "corroborated")  # of a new claim its latest wording is shown, whoever said it first
SHORTEST, ENDING = 5, 2  # letters of a word that is looked for in compounds, and of its ending
SAYS_SO = 3  # words that a statement shares with the sentence that names the topic: it says the same
END = re.compile(r"(?<=[.!?])\s+(?=[^a-zäöüß])|\n")  # of a sentence
TICKER = re.compile(r"\+{2,}")  # between items that have nothing to do with each other
BEFORE, BEHIND = 40, 30  # characters around a word that show whether it is there in passing
AND = r"\s+(?:und|oder|sowie|and|or)\s+"
LARGE = r"[A-ZÄÖÜ][\w-]+"
SMALL = (
    r"(?:(?:in|im|aus|from|der|die|das|den|dem|the)\s+)*(?:[a-zäöüß]+\s+)?"  # before a noun: „aus dem fernen“
)
MANY = (  # what stands before and behind one of three (the first, one between, the last), or of „von … bis …“
    ("", rf"^\w*,\s+{SMALL}{LARGE}(?:,\s|{AND})"),
    (rf"{LARGE},\s+{SMALL}$", rf"^\w*(?:,\s+|{AND}){SMALL}{LARGE}"),
    (rf"{LARGE},\s+{SMALL}{LARGE}{AND}{SMALL}$", ""),
    (r"\b(?:[Vv]on|[Ff]rom)\s+$", rf"^\w*\s+(?:bis|to)\s+{LARGE}"),
    (rf"\b(?:[Vv]on|[Ff]rom)\s+{LARGE}\s+(?:bis|to)\s+$", ""),
)
ONE_OF_MANY = tuple((re.compile(before), re.compile(behind)) for before, behind in MANY)
LIKE = re.compile(
    rf"\b(?:(?:anders|ähnlich|ebenso)\s+(?:als|wie)|à\s+la|Vorbild|unlike|similar\s+to)\s+{SMALL}$",
    re.IGNORECASE,
)
MODEL = re.compile(r"^\w*[\s-]+(?:Vorbild|Muster|model)\b")


def aim(store: Store, section: Section) -> Section:
    """The section, its new statements weighed by whether they are about the topic."""
    return replace(section, changes=tuple(_weigh(store, each) for each in section.changes))


def _weigh(store: Store, change: Change) -> Change:
    if change.type not in ADDED or change.after is None or not _is_beside(store, change):
        return change
    mention = change.after.mention
    faint = replace(mention, salience=mention.salience * BESIDE)
    return replace(change, after=replace(change.after, mention=faint))


def _is_beside(store: Store, change: Change) -> bool:
    assert change.after
    mention = change.after.mention
    matches = store.reading.matches(mention.item, mention.revision, [change.topic])
    spans = [span for match in matches for span in match.spans]
    revision = store.revisions.get(mention.item, mention.revision)
    return bool(spans) and not is_about(mention, revision, spans)


def is_about(mention: Mention, revision: Revision, spans: Sequence[Span]) -> bool:
    """Whether the statement is about what the query found in its revision at `spans`."""
    meant = [span for span in spans if not _is_passing(revision, span)]
    words = frozenset(filter(None, (_begin(span, revision) for span in meant)))
    if any(_touches(span, mention) for span in meant) or _holds(mention.statement, words):
        return True
    if TICKER.search(revision.text):
        return False
    if any(span.where == "title" for span in meant) or _holds(revision.title, words):
        return True
    begins = END.search(revision.text)
    first = begins.start() if begins else len(revision.text)
    return any(_leads(span, mention, first) or _says_so(span, mention, revision) for span in meant)


def _begin(span: Span, revision: Revision) -> str:
    """The found word without its ending, of which there are compounds that the query does not know."""
    word = _read(span, revision)[span.start : span.end].casefold()
    return word[: max(SHORTEST, len(word) - ENDING)] if len(word) >= SHORTEST else ""


def _holds(text: str, words: Iterable[str]) -> bool:
    """„Flugzeugabsturz“ holds „Flugzeug“."""
    return any(word in text.casefold() for word in words)


def _read(span: Span, revision: Revision) -> str:
    return revision.title if span.where == "title" else revision.text


def _touches(span: Span, mention: Mention) -> bool:
    return span.where == mention.where and span.start < mention.end and mention.start < span.end


def _leads(span: Span, mention: Mention, first: int) -> bool:
    """Whether the text begins with it, and the statement does not stand before it."""
    behind = mention.where == "text" and mention.end <= span.start
    return span.start < first and not behind


def _says_so(span: Span, mention: Mention, revision: Revision) -> bool:
    """Whether the sentence of the text that names the topic says what the statement does."""
    ends = [0, *(each.end() for each in END.finditer(revision.text)), len(revision.text)]
    start = max(end for end in ends if end <= span.start)
    sentence = revision.text[start : min(end for end in ends if end > span.start)]
    return len(stems(sentence) & stems(mention.statement)) >= SAYS_SO


def _is_passing(revision: Revision, span: Span) -> bool:
    """Whether it is named as one of many, or only for comparison."""
    text = _read(span, revision)
    before, behind = text[max(0, span.start - BEFORE) : span.start], text[span.end : span.end + BEHIND]
    listed = any(ahead.search(before) and after.search(behind) for ahead, after in ONE_OF_MANY)
    return listed or LIKE.search(before) is not None or MODEL.search(behind) is not None
