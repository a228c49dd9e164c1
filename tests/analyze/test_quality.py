"""The ledger measured on the annotated articles beside the checkout; a floor, so that costly rules show."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.analyze.newsroom import Newsroom
from watcher.model import Change, Evidence, Revision

Row = dict[str, Any]


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    """The scorer that the gold data comes with."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def revision(row: Row, number: int) -> Revision:
    seen = datetime.fromisoformat(row["seen"])
    return Revision(
        row["id"],
        number,
        row["feed"],
        row["feed"],
        row["title"],
        row["text"],
        seen,
        "backfill",
        language=row["lang"],
    )


def backfill(lines: Iterator[str]) -> tuple[list[Row], list[Row]]:
    """Articles into mentions and changes, as the command line would export them."""
    room, numbers = Newsroom(), dict[str, int]()
    mentions: list[Row] = []
    changes: list[Row] = []
    for row in map(json.loads, lines):
        numbers[row["id"]] = numbers.get(row["id"], 0) + 1
        found = room.take(revision(row, numbers[row["id"]]))
        carried = dict.fromkeys((link.mention, link.claim) for link in found.links)
        mentions += [{**shown(found.evidence[at]), "claim": claim} for at, claim in carried]
        changes += [exported(change) for change in found.changes]
    return mentions, changes


def exported(change: Change) -> Row:
    sides = {"before": change.before and shown(change.before), "after": change.after and shown(change.after)}
    return {"type": change.type, "claim": change.claim, "revision": change.revision, **sides}


def shown(evidence: Evidence) -> Row:
    m = evidence.mention
    return {"item": m.item, "in": m.where, "start": m.start, "end": m.end, "statement": m.statement}


def write(path: Path, rows: list[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    return iter(capsys.readouterr().out.splitlines())


def test_edits_of_one_text_are_noticed_and_named(
    score: ModuleType, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = shared / "eval" / "dev"
    score.print_versions(gold)
    _, changes = backfill(printed(capsys))
    figures = score.score_revisions(gold, write(tmp_path / "changes.jsonl", changes), 0)
    assert figures["edits"]["f1"] >= 0.93
    assert figures["edit_noticed_recall"] >= 0.97
    assert figures["cosmetic_false_alarms"] == 0


def test_links_are_right_before_they_are_many(
    score: ModuleType, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = shared / "eval" / "dev"
    score.print_articles(gold)
    mentions, changes = backfill(printed(capsys))
    paths = write(tmp_path / "mentions.jsonl", mentions), write(tmp_path / "changes.jsonl", changes)
    figures = score.score_links(gold, *paths, 0)
    assert figures["links"]["precision"] >= 0.90
    assert figures["links"]["f1"] >= 0.80
    assert figures["change_types"]["precision"] >= 0.95
    assert figures["change_types"]["f1"] >= 0.82
