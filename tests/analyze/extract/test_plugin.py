"""Another extractor's answer: what stands in the article is taken, everything else is dropped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.analyze.extract.revisions import revise
from watcher import records
from watcher.analyze.extract import extract, plugin
from watcher.analyze.language import load
from watcher.model import Mark, Mention, Revision

FIRE = "Bei dem Brand wurden nach Angaben der Feuerwehr 14 Menschen verletzt."
HEARSAY = "Das Feuer soll in der Küche ausgebrochen sein."
ARTICLE = revise(f"{FIRE} {HEARSAY}", title="Brand in Mühlhafen")


def told(**more: object) -> dict[str, object]:
    """A record as `watcher extract` prints one, for the first sentence."""
    return {
        "statement": FIRE, "start": 0, "in": "text", "kind": "quantity", "standing": "attributed",
        "attribution": {"text": "der Feuerwehr", "name": "Feuerwehr", "cue": "nach Angaben"},
        "quantities": [{"text": "14", "start": FIRE.index("14"), "low": 14.0, "high": 14.0}],
    } | more  # fmt: skip


def answer(*found: object, article: Revision = ARTICLE) -> tuple[Mention, ...]:
    return plugin.run(lambda given: found, article, (), load)


def test_what_our_own_extractor_says_comes_back_as_it_was() -> None:
    ours = extract(ARTICLE, (), languages=load)
    back = answer(*(records.extract_record(each) for each in ours))
    assert [fields(m) for m in back] == [fields(m) for m in ours]


def fields(mention: Mention) -> tuple[object, ...]:
    """Without the cue, which may be a rule's name instead of a word of the text."""
    said = mention.attribution
    source = (said.text, said.start, said.name) if said else None
    return mention.statement, mention.kind, mention.standing, source, mention.quantities, mention.propositions


def test_the_article_is_handed_over_as_json_lines_have_it() -> None:
    given: list[Mapping[str, Any]] = []
    plugin.run(lambda article: given.append(article) or (), ARTICLE, (), load)  # type: ignore[func-returns-value]
    assert json.loads(json.dumps(given[0])) == {
        "id": "heide/1", "feed": "heide", "outlet": "Heidekurier", "url": None,
        "title": "Brand in Mühlhafen", "text": f"{FIRE} {HEARSAY}", "lang": "de",
    }  # fmt: skip


@pytest.mark.parametrize(
    "record",
    [
        told(statement=FIRE.replace("14", "15")),
        told(statement=FIRE.upper()),
        told(statement=""),
        told(statement="   "),
        told(statement=None),
        told(statement=7),
        told(kind="rumour"),
        told(standing="sure"),
        told(**{"in": "title"}),
        "no record",
        None,
        {},
    ],
)
def test_what_does_not_stand_in_the_article_is_dropped(record: object) -> None:
    assert answer(record) == ()


@pytest.mark.parametrize("start", [0, 5, 10_000, -3, None, "0", True])
def test_a_wrong_offset_is_put_right(start: object) -> None:
    (mention,) = answer(told(start=start))
    assert (mention.start, mention.statement) == (0, FIRE)


@pytest.mark.parametrize(
    "quantity",
    [
        {"text": "14", "low": 15.0, "high": 15.0},
        {"text": "14", "low": 14.0, "high": None},
        {"text": "vierzehn", "low": 14.0, "high": 14.0},
        {"text": "verletzt", "low": 14.0, "high": 14.0},
        "14",
        None,
    ],
)
def test_a_number_that_our_grammar_reads_otherwise_is_dropped(quantity: object) -> None:
    (mention,) = answer(told(quantities=[quantity]))
    assert mention.quantities == ()


@pytest.mark.parametrize("source", [{"text": "der Polizei"}, {"text": 3}, "der Feuerwehr", None, {}])
def test_a_source_that_is_not_in_the_article_is_dropped(source: object) -> None:
    (mention,) = answer(told(attribution=source))
    assert mention.attribution is None


def test_an_invented_name_gives_way_to_the_words_of_the_text() -> None:
    (mention,) = answer(told(attribution={"text": "der Feuerwehr", "name": "Erika Muster", "cue": "laut"}))
    assert mention.attribution is not None
    assert (mention.attribution.name, mention.attribution.cue) == ("der Feuerwehr", "")


def test_a_statement_told_twice_counts_once() -> None:
    assert len(answer(told(), told(), told(statement=FIRE[10:]))) == 1


def test_no_statement_comes_from_a_mark() -> None:
    article = revise(ARTICLE.text, marks=(Mark("promotion", 0, len(FIRE)),))
    assert answer(told(), article=article) == ()


def test_an_unknown_language_gives_nothing() -> None:
    assert answer(told(), article=revise(ARTICLE.text, language="fr")) == ()


# -- an installed one ----------------------------------------------------------------------------------------

PACKAGE = '''
def read(article):
    """Every paragraph is a claim, and so is a lie."""
    for line in [*article["text"].split("\\n\\n"), "Das steht nirgends."]:
        yield {"statement": line, "in": "text", "kind": "statement", "standing": "asserted"}
'''


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A distribution that brings an extractor named "lines"."""
    (tmp_path / "line_reader.py").write_text(PACKAGE, encoding="utf-8")
    folder = tmp_path / "line_reader-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: line-reader\nVersion: 1.0\n", encoding="utf-8"
    )
    (folder / "entry_points.txt").write_text(
        "[watcher.extractors]\nlines = line_reader:read\n", encoding="utf-8"
    )
    return tmp_path


def backfill(folder: Path, extractor: str, path: Path) -> tuple[int, str, list[dict[str, Any]]]:
    """Exit code, what was said, and the mentions in the store after one article has been put into it."""
    for name, text in {
        "watcher.toml": f'extractor = "{extractor}"\n[store]\npath = "watcher.db"\n',
        "topics/alles.toml": 'query = "*"\n',
        "feeds.toml": "",
        "digests.toml": "",
    }.items():
        (folder / "config" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "config" / name).write_text(text, encoding="utf-8")
    article = {"id": "h/1", "feed": "heide", "title": "Brand", "text": f"{FIRE}\n\n{HEARSAY}", "lang": "de"}
    command = [sys.executable, "-m", "watcher", "--config", str(folder / "config")]
    env = {**os.environ, "PYTHONPATH": str(path)}
    line = json.dumps(article | {"seen": "2025-03-03T06:00:00Z"})
    ran = subprocess.run(
        [*command, "backfill"], input=line, env=env, text=True, capture_output=True, check=False
    )
    shown = subprocess.run(
        [*command, "export", "mentions"], env=env, text=True, capture_output=True, check=False
    )
    return ran.returncode, ran.stderr, [json.loads(row) for row in shown.stdout.splitlines()]


def test_an_installed_extractor_is_used_where_the_configuration_names_it(installed: Path) -> None:
    code, said, mentions = backfill(installed, "lines", installed)
    assert (code, said) == (0, "")
    assert [(m["statement"], m["standing"]) for m in mentions] == [(FIRE, "asserted"), (HEARSAY, "asserted")]


def test_an_extractor_that_is_not_installed_is_a_sentence(tmp_path: Path) -> None:
    code, said, mentions = backfill(tmp_path, "lines", tmp_path)
    assert (code, mentions) == (2, [])
    assert "no extractor 'lines' is installed; there is built-in" in said
