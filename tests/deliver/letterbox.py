"""A mail server on loopback that keeps what it takes, and messages to send to it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from watcher.model import Message
from watcher.settings import MailSettings

SENDER = "watcher <watcher@redaktion.example>"


class Letterbox:
    """Takes every mail but those whose recipient begins with a reply code, „550@…“."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[list[str]] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        code = address.partition("@")[0]
        if code.isdigit():
            return f"{code} not today"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.default) for each in self.raw]


class _Controller(Controller):
    """Listens on any free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def opened(tls: ssl.SSLContext | None = None) -> Iterator[tuple[Letterbox, MailSettings]]:
    box = Letterbox()
    controller = _Controller(box, hostname="127.0.0.1", port=0, tls_context=tls)
    controller.start()
    try:
        yield box, MailSettings(host="127.0.0.1", port=controller.port, sender=SENDER, timeout_seconds=5.0)
    finally:
        controller.stop()


def letter(**more: object) -> Message:
    values: dict[str, object] = {
        "key": "digest/morgen/2026-11-22/desk@redaktion.example",
        "list": "morgen",
        "channel": "mail",
        "recipient": "desk@redaktion.example",
        "subject": "Staudamm: bestätigt · 2 Zahlen geändert",
        "text": "Guten Morgen.\n.\n.. Punkte am Zeilenanfang\n" + "lang " * 400 + "\n",
        "html": "<html lang=de><body><p>Guten Morgen, schöne Grüße.</p></body></html>",
        "message_id": "<digest.morgen.2026-11-22.0123456789abcdef@redaktion.example>",
        "at": datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        "date": date(2026, 11, 22),
        "headers": (
            ("List-Id", "<morgen.watcher.redaktion.example>"),
            ("List-Unsubscribe", "<mailto:watcher@redaktion.example?subject=unsubscribe%20morgen>"),
            ("Auto-Submitted", "auto-generated"),
            ("References", "<list.morgen@redaktion.example>"),
            ("Content-Language", "de"),
        ),
        **more,
    }
    return Message(**values)  # type: ignore[arg-type]
