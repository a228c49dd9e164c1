"""`topics`: a query tried on the stored past, explained for an item, compared with its edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_past import article

TEXTS = [
    ("1", "Raketen auf Kursk. Der Minister schweigt.", 7),
    ("2", "Kursker Symphoniker spielen auf.", 8),
    ("3", "Der Gouverneur von Kursk lobt den Sport.", 9),
    ("4", "Wetter in Kiew.", 10),
]


@pytest.fixture
def filled(run: Run, desk: Path) -> Path:
    lines = [article(f"https://blatt.example/{name}", text, hour) for name, text, hour in TEXTS]
    told = run("--config", desk, "backfill", input="\n".join(lines))
    assert told.exit_code == 0, told.output
    return desk


def test_a_trial_says_how_many_items_a_day_and_what_is_narrowly_missed(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "Kursk -Sport")
    assert "text: Raketen auf Kursk. Der Minister schweigt.\n" in told.stdout
    assert "1.0 items a day from 03.01.2026 to 03.01.2026" in told.stdout
    assert "1 more without -Sport:  Kursk\n" in told.stdout
    assert "1 more with Kursk* for Kursk:  Kursk* -Sport\n" in told.stdout
    assert told.stderr == "1 of 4 items match Kursk -Sport\n"


def test_a_match_is_shown_in_whole_words_and_a_seldom_topic_with_its_count(run: Run, desk: Path) -> None:
    words = "Einigermaßen ausführlich beschriebene Vorgeschichten"
    lines = [article(f"https://blatt.example/{n}", f"{words} von Kursk, {words}", n) for n in (1, 2)]
    lines[0] = lines[0].replace("2026-01", "2025-01")
    assert run("--config", desk, "backfill", input="\n".join(lines)).exit_code == 0
    told = run("--config", desk, "topics", "test", "Kursk").stdout
    assert "text: … beschriebene Vorgeschichten von Kursk, Einigermaßen ausführlich beschriebene …\n" in told
    assert "2 items in 366 days from 03.01.2025 to 03.01.2026" in told


def test_a_topic_is_tried_by_its_name(run: Run, filled: Path) -> None:
    assert run("--config", filled, "topics", "test", "strom").stderr == "0 of 4 items match Strom*\n"


def test_a_query_that_is_nearly_a_topics_name_is_taken_for_a_slip(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "storm").stderr
    assert told == "0 of 4 items match storm; did you mean the topic 'strom'?\n"


def test_fields_of_the_ledger_are_tried_by_their_text_and_say_so(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "Kursk standing:denied")
    assert told.stderr.startswith("note: speaker: and standing: are decided for each mention")
    assert told.stderr.endswith("2 of 4 items match Kursk standing:denied\n")


def test_an_explanation_names_what_is_missing(run: Run, filled: Path) -> None:
    (filled / "topics/kursk.toml").write_text('query = "Kursk Minister -Raketen"\n', encoding="utf-8")
    told = run("--config", filled, "topics", "explain", "https://blatt.example/1", "--topic", "kursk").stdout
    assert told.splitlines() == [
        "kursk: does not match Kursk Minister -Raketen",
        "  ✓ Kursk  Kursk",
        "  ✓ Minister  Minister",
        "  ✗ -Raketen  stands there",
    ]
    told = run("--config", filled, "topics", "explain", "https://blatt.example/4", "--topic", "kursk").stdout
    assert "  ✗ Kursk  missing\n" in told


def test_an_edit_of_a_query_is_compared_before_it_goes_live(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "diff", "Kursk", "Kursk* -Sport")
    assert "- 03.01.2026" in told.stdout
    assert "+ 03.01.2026" in told.stdout
    assert told.stderr == "1 item gained, 1 item lost, 1 in both\n"


def test_a_query_that_does_not_read_points_at_its_character(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "Kursk NEAR Kiew")
    assert told.exit_code == 2
    assert "character 7" in told.stderr
