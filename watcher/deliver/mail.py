"""Mail: hands a message to the mail server, one recipient at a time (the only door to smtplib).

What failed decides what happens next: before the final dot nothing has been taken over, after it the server may
hold the mail although its answer was lost (RFC 1047), so it is sent again under the same Message-ID.
"""

from __future__ import annotations

import contextlib
import io
import ipaddress
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from email.utils import parseaddr

from watcher.deliver.letter import assemble, preview, write
from watcher.deliver.replies import Replies
from watcher.errors import (
    DeferredDelivery,
    DeliveryError,
    DoubtfulDelivery,
    RefusedDelivery,
    StalledDelivery,
)
from watcher.model import Message
from watcher.settings import MailSettings

__all__ = ["assemble", "check", "preview", "send"]

FAULTS = (OSError, ValueError)  # smtplib.SMTPException and ssl.SSLError are OSError, bad host names ValueError
FINAL_REPLY = 20  # times the time-out, ten minutes by default: RFC 5321 4.5.3.2.6
QUIT_SECONDS = 5.0
# Refusals that an operator mends in watcher.toml, so that the mail need not be lost (RFC 4954 6).
MENDABLE = {530, 534, 535, 538}


def send(message: Message, settings: MailSettings, on_transit: Callable[[], None] = lambda: None) -> None:
    """Blocks until the server has taken the mail or has not.

    `on_transit` is called when all but the final dot has left; if it raises, the dot never leaves. Raises
    DeferredDelivery, RefusedDelivery or DoubtfulDelivery, each one sentence without a secret.
    """
    wire = write(message, settings)
    sender, recipient = parseaddr(settings.sender)[1], parseaddr(message.recipient)[1]
    with _connected(settings) as server:
        _ask(settings, f"refused the sender {sender}", lambda: server.mail(sender))
        _ask(settings, f"refused the recipient {recipient}", lambda: server.rcpt(recipient))
        _ask(settings, "did not want the mail", lambda: server.docmd("DATA"), wanted=354)
        _hand_over(server, wire, settings, on_transit)


def check(settings: MailSettings) -> None:
    """Connects, secures, logs in and says NOOP, as `send` would. Raises DeferredDelivery."""
    with _connected(settings) as server:
        _ask(settings, "did not answer NOOP", server.noop)


class _Server(smtplib.SMTP):
    """smtplib's client with bounded replies."""

    seconds: float | None = None  # for one reply; the time-out if not set

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self.raw = Replies(self.sock)  # type: ignore[arg-type]
            self.file = io.BufferedReader(self.raw)
        self.raw.begin(self.seconds or self.timeout)
        code, text = super().getreply()
        self.sock.settimeout(self.timeout)  # type: ignore[union-attr]
        return code, text


class _SecureServer(_Server, smtplib.SMTP_SSL):
    """The same, in TLS from the first byte."""


@contextlib.contextmanager
def _connected(settings: MailSettings) -> Iterator[_Server]:
    server = _open(settings)
    try:
        yield server
    finally:
        _leave(server)


def _open(settings: MailSettings) -> _Server:
    """Everything that fails here can be mended, at the server or in watcher.toml: nothing is lost."""
    server: _Server | None = None
    try:
        server = _dial(settings)
        server.ehlo()
        if _security(settings) == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if settings.user is not None:
            _log_in(server, settings)
    except FAULTS as error:
        if server is not None:
            server.close()
        raise StalledDelivery(f"{_place(settings)} {_explain(error)}") from error
    return server


def _dial(settings: MailSettings) -> _Server:
    if _security(settings) == "tls":
        context = ssl.create_default_context()
        return _SecureServer(settings.host, settings.port, timeout=settings.timeout_seconds, context=context)
    return _Server(settings.host, settings.port, timeout=settings.timeout_seconds)


