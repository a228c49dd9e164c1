"""200 real feeds and 2,107 conformance files: all kept, nothing raised, nothing edited by a second look."""

from __future__ import annotations

import json
import tarfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from watcher.collect.parse import parse
from watcher.collect.revise import decide, revise
from watcher.errors import ParseError
from watcher.model import Document, Known
from watcher.settings import Feed

pytestmark = pytest.mark.long

NOW = datetime(2026, 11, 22, tzinfo=UTC)
JSON_ITEMS = 52  # of the three JSON Feeds, which feedparser does not read


def unpacked(archive: Path) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The manifest's rows and the files, by their last path parts."""
    files = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if (file := tar.extractfile(member)) is not None:
                files[member.name.removeprefix("./")] = file.read()
    (manifest,) = (body for name, body in files.items() if name.lower().endswith("manifest.jsonl"))
    return [json.loads(line) for line in manifest.splitlines()], files


@pytest.fixture(scope="module")
def real(shared: Path) -> list[tuple[str, int, Document | None]]:
    rows, files = unpacked(shared / "corpora" / "realfeeds.tar.gz")
    return [
        (row["file"], row["golden"]["entries"], read(files[f"realfeeds/{row['file']}"], row["file"]))
        for row in rows
    ]


def read(body: bytes, name: str) -> Document | None:
    try:
        return parse(body, None, f"https://feeds.example/{name}", 20_000)
    except ParseError:
        return None


def test_real_feeds_keep_their_entries(real: list[tuple[str, int, Document | None]]) -> None:
    assert len(real) == 200
    kept = sum(min(len(document.entries), golden) for _, golden, document in real if document)
    assert kept >= 0.99 * sum(golden for _, golden, _ in real)
    extra = sum(len(document.entries) for name, _, document in real if document and name.endswith(".json"))
    assert extra == JSON_ITEMS


def test_real_feeds_make_items_and_a_second_look_no_edit(real: list[tuple[str, int, Document | None]]) -> None:
    stored = 0
    for name, _, document in real:
        feed = Feed(name, f"https://feeds.example/{name}", name)
        entries = document.entries if document else ()
        known = list(remembered(feed, entries))
        stored += len({each.item for each in known})
        assert decide(feed, entries, known) == (), name
    assert stored >= 0.98 * 4_015 + JSON_ITEMS


def remembered(feed: Feed, entries: Any) -> Iterator[Known]:
    for edit in decide(feed, entries, ()):
        made = revise(edit, feed, None, now=NOW, cause="live")
        assert made
        yield Known(made.item, made.guid, made.url, 1, made.title, made.text, made.entry_hash)


def test_conformance_files_raise_nothing_but_parse_errors(shared: Path) -> None:
    rows, files = unpacked(shared / "corpora" / "feedparser_corpus.tar.gz")
    assert len(rows) == 2_107
    for row in rows:
        header = row.get("header", "").removeprefix("Content-type: ") or None
        started = time.perf_counter()
        try:
            found = parse(files[f"data/{row['file']}"], header, "https://feeds.example/x", 2_000)
        except ParseError:
            found = Document("", ())
        assert time.perf_counter() - started < 1, row["file"]
        for entry in found.entries:
            f"{entry.title}{entry.text}{entry.guid}{entry.url}".encode()
