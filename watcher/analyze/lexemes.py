"""Cut a query into words, phrases, expressions, operators and marks, each with its place.

Operators are written large, in English or German; in small letters they are words like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.errors import QueryError

OPERATORS = {"AND": "AND", "UND": "AND", "OR": "OR", "ODER": "OR", "NOT": "NOT", "NICHT": "NOT"}
QUOTES = {'"': '"', "„": '“”"', "“": '”“"', "”": '”"', "«": "»", "»": "«"}  # opening: what may close it
MINUS = frozenset("-−–")
LONGEST_QUERY = 20_000  # characters; ten thousand terms need more than one topic
FIELD = re.compile(r"[^\W\d_]+:(?!//)")
NEAR = re.compile(r"(?:NEAR|NAHE)(?:/(\d*))?")
REGEX = re.compile(r"/((?:[^/\\\n]|\\.)+)/(\w*)")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query. kind: ( ) AND OR NOT near word phrase regex field end; `at`: its first character."""

    kind: str
    text: str
    at: int


def lex(query: str) -> Iterator[Lexeme]:
    """Cut the query into lexemes; the last is of kind "end"."""
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"the query is longer than {LONGEST_QUERY} characters; use several topics", query, LONGEST_QUERY
        )
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        lexeme, at = _cut(query, at)
        yield lexeme
    yield Lexeme("end", "", len(query))


def _cut(query: str, at: int) -> tuple[Lexeme, int]:
    """The lexeme that begins here, and where the next may begin."""
    mark = query[at]
    if mark in "()":
        return Lexeme(mark, mark, at), at + 1
    if mark in QUOTES:
        end = _close_quote(query, at)
        return Lexeme("phrase", query[at + 1 : end], at), end + 1
    if mark in MINUS and at + 1 < len(query) and not query[at + 1].isspace():
        return Lexeme("NOT", mark, at), at + 1
    if mark == "/":
        return _cut_regex(query, at)
    lexeme = _lex_word(query, at)
    return lexeme, at + len(lexeme.text)


def _cut_regex(query: str, at: int) -> tuple[Lexeme, int]:
    found = REGEX.match(query, at)
    if found is None:
        raise QueryError(
            f"the / at character {at + 1} begins an expression that is never closed; "
            "add a / where it ends, or put the word into quotation marks",
            query,
            at,
        )
    return Lexeme("regex", found.group(), at), found.end()


def _close_quote(query: str, at: int) -> int:
    closing = QUOTES[query[at]]
    end = next((i for i in range(at + 1, len(query)) if query[i] in closing), None)
    if end is None:
        raise QueryError(
            f"the quotation mark at character {at + 1} is never closed; add {closing[0]} where the phrase ends",
            query,
            at,
        )
    return end


def _lex_word(query: str, at: int) -> Lexeme:
    """A field with its colon, an operator, or a word up to the next space, parenthesis or quotation mark."""
    named = FIELD.match(query, at)
    if named:
        return Lexeme("field", named.group(), at)
    end = at + 1
    while end < len(query) and not query[end].isspace() and query[end] not in "()" and query[end] not in QUOTES:
        end += 1
    word = query[at:end]
    if word == "=" and end < len(query) and query[end] in QUOTES:
        return Lexeme("word", word, at)
    if NEAR.fullmatch(word):
        return Lexeme("near", word, at)
    return Lexeme(OPERATORS.get(word, "word"), word, at)
