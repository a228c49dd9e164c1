"""What is parsed of a cut document is what a parse of the whole would have given for those entries."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from watcher.collect import chunks
from watcher.collect.entries import CRASHES
from watcher.collect.parse import parse
from watcher.errors import ParseError
from watcher.model import Document

URL = "https://feeds.example/feed"
HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Bote</title>{}'
MUTANTS = 20_000
LARGEST_MUTANT = 12_000  # bytes; so that 20,000 of them take two minutes


def item(number: int, text: str = "Die Brücke ist gesperrt.") -> str:
    link = f"<link>https://bote.example/{number}</link><guid>g{number}</guid>"
    return f"<item><title>Meldung {number}</title>{link}<description>{text}</description></item>\n"


def document(*items: str, head: str = "") -> bytes:
    return (HEAD.format(head) + "".join(items) + "</channel></rss>").encode()


def fresh(before: bytes, after: bytes) -> tuple[bytes, ...] | None:
    old, new = chunks.cut(before), chunks.cut(after)
    assert old
    assert new
    return new.differing(old.shape)


def test_a_document_goes_together_again_byte_by_byte() -> None:
    body = document(item(1), item(2), item(3))
    found = chunks.cut(body)
    assert found
    assert len(found.entries) == 3
    assert found.join(found.entries) == body


def test_only_an_entry_whose_bytes_are_new_is_fresh() -> None:
    before = document(item(1), item(2), item(3))
    assert fresh(before, before) == ()
    assert fresh(before, document(item(3), item(1))) == ()
    edited = fresh(before, document(item(1), item(2, "Sie ist offen."), item(3), item(4)))
    assert edited == (item(2, "Sie ist offen.").encode(), item(4).encode())


def test_the_date_of_its_making_is_no_change_but_anything_else_in_the_shell_is() -> None:
    before = document(item(1), item(2), head="<lastBuildDate>heute</lastBuildDate>")
    assert fresh(before, document(item(1), item(2), head="<lastBuildDate>jetzt</lastBuildDate>")) == ()
    assert fresh(before, document(item(1), item(2), head="<language>de</language>")) is None


def test_a_document_that_was_seen_twice_is_known_again_without_being_cut() -> None:
    before = document(item(1), item(2), head="<lastBuildDate>heute</lastBuildDate>")
    found = chunks.cut(before)
    assert found
    assert not chunks.repeats(before, found.shape)
    settled = found.settle()
    assert found.differing(settled) == ()
    later = before.replace(b"heute", b"jetzt")
    assert chunks.repeats(later, settled)
    for changed in (
        later.replace(b"gesperrt", b"gesperr-"),
        later.replace(b"Bote", b"Bot-"),
        later[:-20],
        b"{}",
    ):
        assert not chunks.repeats(changed, settled)
    grown = later.replace(b"</channel>", item(3).encode() + b"</channel>")
    assert not chunks.repeats(grown, settled)
    after = chunks.cut(grown)
    assert after
    assert after.differing(settled) == (item(3).encode(),)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        document(item(1)),
        document(item(1), "<textInput/>", item(2)),
        document(item(1, "<![CDATA[<item>]]>"), item(2)),
        document(item(1, "<![CDATA[</item>]]>"), item(2)),
        document(item(1), item(2)).decode().encode("utf-16"),
        document(item(1), item(2))[:-60],
    ],
    ids=["JSON", "one", "between", "open in text", "end in text", "UTF-16", "cut short"],
)
def test_what_is_not_certain_is_parsed_whole(body: bytes) -> None:
    assert chunks.cut(body) is None


def test_a_guid_of_another_entry_is_seen() -> None:
    found = chunks.cut(document(item(1), item(2)))
    assert found
    assert found.names("g1", found.entries[1:])
    assert not found.names("g1", found.entries[:1])


def real(shared: Path) -> Iterator[bytes]:
    for archive in ("realfeeds", "feedparser_corpus"):
        with tarfile.open(shared / "corpora" / f"{archive}.tar.gz") as tar:
            for member in tar:
                if (file := tar.extractfile(member)) is not None and "MANIFEST" not in member.name.upper():
                    yield file.read()


def read(body: bytes) -> Document | None:
    try:
        return parse(body, None, URL, 20_000)
    except ParseError:
        return None


def compare(body: bytes, whole: Document | None) -> bool:
    """Whether the document may be cut; if so, every third entry read alone is what it is among the others."""
    found = chunks.cut(body)
    if not (found and whole and whole.regular and len(whole.entries) == len(found.entries)):
        return False
    part = read(found.join(found.entries[::3]))
    if part and part.regular and len(part.entries) == len(found.entries[::3]):
        assert part.entries == whole.entries[::3]
        shell = replace(whole, entries=(), regular=False)
        assert replace(part, entries=(), regular=False) == shell
    return True


@pytest.mark.long
def test_a_cut_parse_equals_the_whole_one_on_both_corpora(shared: Path) -> None:
    assert sum(compare(body, read(body)) for body in real(shared)) >= 100


@pytest.mark.long
def test_mutants_raise_nothing_and_lose_no_good_entry(shared: Path) -> None:
    lot = random.Random(5)
    seeds = [body for body in real(shared) if 200 < len(body) < LARGEST_MUTANT]
    for number in range(MUTANTS):
        body = mutate(lot.choice(seeds), lot)
        whole = read(body)
        compare(body, whole)
        if number % 20 == 0:
            # The last entry of a document that was cut is waited for.
            waited = 1 if whole and whole.cut else 0
            assert len(whole.entries if whole else ()) + waited >= good(body), body


def mutate(body: bytes, lot: random.Random) -> bytes:
    """A few bytes changed, a stretch lost, doubled or moved."""
    work = bytearray(body)
    for _ in range(lot.randint(1, 3)):
        at, length = lot.randrange(len(work)), lot.randint(1, 80)
        piece = bytes(work[at : at + length])
        choice = lot.randrange(4)
        if choice == 0:
            work[at] = lot.randrange(256)
        elif choice == 1 and len(work) > 200:
            del work[at : at + length]
        elif choice == 2:
            work[at:at] = piece
        else:
            other = lot.randrange(len(work))
            work[other:other] = piece
    return bytes(work)


def good(body: bytes) -> int:
    """How many entries feedparser finds that have a title or a text to show."""
    try:
        found = feedparser.parse(BytesIO(body))
    except CRASHES:
        return 0
    return sum(bool(entry.get("title", "").strip() and entry.get("link")) for entry in found.entries)
