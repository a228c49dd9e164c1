from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text

from tests.deliver.letterbox import SENDER, letter
from watcher.compose.safe import header
from watcher.deliver.letter import assemble, preview, write
from watcher.errors import RefusedDelivery
from watcher.model import Attachment
from watcher.settings import MailSettings

SETTINGS = MailSettings(sender=SENDER)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?News=0d=0aBcc:_evil@x.example?=",
        "Neu\r\nBcc: evil@x.example",
        "Neu\nBcc: evil@x.example",
        "Neu\x00",
        "Neu\u2028Bcc: evil@x.example",
    ],
)
def test_a_subject_that_would_inject_a_header_is_refused(subject: str) -> None:
    with pytest.raises(RefusedDelivery, match="Subject"):
        write(letter(subject=subject), SETTINGS)


@pytest.mark.parametrize(
    "recipient", ["", "desk", "a@b\r\nBcc: c@d.example", "bücher@x.example", "a b@c@d", "@x.example"]
)
def test_what_is_no_address_is_refused_with_a_remedy(recipient: str) -> None:
    with pytest.raises(RefusedDelivery, match="correct the recipient of 'morgen'"):
        write(letter(recipient=recipient), SETTINGS)


@given(
    text(alphabet=characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u00a0"), max_size=120)
)
def test_a_subject_is_read_back_as_it_was_written(subject: str) -> None:
    written = header(subject).strip()
    read = message_from_bytes(write(letter(subject=written), SETTINGS), policy=policy.default)
    assert read["Subject"] == written


def test_a_header_that_is_not_ours_never_leaves() -> None:
    with pytest.raises(RefusedDelivery, match="'bcc'"):
        write(letter(headers=(("Bcc", "evil@x.example"),)), SETTINGS)


def test_an_identifier_outside_ascii_is_refused() -> None:
    with pytest.raises(RefusedDelivery, match="List-Id"):
        write(letter(headers=(("List-Id", "<mörgen.example>"),)), SETTINGS)


def test_the_same_message_keeps_its_identity() -> None:
    first, second = (assemble(letter(), SETTINGS) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"] == "Sun, 22 Nov 2026 06:00:00 +0000"


def test_pictures_are_carried_inside_and_referred_to_by_cid() -> None:
    message = letter(attachments=(Attachment("plot1@x.example", PICTURE),))
    read = message_from_bytes(write(message, SETTINGS), policy=policy.default)
    (picture,) = [part for part in read.walk() if part.get_content_type() == "image/png"]
    assert picture["Content-ID"] == "<plot1@x.example>"
    assert picture.get_content() == PICTURE
    assert "multipart/related" in [part.get_content_type() for part in read.walk()]


def test_a_preview_writes_mail_page_and_text(tmp_path: Path) -> None:
    paths = preview(letter(), SETTINGS, tmp_path / "out")
    assert [path.name for path in paths] == [
        "morgen-2026-11-22.eml",
        "morgen-2026-11-22.html",
        "morgen-2026-11-22.txt",
    ]
    assert paths[0].read_bytes() == write(letter(), SETTINGS)
    assert paths[2].read_text("utf-8") == letter().text


def test_a_preview_stays_in_its_folder_whatever_the_list_is_called(tmp_path: Path) -> None:
    for path in preview(letter(list="../../etc/x"), SETTINGS, tmp_path):
        assert path.parent == tmp_path
