"""newsboat's side: the Debian package, one whole process for each pass.

python newsboat_side.py FOLDER URLS
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from spending import answer  # type: ignore[import-not-found, unused-ignore]

CONFIG = "reload-threads 16\nssl-verifypeer no\nmax-items 0\ncache-file {cache}\n"


def count(cache: Path) -> int:
    with closing(sqlite3.connect(cache)) as db:
        return int(db.execute("SELECT count(*) FROM rss_item").fetchone()[0])


if __name__ == "__main__":
    folder, urls = Path(sys.argv[1]) / "newsboat", sys.argv[2]
    folder.mkdir()
    cache, config = folder / "cache.db", folder / "config"
    config.write_text(CONFIG.format(cache=cache))
    answer(["newsboat", "-q", "-u", urls, "-C", str(config), "-x", "reload"], folder, lambda: count(cache))
