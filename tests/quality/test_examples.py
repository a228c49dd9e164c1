"""The examples in docs/claims.md are read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.analyze.extract.revisions import read

WHOLE = (Path(__file__).resolve().parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
BEFORE, _, REST = WHOLE.partition("## Headlines and teasers\n")
HEADED, _, AFTER = REST.partition("\n## ")
PAGE = BEFORE + AFTER
HEADLINES = re.findall(
    r"^\| (?!headline)([^|]+) \| (no claim|a claim|asserted|attributed|a quote)(?:[^|*]*\*([^*]+)\*)?",
    HEADED,
    re.MULTILINE,
)
CLAIMS = re.findall(r"^\| (.+[.?!“]) \| (no claim|a claim: \*(\w+)\*)", PAGE, re.MULTILINE)
STANDINGS = re.findall(
    r"^\| (.+[.]) \| (asserted|attributed|unverified|confirmed|denied) \|", PAGE, re.MULTILINE
)


def language(sentence: str) -> str:
    return "en" if re.search(r"\b(?:the|were)\b", sentence, re.IGNORECASE) else "de"


def test_the_page_has_its_tables() -> None:
    assert (len(CLAIMS), len(STANDINGS), len(HEADLINES)) == (8, 12, 19)


@pytest.mark.parametrize(("sentence", "what", "kind"), CLAIMS)
def test_a_claim_is_one_and_of_its_kind(sentence: str, what: str, kind: str) -> None:
    assert [mention.kind for mention in read(sentence, language=language(sentence))] == ([kind] if kind else [])


@pytest.mark.parametrize(("title", "what", "speaker"), HEADLINES)
def test_a_headline_is_what_the_page_says(title: str, what: str, speaker: str) -> None:
    mentions = read(title) if title.endswith(".") else read("", title=title)
    assert [m.attribution.text if m.attribution else "" for m in mentions] == [speaker] * (what != "no claim")
    standings = {"a quote": ["attributed"], "no claim": []}.get(what, [what.replace("a claim", "asserted")])
    assert [m.standing for m in mentions] == standings


@pytest.mark.parametrize(("sentence", "standing"), STANDINGS)
def test_a_sentence_has_its_standing(sentence: str, standing: str) -> None:
    assert [mention.standing for mention in read(sentence, language=language(sentence))] == [standing]
