"""The letterbox: a real SMTP server whose mails lie in a folder."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest

from watcher.demo.letterbox import Letterbox


def write(subject: str, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "watcher@redaktion.example", "desk@redaktion.example", subject
    mail["Date"] = "Tue, 22 Oct 2024 07:00:00 +0200"
    mail.set_content("Zwei neu\n")
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def post(letterbox: Letterbox, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", letterbox.port, timeout=10) as server:
        server.send_message(mail)


def test_a_mail_is_kept_as_it_came_and_as_a_page(tmp_path: Path) -> None:
    with Letterbox(tmp_path / "mails") as letterbox:
        post(letterbox, write("Digest: Nordkorea/Kursk", "<p>Zwei neu</p>"))
    (letter,) = letterbox.letters
    assert letter.mail.name == "01-2024-10-22-digest-nordkorea-kursk.eml"
    assert letter.page is not None
    assert "<p>Zwei neu</p>" in letter.page.read_text(encoding="utf-8")
    assert (letter.subject, letter.recipients) == ("Digest: Nordkorea/Kursk", ("desk@redaktion.example",))
    assert letter.text.splitlines() == ["Zwei neu"]


def test_a_mail_without_html_has_no_page(tmp_path: Path) -> None:
    with Letterbox(tmp_path) as letterbox:
        post(letterbox, write("Eilt"))
    assert letterbox.letters[0].page is None


def test_a_picture_inside_the_mail_shows_in_the_page(tmp_path: Path) -> None:
    mail = write("Kurve", '<img src="cid:curve@watcher">')
    parts = mail.get_payload()
    assert isinstance(parts, list)
    html = parts[1]
    assert isinstance(html, EmailMessage)
    html.add_related(b"\x89PNG", "image", "png", cid="<curve@watcher>")
    with Letterbox(tmp_path) as letterbox:
        post(letterbox, mail)
    page = letterbox.letters[0].page
    assert page is not None
    assert "data:image/png;base64,iVBORw==" in page.read_text(encoding="utf-8")


def test_letters_are_numbered_in_order_of_arrival(tmp_path: Path) -> None:
    with Letterbox(tmp_path) as letterbox:
        for subject in ("eins", "zwei"):
            post(letterbox, write(subject))
    assert [letter.mail.name[:2] for letter in letterbox.letters] == ["01", "02"]


def test_a_second_letterbox_opens_on_another_port(tmp_path: Path) -> None:
    with Letterbox(tmp_path / "one") as one, Letterbox(tmp_path / "two") as two:
        assert one.port != two.port


@pytest.mark.parametrize("subject", ["../../etc/passwd", "\u202e;rm -rf"])
def test_a_subject_never_leaves_the_folder(tmp_path: Path, subject: str) -> None:
    with Letterbox(tmp_path / "mails") as letterbox:
        post(letterbox, write(subject))
    assert letterbox.letters[0].mail.parent == tmp_path / "mails"
