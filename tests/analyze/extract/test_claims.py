"""Sentences of our own, a case a line: what is claimed, how sure, of what kind, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.analyze.extract.revisions import read
from watcher.model import Mention

CASES = Path(__file__).resolve().parents[2] / "claims"


def load_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*/*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield pytest.param(
                path.parent.name, json.loads(line), id=f"{path.parent.name}/{path.stem}:{number}"
            )


def fits(mention: Mention, wanted: dict[str, Any]) -> bool:
    """Standing and kind are lists of what is right; a source "*" leaves open which."""
    source = mention.attribution.text if mention.attribution else None
    kinds = wanted["kind"] or [mention.kind]
    timely = mention.kind in ("event", "statement") and bool({"event", "statement"} & set(kinds))
    kind = mention.kind in kinds or timely
    return mention.standing in wanted["standing"] and kind and wanted["source"] in ("*", source)


@pytest.mark.parametrize(("language", "case"), list(load_cases()))
def test_a_case_gives_its_claims(language: str, case: dict[str, Any]) -> None:
    mentions = read(case["text"], language=language)
    said = [(m.standing, m.kind, m.attribution.text if m.attribution else None) for m in mentions]
    assert len(mentions) == len(case["claims"]), said
    assert all(fits(m, wanted) for m, wanted in zip(mentions, case["claims"], strict=True)), said
