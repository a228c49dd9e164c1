"""A bar for long work on a terminal: a real terminal, by pty."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Awaitable, Callable

import pytest

from watcher.cli.progress import FEWEST, counted

WORK = f"""
from watcher.cli.progress import show_progress
with show_progress("trying", %s) as advance:
    for step in range({FEWEST}):
        advance(1)
print("done")
"""


def on_terminal(steps: int) -> str:
    """What a person sees of the work."""
    ours, theirs = pty.openpty()
    worker = subprocess.Popen([sys.executable, "-c", WORK % steps], stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    worker.wait(30)
    os.close(ours)
    return seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the other end is closed (Linux says EIO)
        return b""


def test_long_work_has_a_bar_on_a_terminal() -> None:
    assert f"{FEWEST}/{FEWEST}" in on_terminal(FEWEST)


def test_short_work_has_none() -> None:
    assert on_terminal(FEWEST - 1) == ""


def test_a_pipe_gets_none() -> None:
    told = subprocess.run([sys.executable, "-c", WORK % FEWEST], capture_output=True, check=True)
    assert (told.stdout, told.stderr) == (b"done\n", b"")


async def test_each_step_counts_whether_it_went_well_or_not() -> None:
    steps: list[int] = []
    work: Callable[[int], Awaitable[float]] = counted(_divide, steps.append)
    assert await work(2) == 0.5
    with pytest.raises(ZeroDivisionError):
        await work(0)
    assert steps == [1, 1]


async def _divide(by: int) -> float:
    return 1 / by
