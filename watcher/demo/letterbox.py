"""The demo's letterbox: a real SMTP server on loopback that puts each mail into a folder as .eml and .html."""

from __future__ import annotations

import base64
import re
from asyncio import Server
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that arrived. `page` is its HTML part as a file that a browser can open, if it has one."""

    mail: Path
    page: Path | None
    subject: str
    recipients: tuple[str, ...]
    text: str


class Letterbox:
    """Takes mail while it is entered; `letters` are in order of arrival."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.letters: list[Letter] = []
        # aiosmtpd looks for a hook of this name; ours says what it does.
        self._controller = _Controller(SimpleNamespace(handle_DATA=self.take), hostname="127.0.0.1", port=0)

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def take(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Accept a mail; the answer is SMTP's."""
        assert isinstance(envelope.content, bytes)
        self._keep(envelope.content, tuple(envelope.rcpt_tos))
        return "250 In the letterbox"

    def _keep(self, content: bytes, recipients: tuple[str, ...]) -> None:
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        path = self.folder / f"{_name(mail, len(self.letters) + 1)}.eml"
        path.write_bytes(content)
        page, html = path.with_suffix(".html"), _read_html(mail)
        if html:
            page.write_text(html, encoding="utf-8")
        text = mail.get_body(("plain",))
        told = str(text.get_content()) if text else ""
        self.letters.append(Letter(path, page if html else None, str(mail["subject"]), recipients, told))


class _Controller(Controller):
    """A controller that may be asked for any free port: its own start-up check dials the port it was told."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _name(mail: EmailMessage, number: int) -> str:
    """Return a file name that sorts by arrival and says what it is: 03-2024-10-22-digest-nordkorea."""
    date = f"{parsedate_to_datetime(mail['date']):%Y-%m-%d}" if mail["date"] else "undated"
    words = re.findall(r"[a-zäöüß]+", str(mail["subject"]).lower())
    return "-".join([f"{number:02}", date, *words[:4]])


def _read_html(mail: EmailMessage) -> str:
    """Return the HTML part with its inline pictures put in, since a browser cannot follow `cid:`."""
    body = mail.get_body(("html",))
    html = str(body.get_content()) if body else ""
    for part in mail.walk():
        if cid := part.get("Content-ID"):
            html = html.replace(f"cid:{cid.strip('<>')}", _embed(part))
    return html


def _embed(part: Any) -> str:
    content = base64.b64encode(part.get_payload(decode=True)).decode()
    return f"data:{part.get_content_type()};base64,{content}"
