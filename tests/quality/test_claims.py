"""Floors under the quality of extraction, on the evaluation data beside the checkout: they rise, never fall."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.model import Mention, Revision

FLOORS = {
    "verbatim": 1.0,
    "standing_accuracy": 0.97,
    "standing_rare_macro_f1": 0.96,
    "kind_accuracy": 0.94,
}
F1_FLOORS = {"claims": 0.98, "attribution": 0.95, "quantities_value": 0.95, "quantities_strict": 0.92}
SPEECH_FLOORS = {"reported_speech": 0.819, "speaker": 0.724}


def load_score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def revise(row: dict[str, Any]) -> Revision:
    return Revision(
        item=row["doc_id"], number=1, feed="gold", outlet="gold", title=row["title"], text=row["text"],
        seen_at=datetime(2024, 1, 1, tzinfo=UTC), cause="backfill", language=row["lang"],
    )  # fmt: skip


def write(mention: Mention) -> dict[str, Any]:
    source = mention.attribution
    return {
        "doc": mention.item, "start": mention.start, "end": mention.end, "statement": mention.statement,
        "kind": mention.kind, "standing": mention.standing, "in": mention.where,
        "attribution": {"text": source.text, "name": source.name} if source else None,
        "quantities": [
            {name: getattr(q, name) for name in ("start", "end", "low", "high", "qualifier", "noun")}
            for q in mention.quantities
        ],
    }  # fmt: skip


def predict(articles: Path, to: Path) -> Path:
    """The mentions of every article as the score reads them."""
    with to.open("w", encoding="utf-8") as out:
        for row in read_rows(articles):
            for mention in extract(revise(row), (), languages=load):
                out.write(json.dumps(write(mention), ensure_ascii=False) + "\n")
    return to


@pytest.mark.long
def test_claims_keep_their_floors(shared: Path, tmp_path: Path) -> None:
    gold = shared / "eval" / "dev"
    figures = load_score(shared).score_extract(
        gold, predict(gold / "articles.jsonl", tmp_path / "out.jsonl"), 0
    )
    low = {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor}
    low |= {name: figures[name]["f1"] for name, floor in F1_FLOORS.items() if figures[name]["f1"] < floor}
    assert low == {}
    assert figures["boilerplate_false_positives"] <= 0.02


@pytest.mark.long
def test_reported_speech_keeps_its_floors(shared: Path, tmp_path: Path) -> None:
    gold = shared / "eval" / "wikinews"
    figures = load_score(shared).score_speakers(gold, predict(gold / "quotes.jsonl", tmp_path / "out.jsonl"), 0)
    assert {n: figures[n]["f1"] for n, floor in SPEECH_FLOORS.items() if figures[n]["f1"] < floor} == {}
