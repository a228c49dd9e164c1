"""What a query narrowly misses: the same query with one part left out or one word taken wider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from watcher.analyze.nodes import And, Everything, Near, Node, Not, Or, Phrase, Prefix, Regex, Word, write
from watcher.analyze.query import Query

MOST = 12
SHORTEST = 4  # letters of a word that is tried as a part of others
VOWELS = "aio"  # that other words of the root have not: Liga, Ligist; Mexiko, Mexikaner


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A wider query, and what was done to it: "without Kursk", "with Kursk* for Kursk"."""

    change: str
    query: str


def relax(query: Query) -> tuple[Relaxed, ...]:
    """At most twelve, the parts left out first."""
    found = {each.query: each for each in (*_drop(query.root), *_widen(query.root))}
    return tuple(found.values())[:MOST]


def _drop(root: Node) -> Iterator[Relaxed]:
    """Each part that must hold, left out; something that must occur has to stay."""
    parts = root.parts if isinstance(root, And) else ()
    for at, part in enumerate(parts):
        rest = (*parts[:at], *parts[at + 1 :])
        if any(not isinstance(each, Not | Everything) for each in rest):
            yield Relaxed(f"without {write(part)}", write(And(rest)))


def _widen(root: Node) -> Iterator[Relaxed]:
    """Each word, phrase or distance taken wider, one at a time."""
    for wide, old, new in _wider(root):
        yield Relaxed(f"with {write(new)} for {write(old)}", write(wide))


def _wider(node: Node) -> Iterator[tuple[Node, Node, Node]]:
    """(the whole with one part exchanged, the part, what took its place); under NOT nothing is widened."""
    if isinstance(node, And | Or):
        for at, part in enumerate(node.parts):
            for wide, old, new in _wider(part):
                yield replace(node, parts=(*node.parts[:at], wide, *node.parts[at + 1 :])), old, new
    else:
        yield from ((wider, node, wider) for wider in _loosen(node))


def _loosen(node: Node) -> Iterator[Node]:
    match node:
        case Word(where="title") | Phrase(where="title"):
            yield replace(node, where=None)
        case Word(text, exact=True):
            yield Word(text)
        case Word(text) if len(text) >= SHORTEST and text.isalpha():
            yield Prefix(text)
            yield Regex(text, "i")  # a German compound hides it: Hafenbrücke
            if text[-1] in VOWELS and len(text) > SHORTEST:
                yield Prefix(text[:-1])
        case Phrase(text) if " " in text:
            yield And(tuple(Word(word) for word in text.split() if any(map(str.isalnum, word))))
        case Near(left, right, distance) if distance < 50:
            yield Near(left, right, distance * 2)
