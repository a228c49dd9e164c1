"""The folder of an operator's own templates."""

from __future__ import annotations

from pathlib import Path

from tests.config.folders import faults, write
from watcher import config
from watcher.config.templates import LARGEST, NAMES


def test_own_templates_are_read_by_name(tmp_path: Path) -> None:
    files = {"templates/style.css": "h1 { color: red }", "templates/digest.txt": "ä", "templates/.swp": "x"}
    told = config.load(write(tmp_path, files))
    assert told.templates == (("digest.txt", "ä"), ("style.css", "h1 { color: red }"))


def test_a_name_that_no_mail_is_made_of_is_a_fault(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, {"templates/digset.html": "x"})
    assert problem == (
        "templates/digset.html: no mail is made of a template of this name (did you mean 'digest.html'?); "
        "rename it or move it away"
    )


def test_a_file_that_is_no_text_or_too_large_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "alert.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "templates" / "frame.html").write_bytes(b"x" * (LARGEST + 1))
    told = faults(tmp_path, {})
    assert ["UTF-8" in each or "larger" in each for each in told] == [True, True]


def test_the_names_are_those_of_the_built_in_templates() -> None:
    built_in = Path(config.__file__).parents[1] / "compose" / "templates"
    assert sorted(path.name for path in built_in.iterdir()) == sorted(NAMES)
