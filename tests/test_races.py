"""Several daemons at once: one works, the others say so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RACE = """
import os, pathlib, sys
from watcher import daemon
from watcher.errors import StoreError

store = pathlib.Path(sys.argv[1])
for number in range(50):
    start, go = os.pipe()
    told, tell = os.pipe()
    done, finish = os.pipe()
    for _ in range(2 + number % 7):
        if os.fork() == 0:
            os.close(go)
            os.close(finish)
            os.read(start, 1)
            try:
                with daemon.lock(store):
                    os.write(tell, b"1")
                    os.read(done, 1)
            except StoreError:
                os.write(tell, b"0")
            os._exit(0)
    os.close(go)
    answers = b""
    while len(answers) < 2 + number % 7:
        answers += os.read(told, 9)
    os.close(finish)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    for each in (start, told, tell, done):
        os.close(each)
    print(answers.count(b"1"))
"""


def test_of_two_to_eight_daemons_started_at_once_one_works_in_each_of_fifty_races(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RACE, str(tmp_path / "watcher.db")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1"] * 50
