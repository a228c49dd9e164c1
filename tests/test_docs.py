"""The documentation is true: what exists is written down, and what is written down exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import watcher
from watcher.cli import VERBS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_is_in_the_readme(verb: str) -> None:
    assert re.search(rf"`(?:[^`]*\W)?{verb}\b", README), f"README.md does not mention `{verb}`"


def test_the_changelog_names_the_version() -> None:
    assert f"## {watcher.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)", text) if not t.startswith(("http:", "https:", "mailto:"))]
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_every_dependency_has_a_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    names = [re.split(r"[<>=\[]", line.strip().strip('",'))[0] for line in block.splitlines() if line.strip()]
    page = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
    assert not [name for name in names if name.lower() not in page.lower()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_path_of_somebodys_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|work|opt|Users)/", page.read_text(encoding="utf-8"))
