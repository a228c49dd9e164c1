"""How long `topics test` takes on 100,000 stored items: `python -m tests.bench.trying`."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.bench import texts
from watcher import store
from watcher.cli.trying import find_misses, try_topics
from watcher.settings import Topic

ITEMS = 100_000
QUERIES = (
    "Nordkorea Russland",
    "Ukraine -Sport",
    "Regierung NEAR/8 Minister",
    "/Milliarden? Euro/",
    '"Europäische Union" OR EU',
    "Drohne*",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watcher.db"
        _fill(path)
        with store.open(path, readonly=True) as kept:
            for query in QUERIES:
                topic = Topic("test", query, "test")
                began = time.perf_counter()
                found = try_topics(kept, [topic])["test"]
                misses = len(tuple(find_misses(kept, topic, found)))
                took = time.perf_counter() - began
                _say(f"{took:5.1f} s  {len(found):>7,} items, {misses} ways to find more: {query}")


def _fill(path: Path) -> None:
    articles = texts.articles()
    size = sum(len(each.text) for each in articles) / len(articles)
    _say(f"{ITEMS:,} items, {len(articles):,} texts of {size:.0f} characters on average")
    with store.open(path) as kept, kept.write():
        for number in range(ITEMS):
            article, name = articles[number % len(articles)], f"bench/{number}"
            at = article.seen_at + timedelta(minutes=number)
            kept.revisions.add([replace(article, item=name, seen_at=at, guid=name, hash=name, entry_hash=name)])


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
