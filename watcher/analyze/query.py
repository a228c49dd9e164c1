"""What an editor watches, as a boolean query over words.

    Nordkorea Kursk            both words, in any form: "nordkoreanische", "Kursks", "Kursk-Gebiet"
    Kursk OR Belgorod          either; AND binds closer than OR, and standing side by side means AND
    -Sport, NOT Sport          not this one
    (Kiew OR Kyjiw) Rakete     parentheses
    "Crans-Montana"            a phrase, as written but for case, umlauts and hyphens; =Kursk for one word
    Drohne*                    words that begin so
    title:Brand, lang:de, outlet:"Der Bote"
    *                          everything

`parse` gives a tree of frozen nodes or a QueryError that points at the character and says the repair. The words
are matched in match.py. Further fields and NEAR belong into `FIELDS` and `_term`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from watcher.analyze.lexemes import Lexeme, lex
from watcher.errors import QueryError

FIELDS = ("title", "outlet", "lang")
DEEPEST = 40  # parentheses inside each other
SHORTEST_PREFIX = 2  # letters before the *


@dataclass(frozen=True, slots=True)
class Word:
    """One word or, with a hyphen inside, several in a row. `exact`: as written, no other forms of it."""

    text: str
    exact: bool = False
    where: str | None = None  # "title", or anywhere


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, as written."""

    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A property of the revision: its outlet's name holds these words, its language is this one."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Everything:
    """`*`"""


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Word | Phrase | Prefix | Source | Everything | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that reads. `aliases`: sets of spellings that count as one word; `hints`: what may surprise."""

    text: str
    root: Node
    aliases: tuple[tuple[str, ...], ...] = ()
    hints: tuple[str, ...] = ()


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
    return Query(query, root, tuple(tuple(group) for group in aliases), tuple(_hints(reader.lexemes)))


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
    if reader.next.kind in ("AND", "OR"):
        reader.fail(f"{reader.next.text} needs something before it; put a word there or remove it")
    parts = [_unary(reader, where)]
    while reader.next.kind not in ("OR", ")", "end"):
        if reader.next.kind == "AND":
            _need_term(reader, reader.take())
        parts.append(_unary(reader, where))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _need_term(reader: _Reader, operator: Lexeme) -> None:
    if reader.next.kind in ("AND", "OR", ")", "end"):
        reader.fail(f"{operator.text} needs something after it; put a word there or remove it", operator.at)


def _unary(reader: _Reader, where: str | None) -> Node:
    """a term, or the negation of one"""
    if reader.next.kind != "NOT":
        return _term(reader, where)
    operator = reader.take()
    _need_term(reader, operator)
    return Not(_unary(reader, where))


def _term(reader: _Reader, where: str | None) -> Node:
    """( … ), "…", field:…, or a word"""
    match reader.next.kind:
        case "(":
            return _group(reader, where)
        case "phrase":
            return _phrase(reader, where)
        case "field":
            return _field(reader, where)
        case _:
            return _word(reader, where)


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


def _phrase(reader: _Reader, where: str | None) -> Node:
    lexeme = reader.take()
    if not re.search(r"[^\W_]", lexeme.text):
        reader.fail("this phrase has no word in it; write one between the quotation marks", lexeme.at)
    return Phrase(lexeme.text.strip(), where)


def _field(reader: _Reader, where: str | None) -> Node:
    lexeme = reader.take()
    name = lexeme.text[:-1]
    if name not in FIELDS:
        reader.fail(_suggest(name), lexeme.at)
    if reader.next.kind not in ("word", "phrase", "("):
        reader.fail(f"{lexeme.text} needs a word after it, as in {lexeme.text}Brand", lexeme.at)
    if name == "title":
        return _term(reader, "title")
    value = reader.take()
    if value.kind == "(":
        reader.fail(f"{lexeme.text} takes one word or a phrase, no parentheses", value.at)
    return Source(name, value.text)


def _suggest(name: str) -> str:
    """One sentence for a field that we do not have."""
    near = difflib.get_close_matches(name.lower(), FIELDS, 1, 0.6)
    known = ", ".join(f"{each}:" for each in FIELDS)
    if near:
        return f"{name}: is no field (did you mean {near[0]}:?)"
    return f'{name}: is no field (there are {known}); to search for the word itself write "{name}"'


def _word(reader: _Reader, where: str | None) -> Node:
    lexeme = reader.take()
    word = lexeme.text
    if word == "*":
        return Everything()
    if word == "=" and reader.next.kind == "phrase":
        return _phrase(reader, where)
    _refuse(reader, lexeme)
    if word.endswith("*"):
        return _prefix(reader, lexeme, where)
    return Word(word.removeprefix("="), exact=word.startswith("="), where=where)


def _refuse(reader: _Reader, lexeme: Lexeme) -> None:
    """What cannot be searched for, each with its repair."""
    word = lexeme.text
    if word.startswith("NEAR/") or (word.startswith("/") and word.endswith("/") and len(word) > 2):
        reader.fail(f"{word} is not understood yet; use AND, OR, NOT, a phrase or a prefix*", lexeme.at)
    if "*" in word[:-1]:
        place = lexeme.at + word.index("*")
        reader.fail("a * can only end a word, as in Drohne*; move it to the end", place)
    if not re.search(r"[^\W_]", word):
        reader.fail(f"there is no letter or digit in {word}; remove it or put it into a word", lexeme.at)


def _prefix(reader: _Reader, lexeme: Lexeme, where: str | None) -> Node:
    stem = lexeme.text[:-1].removeprefix("=")
    if len(stem) < SHORTEST_PREFIX:
        reader.fail(
            f"{lexeme.text} would find almost everything; write at least two letters before *", lexeme.at
        )
    return Prefix(stem, where)


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
