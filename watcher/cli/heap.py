"""The C library's heap: it keeps what hundreds of large bodies at once have needed, for ever and in pieces.

Measured after the hostile suite: 92 MB held, 20 MB of it in use; giving the rest back takes milliseconds.
"""

from __future__ import annotations

import contextlib
import ctypes


def give_back() -> None:
    """Return free pages to the system, where the C library can (malloc_trim(3) of glibc)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
