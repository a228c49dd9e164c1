r"""What an editor watches, as a boolean query over words.

    Nordkorea Kursk            both words, in any form: "nordkoreanische", "Kursks", "Kursk-Gebiet"
    Kursk OR Belgorod          either; AND binds closer than OR, and standing side by side means AND
    -Sport, NOT Sport          not this one
    (Kiew OR Kyjiw) Rakete     parentheses
    "Crans-Montana"            a phrase, as written but for case, umlauts and hyphens; =Kursk for one word
    Drohne*                    words that begin so
    Kiew NEAR/8 Rakete         at most eight words apart, in either order; a side may be (this OR that)
    /Leopard ?2A\d/i           an expression of RE2 over the text as it stands
    title:Brand                in the title; outlet:"Der Bote", lang:de: of the item
    speaker:Pistorius          of a mention in the ledger, as is standing:denied (see heard.py)
    *                          everything

A field may stand before parentheses. `parse` gives a tree of frozen nodes (nodes.py) or a QueryError that
points at the character and says the repair. The words are matched in match.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from watcher.analyze import terms
from watcher.analyze.lexemes import NEAR, Lexeme, lex
from watcher.analyze.nodes import And, Everything, Heard, Leaf, Near, Node, Not, Or, Phrase, Prefix, Word, walk
from watcher.errors import QueryError

DEEPEST = 40  # parentheses inside each other
FARTHEST = 100  # words between the sides of NEAR


@dataclass(frozen=True, slots=True)
class Query:
    """A query that reads. `aliases`: sets of spellings that count as one word; `hints`: what may surprise."""

    text: str
    root: Node
    aliases: tuple[tuple[str, ...], ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def asks_ledger(self) -> bool:
        """Whether it holds a field of mentions, which a text alone does not answer."""
        return any(isinstance(each, Heard) for each in walk(self.root))


class _Reader:
    """The lexemes still to be read; the recursive descent advances it."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.lexemes = tuple(lex(query))
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Lexeme:
        return self.lexemes[self.at]

    def take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def fail(self, sentence: str, at: int | None = None) -> NoReturn:
        place = self.next.at if at is None else at
        raise QueryError(f"{sentence} (character {place + 1} of the query)", self.query, place)


def parse(query: str, aliases: Sequence[Sequence[str]] = ()) -> Query:
    """The query as a tree; QueryError with one sentence and the offset at fault."""
    reader = _Reader(query)
    if reader.next.kind == "end":
        reader.fail("the query is empty; write the words to watch, or * for everything")
    root = _either(reader, None)
    if reader.next.kind == ")":
        reader.fail("this ) closes nothing; remove it or add a ( before it")
    if (at := _only_negative(root)) is not None:
        reader.fail(f"{at} only says what must not occur; add a word that must, or * for everything", 0)
    hints = (*_hints(reader.lexemes), *_warn(root))
    return Query(query, root, tuple(tuple(group) for group in aliases), hints)


def _either(reader: _Reader, where: str | None) -> Node:
    """parts joined by OR"""
    parts = [_both(reader, where)]
    while reader.next.kind == "OR":
        operator = reader.take()
        _need_term(reader, operator)
        parts.append(_both(reader, where))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _both(reader: _Reader, where: str | None) -> Node:
    """parts side by side, or joined by AND"""
    if reader.next.kind in ("AND", "OR", "near"):
        reader.fail(f"{reader.next.text} needs something before it; put a word there or remove it")
    parts = [_unary(reader, where)]
    while reader.next.kind not in ("OR", ")", "end"):
        if reader.next.kind == "AND":
            _need_term(reader, reader.take())
        parts.append(_unary(reader, where))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _need_term(reader: _Reader, operator: Lexeme) -> None:
    if reader.next.kind in ("AND", "OR", "near", ")", "end"):
        reader.fail(f"{operator.text} needs something after it; put a word there or remove it", operator.at)


def _unary(reader: _Reader, where: str | None) -> Node:
    """terms joined by NEAR, or the negation of that"""
    if reader.next.kind != "NOT":
        return _chain(reader, where)
    operator = reader.take()
    _need_term(reader, operator)
    return Not(_unary(reader, where))