def _log_in(server: _Server, settings: MailSettings) -> None:
    if _security(settings) == "none" and not _is_loopback(settings.host):
        raise PermissionError('a password is not sent without encryption: set security = "starttls" or "tls"')
    server.login(settings.user or "", settings.password or "")


def _hand_over(server: _Server, wire: bytes, settings: MailSettings, on_transit: Callable[[], None]) -> None:
    """The body, then the dot by itself: only from the dot on may the server hold the mail."""
    with contextlib.ExitStack() as unfinished:
        unfinished.callback(server.close)  # a QUIT would be read as part of the mail
        try:
            server.send(re.sub(rb"(?m)^\.", b"..", wire))
        except FAULTS as error:
            raise DeferredDelivery(f"{_place(settings)} {_explain(error)}") from error
        on_transit()
        unfinished.pop_all()
    _end(server, settings)


def _end(server: _Server, settings: MailSettings) -> None:
    server.seconds = settings.timeout_seconds * FINAL_REPLY
    try:
        server.send(b".\r\n")
    except FAULTS as error:
        raise DeferredDelivery(f"{_place(settings)} {_explain(error)}") from error
    try:
        code, text = server.getreply()
    except FAULTS as error:
        raise DoubtfulDelivery(
            f"{_place(settings)} was handed the whole mail, but its answer was lost ({_clean(error)})."
        ) from error
    if code != 250:
        raise _refusal(settings, "did not take the mail", code, text)


def _ask(settings: MailSettings, what: str, verb: Callable[[], tuple[int, bytes]], wanted: int = 250) -> None:
    try:
        code, text = verb()
    except FAULTS as error:
        raise DeferredDelivery(f"{_place(settings)} {_explain(error)}") from error
    if code != wanted and not (wanted == 250 and code == 251):
        raise _refusal(settings, what, code, text)


def _refusal(settings: MailSettings, what: str, code: int, text: bytes) -> DeliveryError:
    sentence = f"{_place(settings)} {what}: {code} {_clean(text)}"
    if code in MENDABLE:
        return DeferredDelivery(f"{sentence} (check user and password_file in [mail] of watcher.toml)")
    return RefusedDelivery(sentence) if 500 <= code <= 599 else DeferredDelivery(sentence)


def _leave(server: _Server) -> None:
    """What was taken is taken, whatever the server makes of QUIT."""
    server.seconds = min(QUIT_SECONDS, server.timeout)
    with contextlib.suppress(*FAULTS):
        server.quit()
    server.close()


def _security(settings: MailSettings) -> str:
    """Without encryption only where nobody listens, unless an operator says so."""
    return settings.security or ("none" if _is_loopback(settings.host) else "starttls")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _explain(error: Exception) -> str:
    """What went wrong, and what an operator can do about it."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                f"refused the login ({error.smtp_code}): check user and password_file in [mail] of watcher.toml"
            )
        case smtplib.SMTPNotSupportedError():
            return f"lacks what we need ({_clean(error)}): check security and user in [mail] of watcher.toml"
        case smtplib.SMTPResponseException():
            return f"answered {error.smtp_code} {_clean(error.smtp_error)}"
        case ssl.SSLCertVerificationError():
            return (
                f"shows a certificate we cannot trust ({_clean(error.verify_message)}): mend it or [mail] host"
            )
        case ssl.SSLError():
            return f"could not agree on TLS ({_clean(error)}): check port and security in [mail]"
        case smtplib.SMTPServerDisconnected():
            return f"closed the connection ({_clean(error)})"
        case TimeoutError():
            return "did not answer in time"
        case _:
            return f"cannot be reached ({_clean(error)}): check host and port in [mail] of watcher.toml"


def _place(settings: MailSettings) -> str:
    return f"mail server {settings.host}:{settings.port}"


def _clean(text: object) -> str:
    """A server's words on one line, without what a terminal would obey."""
    plain = text.decode("latin-1") if isinstance(text, bytes) else str(text)
    return "".join(each if each.isprintable() else " " for each in plain)[:200].strip()
