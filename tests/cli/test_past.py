"""`backfill`, `reanalyze`, `backup`, and what can be asked of the stored past."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, fill
from watcher import daemon, store

FIRST = (
    "Nach dem Stromausfall in Berlin waren am Samstag rund 45.000 Haushalte ohne Strom, teilte die Polizei mit."
)
SECOND = FIRST.replace("45.000", "50.000")
ELSEWHERE = "Der Zoo hat nach Angaben des Senats zwei neue Pandas bekommen."


def article(name: str, text: str, hour: int, **more: Any) -> str:
    record = {"id": name, "feed": "blatt", "title": "", "text": text, "seen": f"2026-01-03T{hour:02}:00:00Z"}
    return json.dumps(record | {"lang": "de"} | more, ensure_ascii=False)


LINES = [
    article("https://blatt.example/1", SECOND, 9),
    article("https://blatt.example/1", FIRST, 7),
    article("https://blatt.example/2", ELSEWHERE, 8, feed="anderes"),
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("stored") / "desk", LINES)


@pytest.fixture
def filled(stored: Path, tmp_path: Path) -> Path:
    """A copy, as filling one takes a second."""
    return shutil.copytree(stored, tmp_path / "desk")


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_line_becomes_a_revision_in_order_of_seen(run: Run, filled: Path) -> None:
    told = rows(run("--config", filled, "export", "revisions").stdout)
    assert [(each["item"][-1], each["revision"], each["text"]) for each in told] == [
        ("1", 1, FIRST),
        ("2", 1, ELSEWHERE),
        ("1", 2, SECOND),
    ]


def test_a_configured_feed_brings_its_outlet_and_another_its_name(run: Run, filled: Path) -> None:
    told = rows(run("--config", filled, "export", "items").stdout)
    assert [each["outlet"] for each in told] == ["Das Blatt", "anderes"]


def test_an_import_can_be_run_again(run: Run, filled: Path) -> None:
    told = run("--config", filled, "backfill", input="\n".join(LINES))
    assert told.stdout == "3 lines, 0 revisions stored, 0 changes found\n"


def test_a_text_seen_again_is_no_revision_however_often_it_is_imported(run: Run, desk: Path) -> None:
    texts = [(FIRST, 7), (FIRST, 8), (SECOND, 9), (FIRST, 10), (SECOND, 10)]
    lines = "\n".join(article("a", text, hour) for text, hour in texts)
    assert run("--config", desk, "backfill", input=lines).stdout.startswith("5 lines, 4 revisions stored")
    assert run("--config", desk, "backfill", input=lines).stdout.startswith("5 lines, 0 revisions stored")


def test_a_bad_line_is_told_and_the_others_are_stored(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl.gz"
    file.write_bytes(gzip.compress(f"{LINES[0]}\n{{\n{LINES[1]}\n".encode()))
    told = run("--config", desk, "backfill", file)
    assert told.exit_code == 1
    assert told.stderr.startswith(f"{file}:2: the line is not JSON")
    assert told.stdout.startswith("3 lines, 2 revisions stored")


def test_nothing_is_put_into_a_store_that_a_daemon_works_on(run: Run, desk: Path) -> None:
    with daemon.lock(desk / "watcher.db"):
        told = run("--config", desk, "backfill", input=LINES[0])
    assert told.exit_code == 3
    assert "stop it first" in told.stderr


def test_findings_of_a_backfill_are_caused_by_it(run: Run, filled: Path) -> None:
    changes = rows(run("--config", filled, "export", "changes").stdout)
    assert changes
    assert {each["cause"] for each in changes} == {"backfill"}
    for side in (each[name] for each in changes for name in ("before", "after") if each[name]):
        text = FIRST if side["revision"] == 1 else SECOND
        assert side["statement"] == text[side["start"] : side["end"]]


@pytest.mark.parametrize(
    "kind", ["items", "revisions", "matches", "mentions", "claims", "changes", "deliveries"]
)
def test_csv_holds_what_json_lines_hold(run: Run, filled: Path, kind: str) -> None:
    lines = rows(run("--config", filled, "export", kind).stdout)
    told = run("--config", filled, "export", kind, "--format", "csv").stdout
    table = list(csv.DictReader(io.StringIO(told)))
    assert len(table) == len(lines)
    assert [list(row) for row in table] == [list(line) for line in lines]


def test_reanalyze_finds_the_same_again(run: Run, filled: Path) -> None:
    before = {kind: run("--config", filled, "export", kind).stdout for kind in ("claims", "mentions")}
    positions = [each["position"] for each in rows(run("--config", filled, "export", "changes").stdout)]
    told = run("--config", filled, "reanalyze")
    assert told.stdout == "3 revisions analysed anew\n"
    assert {kind: run("--config", filled, "export", kind).stdout for kind in before} == before
    after = [each["position"] for each in rows(run("--config", filled, "export", "changes").stdout)]
    assert after == positions


def test_a_backup_is_a_store_of_its_own(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("--config", filled, "backup", tmp_path / "copy.db")
    assert told.exit_code == 0, told.output
    with store.open(tmp_path / "copy.db", readonly=True) as copy:
        assert len(list(copy.revisions.walk())) == 3


def test_a_missing_store_is_a_sentence_and_exit_3(run: Run, desk: Path) -> None:
    told = run("--config", desk, "export", "items")
    assert told.exit_code == 3
    assert "does not exist yet" in told.stderr


def test_search_finds_items_and_claims(run: Run, filled: Path) -> None:
    found = rows(run("--config", filled, "search", "haushalte", "--json").stdout)
    assert {each["kind"] for each in found} == {"item", "claim"}
    assert "Haushalte" in run("--config", filled, "search", "haushalte").stdout


def test_search_for_what_is_not_there_says_so(run: Run, filled: Path) -> None:
    told = run("--config", filled, "search", "Vulkan")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "nothing found for Vulkan\n"


def test_a_query_is_tried_on_the_past(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "Panda*")
    assert "Pandas" in told.stdout
    assert told.stderr == "1 of 2 items match Panda*\n"


def test_a_query_that_does_not_read_is_wrong_usage(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "test", "(Panda")
    assert told.exit_code == 2
    assert told.stderr.count("\n") == 1


def test_a_match_is_explained_by_its_words(run: Run, filled: Path) -> None:
    told = run("--config", filled, "topics", "explain", "https://blatt.example/1")
    assert "strom: matches Strom*" in told.stdout
    assert "Stromausfall" in told.stdout
    assert "does not match" in run("--config", filled, "topics", "explain", "https://blatt.example/2").stdout


def test_an_item_that_is_not_there_is_wrong_usage(run: Run, filled: Path) -> None:
    assert run("--config", filled, "topics", "explain", "nobody").exit_code == 2


def test_a_claim_is_shown_with_its_evidence(run: Run, filled: Path) -> None:
    claim = rows(run("--config", filled, "claims", "list", "--json").stdout)[0]["claim"]
    told = run("--config", filled, "claims", "show", claim)
    assert "Das Blatt" in told.stdout
    assert claim in run("--config", filled, "claims", "list").stdout
    assert run("--config", filled, "claims", "show", "nobody").exit_code == 2
