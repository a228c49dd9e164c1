"""A text at a terminal: every claim in the colour of its standing, its source and figures made out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analyze.extract.revisions import read, revise
from tests.cli.conftest import Run
from watcher.cli.picture import show_picture

TEXT = "Laut Polizei wurden 14 Menschen verletzt. Das Feuer soll im Keller ausgebrochen sein. Warum?"


def test_every_claim_and_its_parts_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    show_picture(revise(TEXT), read(TEXT))
    shown = capsys.readouterr().out
    assert TEXT in shown
    table = [line.split() for line in shown.splitlines() if line.startswith(("attributed  P", "unverified  P"))]
    assert [row[:2] for row in table] == [["attributed", "Polizei"], ["unverified", "Polizei"]]
    assert "14 · Mensch" in shown


def test_a_text_without_claims_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_picture(revise("Warum?"), ())
    assert capsys.readouterr().out.splitlines()[-1] == "No claims found."


def test_a_text_that_is_taken_for_articles_is_told_how_to_be_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_text("Der Deich hält, sagte die Polizei.", encoding="utf-8")
    told = run("extract", file)
    assert told.exit_code == 1
    assert told.stderr.splitlines()[1] == (
        "no line of it is an article; `watcher extract --text` reads the whole as one plain text"
    )
    assert run("extract", "--text", file).exit_code == 0


def test_a_language_we_do_not_read_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "port.txt"
    file.write_text("Le ministre a déclaré lundi que 14 personnes avaient été blessées.", encoding="utf-8")
    told = run("extract", file)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "1 article in no language that is read (de, en)\n"
