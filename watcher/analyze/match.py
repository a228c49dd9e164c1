"""Which topics a revision touches, and the spans that prove it.

All topics share one look-up from word forms to terms, so a revision's words are read once, however many topics
there are. Forms are made from the query's side (forms.py): matching itself is set arithmetic without any
morphology, because it runs over every revision in the main process.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from watcher.analyze.folding import LONGEST, WORD, fold, is_acronym
from watcher.analyze.forms import Aliases, patterns
from watcher.analyze.judge import Page, Sight, Verdict, explain, holds, is_boilerplate, prove
from watcher.analyze.language import LANGUAGES
from watcher.analyze.nodes import And, Everything, Heard, Leaf, Node, Not, Or, Regex, Source, Word, leaves
from watcher.analyze.placenames import Form, is_part
from watcher.analyze.query import Query, parse
from watcher.analyze.regexes import Sieve, find_odd
from watcher.analyze.sifting import gather
from watcher.model import Match, Mention, Revision, Span, Where
from watcher.settings import Topic

Term = tuple[Leaf, Aliases]  # the same word under other aliases is another term


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row that show a term (by its number); after them, if `prefix`, a word that begins so.

    `by_itself`: not where it is a part of a longer name.
    """

    term: int
    form: Form
    prefix: str | None = None
    by_itself: bool = False


DIGITS = re.compile(r"\d+")
MOST_WORDS = 200_000  # that an index remembers


class Index:
    """Every term's patterns by their first word or prefix; remembers the answer, as news repeats its words."""

    def __init__(self, terms: Mapping[Term, int], language: str | None) -> None:
        self._firsts: dict[str, list[Pattern]] = defaultdict(list)
        self._prefixes: dict[str, list[Pattern]] = defaultdict(list)
        for term, number in terms.items():
            for form, prefix in patterns(*term, language):
                leaf = term[0]
                alone = isinstance(leaf, Word) and not leaf.exact and len(form) == 1
                pattern = Pattern(number, form, prefix, alone)
                for first in form[0] if form else ():
                    self._firsts[first].append(pattern)
                if not form and prefix:
                    self._prefixes[prefix].append(pattern)
        self._lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._known: dict[str, tuple[Pattern, ...]] = {}
        self._quiet: set[str] = set()
        self._counts = any(re.search(r"\d", first) for first in {*self._firsts, *self._prefixes})

    def hears(self, text: str) -> bool:
        """Whether any word of the text may begin a pattern; in most texts none does, and no more is read."""
        # There is no end of figures; where no pattern has one, they are all the same.
        pieces = set((text if self._counts else DIGITS.sub("0", text)).split())
        return any(map(self.is_loud, pieces - self._quiet))

    def is_loud(self, piece: str) -> bool:
        """Of what stands between two spaces, as no word goes beyond it; remembered where it is not."""
        if piece in self._quiet:
            return False
        words = WORD.findall(piece)
        if any(self.ask(fold(word[:LONGEST])) or (is_acronym(word) and self.ask(word)) for word in words):
            return True
        if len(self._quiet) >= MOST_WORDS:
            self._quiet.clear()
        self._quiet.add(piece)
        return False

    def ask(self, word: str) -> tuple[Pattern, ...]:
        """What may begin with the word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST_WORDS:
                self._known.clear()
            found = self._known[word] = tuple(self._look(word))
        return found

    def _look(self, word: str) -> Iterator[Pattern]:
        yield from self._firsts.get(word, ())
        for length in self._lengths:
            yield from self._prefixes.get(word[:length], ()) if len(word) >= length else ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A topic's query and the numbers of its terms."""

    topic: str
    query: Query
    numbers: Mapping[Leaf, int]


