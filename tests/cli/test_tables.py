"""Tables at a terminal of 80 columns, and through a pipe."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

SENTENCE = "Der Deich [hält] nach Angaben des Amtes für Deiche auch der nächsten Sturmflut stand."
TABLE = f"""
from watcher.cli.show import show_table
show_table({{columns!r}}, [{{cells!r}} + [{SENTENCE!r}]], wide=len({{columns!r}}) - 1)
"""
NARROW = (["claim", "statement"], ["c0123456789"])
CROWDED = (
    ["seen", "standing", "claim", "where", "statement"],
    ["03.09.2025 07:00", "asserted", "c0", "told with c1"],
)


def show(columns: list[str], cells: list[str]) -> list[str]:
    """The lines that a terminal gets, without colours and the blanks at their ends."""
    screen, keys = pty.openpty()
    program = TABLE.format(columns=columns, cells=cells)
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    subprocess.run([sys.executable, "-c", program], stdout=keys, env=env, check=True, timeout=60)
    os.close(keys)
    with os.fdopen(screen, "rb", buffering=0) as read:
        told = read.read(10_000).decode()
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines()]


def test_a_sentence_with_room_beside_it_stays_in_its_row() -> None:
    lines = show(*NARROW)
    assert lines[0].split() == ["claim", "statement"]
    assert lines[1].startswith("c0123456789  Der Deich [hält] nach")


def test_a_sentence_without_room_stands_below_its_row() -> None:
    lines = show(*CROWDED)
    assert lines[0].split() == ["seen", "standing", "claim", "where"]
    assert lines[1].split() == ["03.09.2025", "07:00", "asserted", "c0", "told", "with", "c1"]
    assert " ".join(line.strip() for line in lines[2:]) == SENTENCE
    assert all(line.startswith("  ") for line in lines[2:])
