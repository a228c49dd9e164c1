"""Markup becomes paragraphs; what hides or reorders words goes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.collect.characters import BREAKS, PILED, UNCLEAR, UNSEEN
from watcher.collect.text import (
    clean,
    clean_title,
    fold,
    headline,
    plain,
    same_but_style,
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Eins.</p><p>Zwei.</p>", "Eins.\n\nZwei."),
        ("Eins.<br>Zwei.<br/><br/>Drei.", "Eins.\nZwei.\n\nDrei."),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("Ein <b>fet</b>tes\n   Wort", "Ein fettes Wort"),
        ("<script>alert(1)</script><style>p{}</style>Text<iframe>x</iframe>", "Text"),
        ("<!--><img src=x onerror=alert(1)>-->Text", "-->Text"),
        ("M&uuml;ller &amp; S&ouml;hne", "Müller & Söhne"),
        ("&lt;p&gt;Eins.&lt;/p&gt;&lt;p&gt;Zwei.&lt;/p&gt;", "Eins.\n\nZwei."),
        ("5 &lt; 6", "5 < 6"),
        ("Nur Text\n\nmit Absatz", "Nur Text\n\nmit Absatz"),
        ("", ""),
    ],
)
def test_markup_becomes_paragraphs(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_markup_nested_to_stall_a_reader_is_read_flat() -> None:
    assert plain("<div>" * 100_000 + "Text" + "</div>" * 100_000) == "Text"


def test_what_cannot_be_seen_goes() -> None:
    assert clean("Bun\xaddes\u200bkanz\x00ler\u202e\ud800\ufeff \x1b[31m") == "Bundeskanzler [31m"


def test_a_space_that_groups_digits_stays() -> None:
    assert clean("10\xa0000\xa0Menschen") == "10\xa0000 Menschen"


def test_accents_are_composed_and_not_piled_up() -> None:
    assert clean("Mu\u0308ller") == "Müller"
    assert len(clean("Z" + "\u0310" * 50)) == 3


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Zwei \n Zeilen ", "Zwei Zeilen"),
        ("Gr&uuml;ne &amp; SPD", "Grüne & SPD"),
        ("Ein <b>fettes</b> Wort", "Ein fettes Wort"),
        ("AT&T und 5 < 6", "AT&T und 5 < 6"),
        ("x" * 600, "x" * 499 + "…"),
    ],
)
def test_a_title_is_one_line(raw: str, expected: str) -> None:
    assert clean_title(raw) == expected


@given(st.text())
def test_any_text_can_be_stored_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert "\x00" not in once
    assert clean(once) == once


def test_white_space_is_folded() -> None:
    assert fold(" a\n\n b\xa0c ") == "a b c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Merz: „Wir handeln“", 'merz – "Wir handeln"'),
        ("SPD einigt sich", "SPD  einigt sich!"),
        ("Ukraine-Krieg", "Ukraine Krieg"),
        ("(S+) Die Lage", "Die Lage"),
        ("Z+ (abopflichtiger Inhalt); Die Lage", "Die Lage"),
        ("bis 10-12 Uhr", "bis 10–12 Uhr"),
    ],
)
def test_style_alone_is_the_same(one: str, other: str) -> None:
    assert same_but_style(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3,4 Prozent", "34 Prozent"),
        ("3,4", "3.4"),
        ("5 %", "5"),
        ("um -5 Grad", "um 5 Grad"),
        ("Nord", "Nordost"),
    ],
)
def test_another_figure_or_word_is_not(one: str, other: str) -> None:
    assert not same_but_style(one, other)


def test_a_missing_title_is_cut_between_words() -> None:
    assert headline("Kurz.\nUnd mehr.") == "Kurz."
    assert headline("Das ist ein langer Satz", 15) == "Das ist ein …"


def test_what_is_clear_at_a_glance_is_visible_composed_and_piles_up_on_nothing() -> None:
    clear = [chr(code) for code in range(0x3000) if not UNCLEAR.search(chr(code))]
    assert all(each.isprintable() or each in "\n\xa0" for each in clear)
    assert not any(unicodedata.combining(each) for each in clear)
    assert not any(UNSEEN.search(each) or BREAKS.search(each) or PILED.search(3 * each) for each in clear)
    assert all(unicodedata.is_normalized("NFC", each + other) for each in clear for other in clear[::7])


@given(st.text(alphabet="ab \n\t\xa0\u2003\u2028\x1c\u200b", max_size=12))
def test_folding_is_what_splitting_at_white_space_gives(text: str) -> None:
    assert fold(text) == " ".join(text.split())


@given(st.text(alphabet="ab \n", max_size=30))
def test_lines_are_trimmed_and_one_empty_line_stays(text: str) -> None:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    assert clean(text) == "\n".join(kept).strip()
