"""The desk over a store of `web_store`, in a process of its own and with nothing else in it:

python -m tests.bench.web_server STORE PORT
"""

from __future__ import annotations

import sys
from pathlib import Path

from watcher.cycle.previewing import foresee, recall
from watcher.settings import Config, DigestList, Feed, Topic
from watcher.web.gate import Access
from watcher.web.previews import Previews
from watcher.web.serve import Listen, serve

TOPICS = ("gross", *(f"thema-{number}" for number in range(8)))
OUTLETS = tuple(f"Blatt {number}" for number in range(60))


def configure(path: Path) -> Config:
    return Config(
        folder=path.parent,
        store=path,
        topics=tuple(Topic(name, name, name.title()) for name in TOPICS),
        digests=(DigestList("morgen", ("desk@example.org",)),),
        feeds=tuple(
            Feed(outlet, f"https://{number}.example/", outlet) for number, outlet in enumerate(OUTLETS)
        ),
    )


if __name__ == "__main__":
    serve(configure(Path(sys.argv[1])), Listen(port=int(sys.argv[2])), Access(), Previews(foresee, recall))
