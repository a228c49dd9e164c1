"""A mail server in a process of its own that writes down whom it took which mail for."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """Forks; `copies` of a domain: (Message-ID, recipient) -> how many."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        ledger.touch()
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            serve(ledger, writing)
        self.port = int(os.read(reading, 20))

    def copies(self, domain: str) -> Counter[tuple[str, str]]:
        lines = self._ledger.read_text(encoding="utf-8").splitlines()
        found = (line.split("\t") for line in lines if line.endswith(f"@{domain}"))
        return Counter((identifier, recipient) for identifier, recipient in found)

    def close(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def serve(ledger: Path, writing: int) -> None:
    """Until killed; whoever reads our output must not wait for this process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    with ledger.open("a", encoding="utf-8", buffering=1) as file:

        async def take(server: SMTP, session: Session, envelope: Envelope) -> str:
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content)
            for recipient in envelope.rcpt_tos:
                file.write(f"{mail['Message-ID'].strip()}\t{recipient}\n")
            return "250 taken"

        controller = _Controller(SimpleNamespace(handle_DATA=take), hostname="127.0.0.1", port=0)
        controller.start()
        os.write(writing, str(controller.port).encode())
        while True:
            time.sleep(60)


class _Controller(Controller):
    """Listens on any free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]
