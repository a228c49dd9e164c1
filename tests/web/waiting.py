"""Waiting for pages that a process of their own serves."""

from __future__ import annotations

import socket
import subprocess
import time
from urllib.request import urlopen


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert process.poll() is None, "the pages ended"
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
