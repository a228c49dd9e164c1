"""Inflate: gzip and deflate, bounded while they unpack.

httpx unpacks a whole chunk before anybody can count it (+248 MB from a 300 kB bomb), and takes a stream that
was cut for a whole one; so we ask for the raw bytes and unpack them here.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

GZIP = 31
ZLIB = 15
RAW = -15
MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """More came in, or out, than we take. The message names the setting."""


class UnknownCoding(Exception):
    """Packed in a way we did not ask for."""


@dataclass(frozen=True, slots=True)
class Body:
    """A response's body, unpacked. `complete`: False when it was cut short; `digest`: of what was sent."""

    content: bytes
    complete: bool
    digest: str = ""


class Inflater:
    """One response body. `feed` gives what a chunk unpacks to; `complete` tells whether the stream ended."""

    def __init__(self, coding: str, most: int) -> None:
        self._coding = coding  # "gzip", "deflate" or ""
        self._left = most
        self._stream: zlib._Decompress | None = None
        self._started = False
        self._done = False
        self._held = b""

    @property
    def complete(self) -> bool:
        return self._stream is None or self._done

    def feed(self, chunk: bytes) -> bytes:
        """Raises TooLarge, and zlib.error where the stream is broken."""
        if self._done:
            return b""  # what follows the stream is padding
        if not self._started:
            chunk, self._held = self._held + chunk, b""
            if len(chunk) < 2:
                self._held = chunk
                return b""
            self._start(chunk)
        return self._count(chunk) if self._stream is None else self._unpack(chunk)

    def flush(self) -> bytes:
        """What was held back because it was too short to tell."""
        held, self._held = self._held, b""
        return held

    def _start(self, chunk: bytes) -> None:
        """By the first bytes: servers say gzip and send plain text, and the other way round."""
        self._started = True
        if chunk.startswith(MAGIC):
            self._stream = zlib.decompressobj(GZIP)
        elif self._coding == "deflate":
            # RFC 9110 8.4.1.2: zlib, but some send the bare stream.
            wrapped = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2]) % 31 == 0
            self._stream = zlib.decompressobj(ZLIB if wrapped else RAW)

    def _unpack(self, chunk: bytes) -> bytes:
        assert self._stream is not None
        out = []
        while chunk:
            out.append(self._count(self._stream.decompress(chunk, self._left + 1)))
            chunk = self._stream.unconsumed_tail
            if self._stream.eof:
                chunk = self._stream.unused_data
                # A gzip file may have several members; anything else behind it is padding.
                if not chunk.startswith(MAGIC):
                    self._done = True
                    break
                self._stream = zlib.decompressobj(GZIP)
        return b"".join(out)

    def _count(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise TooLarge("max_bytes")
        return piece


class Gatherer:
    """Takes a response's raw chunks and gives its body, within both bounds. Raises UnknownCoding when made.

    `known`: the digest of the body we have; what came is not unpacked to find that it is the same.
    """

    def __init__(self, coding: str, most_wire: int, most: int, known: str | None = None) -> None:
        self._inflater = Inflater(_coding(coding), most)
        self._wire_left = most_wire
        self._known = known
        self._digest = hashlib.sha256(coding.encode())
        self._pieces: list[bytes] = []

    def take(self, chunk: bytes) -> None:
        """Raises TooLarge."""
        self._wire_left -= len(chunk)
        if self._wire_left < 0:
            raise TooLarge("max_wire_bytes")
        self._digest.update(chunk)
        self._pieces.append(chunk)

    @property
    def is_empty(self) -> bool:
        return not any(self._pieces)

    def finish(self, *, cut: bool = False) -> Body:
        """Raises TooLarge, and zlib.error where the stream is broken."""
        digest = self._digest.hexdigest()
        if digest == self._known and not cut:
            return Body(b"", complete=True, digest=digest)
        unpacked = [self._inflater.feed(piece) for piece in self._pieces]
        content = b"".join([*unpacked, self._inflater.flush()])
        return Body(content, complete=self._inflater.complete and not cut, digest=digest)


def _coding(header: str) -> str:
    """What Content-Encoding says; several layers are a bomb's trick."""
    codings = [each for part in header.lower().split(",") if (each := part.strip()) not in ("", "identity")]
    known = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
    if len(codings) > 1 or any(each not in known for each in codings):
        raise UnknownCoding(", ".join(codings)[:60])
    return known[codings[0]] if codings else ""
