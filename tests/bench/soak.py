"""How memory and open files grow while watcher checks, analyses and tells: python -m tests.bench.soak SECONDS.

The workers' jobs run in this process, so that their leaks would show too (children are replaced now and then).
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import linear_regression

from tests.crash import scene
from tests.crash.postbox import Postbox
from watcher import store as stores
from watcher.cycle import cycle

WARM = 0.3  # of the run: caches fill
PAGE = 4096


def resident() -> float:
    """Megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def soak(folder: Path, port: int, seconds: float) -> dict[str, float]:
    config = scene.configure(folder / "watcher.db", "soak.example", port)
    samples: list[tuple[int, float, int]] = []
    checks, begun = 0, time.monotonic()
    with stores.open(config.store) as kept:
        while time.monotonic() - begun < seconds:
            # Ten stories stand in the feed; every fourth check brings one more.
            stories = [
                (f"Pegel {n}", f"Der Pegel der Elbe steigt auf {n} Meter, sagte Peter Maier.")
                for n in range(checks // 4, checks // 4 + 10)
            ]
            await cycle(
                scene.furnish(config, kept, stories), scene.MORNING + timedelta(minutes=15 * checks), every=True
            )
            checks += 1
            samples.append((checks, resident(), open_files()))
    warm = samples[int(len(samples) * WARM) :]
    slope = linear_regression([row[0] for row in warm], [row[1] for row in warm]).slope
    return {
        "checks": checks,
        "resident_mb": round(samples[-1][1], 1),
        "mb_per_10000_checks": round(slope * 10_000, 2),
        "files_first": warm[0][2],
        "files_last": warm[-1][2],
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        postbox = Postbox(Path(folder) / "mails.txt")
        try:
            print(json.dumps(asyncio.run(soak(Path(folder), postbox.port, float(sys.argv[1])))))  # noqa: T201
        finally:
            postbox.close()


if __name__ == "__main__":
    main()
