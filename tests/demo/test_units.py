"""The systemd units, judged by systemd itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from watcher.demo.bundled import find

UNITS = sorted(path.name for path in find("systemd").iterdir())
SERVICES = [name for name in UNITS if name.endswith(".service")]
MOST_EXPOSED = 1.3  # offline, systemd 252; of feed readers with a unit, miniflux has 5.7

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", "--no-pager", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def stand_in(folder: Path) -> list[str]:
    """Copy the units with a program that exists, since verify wants to see it; return their paths."""
    stub = folder / "watcher"
    stub.write_text("#!/bin/sh\n", encoding="utf-8")
    stub.chmod(0o755)
    for name in UNITS:
        text = (find("systemd") / name).read_text(encoding="utf-8")
        (folder / name).write_text(
            text.replace("/usr/local/lib/watcher/bin/watcher", str(stub)), encoding="utf-8"
        )
    return [str(folder / name) for name in UNITS]


def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    verdict = analyze("verify", *stand_in(tmp_path))
    assert (verdict.returncode, verdict.stdout + verdict.stderr) == (0, "")


def test_a_misspelt_key_would_be_found(tmp_path: Path) -> None:
    paths = stand_in(tmp_path)
    unit = tmp_path / "watcher.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("WatchdogSec", "WatchDogSec"), encoding="utf-8")
    assert "WatchDogSec" in analyze("verify", *paths).stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_exposes_little(tmp_path: Path, name: str) -> None:
    stand_in(tmp_path)
    verdict = analyze("security", "--offline=yes", str(tmp_path / name)).stdout
    level = re.search(r"exposure level for \S+: ([\d.]+)", verdict)
    assert level
    assert float(level[1]) <= MOST_EXPOSED


def test_the_daemon_is_watched_reloaded_and_started_again() -> None:
    unit = (find("systemd") / "watcher.service").read_text(encoding="utf-8")
    for line in ("Type=notify", "WatchdogSec=120", "ExecReload=/bin/kill -HUP $MAINPID", "Restart=always"):
        assert f"\n{line}\n" in unit
