"""A fast no: whether a raw text can match a query at all, before anything is cut into words.

Trying a query on a hundred thousand stored items must take seconds, and folding one takes 200 µs; of what feeds
bring, most matches nothing. What passes is matched exactly; what does not pass cannot match, whatever of it is
boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.analyze.forms import Aliases, patterns
from watcher.analyze.nodes import And, Leaf, Near, Node, Or, Phrase, Prefix, Regex, Word
from watcher.analyze.query import Query
from watcher.analyze.regexes import Sieve


@dataclass(frozen=True, slots=True)
class Clause:
    """Words (folded), beginnings of words and expressions, one of which must stand in the text."""

    words: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    expressions: frozenset[Regex] = frozenset()

    def __or__(self, other: Clause) -> Clause:
        return Clause(
            self.words | other.words, self.prefixes | other.prefixes, self.expressions | other.expressions
        )


class Sifter:
    """Several queries; a text passes when it can match one of them."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self._ways = [tuple(_weave(each) for each in _demand(query.root, query.aliases)) for query in queries]

    def passes(self, raw: bytes) -> bool:
        """`raw`: title and text as UTF-8, parted by a line break."""
        return any(all(sieve.passes(raw) for sieve in sieves) for sieves in self._ways)


MOST_WORDS = 20_000  # of one sieve; 8,000 take 16 MB and 4 µs a text, 80,000 would take 135 MB and 700 µs


def gather(queries: Sequence[Query]) -> Sieve | None:
    """One sieve for all queries: what it stops, odd signs aside, matches none; None where there is none."""
    clauses = _join([_demand(query.root, query.aliases) for query in queries]) if queries else ()
    few = clauses and len(clauses[0].words | clauses[0].prefixes) <= MOST_WORDS
    return _weave(clauses[0], odd=False) if few else None


def _weave(clause: Clause, *, odd: bool = True) -> Sieve:
    expressions = frozenset((each.text, each.flags) for each in clause.expressions)
    return Sieve(clause.words, clause.prefixes, expressions, odd=odd)


def _demand(node: Node, aliases: Aliases) -> tuple[Clause, ...]:
    """Clauses that all must be met; none where a text may match without any word of ours."""
    match node:
        case And(parts):
            return tuple(clause for part in parts for clause in _demand(part, aliases))
        case Or(parts):
            return _join([_demand(part, aliases) for part in parts])
        case Near(left, right):
            return tuple(_either(side, aliases) for side in (left, right))
        case Word() | Phrase() | Prefix():
            return (_shape(node, aliases),)
        case Regex(text) if "\\A" not in text and "\\z" not in text:  # title and text are one text here
            return (Clause(expressions=frozenset({node})),)
        case _:
            return ()


def _join(sides: Sequence[tuple[Clause, ...]]) -> tuple[Clause, ...]:
    """One clause for all sides of an OR, the rarest-looking of each; none if a side demands nothing."""
    if not all(sides):
        return ()
    chosen = [max(side, key=_rarity) for side in sides]
    joined = chosen[0]
    for clause in chosen[1:]:
        joined |= clause
    return (joined,)


def _rarity(clause: Clause) -> int:
    """Long words are rare."""
    return min(map(len, clause.words | clause.prefixes), default=0) if not clause.expressions else 0


def _either(side: Sequence[Leaf], aliases: Aliases) -> Clause:
    return _join([(_shape(leaf, aliases),) for leaf in side])[0]


def _shape(leaf: Leaf, aliases: Aliases) -> Clause:
    return Clause(frozenset(_words(leaf, aliases)), frozenset(_prefixes(leaf, aliases)))


def _words(leaf: Leaf, aliases: Aliases) -> Iterator[str]:
    """Of each form with several words the longest position."""
    for form, _ in patterns(leaf, aliases, None):
        if form:
            yield from max(form, key=lambda words: min(map(len, words)))


def _prefixes(leaf: Leaf, aliases: Aliases) -> Iterator[str]:
    yield from (prefix for form, prefix in patterns(leaf, aliases, None) if prefix and not form)
