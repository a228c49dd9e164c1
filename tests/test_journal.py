"""The log holds no secret, says it in the reader's form, and one that cannot be written stops nobody."""

from __future__ import annotations

import io
import json
import logging
import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from watcher.cli import native
from watcher.cli.journal import Patient, Redactor, open_journal
from watcher.cli.redact import find_secrets
from watcher.settings import Channel, Config, Feed, MailSettings, WebSettings

MARKERS = (
    "mail-mark-1",
    "feed-mark-2",
    "head-mark-3",
    "https://hooks.example/mark-4",
    "sign-mark-5",
    "desk-mark-7",
)
GUESSED = "login-mark-6"


def configure() -> Config:
    mail, feed, header, hook, key, token = MARKERS
    return Config(
        Path(),
        Path("watcher.db"),
        feeds=(Feed("a", "https://a.example/", "A", user="u", password=feed, headers=(("X-Key", header),)),),
        channels=(Channel("desk", hook, key),),
        mail=MailSettings(user="u", password=mail),
        web=WebSettings(token=token),
    )


def test_seven_planted_secrets_are_found_nowhere_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    redactor = Redactor()
    redactor.learn(configure())
    journal = open_journal(redactor)
    for marker in MARKERS:
        journal.info(f"the server said {marker} to us", detail=marker)
    journal.warning(f"https://user:{GUESSED}@a.example/feed?token={GUESSED}&page=2 cannot be read")
    said = stream.getvalue()
    assert said.count("***") >= 2 * len(MARKERS) + 2
    assert not [marker for marker in (*MARKERS, GUESSED) if marker in said]
    assert "page=2" in said


def test_what_a_library_reports_is_a_line_like_ours_and_as_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    redactor = Redactor()
    redactor.learn(configure())
    open_journal(redactor, "json")
    library = logging.getLogger("asyncio")
    library.info("nobody asked")
    library.warning("slow: %s", MARKERS[0])
    library.error("lost", exc_info=ValueError(MARKERS[1]))
    slow, lost = map(json.loads, stream.getvalue().splitlines())
    assert (slow["event"], slow["source"], slow["level"]) == ("slow: ***", "asyncio", "warning")
    assert lost["trace"].endswith("ValueError: ***\n")


@pytest.fixture(autouse=True)
def quiet_logging() -> Iterator[None]:
    yield
    logging.getLogger().handlers.clear()


def test_a_log_that_is_full_closed_or_missing_stops_nobody() -> None:
    closed = io.StringIO()
    closed.close()
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        for stream in (full, closed, None):
            patient = Patient(stream)
            patient.write("a line\n")
            patient.flush()
            assert not patient.isatty()
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())  # so that closing it can flush


def test_a_line_for_programs_is_json_with_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    open_journal(form="json").warning("Grüße", feed="bote", count=3)
    told = json.loads(stream.getvalue())
    assert told.pop("at").endswith("Z")
    assert told == {"event": "Grüße", "level": "warning", "feed": "bote", "count": 3}


@pytest.fixture
def journald(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "journal"))
        listener.settimeout(5)
        yield listener


def read_fields(datagram: bytes) -> dict[str, str]:
    """What journald makes of it."""
    fields = {}
    while datagram:
        line, _, rest = datagram.partition(b"\n")
        name, equals, value = line.partition(b"=")
        if not equals:
            (length,) = struct.unpack("<Q", rest[:8])
            value, rest = rest[8 : 8 + length], rest[9 + length :]
        fields[name.decode()] = value.decode()
        datagram = rest
    return fields


def test_journald_gets_fields_it_can_filter_by(journald: socket.socket) -> None:
    lines: list[str] = []
    with closing(native.Journal(lines.append, Path(journald.getsockname()))) as journal:
        journal.warning(event="checked", level="warning", feeds=3, note="one\ntwo", **{"odd-key": "x"})
    assert read_fields(journald.recv(10_000)) == {
        "MESSAGE": "checked feeds=3 note=one\ntwo odd-key=x",
        "PRIORITY": "4",
        "SYSLOG_IDENTIFIER": "watcher",
        "WATCHER_EVENT": "checked",
        "WATCHER_FEEDS": "3",
        "WATCHER_NOTE": "one\ntwo",
        "WATCHER_ODD_KEY": "x",
    }
    assert lines == []


def test_what_journald_does_not_take_goes_to_standard_error(tmp_path: Path) -> None:
    lines: list[str] = []
    with closing(native.Journal(lines.append, tmp_path / "nobody")) as journal:
        journal.info(event="checked", level="info", feeds=3)
    assert lines == ["checked feeds=3\n"]


def test_a_very_long_value_is_cut_so_that_the_line_gets_through(journald: socket.socket) -> None:
    with closing(native.Journal(lambda line: None, Path(journald.getsockname()))) as journal:
        journal.info(event="x" * 5_000_000)
    assert len(read_fields(journald.recv(100_000))["MESSAGE"]) == native.LONGEST


def test_journald_is_known_by_the_stream_that_leads_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "log").open("w") as log:
        found = os.fstat(log.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        assert native.is_ours(log.fileno())
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")
    assert not native.is_ours()


def test_secrets_within_addresses_are_learned() -> None:
    found = set(find_secrets("https://redak:p%40ss@a.example/feed?token=abcd&page=2&x_key=efgh"))
    assert found == {"redak", "p%40ss", "p@ss", "abcd", "efgh"}
    assert list(find_secrets("https://[broken")) == []
