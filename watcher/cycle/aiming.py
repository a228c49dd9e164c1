"""Aim: a statement weighs little where its article comes to the topic only in passing.

A query may match a text whose matter is another: a name by the way (passing.py), a place far down, another item
of a ticker or of a headline that strings news together. A statement is about the topic if it names it itself,
if its title does, or if the text begins with it; what stands before that word is not, nor is a text that begins
with what it adds to its headline („Auch …“), nor one headed by another country („Malta: …“).

So does one of an article that was old when its feed first showed it (ageing.py).

What is beside the topic changes nothing in it: another figure for it is no more than a new statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from watcher.analyze.language.patterns import any_of
from watcher.analyze.placenames import is_place, name_country
from watcher.compose.kinds import APART
from watcher.compose.selecting.likeness import stems
from watcher.compose.selecting.picking import HOLLOW
from watcher.cycle.ageing import is_old
from watcher.cycle.passing import is_one_of_two, is_passing, is_quoted
from watcher.model import Change, Mention, Revision, Section, Span
from watcher.store import Store

ADDED = ("new", "corroborated")  # of a new claim its latest wording is shown, whoever said it first
SHORTEST, ENDING = 5, 2  # letters of a word that is looked for in compounds, and of its ending
SHORT = 4  # letters of one that may only begin them: „Bahnstreik“
SAYS_SO = 3  # words that a statement shares with the sentence that names the topic: it says the same
END = re.compile(r"(?<=[.!?])\s+(?=[^a-zäöüß])|\n")  # of a sentence
TICKER = re.compile(r"\+{2,}")  # between items that have nothing to do with each other
PARTED = re.compile(r"\s[–—-]\s|;\s")  # between news that one headline strings together
SEVERAL = 2
ADDS = re.compile(rf"\W*{any_of('besides')}\b")  # to what the headline tells
KICKER = re.compile(r"(?P<place>[A-ZÄÖÜ][\w-]+):(?=\s*\S)")  # „Malta: Regierung tritt zurück“


def aim(store: Store, section: Section) -> Section:
    """The section, its statements weighed by whether they are about the topic."""
    return replace(section, changes=tuple(_weigh(store, each) for each in section.changes))


def _weigh(store: Store, change: Change) -> Change:
    added = change.type in ADDED
    if change.after is None or not (added or change.axis == "story"):
        return change
    if not (is_old(change.after) or _is_beside(store, change)):
        return change
    mention = change.after.mention
    faint = replace(change.after, mention=replace(mention, salience=min(mention.salience, HOLLOW)))
    if added:
        return replace(change, after=faint)
    return replace(change, type="new", before=None, after=faint, reason=APART)


def _is_beside(store: Store, change: Change) -> bool:
    assert change.after
    mention = change.after.mention
    matches = store.reading.matches(mention.item, mention.revision, [change.topic])
    spans = [span for match in matches for span in match.spans]
    revision = store.revisions.get(mention.item, mention.revision)
    return bool(spans) and not is_about(mention, revision, spans)


def is_about(mention: Mention, revision: Revision, spans: Sequence[Span]) -> bool:
    """Whether the statement is about what the query found in its revision at `spans`."""
    meant = [span for span in spans if not is_passing(revision, span)]
    words = frozenset(filter(None, (_begin(span, revision) for span in meant)))
    if any(_touches(span, mention) for span in meant) or _holds(mention.statement, words):
        return True
    if TICKER.search(revision.text) or len(PARTED.findall(revision.title)) >= SEVERAL:
        return False
    titled = [span for span in meant if span.where == "title"]
    if any(not (is_one_of_two(revision, span, spans) or is_quoted(revision, span)) for span in titled):
        return True
    if not titled and _holds(revision.title, words):
        return True
    leads = not (ADDS.match(revision.text) or _is_elsewhere(revision, meant))
    return any(
        (leads and _leads(span, mention, revision)) or _says_so(span, mention, revision)
        for span in meant
        if span.where == "text"
    )


def _is_elsewhere(revision: Revision, spans: Iterable[Span]) -> bool:
    """Whether the headline opens with another country than the one that the query found."""
    kicker = KICKER.match(revision.title)
    there = name_country(kicker["place"]) if kicker else ""
    here = {name_country(_read(span, revision)[span.start : span.end]) for span in spans}
    return bool(there) and any(here) and there not in here


def _begin(span: Span, revision: Revision) -> str:
    """An expression for the compounds of the found word that the query does not know; or ""."""
    word = _read(span, revision)[span.start : span.end].casefold()
    if len(word) < SHORT:
        return ""
    if len(word) < SHORTEST or is_place(word):  # of another place there may be more in front of it
        return rf"\b{re.escape(word)}(?!-)"
    return re.escape(word[: max(SHORTEST, len(word) - ENDING)])


def _holds(text: str, words: Iterable[str]) -> bool:
    """„Flugzeugabsturz“ holds „Flugzeug“, „Niedersachsen“ no „Sachsen“."""
    return any(re.search(word, text.casefold()) for word in words)


def _read(span: Span, revision: Revision) -> str:
    return revision.title if span.where == "title" else revision.text


def _touches(span: Span, mention: Mention) -> bool:
    return span.where == mention.where and span.start < mention.end and mention.start < span.end


def _leads(span: Span, mention: Mention, revision: Revision) -> bool:
    """Whether the text begins with it, and the statement does not stand before it."""
    begins = END.search(revision.text)
    behind = mention.where == "text" and mention.end <= span.start
    return span.start < (begins.start() if begins else len(revision.text)) and not behind


def _says_so(span: Span, mention: Mention, revision: Revision) -> bool:
    """Whether the sentence of the text that names the topic says what the statement does."""
    ends = [0, *(each.end() for each in END.finditer(revision.text)), len(revision.text)]
    start = max(end for end in ends if end <= span.start)
    sentence = revision.text[start : min(end for end in ends if end > span.start)]
    return len(stems(sentence) & stems(mention.statement)) >= SAYS_SO
