"""Which topics a revision touches, and the spans that prove it.

All topics share one look-up from word forms to terms, so a revision's words are read once, however many topics
there are. Forms are made from the query's side (forms.py): matching itself is set arithmetic without any
morphology, because it runs over every revision in the main process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from watcher.analyze.forms import WORD, Aliases, Form, Leaf, fold, is_acronym, patterns
from watcher.analyze.language import LANGUAGES
from watcher.analyze.query import And, Everything, Node, Not, Or, Phrase, Prefix, Query, Source, Word, parse
from watcher.model import Match, Revision, Span
from watcher.settings import Topic

MOST_SPANS = 20

Where = Literal["title", "text"]
Term = tuple[Leaf, Aliases]  # the same word under other aliases is another term


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row that show a term (by its number); after them, if `prefix`, a word that begins so."""

    term: int
    form: Form
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A title or text as folded words with their spans; `places` also knows acronyms as written."""

    where: Where
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Index:
    """Every term's patterns by the first word, and those that are a mere prefix by that."""

    firsts: Mapping[str, tuple[Pattern, ...]]
    prefixes: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """A topic's query and the numbers of its terms."""

    topic: str
    root: Node
    numbers: Mapping[Leaf, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found in a revision, by the terms' numbers, and the numbers of one query's terms."""

    revision: Revision
    hits: Mapping[int, Sequence[Span]]
    numbers: Mapping[Leaf, int]


class Matcher:
    """The topics' queries, ready to be held against revisions; QueryError for one that does not read."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        queries = [(topic.name, parse(topic.query, topic.aliases)) for topic in topics]
        terms = dict.fromkeys((leaf, query.aliases) for _, query in queries for leaf in leaves(query.root))
        self._terms = {term: number for number, term in enumerate(terms)}
        self._watches = tuple(Watch(name, query.root, self._number(query)) for name, query in queries)
        self._open = {at for at, watch in enumerate(self._watches) if _is_open(watch.root)}
        self._users: dict[int, list[int]] = defaultdict(list)
        for at, watch in enumerate(self._watches):
            for number in set(watch.numbers.values()):
                self._users[number].append(at)
        self._indexes: dict[str | None, Index] = {}

    def _number(self, query: Query) -> dict[Leaf, int]:
        return {leaf: self._terms[leaf, query.aliases] for leaf in leaves(query.root)}

    def find(self, revision: Revision) -> tuple[Match, ...]:
        """A match for each topic that the revision touches, in the topics' order; at most 20 spans each."""
        index = self._index(_language(revision))
        hits: dict[int, list[Span]] = defaultdict(list)
        for page in (_read("title", revision.title), _read("text", revision.text)):
            for term, span in _search(page, index):
                if not _is_boilerplate(span, revision):
                    hits[term].append(span)
        touched = self._open.union(*(self._users[term] for term in hits))
        watches = (self._watches[at] for at in sorted(touched))
        found = ((watch.topic, _judge(watch, revision, hits)) for watch in watches)
        return tuple(
            Match(topic, revision.item, revision.number, spans) for topic, spans in found if spans is not None
        )

    def _index(self, language: str | None) -> Index:
        """The look-up for texts of one language, built when first needed."""
        if language not in self._indexes:
            self._indexes[language] = _build(self._terms, language)
        return self._indexes[language]


def _is_boilerplate(span: Span, revision: Revision) -> bool:
    """Inside a footer or promotion: what it names is not what the item is about."""
    return span.where == "text" and any(
        mark.start <= span.start < mark.end for mark in revision.marks if mark.kind in ("footer", "promotion")
    )


def _language(revision: Revision) -> str | None:
    code = (revision.language or "")[:2].lower()
    return code if code in LANGUAGES else None


def _read(where: Where, text: str) -> Page:
    """One pass over the text: fold its words and note where each stands."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    places: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(WORD.finditer(text)):
        word = found.group()
        words.append(fold(word))
        spans.append(found.span())
        places[words[-1]].append(at)
        if is_acronym(word):
            places[word].append(at)
    return Page(where, tuple(words), tuple(spans), places)


def _search(page: Page, index: Index) -> Iterator[tuple[int, Span]]:
    """Every place where a term shows."""
    for first in index.firsts.keys() & page.places.keys():
        for pattern in index.firsts[first]:
            for at in page.places[first]:
                if last := _fits(pattern, page, at):
                    yield pattern.term, _span(page, at, last)
    for word, places in page.places.items() if index.lengths else ():
        for length in index.lengths:
            for term in index.prefixes.get(word[:length], ()) if len(word) >= length else ():
                yield from ((term, _span(page, at, at + 1)) for at in places if page.words[at] == word)


def _span(page: Page, first: int, last: int) -> Span:
    return Span(page.where, page.spans[first][0], page.spans[last - 1][1])


def _fits(pattern: Pattern, page: Page, at: int) -> int | None:
    """The index past the pattern's last word if it stands at words[at]."""
    last = at + len(pattern.form) + (pattern.prefix is not None)
    if last > len(page.words):
        return None
    if not all(_is_one_of(page, at + i, forms) for i, forms in enumerate(pattern.form)):
        return None
    if pattern.prefix is not None and not page.words[last - 1].startswith(pattern.prefix):
        return None
    return last


def _is_one_of(page: Page, at: int, forms: frozenset[str]) -> bool:
    return page.words[at] in forms or any(form.isupper() and at in page.places.get(form, ()) for form in forms)


def _build(terms: Mapping[Term, int], language: str | None) -> Index:
    firsts: dict[str, list[Pattern]] = defaultdict(list)
    prefixes: dict[str, list[int]] = defaultdict(list)
    for term in terms:
        for form, prefix in patterns(*term, language):
            if not form:
                prefixes[prefix or ""].append(terms[term])
            for first in form[0] if form else ():
                firsts[first].append(Pattern(terms[term], form, prefix))
    return Index(
        {first: tuple(patterns) for first, patterns in firsts.items()},
        {prefix: tuple(numbers) for prefix, numbers in prefixes.items()},
        tuple(sorted({len(prefix) for prefix in prefixes})),
    )


def leaves(node: Node) -> Iterator[Leaf]:
    """The words, phrases and prefixes of a query, negated ones too."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Word() | Phrase() | Prefix():
            yield node
        case _:
            pass


def _is_open(node: Node) -> bool:
    """Whether the node can hold in a revision in which none of its words stands."""
    match node:
        case And(parts):
            return all(_is_open(part) for part in parts)
        case Or(parts):
            return any(_is_open(part) for part in parts)
        case Not() | Everything() | Source():
            return True
        case _:
            return False


def _judge(watch: Watch, revision: Revision, hits: Mapping[int, Sequence[Span]]) -> tuple[Span, ...] | None:
    """The spans that prove the match, first 20 in reading order; None if the query does not hold."""
    sight = Sight(revision, hits, watch.numbers)
    if not _holds(watch.root, sight):
        return None
    order = {"title": 0, "text": 1}
    spans = sorted(set(_proofs(watch.root, sight)), key=lambda span: (order[span.where], span.start, span.end))
    return tuple(_without_nested(spans))[:MOST_SPANS]


def _without_nested(spans: Sequence[Span]) -> Iterator[Span]:
    """A span inside the one before it proves nothing more."""
    for before, span in zip((None, *spans), spans, strict=False):
        if before is None or before.where != span.where or span.end > before.end:
            yield span


def _holds(node: Node, sight: Sight) -> bool:
    match node:
        case And(parts):
            return all(_holds(part, sight) for part in parts)
        case Or(parts):
            return any(_holds(part, sight) for part in parts)
        case Not(part):
            return not _holds(part, sight)
        case Everything():
            return True
        case Source(name, value):
            return _is_from(sight.revision, name, value)
        case _:
            return bool(_seen(node, sight))


def _seen(leaf: Leaf, sight: Sight) -> Sequence[Span]:
    spans = sight.hits.get(sight.numbers[leaf], ())
    return [span for span in spans if leaf.where in (None, span.where)]


def _proofs(node: Node, sight: Sight) -> Iterator[Span]:
    """The spans of the parts that hold; a negation has none."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                if _holds(part, sight):
                    yield from _proofs(part, sight)
        case Word() | Phrase() | Prefix():
            yield from _seen(node, sight)
        case _:
            pass


def _is_from(revision: Revision, name: str, value: str) -> bool:
    """`lang:de` compares the language, `outlet:` wants its words in a row in the outlet's name."""
    if name == "lang":
        return (revision.language or "").lower().partition("-")[0] == value.lower()
    wanted, words = (tuple(map(fold, WORD.findall(each))) for each in (value, revision.outlet))
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
