"""A server of a test's own, on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer

BEAT = 0.02  # seconds within which it notices that it may end


@contextmanager
def serving(server: TCPServer) -> Iterator[int]:
    """Have it answer in a thread of its own until the block ends; its port."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(BEAT,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
