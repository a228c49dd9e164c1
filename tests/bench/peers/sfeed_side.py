"""sfeed's side: the Debian package, `sfeed_update` with its many processes for each pass.

python sfeed_side.py FOLDER URLS
"""

from __future__ import annotations

import sys
from pathlib import Path

from spending import answer  # type: ignore[import-not-found, unused-ignore]


def count(folder: Path) -> int:
    return sum(file.read_bytes().count(b"\n") for file in (folder / "feeds").iterdir())


if __name__ == "__main__":
    folder = Path(sys.argv[1]) / "sfeed"
    (folder / "feeds").mkdir(parents=True)
    calls = [f"feed f{number} {url}" for number, url in enumerate(Path(sys.argv[2]).read_text().split())]
    body = "\n  ".join(calls)
    rc = folder / "sfeedrc"
    rc.write_text(f'sfeedpath="{folder}/feeds"\nmaxjobs=16\nfeeds() {{\n  {body}\n}}\n')
    answer(["sfeed_update", str(rc)], folder, lambda: count(folder))
