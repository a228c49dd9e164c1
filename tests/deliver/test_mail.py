from __future__ import annotations

import smtplib
import socket
import ssl
from email.utils import parsedate_to_datetime

import pytest

from tests.deliver.letterbox import letter, opened
from watcher.deliver import mail
from watcher.errors import DeferredDelivery, DeliveryError, RefusedDelivery
from watcher.settings import MailSettings


def test_a_mail_is_accepted_and_read_back_header_by_header() -> None:
    with opened() as (box, settings):
        mail.send(letter(), settings)
    (read,) = box.mails
    assert read["From"] == "watcher <watcher@redaktion.example>"
    assert read["To"] == "desk@redaktion.example"
    assert read["Subject"] == "Staudamm: bestätigt · 2 Zahlen geändert"
    assert read["Message-ID"] == "<digest.morgen.2026-11-22.0123456789abcdef@redaktion.example>"
    assert parsedate_to_datetime(read["Date"]) == letter().at
    assert read["List-Id"] == "<morgen.watcher.redaktion.example>"
    assert read["List-Unsubscribe"] == "<mailto:watcher@redaktion.example?subject=unsubscribe%20morgen>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Content-Language"] == "de"
    assert box.recipients == [["desk@redaktion.example"]]


def test_text_and_html_are_alternatives_and_arrive_as_written() -> None:
    with opened() as (box, settings):
        mail.send(letter(), settings)
    (read,) = box.mails
    assert read.get_content_type() == "multipart/alternative"
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == letter().text
    assert html.get_content().strip() == letter().html


def test_the_bytes_are_seven_bit_in_short_lines() -> None:
    with opened() as (box, settings):
        mail.send(letter(subject="Größer als zuvor: " + "ü" * 90), settings)
    assert box.raw[0].isascii()
    assert max(len(line) for line in box.raw[0].split(b"\r\n")) <= 100
    assert box.mails[0]["Subject"] == "Größer als zuvor: " + "ü" * 90


def test_a_long_unsubscribe_address_stays_one_plain_line() -> None:
    link = f"<mailto:watcher@redaktion.example?subject=unsubscribe%20{'a' * 120}>"
    with opened() as (box, settings):
        mail.send(letter(headers=(("List-Unsubscribe", link),)), settings)
    assert f"List-Unsubscribe: {link}\r\n".encode() in box.raw[0]


@pytest.mark.parametrize(("code", "error"), [(550, RefusedDelivery), (450, DeferredDelivery)])
def test_the_recipients_reply_decides(code: int, error: type[DeliveryError]) -> None:
    with opened() as (box, settings), pytest.raises(error, match=f"{code} not today"):
        mail.send(letter(recipient=f"{code}@redaktion.example"), settings)
    assert not box.raw


def test_starttls_is_demanded_and_nothing_is_sent_where_the_server_lacks_it() -> None:
    with opened() as (box, settings):
        wanted = MailSettings(
            settings.host, settings.port, "starttls", user="desk", password="geheim-42", sender="w@x.example"
        )
        with pytest.raises(DeferredDelivery, match="check security") as caught:
            mail.send(letter(), wanted)
    assert not box.raw
    assert "geheim-42" not in str(caught.value)


def test_a_remote_server_is_spoken_to_in_tls_by_default() -> None:
    assert mail._security(MailSettings(host="mail.redaktion.example")) == "starttls"
    assert mail._security(MailSettings(host="localhost")) == "none"
    assert mail._security(MailSettings(host="::1")) == "none"
    assert mail._security(MailSettings(host="127.0.0.1", security="tls")) == "tls"


def test_a_server_that_is_not_there_defers_and_says_what_to_do() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DeferredDelivery, match="check host and port"):
        mail.send(letter(), MailSettings(host="127.0.0.1", port=port))


def test_a_host_name_that_is_none_defers_too() -> None:
    with pytest.raises(DeferredDelivery, match="check host and port"):
        mail.send(letter(), MailSettings(host="a" * 70 + ".example", security="none"))


def test_check_speaks_to_the_server_and_sends_nothing() -> None:
    with opened() as (box, settings):
        mail.check(settings)
    assert not box.raw
    with pytest.raises(DeferredDelivery):
        mail.check(settings)


def kinds(module: object) -> list[type[BaseException]]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Exception) and issubclass(each, OSError)
    ]


@pytest.mark.parametrize("kind", [*kinds(smtplib), *kinds(ssl), *kinds(socket)], ids=lambda k: k.__name__)
def test_every_error_of_the_libraries_is_caught_at_the_door(kind: type[BaseException]) -> None:
    assert issubclass(kind, mail.FAULTS)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPException("x"),
        smtplib.SMTPNotSupportedError("x"),
        smtplib.SMTPServerDisconnected("x"),
        smtplib.SMTPConnectError(421, b"x\x1b[2J"),
        smtplib.SMTPHeloError(500, b"x"),
        smtplib.SMTPAuthenticationError(535, b"geheim"),
        smtplib.SMTPRecipientsRefused({}),
        smtplib.SMTPSenderRefused(550, b"x", "a@b.example"),
        smtplib.SMTPDataError(554, b"x"),
        ssl.SSLError(1, "x"),
        ssl.SSLEOFError(8, "x"),
        socket.gaierror(-2, "x"),
        TimeoutError(),
        ConnectionRefusedError(),
        UnicodeError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_becomes_one_sentence(error: Exception) -> None:
    sentence = mail._explain(error)
    assert sentence.isprintable()
    assert "geheim" not in sentence
