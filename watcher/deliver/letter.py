"""A letter: a message as the bytes that go over the wire, checked before they do."""

from __future__ import annotations

import base64
import hashlib
import re
from email import policy
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path

from watcher.errors import RefusedDelivery
from watcher.model import Attachment, Message
from watcher.settings import MailSettings

# Addresses and identifiers that the standard library would turn into encoded words when they are long; a mail
# program reads those as no address at all (RFC 2047 5 forbids it, RFC 2369 2 wants the URL as it is).
UNFOLDED = ("list-id", "list-unsubscribe", "message-id", "references")
OURS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-language",
    "list-id", "list-unsubscribe", "auto-submitted", "references",
    "content-transfer-encoding", "content-disposition", "content-id",
}  # fmt: skip
BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
LONGEST_LINE = 998  # RFC 5322 2.1.1
PRINTABLE = re.compile(r"[\x20-\x7e]+")


class _Wire(policy.EmailPolicy):
    """SMTP's policy, but identifiers stay on one line, and subjects keep their spaces.

    Python 3.11 loses a space where it breaks a subject between words it encodes and words it does not.
    """

    def fold(self, name: str, value: str) -> str:
        match name.lower():
            case "subject":
                charset = "us-ascii" if value.isascii() else "utf-8"
                text = Header(str(value), charset, header_name=name).encode(linesep="\r\n")
                return f"{name}: {text}\r\n"
            case lower if lower in UNFOLDED:
                return f"{name}: {value}\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


WIRE = _Wire(linesep="\r\n", cte_type="7bit", raise_on_defect=False)


def assemble(message: Message, settings: MailSettings) -> EmailMessage:
    """The mail: text, HTML and its pictures. Raises RefusedDelivery for what can never be sent."""
    mail = EmailMessage(policy=WIRE)
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    body = mail.get_body(("html",))
    for each in message.attachments:
        _attach(body, each)
    _fix_boundaries(mail, message.key)
    # Only now: a content that is set takes every Content-… header with it into its part.
    mail["From"] = _address(settings.sender, "the sender ([mail] sender in watcher.toml)")
    mail["To"] = _address(message.recipient, f"the recipient of '{message.list}'")
    mail["Subject"] = _checked("Subject", message.subject)
    mail["Date"] = format_datetime(message.at)
    mail["Message-ID"] = _identifier("Message-ID", message.message_id)
    for name, value in message.headers:
        mail[name] = _identifier(name, value) if name.lower() in UNFOLDED else _checked(name, value)
    return mail


def write(message: Message, settings: MailSettings) -> bytes:
    """The wire bytes, proven to carry our header names only and no bare line end."""
    wire = assemble(message, settings).as_bytes()
    head = wire.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].decode("ascii", "replace").lower() for line in _unfold(head)}
    if foreign := sorted(names - OURS):
        raise RefusedDelivery(
            f"{message.key}: not sent, it would carry the header '{foreign[0]}', which is not ours."
        )
    if BARE.search(wire) or not wire.isascii() or max(map(len, wire.split(b"\r\n"))) > LONGEST_LINE:
        raise RefusedDelivery(f"{message.key}: not sent, its bytes are not what SMTP carries safely.")
    return wire


def preview(message: Message, settings: MailSettings, folder: Path) -> tuple[Path, Path, Path]:
    """Writes the mail as .eml, .html and .txt into the folder, named for list and date."""
    folder.mkdir(parents=True, exist_ok=True)
    day = (message.date or message.at.date()).isoformat()
    stem = re.sub(r"[^\w.-]+", "-", f"{message.list}-{day}").strip("-.") or "mail"
    paths = (folder / f"{stem}.eml", folder / f"{stem}.html", folder / f"{stem}.txt")
    for path, content in zip(
        paths, (write(message, settings), _embed(message).encode(), message.text.encode()), strict=True
    ):
        path.write_bytes(content)
    return paths


def _embed(message: Message) -> str:
    """The HTML with its pictures inside, as a browser has no letter to take them from."""
    html = message.html
    for each in message.attachments:
        data = f"data:{each.content_type};base64,{base64.b64encode(each.content).decode()}"
        html = html.replace(f"cid:{each.cid}", data)
    return html


def _attach(body: object, attachment: Attachment) -> None:
    """All beside one HTML part: it becomes the first of a multipart/related (RFC 2387)."""
    main, _, sub = attachment.content_type.partition("/")
    assert isinstance(body, EmailMessage), "the HTML part is added first"
    body.add_related(
        attachment.content, maintype=main, subtype=sub, cid=f"<{attachment.cid}>", disposition="inline"
    )


def _fix_boundaries(mail: EmailMessage, key: str) -> None:
    """The same message is the same bytes each time; "=_" cannot occur in quoted-printable or base64."""
    stem = hashlib.sha256(key.encode()).hexdigest()[:24]
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{stem}_{number}")


def _address(text: str, whose: str) -> Address:
    name, spec = parseaddr(text)
    try:
        if not text.isprintable() or not PRINTABLE.fullmatch(spec) or not spec.rpartition("@")[0]:
            raise ValueError(spec)
        return Address(display_name=_checked("address", name), addr_spec=spec)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise RefusedDelivery(f"{text!a} is no address that mail can go to: correct {whose}.") from error


def _checked(name: str, value: str) -> str:
    """Python 3.11.7 decodes an encoded word given as text and writes the line ends inside (CVE-2024-6923)."""
    if "=?" in value or not value.isprintable():
        raise RefusedDelivery(f"the header {name} would hold an encoded word or a control character: not sent.")
    return value


def _identifier(name: str, value: str) -> str:
    if not PRINTABLE.fullmatch(_checked(name, value)) or len(name) + len(value) + 2 > LONGEST_LINE:
        raise RefusedDelivery(f"the header {name} is not plain ASCII of one line: not sent.")
    return value


def _unfold(head: bytes) -> list[bytes]:
    return [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
