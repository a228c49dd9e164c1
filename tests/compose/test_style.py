"""Small type must stay readable: WCAG 2.2 asks for a contrast of 4.5."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import watcher.compose

TEMPLATES = Path(watcher.compose.__file__).parent / "templates"
RULE = re.compile(r"([^{}]+)\{([^{}]+)\}")
INK = re.compile(r"(?<![-\w])color: (#[0-9a-f]{6})")
PAPER = re.compile(r"background: (#[0-9a-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, paper: str) -> float:
    dark, light = sorted((luminance(ink), luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def pairs(sheet: str) -> list[tuple[str, str, str]]:
    """Every ink on the paper of its own rule, else on the page's and the card's."""
    rules = RULE.findall((TEMPLATES / sheet).read_text("utf-8"))
    common = [
        paper for name, body in rules for paper in PAPER.findall(body) if name.split()[-1] in ("body", ".card")
    ]
    return [
        (selector.strip(), ink, paper)
        for selector, body in rules
        for ink in INK.findall(body)
        for paper in PAPER.findall(body) or common
    ]


@pytest.mark.parametrize("sheet", ["style.css", "dark.css"])
def test_every_ink_can_be_read_on_its_paper(sheet: str) -> None:
    found = pairs(sheet)
    assert len(found) > 20
    assert [(name, ink, paper) for name, ink, paper in found if contrast(ink, paper) < 4.5] == []


def test_every_ink_of_the_light_sheet_has_a_dark_one() -> None:
    light = {name for name, _, _ in pairs("style.css") if name.startswith(".")}
    dark = (TEMPLATES / "dark.css").read_text("utf-8")
    assert {name for name in light if not re.search(rf"{re.escape(name)}\b", dark)} <= set()
