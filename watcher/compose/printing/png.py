"""A PNG of few colours, written with what Python brings (W3C PNG, third edition, 2025)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int, int]  # red, green, blue, opacity


class Picture:
    """Pixels that are numbers of a palette; 0 is what is not painted."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(width) for _ in range(height)]

    def paint(self, left: float, top: float, right: float, bottom: float, colour: int) -> None:
        """Fill a rectangle, at least one pixel wide and high, cut to the picture."""
        first, last = (min(max(round(x), 0), self.width) for x in (left, right))
        last = max(last, min(first + 1, self.width))
        for y in range(max(round(top), 0), min(max(round(bottom), round(top) + 1), self.height)):
            self._rows[y][first:last] = bytes([colour]) * (last - first)

    def write(self, palette: Sequence[Colour]) -> bytes:
        """The file; the same pixels are the same bytes."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)  # 8 bits, palette
        colours = b"".join(bytes(colour[:3]) for colour in palette)
        opacity = bytes(colour[3] for colour in palette)
        pixels = b"".join(b"\0" + row for row in self._rows)  # filter 0: as it is
        chunks = ((b"IHDR", head), (b"PLTE", colours), (b"tRNS", opacity), (b"IDAT", zlib.compress(pixels, 9)))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in (*chunks, (b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
