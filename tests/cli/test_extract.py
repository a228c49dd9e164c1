"""`watcher extract`: articles in, mentions out, in order; one bad line costs one line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

CLAIM = "Laut Polizei starben mindestens zehn Menschen bei dem Brand in Crans."


def article(number: int, **more: Any) -> str:
    record = {"id": f"a{number}", "feed": "f", "title": "", "text": CLAIM, "lang": "de"}
    return json.dumps(record | more, ensure_ascii=False)


def mentions(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_mentions_come_out_verbatim_and_in_order(run: Run) -> None:
    told = run("extract", input="\n".join(article(number) for number in range(20)))
    assert told.exit_code == 0
    assert [each["doc"] for each in mentions(told.stdout)] == [f"a{number}" for number in range(20)]
    assert {each["statement"] for each in mentions(told.stdout)} == {CLAIM}


def test_a_mention_has_the_documented_fields(run: Run) -> None:
    (mention,) = mentions(run("extract", input=article(1)).stdout)
    assert list(mention) == [
        "doc", "start", "end", "statement", "kind", "standing",
        "attribution", "quantities", "entities", "salience", "in",
    ]  # fmt: skip
    assert mention["attribution"]["name"] == "Polizei"


def test_one_bad_line_is_told_with_its_number_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(f"{article(1)}\nnot json\n\n{article(2)}\n[1]\n", encoding="utf-8")
    told = run("extract", file)
    assert told.exit_code == 1
    assert [each["doc"] for each in mentions(told.stdout)] == ["a1", "a2"]
    first, second = told.stderr.splitlines()
    assert first.startswith(f"{file}:2: the line is not JSON")
    assert second.startswith(f"{file}:5: the line is a list")


def test_a_gzipped_file_is_read_whatever_its_name(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "articles"
    file.write_bytes(gzip.compress(article(1).encode()))
    assert len(mentions(run("extract", file).stdout)) == 1


def test_a_broken_archive_is_one_sentence_and_what_was_read_counts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl.gz"
    lines = "".join(f"{article(number)}\n" for number in range(5000))
    file.write_bytes(gzip.compress(lines.encode(), 0)[:800])
    told = run("extract", file)
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert "cannot be read on" in told.stderr
    assert len(mentions(told.stdout)) > 1


def test_a_missing_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    told = run("extract", tmp_path / "nowhere.jsonl")
    assert told.exit_code == 2
    assert told.stderr == (
        f"{tmp_path}/nowhere.jsonl: cannot be read (no such file or directory); name a file of articles\n"
    )


def test_a_plain_text_gives_mentions_with_offsets_into_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "artikel.txt"
    file.write_text(f"Brand in Crans\n\n{CLAIM}\n", encoding="utf-8")
    told = mentions(run("extract", file).stdout)
    text = file.read_text(encoding="utf-8")
    assert [each["statement"] for each in told] == [text[each["start"] : each["end"]] for each in told]
    assert told[-1]["statement"] == CLAIM


def test_plain_text_can_be_piped(run: Run) -> None:
    assert mentions(run("extract", "--text", input=CLAIM).stdout)[0]["statement"] == CLAIM


def test_an_empty_pipe_says_what_it_waits_for(run: Run) -> None:
    told = run("extract", input="")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.startswith("there is no line in it; `watcher extract --text`")


def test_the_language_is_told_from_the_text(run: Run) -> None:
    english = "At least ten people died in the fire, police said on Tuesday."
    told = mentions(run("extract", input=article(1, lang=None, text=english)).stdout)
    assert told[0]["statement"] == english


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(b"", "the text is empty"), (b" \n", "the text is empty"), (b"eins\nf\xfcnf", "the text is not UTF-8")],
)
def test_a_text_that_is_none_is_one_sentence(run: Run, tmp_path: Path, text: bytes, sentence: str) -> None:
    file = tmp_path / "artikel.txt"
    file.write_bytes(text)
    told = run("extract", file)
    assert told.exit_code == 1
    assert sentence in told.stderr


def test_boilerplate_states_nothing(run: Run) -> None:
    footer = "Der Beitrag Zehn Tote bei Brand erschien zuerst auf Das Blatt."
    told = mentions(run("extract", input=article(1, text=f"{CLAIM}\n\n{footer}")).stdout)
    assert [each["statement"] for each in told] == [CLAIM]
