"""Wire: what comes over one connection, read as HTTP/1.1 by a careful client (RFC 9112).

Bounded in what it holds, strict in what it takes: a length said twice, a size that is no number and a header
that is none are faults, because servers and proxies that guess are how answers get mixed up.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

Fields = list[tuple[bytes, bytes]]

LONGEST_HEAD = 100_000  # bytes of status line and headers, and of trailers
LONGEST_LINE = 4_096  # of a chunk's size with its extensions
# What is read at once. One for all lines: between `get_buffer` and `buffer_updated` nothing else runs.
SPACE = bytearray(64 * 1_024)
HIGH_WATER = 256 * 1_024  # bytes that may wait to be read

NEWLINE = re.compile(rb"\n")
BLANK = re.compile(rb"\n\r?\n")
STATUS = re.compile(rb"HTTP/1\.([01]) (\d{3})(?: [^\r\n]*)?")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*)")
SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\x00]*)?\r?\n")


class ProtocolFault(Exception):
    """What came is no HTTP/1.1."""


class Cut(ProtocolFault):
    """The connection ended before the answer did."""


class Line(asyncio.BufferedProtocol):
    """One connection: bytes as they come, with back pressure."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.idle_since = 0.0
        self._ended = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def get_buffer(self, sizehint: int) -> bytearray:
        return SPACE

    def buffer_updated(self, nbytes: int) -> None:
        self.buffer += memoryview(SPACE)[:nbytes]
        if len(self.buffer) > HIGH_WATER:
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended, self._error = True, exc
        self._wake()

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    @property
    def is_clean(self) -> bool:
        """Nothing lies behind the last answer, and the far side is still there."""
        return not self.buffer and not self._ended and not self.transport.is_closing()

    async def more(self) -> bool:
        """Wait for bytes; False when there will be none."""
        if not self._ended:
            self.transport.resume_reading()
            self._waiter = asyncio.get_running_loop().create_future()
            size = len(self.buffer)
            try:
                await self._waiter
            finally:
                self._waiter = None
            if len(self.buffer) > size:
                return True
        if self._error:
            raise self._error
        return False

    def take(self, most: int) -> bytes:
        piece = bytes(self.buffer[:most])
        del self.buffer[:most]
        return piece

    async def match(self, pattern: re.Pattern[bytes], most: int) -> bytes:
        """What lies before and in the pattern's first match, within `most` bytes."""
        seen = 0
        while not (found := pattern.search(self.buffer, max(0, seen - 3))):
            seen = len(self.buffer)
            if seen > most:
                raise ProtocolFault(f"a head of more than {most:,} bytes")
            if not await self.more():
                raise Cut("the connection was closed before the answer" if not seen else "cut short")
        return self.take(found.end())


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before the body. `length`: None when it goes on to the end of the connection."""

    status: int
    fields: Fields
    length: int | None
    chunked: bool
    keeps: bool  # the connection, says the far side


class Reply:
    """An answer: its head, then its body as it comes. `whole`: it was read to its end."""

    def __init__(self, head: Head, line: Line) -> None:
        self.head = head
        self.whole = head.length == 0
        self.line = line

    async def body(self) -> AsyncIterator[bytes]:
        """The pieces of the body as sent. Raises Cut when it ends too early."""
        pieces = self._read_chunks() if self.head.chunked else self._read_plain(self.head.length)
        async for piece in pieces:
            yield piece
        self.whole = True

    async def _read_plain(self, left: int | None) -> AsyncIterator[bytes]:
        while left is None or left > 0:
            if not self.line.buffer and not await self.line.more():
                if left is None:
                    return
                raise Cut(f"{left} bytes are missing")
            piece = self.line.take(HIGH_WATER if left is None else left)
            left = left if left is None else left - len(piece)
            yield piece

    async def _read_chunks(self) -> AsyncIterator[bytes]:
        line = self.line
        while size := await self._read_size():
            async for piece in self._read_plain(size):
                yield piece
            if (await line.match(NEWLINE, 2)).strip(b"\r\n"):
                raise ProtocolFault("a chunk is longer than it says")
        left = LONGEST_HEAD
        while (trailer := await line.match(NEWLINE, left)).strip(b"\r\n"):
            if (left := left - len(trailer)) < 0:
                raise ProtocolFault("trailers without end")

    async def _read_size(self) -> int:
        line = await self.line.match(NEWLINE, LONGEST_LINE)
        found = SIZE.fullmatch(line)
        if not found:
            raise ProtocolFault(f"a chunk's size is {line[:40]!r}")
        return int(found[1], 16)


def understand(text: bytes) -> Head:
    first, *rest = re.split(rb"\r?\n", text.rstrip(b"\r\n"))
    status = STATUS.fullmatch(first)
    if not status:
        raise ProtocolFault(f"it begins with {first[:40]!r}")
    fields = _read_fields(rest)
    code = int(status[2])
    chunked, length = _measure(code, fields)
    keeps = status[1] == b"1" and not any(b"close" in each.lower() for each in _all(fields, b"connection"))
    return Head(code, fields, length, chunked, keeps)


def _read_fields(lines: list[bytes]) -> Fields:
    fields: Fields = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and fields:
            name, value = fields.pop()  # folded, as it was allowed until 2014
            fields.append((name, value + b" " + line.strip()))
        elif found := FIELD.fullmatch(line):
            fields.append((found[1], found[2].rstrip(b" \t")))
        else:
            raise ProtocolFault(f"a header is {line[:40]!r}")
    return fields


def _measure(status: int, fields: Fields) -> tuple[bool, int | None]:
    """Whether the body comes in chunks, and its length if it is told (RFC 9112 6.3)."""
    if status < 200 or status in (204, 304):
        return False, 0
    if codings := _all(fields, b"transfer-encoding"):
        if b",".join(codings).lower() != b"chunked":
            raise ProtocolFault(f"its transfer coding is {codings[0][:40]!r}")
        return True, None
    lengths = {each.strip() for value in _all(fields, b"content-length") for each in value.split(b",")}
    if not lengths:
        return False, None
    if len(lengths) > 1 or not re.fullmatch(rb"\d{1,18}", next(iter(lengths))):
        raise ProtocolFault(f"its Content-Length is {b', '.join(sorted(lengths))[:40]!r}")
    return False, int(lengths.pop())


def _all(fields: Fields, name: bytes) -> list[bytes]:
    return [value for key, value in fields if key.lower() == name]
