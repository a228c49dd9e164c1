"""Fifteen mornings as mails: each as it was judged good, parsed back from the bytes that go over the wire.

After a change that is meant, `python -m tests.compose.situations` writes the goldens anew; read their diff.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.compose.builders import BERLIN, NOW, READER, SENDER
from tests.compose.situations import CLAIM, SITUATIONS, crowd, golden, tell
from watcher.compose.render import Renderer
from watcher.deliver.letter import write
from watcher.model import Message
from watcher.settings import MailSettings

MOST_BYTES = 100_000
EVERY = pytest.mark.parametrize("name", SITUATIONS)


class Page(HTMLParser):
    """Tags with their attributes; what is open at the end."""

    VOID = ("meta", "img", "br", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def attributes(self, *names: str) -> list[str]:
        return [value for _, attrs in self.tags for name, value in attrs.items() if name in names]


@cache
def made(name: str) -> Message:
    return SITUATIONS[name]()


@cache
def parsed(name: str) -> EmailMessage:
    wire = write(made(name), MailSettings(sender=SENDER))
    found = message_from_bytes(wire, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def html_of(name: str) -> str:
    part = parsed(name).get_body(("html",))
    assert part is not None
    return str(part.get_content())


@EVERY
def test_the_mail_reads_as_it_was_judged_good(name: str) -> None:
    assert tell(made(name)) == golden(name).read_text(encoding="utf-8")


@EVERY
def test_text_and_html_are_alternatives_and_pictures_belong_to_the_html(name: str) -> None:
    mail = parsed(name)
    assert mail.get_content_type() == "multipart/alternative"
    first, second = mail.iter_parts()
    assert first.get_content_type() == "text/plain"
    assert second.get_content_type() == ("multipart/related" if made(name).attachments else "text/html")
    assert not mail.defects
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == made(name).text


@EVERY
def test_the_headers_say_what_the_mail_is_and_nothing_else(name: str) -> None:
    mail = parsed(name)
    assert mail["To"] == READER
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[a-z0-9.-]+\.watcher\.redaktion\.example>", mail["List-Id"])
    assert mail["List-Unsubscribe"].startswith("<mailto:watcher@redaktion.example?subject=unsubscribe")
    assert re.fullmatch(r"<[a-z0-9.@-]+>", mail["Message-ID"].strip())
    assert re.fullmatch(r"<[a-z0-9.@-]+>( <[a-z0-9.@-]+>)?", mail["References"].strip())
    assert mail["Date"].datetime == NOW
    assert mail["Bcc"] is None
    assert mail["Subject"].isprintable()
    assert len(mail["Subject"]) <= 200


@EVERY
def test_the_mail_is_small_whole_and_holds_nothing_remote(name: str) -> None:
    html = html_of(name)
    page = Page(html)
    assert not page.open
    assert len(html.encode()) < MOST_BYTES
    assert len(made(name).text.encode()) < MOST_BYTES
    assert all(src.startswith("cid:") for src in page.attributes("src", "srcset", "background"))
    assert all(href.startswith(("https://", "http://")) for href in page.attributes("href"))
    assert not {"script", "link", "iframe", "form", "object", "svg", "video"} & {tag for tag, _ in page.tags}
    assert "url(" not in html
    assert "@import" not in html


@EVERY
def test_every_picture_is_there_and_says_its_figures_in_words(name: str) -> None:
    page = Page(html_of(name))
    ids = {f"<{src.removeprefix('cid:')}>" for src in page.attributes("src")}
    assert ids == {part["Content-ID"] for part in parsed(name).walk() if part.get_content_maintype() == "image"}
    for tag, attributes in page.tags:
        assert tag != "img" or re.search(r"\w: .*\d", attributes["alt"])


@EVERY
def test_what_the_html_shows_the_text_shows_too(name: str) -> None:
    """Every address and every claim's number of the HTML is in the text part."""
    text = made(name).text
    for href in Page(html_of(name)).attributes("href"):
        assert href in text or name in ("voller Morgen", "englisch", "zehn Kopien einer Agentur", "Überlauf")
    for claim in re.findall(r'class="id"[^>]*>(c\w+)<', html_of(name)):
        assert claim in text


# The situation, and what its subject says.
SUBJECTS = [
    ("ruhiger Morgen", "nichts Neues"),
    ("Bestätigung", "Staudamm Rauhtal: bestätigt"),
    ("Dementi", "Staudamm Rauhtal: dementiert"),
    ("Zahlen mit Verlauf", "Staudamm Rauhtal: 150 → 340 Häuser"),
    ("erster Tag", "ab jetzt"),
    ("Alarm", "Staudamm Rauhtal: dementiert"),
    ("zwei Themen", "auch: Waldbrand Hochmoor"),
    ("englisch", "confirmed"),
    ("Berichtigung", "5 Berichtigungen"),
    ("nur eine Berichtigung", "Morgenlage: 1 Berichtigung"),
]


@pytest.mark.parametrize(("name", "said"), SUBJECTS)
def test_the_subject_leads_with_the_change(name: str, said: str) -> None:
    assert said in str(parsed(name)["Subject"])


def test_each_line_carries_the_number_of_its_claim() -> None:
    for name in ("Bestätigung", "Dementi", "Alarm", "Änderung einer Redaktion", "Zahlen mit Verlauf"):
        assert CLAIM in made(name).text
        assert CLAIM in html_of(name)


def test_a_digest_follows_the_lists_previous_one_and_an_alert_its_claims_thread() -> None:
    today, yesterday = made("Folgetag"), made("Folgetag").date
    assert yesterday is not None
    before = today.message_id.replace("2025-04-29", "2025-04-28")
    root, previous = str(parsed("Folgetag")["References"]).split()
    assert root == "<list.morgen@redaktion.example>"
    assert previous.startswith(before[: before.index("2025-04-28") + 10])
    assert str(parsed("Alarm")["References"]).startswith("<claim.")


def test_ten_copies_are_one_source() -> None:
    assert "11 Meldungen, 1 Quelle (dpa)" in made("zehn Kopien einer Agentur").text


def test_what_does_not_fit_is_counted_and_says_where_it_is() -> None:
    assert re.search(r"… und [\d.]+ weitere", made("Überlauf").text)
    assert "watcher claims list --topic staudamm --new 2025-04-28T07:00" in made("Überlauf").text


def test_with_a_desk_what_does_not_fit_and_each_claim_is_a_link() -> None:
    renderer = Renderer("de", BERLIN, desk="https://desk.example.org")
    message = renderer.digest(crowd(), READER, SENDER, NOW)
    links = Page(message.html).attributes("href")
    assert "https://desk.example.org/topic/staudamm?kind=new&since=2025-04-28" in links
    assert f"https://desk.example.org/claim/c{0:010}" in links
    assert "https://desk.example.org/topic/staudamm?kind=new&since=2025-04-28" in message.text
    assert len(message.html.encode()) < MOST_BYTES


def test_a_hostile_feed_changes_no_header_and_runs_nothing() -> None:
    mail = parsed("böswillig")
    assert "alle@example.org" not in str(mail["To"])
    assert mail["Bcc"] is None
    assert "<b>Damm</b>" not in html_of("böswillig")
    assert "\u202e" not in html_of("böswillig")
