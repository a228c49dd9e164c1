"""reader's side (lemon24/reader), run by a Python that has it; it knows nothing of watcher.

python reader_side.py FOLDER URLS
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from pathlib import Path

from reader import make_reader  # type: ignore[import-not-found, unused-ignore]

logging.disable(logging.CRITICAL)


def serve(folder: Path, urls: list[str]) -> None:
    reader = make_reader(str(folder / "reader.sqlite"))
    for url in urls:
        reader.add_feed(url)
    for _ in iter(sys.stdin.readline, ""):
        cpu, wall = time.process_time(), time.perf_counter()
        failed = sum(
            isinstance(each.value, Exception) for each in reader.update_feeds_iter(workers=16, scheduled=False)
        )
        print(  # noqa: T201
            json.dumps(
                {
                    "cpu": time.process_time() - cpu,
                    "wall": time.perf_counter() - wall,
                    "items": reader.get_entry_counts().total,
                    "failed": failed,
                    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]).read_text().split())