def _chain(reader: _Reader, where: str | None) -> Node:
    """a NEAR/3 b NEAR/3 c: each near the next"""
    at = reader.next.at
    before = _term(reader, where)
    pairs: list[Node] = []
    while reader.next.kind == "near":
        operator = reader.take()
        _need_term(reader, operator)
        left, at = _side(reader, before, at), reader.next.at
        before = _term(reader, where)
        pairs.append(Near(left, _side(reader, before, at), _distance(reader, operator)))
    if not pairs:
        return before
    return pairs[0] if len(pairs) == 1 else And(tuple(pairs))


def _distance(reader: _Reader, operator: Lexeme) -> int:
    found = NEAR.fullmatch(operator.text)
    number = int(found[1]) if found and found[1] else 0
    if not 1 <= number <= FARTHEST:
        reader.fail(f"{operator.text} needs a number of words from 1 to {FARTHEST}, as in NEAR/8", operator.at)
    return number


def _side(reader: _Reader, node: Node, at: int) -> tuple[Leaf, ...]:
    """What may stand beside NEAR: a word, phrase or prefix*, or several of them joined by OR."""
    parts = node.parts if isinstance(node, Or) else (node,)
    side = tuple(each for each in parts if isinstance(each, Word | Phrase | Prefix))
    if len(side) < len(parts):
        reader.fail('beside NEAR stand words, "phrases" or prefix*, or (this OR that); rewrite this side', at)
    return side


def _term(reader: _Reader, where: str | None) -> Node:
    """( … ), field:…, or a word, phrase or expression"""
    match reader.next.kind:
        case "(":
            return _group(reader, where)
        case "field":
            return _field(reader)
        case _:
            return _leaf(reader, where)


def _group(reader: _Reader, where: str | None) -> Node:
    opened = reader.take()
    reader.depth += 1
    if reader.depth > DEEPEST:
        reader.fail(
            f"more than {DEEPEST} parentheses inside each other; split the query into topics", opened.at
        )
    if reader.next.kind == ")":
        reader.fail("these parentheses are empty; put words between them or remove them", opened.at)
    if reader.next.kind != "end":
        node = _either(reader, where)
    if reader.next.kind != ")":
        reader.fail("this ( is never closed; add a ) where the group ends", opened.at)
    reader.take()
    reader.depth -= 1
    return node


def _field(reader: _Reader) -> Node:
    lexeme = reader.take()
    name = lexeme.text[:-1]
    if name not in terms.FIELDS:
        reader.fail(terms.suggest_field(name), lexeme.at)
    if reader.next.kind not in ("word", "phrase", "regex", "("):
        reader.fail(f"{lexeme.text} needs a word after it, as in {terms.FIELDS[name]}", lexeme.at)
    return _term(reader, name)


def _leaf(reader: _Reader, where: str | None) -> Node:
    lexeme = reader.take()
    exact = lexeme.kind == "word" and lexeme.text == "=" and reader.next.kind == "phrase"
    try:
        return terms.make(reader.take() if exact else lexeme, where)
    except terms.Misspelt as fault:
        reader.fail(str(fault), fault.at)


def _only_negative(node: Node) -> str | None:
    """What in the tree would match without anything found: the query, or one side of an OR."""
    if not _is_positive(node):
        return "the query"
    inner = node.parts if isinstance(node, And | Or) else ()
    for part in inner:
        if isinstance(node, Or) and not _is_positive(part):
            return "one side of an OR"
        if not isinstance(part, Not) and (found := _only_negative(part)):
            return found
    return None


def _is_positive(node: Node) -> bool:
    match node:
        case Not():
            return False
        case And(parts):
            return any(_is_positive(part) for part in parts)
        case Or(parts):
            return any(_is_positive(part) for part in parts)
        case _:
            return True


def _hints(lexemes: Sequence[Lexeme]) -> Iterator[str]:
    """Operators in lower case are words; an editor may not have meant that."""
    for lexeme in lexemes:
        if lexeme.kind == "word" and lexeme.text in ("and", "or", "not", "und", "oder", "nicht"):
            yield f"'{lexeme.text}' is searched for as a word; write {lexeme.text.upper()} for the operator"


def _warn(root: Node) -> Iterator[str]:
    """A query of ledger fields alone needs every item read for its claims."""
    if (
        all(isinstance(each, Heard | And | Or | Not | Everything) for each in walk(root))
        and root != Everything()
    ):
        yield "no word of the text is asked for, so every item is read for its claims; add a word if you can"
