"""547 hostile rows against the real daemon: nothing hangs, nothing escapes, nothing intact is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.collect.hostile.judge import Seen, judge, look, render
from tests.collect.hostile.rows import JUDGED_OTHERWISE, Row, read_rows
from tests.collect.hostile.stage import PATIENCE, Stage, perform, set_stage, watch

pytestmark = pytest.mark.long

MOST_GROWTH = 60_000_000  # bytes, of the daemon over the whole suite
CONTROL = "/formats/rss20"


@pytest.fixture(scope="module")
def rows(shared: Path) -> tuple[Row, ...]:
    """In an order by lot, the control first: rows that weigh on the server do not all come at once."""
    told = read_rows(shared)
    logins = [
        replace(
            row,
            name=f"{row.name}.login",
            path=f"{row.path}?login",
            expect=row.expect | row.expect["with_credentials"],
        )
        for row in told
        if "with_credentials" in row.expect
    ]
    return tuple(
        sorted(
            (*told, *logins), key=lambda row: (row.path != CONTROL, hashlib.sha256(row.name.encode()).digest())
        )
    )


@pytest.fixture(scope="module")
def stage(shared: Path, rows: tuple[Row, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with set_stage(shared, tmp_path_factory.mktemp("hostile")) as built:
        perform(built, [row for row in rows if not row.is_heavy])
        yield built


@pytest.fixture(scope="module")
def places(stage: Stage, rows: tuple[Row, ...]) -> dict[str, str]:
    """What all rows share: log, database, canary; and the pages that our template makes of nothing bad."""
    seen = look(stage, rows)
    benign = [
        seen[row.name]
        for row in rows
        if row.expect["group"] in ("formats", "items", "cache") or row.path == "/page/ok"
    ]
    return {
        "log": stage.log.read_text(encoding="utf-8"),
        "db": stage.store.read_bytes().decode("latin-1"),
        "canary": "\n".join(hit["path"] for hit in stage.hits() if hit["path"].startswith("/canary")),
        "template": "".join(render(each).html for each in (Seen(), *benign)),
        "web_html": "",  # the desk's own tests look at its pages
    }


def test_every_row_comes_out_as_the_table_wants(
    stage: Stage, rows: tuple[Row, ...], places: dict[str, str]
) -> None:
    seen = look(stage, rows)
    light = [row for row in rows if not row.is_heavy]
    assert len(light) == 546
    found = [f"{row.path} {said}" for row in light for said in judge(row, seen[row.name], places)]
    assert not found, "\n".join(found)


def test_tens_of_thousands_of_items_are_kept_or_capped_and_said(
    stage: Stage, rows: tuple[Row, ...], places: dict[str, str], tmp_path: Path
) -> None:
    heavy = [row for row in rows if row.is_heavy]
    apart = replace(stage, folder=tmp_path)
    apart.write(heavy, lambda row: True, topic=False)
    assert watch(tmp_path, "cycle").stdout.startswith("2 feeds checked")
    seen = look(apart, heavy)
    assert not [said for row in heavy for said in judge(row, seen[row.name], places)]


def test_nobody_reaches_the_canary_and_nothing_escapes(stage: Stage, places: dict[str, str]) -> None:
    assert places["canary"] == ""
    assert "Traceback" not in places["log"]
    assert max(stage.seconds) < PATIENCE


def test_the_daemon_does_not_grow(stage: Stage) -> None:
    grown = stage.rest - stage.quiet
    told = (each / 1e6 for each in (stage.quiet, stage.peak, stage.rest, grown))
    print("MB at rest before, at most, at rest after, grown: {:.0f}, {:.0f}, {:.0f}, {:.0f}".format(*told))  # noqa: T201
    assert grown < MOST_GROWTH


def test_mails_carry_our_headers_and_no_other(stage: Stage) -> None:
    for letter in stage.letterbox.letters:
        head = letter.mail.read_bytes().partition(b"\n\n")[0].lower()
        assert b"\nbcc:" not in head
        assert b"evil@" not in head


def test_every_row_we_judge_otherwise_is_one_of_the_table(rows: tuple[Row, ...]) -> None:
    assert set(JUDGED_OTHERWISE) <= {row.path for row in rows}
    assert all(reason for _, reason in JUDGED_OTHERWISE.values())
