"""A backfill marks what an outlet wraps around its articles, by the articles it brings."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from watcher.store import open as open_store

STORIES = (
    "Rat beschließt neue Brücke", "Klinikum streikt ab Freitag", "Werft gewinnt Auftrag", "Hochwasser am Hafen",
    "Schule bleibt geschlossen", "Bauern protestieren weiter",
)  # fmt: skip
PROMISE = "Unsere Redaktion begleitet Mühlhafen seit vier Generationen."


def test_a_backfill_marks_the_lines_that_its_articles_share(run: Run, desk: Path) -> None:
    told = [
        {"id": f"b/{day}", "feed": "blatt", "title": title, "text": f"{title}.\n\n{PROMISE}"}
        | {"seen": f"2025-03-0{day}T06:00:00Z"}
        for day, title in enumerate(STORIES, 1)
    ]
    assert run("--config", desk, "backfill", input="\n".join(map(json.dumps, told))).exit_code == 0
    with open_store(desk / "watcher.db", readonly=True) as store:
        marked = [[each.text[m.start : m.end] for m in each.marks] for each in store.revisions.walk()]
    assert marked == [[PROMISE]] * len(STORIES)
