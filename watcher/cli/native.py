"""journald's own protocol: a line of the log as fields that `journalctl` filters by.

One datagram a line, `NAME=value` or, where the value has lines of its own, the name, its length and the value
(https://systemd.io/JOURNAL_NATIVE_PROTOCOL). What does not get through goes to standard error, as text.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

SOCKET = Path("/run/systemd/journal/socket")
PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}  # syslog(3)
LONGEST = 8_000  # characters of a value: a datagram has an end
FIELD = re.compile(r"[^A-Z0-9_]")


def is_ours(error_stream: int = 2) -> bool:
    """Whether standard error leads to the journal (systemd.exec(5), JOURNAL_STREAM)."""
    with contextlib.suppress(OSError):
        found = os.fstat(error_stream)
        return os.environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"
    return False


class Journal:
    """A logger for structlog: its last processor hands over the event as it is."""

    def __init__(self, otherwise: Callable[[str], object], path: Path = SOCKET) -> None:
        self._otherwise = otherwise
        self._path = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)  # a journal that does not read must not stop us

    def msg(self, **event: object) -> None:
        text = say(event)
        try:
            self._socket.sendto(b"".join(pack(event, text)), self._path)
        except OSError:
            self._otherwise(f"{text}\n")

    debug = info = warning = error = critical = msg

    def close(self) -> None:
        self._socket.close()


def say(event: dict[str, object]) -> str:
    """The event and its values on one line, for a reader who sees the message only."""
    rest = (f"{key}={value}" for key, value in event.items() if key not in ("event", "level"))
    return " ".join((str(event.get("event", "")), *rest))


def pack(event: dict[str, object], text: str) -> Iterator[bytes]:
    yield _field("MESSAGE", text)
    yield _field("PRIORITY", str(PRIORITIES.get(str(event.get("level")), 6)))
    yield _field("SYSLOG_IDENTIFIER", "watcher")
    for key, value in event.items():
        if key != "level":
            yield _field(f"WATCHER_{FIELD.sub('_', key.upper())}", str(value))


def _field(name: str, value: str) -> bytes:
    content = value[:LONGEST].encode("utf-8", "replace")
    if b"\n" in content:
        return b"%s\n%s%s\n" % (name.encode(), struct.pack("<Q", len(content)), content)
    return b"%s=%s\n" % (name.encode(), content)
