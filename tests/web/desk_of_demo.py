"""Serves the pages over a demo's store: python -m tests.web.desk_of_demo STORE PORT."""

from __future__ import annotations

import sys
from pathlib import Path

from watcher.cycle.previewing import foresee, recall
from watcher.demo.play import read_script, read_topics
from watcher.settings import Config, DigestList
from watcher.web.gate import Access
from watcher.web.previews import Previews
from watcher.web.serve import Listen, serve


def configure(store: Path) -> Config:
    """What the demo watches; its feeds are gone with its newsroom."""
    return Config(
        folder=store.parent,
        store=store,
        topics=read_topics(read_script()),
        digests=(DigestList("morgen", ("desk@example.org",)),),
    )


if __name__ == "__main__":
    serve(configure(Path(sys.argv[1])), Listen(port=int(sys.argv[2])), Access(), Previews(foresee, recall))
