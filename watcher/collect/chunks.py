"""Chunks: which entries of a feed document are new, told by their bytes alone.

A feed shows thirty entries and one of them is new, or none and only the date of its making. The document is cut
into a shell and one chunk for each entry, and only the shell with the chunks we have not seen is parsed
(of 74 ms for such a feed 73 are the parser's). Whatever is not certain, such as a document that does not
go together again byte by byte, is parsed as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

WIDTH = 16  # hexadecimal digits of a hash; two of a feed's texts share one by accident once in 10**16 visits
UNTOLD = "-" * WIDTH  # in the place of a hash that was not made
VERSION = "2"  # of what is remembered; another one is not understood, and everything is parsed
FEWEST = 2  # entries; there is nothing to save on less

OPENING = re.compile(rb"<(item|entry)(?=[\s>])")
# What moves in the shell though nothing has changed.
DATES = re.compile(rb"<(lastBuildDate|pubDate|updated|dc:date)>[^<]{0,100}</\1>")


@dataclass(frozen=True, slots=True)
class Chunks:
    """A document cut up: `head` and `tail`, the shell, lie before and behind the entries.

    `shape`: hashes of the shell, of all entries together (once they were seen twice), and of each.
    """

    head: bytes
    entries: tuple[bytes, ...]
    tail: bytes
    shape: str

    def differing(self, known: str | None) -> tuple[bytes, ...] | None:
        """The entries that are not in the `known` shape; None when the shell differs or all of them do."""
        shell = len(VERSION) + WIDTH
        if known is None or known[:shell] != self.shape[:shell]:
            return None
        start = shell + WIDTH
        seen = {known[at : at + WIDTH] for at in range(start, len(known), WIDTH)}
        hashes = (self.shape[at : at + WIDTH] for at in range(start, len(self.shape), WIDTH))
        fresh = tuple(entry for entry, own in zip(self.entries, hashes, strict=True) if own not in seen)
        return None if len(fresh) == len(self.entries) else fresh

    def settle(self) -> str:
        """The shape by which `repeats` knows the document again without cutting it."""
        shell = len(VERSION) + WIDTH
        return f"{self.shape[:shell]}{_hash(b''.join(self.entries))}{self.shape[shell + WIDTH :]}"

    def join(self, entries: Sequence[bytes]) -> bytes:
        """The document with these entries alone."""
        return b"".join([self.head, *entries, self.tail])

    def names(self, guid: str, but: Sequence[bytes]) -> bool:
        """Whether an entry other than these has the guid too."""
        raw = guid.encode()
        forms = (b">%s<" % raw, b"[%s]" % raw, b">%s<" % escape(guid).encode())
        others = (entry for entry in self.entries if entry not in but)
        return any(form in other for other in others for form in forms)


def repeats(body: bytes, known: str | None) -> bool:
    """Whether it is the document of the `known` shape but for the date of its making; a no is not certain."""
    shell = len(VERSION) + WIDTH
    if known is None or not known.startswith(VERSION) or known.startswith(UNTOLD, shell):
        return False
    opening = OPENING.search(body)
    if not opening:
        return False
    start, end = opening.start(), body.find(b"<", body.rfind(b"</%s>" % opening[1]) + 1)
    return known[len(VERSION) : shell + WIDTH] == _hash_shell(body[:start], body[end:]) + _hash(body[start:end])


def cut(body: bytes) -> Chunks | None:
    """The document's chunks; None when it is not certain where its entries begin and end."""
    opening = OPENING.search(body)
    if not opening or b"\x00" in body:
        return None
    head = body[: opening.start()]
    entries = _entries(body, opening.start(), opening[1])
    if entries is None or len(entries) < FEWEST:
        return None
    tail = body[opening.start() + sum(map(len, entries)) :]
    if OPENING.search(tail) or b"</item" in tail or b"</entry" in tail:
        return None
    return Chunks(head, tuple(entries), tail, _shape(head, entries, tail))


def _entries(body: bytes, at: int, name: bytes) -> list[bytes] | None:
    """Each from its tag to the next one's; None when something else lies between two of them."""
    start, end = b"<" + name, b"</" + name + b">"
    found: list[bytes] = []
    while body.startswith(start, at):
        close = body.find(end, at)
        if close < 0 or body.find(start, at + 1, close) >= 0:
            return None
        after = close + len(end)
        following = body.find(b"<", after)
        if following < 0 or body[after:following].strip():
            return None
        found.append(body[at:following])
        at = following
    return found


def _shape(head: bytes, entries: Sequence[bytes], tail: bytes) -> str:
    return "".join([VERSION, _hash_shell(head, tail), UNTOLD, *map(_hash, entries)])


def _hash_shell(head: bytes, tail: bytes) -> str:
    return _hash(DATES.sub(b"", head) + b"\x00" + DATES.sub(b"", tail))


def _hash(part: bytes) -> str:
    return sha256(part).hexdigest()[:WIDTH]
