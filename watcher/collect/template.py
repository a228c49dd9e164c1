"""What an outlet wraps around every article, learnt from its articles: lines that many of them share.

Nothing is stored: the last articles of a feed are read again when new ones come, and their lines compared. A
line that is wrongly taken for wrapping would hide a claim, so it must stand in a third of the articles, of
different stories, on different days; and a sentence with a figure is never the same as with another figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.model import Mark, Revision

RECENT = 60  # articles of a feed that are looked back at
LEAST_STORIES = 4
LEAST_SHARE = 0.3  # of the articles: a background sentence that agencies repeat stays below it
LEAST_DAYS = 2
LONGEST_LINE = 300  # characters
SAME_STORY = 0.5  # of a title's longer words

LINE = re.compile(r"[^\n]+")
DIGITS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"[.!?][\"“”»]?$")


@dataclass(frozen=True, slots=True)
class Template:
    """The lines of a feed's wrapping, white space folded and, outside sentences, digits masked."""

    lines: frozenset[str] = frozenset()


def annotate(found: Sequence[Revision], known: Sequence[Revision]) -> tuple[Revision, ...]:
    """New revisions of one feed, with its wrapping marked. `known`: its last articles and what is edited.

    What an article's earlier revision left unmarked stays so, and the other way round: a mark that comes or
    goes would look as if the outlet had changed what it says. Whose own marks nobody needs gets none of these.
    """
    learned = learn([*known, *found])
    before = {each.item: each for each in known}
    return tuple(
        each if each.unmarked else mark(each, settle(learned, before.get(each.item))) for each in found
    )


def learn(revisions: Iterable[Revision]) -> Template:
    """The lines that many stories share; of an article only its last revision counts."""
    latest = {each.item: each for each in revisions}
    carriers: dict[str, list[Revision]] = defaultdict(list)
    for each in latest.values():
        for key in _key_set(each.text):
            carriers[key].append(each)
    least = max(LEAST_STORIES, LEAST_SHARE * len(latest))
    return Template(frozenset(key for key, found in carriers.items() if _is_wrapping(found, least)))


def _is_wrapping(carriers: Sequence[Revision], least: float) -> bool:
    if len(carriers) < least or len({_day(each) for each in carriers}) < LEAST_DAYS:
        return False
    stories: list[frozenset[str]] = []
    for each in carriers:
        words = frozenset(re.findall(r"\w{4,}", each.title.casefold()))
        if words and not any(_is_same_story(words, other) for other in stories):
            stories.append(words)
        if len(stories) >= least:
            return True
    return False


def _is_same_story(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= SAME_STORY * min(len(words), len(other))


def _day(revision: Revision) -> object:
    return (revision.published or revision.seen_at).date()


def settle(template: Template, previous: Revision | None) -> Template:
    """The template for an edit of `previous`, which keeps the marks that are there and gets none anew."""
    if previous is None or previous.unmarked:
        return template
    said = {key for _, key in _keys(previous.text)}
    marked = {key for place, key in _keys(previous.text) if place in previous.marks}
    return Template((template.lines - said) | marked)


def find(template: Template, text: str) -> tuple[Mark, ...]:
    """Where the template's lines stand in a text."""
    return tuple(place for place, key in _keys(text) if key in template.lines) if template.lines else ()


def mark(revision: Revision, template: Template) -> Revision:
    """The revision with the template's lines marked where nothing is marked yet."""
    added = [each for each in find(template, revision.text) if not _overlaps(each, revision.marks)]
    if not added:
        return revision
    return replace(revision, marks=tuple(sorted((*revision.marks, *added), key=lambda each: each.start)))


def _overlaps(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _keys(text: str) -> Iterator[tuple[Mark, str]]:
    """Every shorter line as a mark without the white space around it, and by what it is compared."""
    for found in LINE.finditer(text):
        line = found[0].strip()
        if line and len(line) <= LONGEST_LINE:
            start = found.start() + found[0].index(line)
            yield Mark("promotion", start, start + len(line)), _fold(line)


def _key_set(text: str) -> set[str]:
    lines = (line.strip() for line in text.split("\n"))
    return {_fold(line) for line in lines if line and len(line) <= LONGEST_LINE}


def _fold(line: str) -> str:
    folded = " ".join(line.split()) if "  " in line or not line.isprintable() else line
    return folded if SENTENCE_END.search(folded) else DIGITS.sub("0", folded)