class Matcher:
    """The topics' queries, ready to be held against revisions; QueryError for one that does not read."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        queries = [(topic.name, parse(topic.query, topic.aliases)) for topic in topics]
        terms = dict.fromkeys((leaf, query.aliases) for _, query in queries for leaf in leaves(query.root))
        self._terms = {term: number for number, term in enumerate(terms)}
        self._watches = tuple(Watch(name, query, self._number(query)) for name, query in queries)
        self._open = {at for at, watch in enumerate(self._watches) if _is_open(watch.query.root)}
        self._users: dict[int, list[int]] = defaultdict(list)
        for at, watch in enumerate(self._watches):
            for number in set(watch.numbers.values()):
                self._users[number].append(at)
        self._indexes: dict[str | None, Index] = {}

    def _number(self, query: Query) -> dict[Leaf, int]:
        return {leaf: self._terms[leaf, query.aliases] for leaf in leaves(query.root)}

    def find(self, revision: Revision, pages: Sequence[Page] = ()) -> tuple[Match, ...]:
        """A match for each topic that the revision touches, in the topics' order; at most 20 spans each.

        Of a query with fields of the ledger its text part decides; `keeps` judges the mentions.
        `pages`: what `read_pages` gave for it, if that is at hand.
        """
        if not pages and not self.hears(revision):
            return ()
        pages = pages or read_pages(revision)
        hits = self._search(pages, revision)
        touched = self._open.union(*(self._users[term] for term in hits))
        sights = ((self._watches[at], self._look(at, pages, hits, revision)) for at in sorted(touched))
        return tuple(
            Match(watch.topic, revision.item, revision.number, prove(watch.query.root, sight))
            for watch, sight in sights
            if holds(watch.query.root, sight) is not False
        )

    def hears(self, revision: Revision) -> bool:
        """Whether a topic may match it; a no is certain, whatever of its text turns out to be boilerplate."""
        if self._sieve:
            raw = f"{revision.title}\n{revision.text}".encode("utf-8", "replace")
            if not self._sieve.passes(raw):
                index = self._index(_language(revision))
                return any(map(index.is_loud, find_odd(raw)))
        return bool(self._open) or self._hears(revision)

    def hears_any(self, revisions: Sequence[Revision]) -> bool:
        """Whether `hears` may say yes to one of them: one look at all, as nearly always there is none."""
        if self._sieve is None:
            return True
        parts = [part for each in revisions for part in (each.title, each.text)]
        raw = "\n".join(parts).encode("utf-8", "replace")
        if self._sieve.passes(raw):
            return True
        odd = find_odd(raw)
        indexes = [self._index(code) for code in {_language(each) for each in revisions}]
        return any(index.is_loud(piece) for piece in odd for index in indexes)

    @cached_property
    def _sieve(self) -> Sieve | None:
        return gather([watch.query for watch in self._watches])

    def keeps(self, topic: str, revision: Revision, mentions: Iterable[Mention]) -> tuple[bool, ...]:
        """Of each mention of the revision, whether the topic's whole query holds, speaker and standing too."""
        at = next(at for at, watch in enumerate(self._watches) if watch.topic == topic)
        pages = read_pages(revision)
        sight = self._look(at, pages, self._search(pages, revision), revision)
        root = self._watches[at].query.root
        return tuple(holds(root, sight.of(mention)) is True for mention in mentions)

    def asks_ledger(self, topic: str) -> bool:
        """Whether the topic's query has fields of the ledger."""
        return any(watch.query.asks_ledger for watch in self._watches if watch.topic == topic)

    def explain(self, revision: Revision) -> dict[str, tuple[Verdict, ...]]:
        """Of each topic, which parts of its query hold where, and which do not."""
        pages = read_pages(revision)
        hits = self._search(pages, revision)
        return {
            watch.topic: explain(watch.query.root, self._look(at, pages, hits, revision))
            for at, watch in enumerate(self._watches)
        }

    def _look(
        self, at: int, pages: Sequence[Page], hits: Mapping[int, Sequence[Span]], revision: Revision
    ) -> Sight:
        watch = self._watches[at]
        return Sight(revision, pages, hits, watch.numbers, watch.query.aliases)

    def _search(self, pages: Sequence[Page], revision: Revision) -> dict[int, list[Span]]:
        """Where every term of every topic stands, by the terms' numbers."""
        index = self._index(_language(revision))
        hits: dict[int, list[Span]] = defaultdict(list)
        for page in pages:
            for term, span in _search(page, index):
                if not is_boilerplate(span, revision):
                    hits[term].append(span)
        return hits

    def _hears(self, revision: Revision) -> bool:
        index = self._index(_language(revision))
        return index.hears(revision.title) or index.hears(revision.text)

    def _index(self, language: str | None) -> Index:
        """The look-up for texts of one language, built when first needed."""
        if language not in self._indexes:
            self._indexes[language] = Index(self._terms, language)
        return self._indexes[language]


def _language(revision: Revision) -> str | None:
    code = (revision.language or "")[:2].lower()
    return code if code in LANGUAGES else None


def read_pages(revision: Revision) -> tuple[Page, Page]:
    return _read("title", revision.title), _read("text", revision.text)


def _read(where: Where, text: str) -> Page:
    """One pass over the text: fold its words and note where each stands."""
    found = list(WORD.finditer(text))
    plain = [each[0] for each in found]
    words = tuple([fold(word[:LONGEST]) for word in plain])
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    for at, word in enumerate(plain):
        if word.isupper() and is_acronym(word):
            places[word].append(at)
    return Page(where, words, tuple([each.span() for each in found]), places)


def _search(page: Page, index: Index) -> Iterator[tuple[int, Span]]:
    """Every place where a term shows."""
    ask = index.ask
    for word, places in page.places.items():
        for pattern in ask(word):
            for at in places:
                if last := _fits(pattern, page, at):
                    yield pattern.term, _span(page, at, last)


def _span(page: Page, first: int, last: int) -> Span:
    return Span(page.where, page.spans[first][0], page.spans[last - 1][1])


def _fits(pattern: Pattern, page: Page, at: int) -> int | None:
    """The index past the pattern's last word if it stands at words[at]."""
    last = at + len(pattern.form) + (pattern.prefix is not None)
    if last > len(page.words) or (pattern.by_itself and is_part(page.words, at)):
        return None
    if not all(_is_one_of(page, at + i, forms) for i, forms in enumerate(pattern.form)):
        return None
    if pattern.prefix is not None and not page.words[last - 1].startswith(pattern.prefix):
        return None
    return last


def _is_one_of(page: Page, at: int, forms: frozenset[str]) -> bool:
    return page.words[at] in forms or any(form.isupper() and at in page.places.get(form, ()) for form in forms)


def _is_open(node: Node) -> bool:
    """Whether the node can hold in a revision in which none of its words stands."""
    match node:
        case And(parts):
            return all(_is_open(part) for part in parts)
        case Or(parts):
            return any(_is_open(part) for part in parts)
        case Not() | Everything() | Source() | Heard() | Regex():
            return True
        case _:
            return False
