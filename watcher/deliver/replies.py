"""A server's replies, read with a deadline for the whole reply and a bound on its size.

A socket's own time-out begins anew with every byte: a server that drips would keep us for hours.
"""

from __future__ import annotations

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

MOST_BYTES = 65_536


class Replies(io.RawIOBase):
    """Reads from a socket until the deadline set by `begin`; OSError when it passes or the reply is endless."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._until = 0.0
        self._left = 0

    def begin(self, seconds: float) -> None:
        """One reply may take this long from now on."""
        self._until = time.monotonic() + seconds
        self._left = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the reply did not end in time")
        if self._left <= 0:
            raise ConnectionAbortedError(f"the reply is longer than {MOST_BYTES} bytes")
        self._sock.settimeout(left)
        size = self._sock.recv_into(buffer)
        self._left -= size
        return size
