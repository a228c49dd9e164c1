"""Secrets live in files of their own, are one line each and show nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.folders import EVERYTHING, faults, write
from watcher import config


def test_no_secret_shows_in_a_repr(tmp_path: Path) -> None:
    assert "geheim" not in repr(config.load(write(tmp_path, EVERYTHING)))


def test_systemd_credentials_come_before_the_folder(tmp_path: Path) -> None:
    given = write(tmp_path / "credentials", {"mail-password": "von systemd"})
    told = config.load(write(tmp_path / "config", EVERYTHING), credentials=given)
    assert told.mail.password == "von systemd"
    assert told.feeds[0].password == "geheim 2"


@pytest.mark.parametrize("text", ["", " \n", "zwei\nZeilen\n"])
def test_a_secret_is_one_line(tmp_path: Path, text: str) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"mail-password": text})
    lines = EVERYTHING["watcher.toml"].splitlines()
    place = 1 + next(at for at, line in enumerate(lines) if line.startswith("password_file"))
    assert told == f"watcher.toml:{place}: mail-password must hold the secret as its only line"


def test_a_channel_needs_an_address(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"hook": "geheim"})
    assert told == "channels.toml:3: hook must hold an address such as https://hooks.example.org/…"


def test_a_header_that_is_none_is_told_without_repeating_it(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, EVERYTHING | {"agency-headers": "X-Desk: news\ngeheim\n"})
    assert told == "agency-headers:2: this line is no header; write 'Name: value'"


def test_a_password_without_a_user_is_a_fault(tmp_path: Path) -> None:
    files = {"watcher.toml": '[mail]\npassword_file = "p"\n', "p": "x"}
    assert faults(tmp_path, files) == ["watcher.toml:2: password_file without user; say whose password it is"]


def test_secrets_that_everybody_can_read_are_listed(tmp_path: Path) -> None:
    write(tmp_path, EVERYTHING)
    for name in ("mail-password", "agency-headers", "hook", "hook-key", "web-token"):
        (tmp_path / name).chmod(0o600)
    (tmp_path / "agency-password").chmod(0o644)
    assert config.list_exposed(tmp_path) == (tmp_path / "agency-password",)
