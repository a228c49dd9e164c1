"""The parts of a query, as frozen nodes: what query.py makes and match.py holds against a revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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
class Regex:
    """A regular expression of RE2 over the text as it stands; `flags` of i, m and s."""

    text: str
    flags: str = ""
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A property of the revision: its outlet's name holds these words, its language is this one."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A property of a mention in the ledger: who said it, how it stands. Of a text it is open."""

    name: str  # speaker, standing
    value: str


@dataclass(frozen=True, slots=True)
class Everything:
    """`*`"""


@dataclass(frozen=True, slots=True)
class Near:
    """One of `left` and one of `right` with fewer than `distance` words between them."""

    left: tuple[Leaf, ...]
    right: tuple[Leaf, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Leaf = Word | Phrase | Prefix
Node = Word | Phrase | Prefix | Regex | Source | Heard | Everything | Near | Not | And | Or


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part)
        case Not(part):
            yield from walk(part)
        case Near(left, right):
            yield from (*left, *right)
        case _:
            pass


def leaves(node: Node) -> Iterator[Leaf]:
    """The words, phrases and prefixes of a query, negated ones too."""
    return (each for each in walk(node) if isinstance(each, Word | Phrase | Prefix))


def write(node: Node) -> str:
    """A part as an editor would write it."""
    match node:
        case And(parts):
            return " ".join(f"({write(each)})" if isinstance(each, Or) else write(each) for each in parts)
        case Or(parts):
            return " OR ".join(map(write, parts))
        case Not(part):
            return f"-({write(part)})" if isinstance(part, And | Or) else f"-{write(part)}"
        case Near(left, right, distance):
            return f"{_write_side(left)} NEAR/{distance} {_write_side(right)}"
        case Source(name, value) | Heard(name, value):
            return f"{name}:{_quote(value)}"
        case Everything():
            return "*"
        case _:
            return _write_term(node)


def _write_side(side: tuple[Leaf, ...]) -> str:
    written = " OR ".join(map(write, side))
    return f"({written})" if len(side) > 1 else written


def _write_term(node: Word | Phrase | Prefix | Regex) -> str:
    field = f"{node.where}:" if node.where else ""
    match node:
        case Word(text, exact):
            return f"{field}{'=' if exact else ''}{text}"
        case Phrase(text):
            return f'{field}"{text}"'
        case Prefix(text):
            return f"{field}{text}*"
        case Regex(text, flags):
            return f"{field}/{text}/{flags}"


def _quote(value: str) -> str:
    return f'"{value}"' if " " in value else value
