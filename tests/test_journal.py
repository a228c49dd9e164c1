"""The log holds no secret, and a log that cannot be written stops nobody."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from watcher.cli.journal import Patient, Redactor, open_journal
from watcher.settings import Channel, Config, Feed, MailSettings

MARKERS = ("mail-mark-1", "feed-mark-2", "head-mark-3", "https://hooks.example/mark-4", "sign-mark-5")
GUESSED = "login-mark-6"


def configure() -> Config:
    mail, feed, header, hook, key = MARKERS
    return Config(
        Path(),
        Path("watcher.db"),
        feeds=(Feed("a", "https://a.example/", "A", user="u", password=feed, headers=(("X-Key", header),)),),
        channels=(Channel("desk", hook, key),),
        mail=MailSettings(user="u", password=mail),
    )


def test_six_planted_secrets_are_found_nowhere_in_the_log(
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
