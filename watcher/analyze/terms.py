"""The terms of a query: which fields there are, what may be searched for, and the repair of what may not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from watcher.analyze.lexemes import REGEX, Lexeme
from watcher.analyze.nodes import Everything, Heard, Node, Phrase, Prefix, Regex, Source, Word
from watcher.analyze.regexes import FLAGS, compile_regex

FIELDS: Mapping[str, str] = {  # each with an example
    "title": "title:Brand",
    "outlet": 'outlet:"Der Bote"',
    "lang": "lang:de",
    "speaker": "speaker:Pistorius",
    "standing": "standing:denied",
}
STANDINGS = ("asserted", "attributed", "unverified", "confirmed", "denied")
SHORTEST_PREFIX = 2  # letters before the *
LETTER = re.compile(r"[^\W_]")
GERMAN = {
    "titel": "title", "überschrift": "title", "medium": "outlet", "quelle": "outlet", "sprache": "lang",
    "language": "lang", "sprecher": "speaker", "sprecherin": "speaker", "von": "speaker", "by": "speaker",
    "stand": "standing", "status": "standing",
    "bestätigt": "confirmed", "bestritten": "denied", "dementiert": "denied", "unbestätigt": "unverified",
    "zugeschrieben": "attributed", "behauptet": "asserted",
}  # fmt: skip


class Misspelt(Exception):
    """A term that cannot be searched for: one sentence with the repair, and the character at fault."""

    def __init__(self, sentence: str, at: int) -> None:
        super().__init__(sentence)
        self.at = at


def suggest_field(name: str) -> str:
    """One sentence for a field that we do not have."""
    near = GERMAN.get(name.lower()) or next(iter(difflib.get_close_matches(name.lower(), FIELDS, 1, 0.6)), None)
    if near in FIELDS:
        return f"{name}: is no field (did you mean {near}:?)"
    known = ", ".join(f"{each}:" for each in FIELDS)
    return f'{name}: is no field (there are {known}); to search for the word itself write "{name}"'


def make(lexeme: Lexeme, where: str | None) -> Node:
    """The node of a word, phrase or expression under the field; Misspelt."""
    if where in ("outlet", "lang", "speaker", "standing"):
        return _property(lexeme, where)
    match lexeme.kind:
        case "phrase":
            return _phrase(lexeme, where)
        case "regex":
            return _regex(lexeme, where)
        case _:
            return _word(lexeme, where)


def _property(lexeme: Lexeme, field: str) -> Node:
    """A value that is compared as a whole."""
    value = lexeme.text.strip()
    if lexeme.kind == "regex" or "*" in value or not LETTER.search(value):
        example = FIELDS[field]
        raise Misspelt(f"{field}: takes a word or a phrase, as in {example}, not {lexeme.text}", lexeme.at)
    if field == "standing" and value not in STANDINGS:
        near = GERMAN.get(value.lower()) or next(
            iter(difflib.get_close_matches(value.lower(), STANDINGS)), None
        )
        meant = f" (did you mean {near}?)" if near in STANDINGS else ""
        raise Misspelt(f"'{value}' is no standing{meant}; there are {', '.join(STANDINGS)}", lexeme.at)
    if field == "lang" and not re.fullmatch(r"[A-Za-z]{2,3}", value):
        raise Misspelt(f"lang: takes a language code such as de or en, not {value}", lexeme.at)
    return (Heard if field in ("speaker", "standing") else Source)(field, value.removeprefix("="))


def _phrase(lexeme: Lexeme, where: str | None) -> Node:
    if not LETTER.search(lexeme.text):
        raise Misspelt("this phrase has no word in it; write one between the quotation marks", lexeme.at)
    return Phrase(lexeme.text.strip(), where)


def _regex(lexeme: Lexeme, where: str | None) -> Node:
    found = REGEX.fullmatch(lexeme.text)
    assert found, "the lexer found it so"
    text, flags = found[1].replace("\\/", "/"), "".join(sorted(set(found[2])))
    if set(flags) - set(FLAGS):
        raise Misspelt(
            f'only i, m and s may follow the closing /; for the word itself write "{lexeme.text}"',
            lexeme.at + found.start(2),
        )
    try:
        matches_nothing = compile_regex(text, flags).search(b"") is not None
    except ValueError as fault:
        raise Misspelt(
            f"this expression does not read ({fault}); RE2 has no look-around or \\1", lexeme.at
        ) from None
    if matches_nothing:
        raise Misspelt(
            "this expression also matches nothing at all, so everything; use + instead of *", lexeme.at
        )
    return Regex(text, flags, where)


def _word(lexeme: Lexeme, where: str | None) -> Node:
    word = lexeme.text
    if word == "*":
        return Everything()
    if "*" in word[:-1]:
        place = lexeme.at + word.index("*")
        raise Misspelt("a * can only end a word, as in Drohne*; move it to the end", place)
    if not LETTER.search(word):
        raise Misspelt(f"there is no letter or digit in {word}; remove it or put it into a word", lexeme.at)
    if word.endswith("*"):
        return _prefix(lexeme, where)
    return Word(word.removeprefix("="), exact=word.startswith("="), where=where)


def _prefix(lexeme: Lexeme, where: str | None) -> Node:
    stem = lexeme.text[:-1].removeprefix("=")
    if len(stem) < SHORTEST_PREFIX:
        raise Misspelt(
            f"{lexeme.text} would find almost everything; write at least two letters before *", lexeme.at
        )
    return Prefix(stem, where)
