"""What a peer that is a program of its own takes for one pass: it is started for each, with its children."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def answer(words: list[str], home: Path, count: Callable[[], int]) -> None:
    """One pass for each line of standard input; HOME is a folder of its own."""
    for _ in iter(sys.stdin.readline, ""):
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            words,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = {
            "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "wall": time.perf_counter() - wall,
            "items": count(),
            "failed": int(done.returncode != 0),
            "peak": after.ru_maxrss / 1024,
        }
        sys.stdout.write(json.dumps(took) + "\n")
        sys.stdout.flush()
