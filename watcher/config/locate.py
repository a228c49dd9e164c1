"""On which line a key stands: tomllib does not say, and `feeds.toml:3120` is what an operator needs.

The scanner reads only what tomllib has accepted, so it checks nothing. It runs when there is a fault to place;
ten thousand feeds take it under a second.
"""

from __future__ import annotations

import re
import tomllib

Path = tuple[str | int, ...]

# Strings first, so that brackets and '#' inside them mean nothing (toml.io/en/v1.0.0#string; a multi-line
# string may end in five quotes, two of them its own).
_TOKEN = re.compile(
    r"""
    \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    | \#[^\n]* | \n | [\[\]{}=,.] | [^\s\[\]{}=,.\#"']+
    """,
    re.DOTALL | re.VERBOSE,
)
_END = "\n"


def find_lines(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every key, table and list element in valid TOML.

    A path such as `("feed", 3, "url")` names tables by key and elements by index.
    """
    return _Scanner(text).scan()


def find_line(lines: dict[Path, int], path: Path) -> int:
    """Return the line of `path`, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Walks the tokens once; `_counts` says how many `[[tables]]` of a name came so far."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokenize(text)
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip() is not None:
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _peek(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _skip(self) -> str | None:
        """Pass over line ends; return the token after them."""
        while self._peek() == _END:
            self._at += 1
        return self._peek()

    def _mark(self, path: Path) -> None:
        self._lines.setdefault(path, self._tokens[min(self._at, len(self._tokens) - 1)][1])

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`; a name on the way that is a list means its latest element."""
        repeated = self._tokens[self._at + 1][0] == "["
        start = self._at
        self._at += 2 if repeated else 1
        *outer, last = self._key()
        self._at, after = start, self._at + (2 if repeated else 1)
        path: Path = ()
        for part in outer:
            path = self._latest((*path, part))
        path = self._next((*path, last)) if repeated else (*path, last)
        self._mark(path)
        self._at = after
        return path

    def _latest(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _next(self, path: Path) -> Path:
        self._mark(path)
        self._counts[path] = self._counts.get(path, 0) + 1
        return self._latest(path)

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._peek() == ".":
            self._at += 1
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._tokens[self._at][0]
        self._at += 1
        return str(tomllib.loads(f"k = {token}")["k"]) if token[0] in "\"'" else token

    def _pair(self, table: Path) -> None:
        start = self._at
        parts = self._key()
        after, self._at = self._at + 1, start  # past the "="
        for length in range(1, len(parts) + 1):
            self._mark((*table, *parts[:length]))
        self._at = after
        self._value((*table, *parts))

    def _value(self, path: Path) -> None:
        begin = self._peek()
        if begin == "[":
            self._items(path, "]")
        elif begin == "{":
            self._items(path, "}")
        else:
            while self._peek() not in (",", "]", "}", _END, None):
                self._at += 1

    def _items(self, path: Path, close: str) -> None:
        """The elements of a list, or the pairs of an inline table."""
        self._at += 1
        number = 0
        while self._skip() not in (close, None):
            if close == "]":
                self._mark((*path, number))
                self._value((*path, number))
            else:
                self._pair(path)
            if self._skip() == ",":
                self._at += 1
            number += 1
        self._at += 1


def _tokenize(text: str) -> list[tuple[str, int]]:
    tokens, line, last = [], 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        if not match[0].startswith("#"):
            tokens.append((match[0], line))
    return tokens
