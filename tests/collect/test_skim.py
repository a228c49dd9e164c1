"""Orderly markup read tag by tag says what nh3 reads in it; clean text is left as it is."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest

from tests.collect.test_chunks import real
from watcher.collect import characters, lane, skim, text

WORDS = (
    "Wort", "b &amp; c", "&nbsp;", "x &lt;b&gt; y", " ", "\n\n", "\t", "&#8222;Ja&#8220;", "1&nbsp;000", "& co",
    "ü", "\u00ad", "\u200b", "&euro;", "e\u0301", "&am", "p;", "a > b", "a < b", "&notit;", "&#128;", "\x00",
)  # fmt: skip
SINGLE = (
    "<br>",
    "<br/>",
    "<hr>",
    '<img src="x" alt="a b">',
    "<wbr>",
    "<!-- k -->",
    "<p>",
    "</p>",
    "<P class=x>",
)
STRANGE = (
    "<table>",
    "<td>",
    "<script>x</script>",
    "<o:p>",
    "<p/>",
    "</br>",
    "<!---->",
    '<a title=">">',
    "<?x?>",
)
SOUPS = 20_000


def soup(lot: random.Random) -> str:
    """Markup with open and stray inline tags, mostly closed blocks and now and then something strange."""
    pieces: list[str] = []
    opened: list[str] = []
    for _ in range(lot.randint(1, 25)):
        choice = lot.random()
        if choice < 0.4:
            pieces.append(lot.choice(WORDS))
        elif choice < 0.55:
            pieces.append(f"<{lot.choice(('', '/'))}{lot.choice(sorted(skim.INLINE))}>")
        elif choice < 0.67:
            pieces.append(lot.choice(SINGLE if lot.random() < 0.9 else STRANGE))
        elif choice < 0.85:
            opened.append(lot.choice(sorted(skim.BLOCKS)))
            pieces.append(f"<{opened[-1]}>")
        elif opened:
            pieces.append(f"</{opened.pop()}>")
    return "".join([*pieces, *(f"</{each}>" for each in reversed(opened) if lot.random() < 0.98)])


def agrees(markup: str) -> bool:
    """Whether the markup is orderly; then both readers must say the same."""
    if (skimmed := skim.skim(markup)) is None:
        return False
    assert text.clean(skimmed.text) == text.clean(text._walk(markup)), markup
    assert not skimmed.is_clean or skimmed.text == text.clean(skimmed.text), markup
    return True


def test_generated_markup_says_the_same_by_both_readers() -> None:
    lot = random.Random(3)
    assert sum(agrees(soup(lot)) for _ in range(SOUPS)) >= SOUPS / 5


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>a<li>b</ul>",
        "<div>a</p></div></div>",
        "<h2>a<h3>b</h3></h2>",
        "<table><tr><td>a</td></tr></table>",
        "<script>alert(1)</script>",
        "a & b &unknown; c",
        "a < b",
        "x" + "<b>" * 3_000,
    ],
)
def test_what_only_a_parser_can_tell_is_left_to_it(markup: str) -> None:
    assert skim.skim(markup) is None


@pytest.mark.long
def test_the_texts_of_real_feeds_say_the_same_by_both_readers(shared: Path) -> None:
    bodies = [found for body in real(shared) if (found := lane.read(body, None))]
    texts = [
        form["value"]
        for found in bodies
        for entry in found.entries
        for form in [*entry.get("content", []), entry.get("summary_detail", {"value": ""})]
        if "<" in form["value"]
    ]
    assert sum(map(agrees, texts)) >= len(texts) / 2


ALPHABET = (
    "ab1 2\n\n \t\xa0\xa0\u2003\u202f\u00ad\u0301\u0301e\u200b\r\x0b\x85\u2028ü„“\u0489\u20d0\u1ab0\x1c\ufeff"
    "\U000e0041\u0663"
)


def test_clean_text_is_what_every_step_would_leave_of_it() -> None:
    lot = random.Random(7)
    for alphabet in (ALPHABET, "a1 \n\n\xa0ü„ "):
        for _ in range(20_000):
            sample = "".join(lot.choice(alphabet) for _ in range(lot.randint(0, 14)))
            assert text.clean(sample) == clean_by_steps(sample), repr(sample)


def clean_by_steps(sample: str) -> str:
    step = characters.SPACES.sub(" ", characters.UNSEEN.sub("", characters.BREAKS.sub("\n", sample)))
    step = characters.PILED.sub(r"\1", unicodedata.normalize("NFC", step))
    step = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", step))
    return re.sub(r"\n{3,}", "\n\n", step).strip()
