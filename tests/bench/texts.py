"""German news to measure with: the evaluation corpora beside the checkout, else our own demo's outlets."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from watcher.model import Revision

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
NOW = datetime(2025, 3, 3, 6, tzinfo=UTC)


def articles() -> list[Revision]:
    """Whole articles first, headlines with teasers after them; all of them German."""
    found = [*_evaluation(), *_week()] or list(_demo())
    return [_revision(number, title, text) for number, (title, text) in enumerate(found)]


def long_text(size: int) -> str:
    """About `size` characters of running text, never the same sentence twice."""
    text = "\n\n".join(text for _, text in _demo())
    copies = (text.replace("Mühlhafen", f"Mühlhafen-{number}") for number in range(size // len(text) + 1))
    return "\n\n".join(copies)[:size]


def revision(text: str, title: str = "", language: str | None = "de") -> Revision:
    """One text as the extractor takes it."""
    return Revision("bench/0", 1, "bench", "bench", title, text, NOW, "live", language=language)


def _revision(number: int, title: str, text: str) -> Revision:
    return Revision(f"bench/{number}", 1, "bench", "bench", title, text, NOW, "live", language="de")


def _evaluation() -> Iterator[tuple[str, str]]:
    for name in ("dev/articles.jsonl", "wikinews/quotes.jsonl"):
        path = SHARED / "eval" / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            if row["lang"] == "de":
                yield row["title"], row["text"]


def _week() -> Iterator[tuple[str, str]]:
    path = SHARED / "corpora" / "week.jsonl.gz"
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("lang") == "de":
                yield row["title"], row["text"]


def _demo() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "seeds" / "newsroom").glob("*.toml")):
        outlet = tomllib.loads(path.read_text(encoding="utf-8"))
        if outlet.get("language") == "de":
            for article in outlet.get("article", ()):
                for version in article["version"]:
                    yield version["title"], version["text"]
