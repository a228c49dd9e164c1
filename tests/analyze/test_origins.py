"""Telling a copy from an independent text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from tests.analyze.newsroom import BEGAN
from watcher.analyze.origins import shingle, trace
from watcher.model import Mark, Revision

TEXT = (
    "Das Wasserwerk in Elschtal geht am Freitag wieder in Betrieb. Die Reparatur der Pumpen dauerte drei "
    "Wochen länger als geplant. Die Stadt hatte in der Zwischenzeit Trinkwasser mit Tankwagen verteilt und "
    "dafür Helfer aus den Nachbarorten geholt."
)
OTHER = (
    "Mehr als drei Wochen lang holten die Menschen in Elschtal ihr Wasser vom Tankwagen. Damit ist nun "
    "Schluss: Ab Freitag laufen die Pumpen wieder, wie ein Rundgang durch das alte Werk am Fluss gezeigt hat."
)
ONCE = int.from_bytes(hashlib.blake2b("die brücke ist gesperrt".encode(), digest_size=8).digest()) >> 2


def text(item: str, words: str, hour: int = 0, **more: object) -> Revision:
    plain = Revision(item, 1, item, item, "", words, BEGAN + timedelta(hours=hour), "live")
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_text_without_forerunner_is_its_own_origin() -> None:
    assert trace(text("a", TEXT), ()).origin == "a"


def test_a_copy_has_the_origin_of_the_first_text_also_through_copies() -> None:
    first = trace(text("a", TEXT), ())
    second = trace(text("b", TEXT, 1), (first,))
    third = trace(text("c", TEXT.replace("Helfer", "Freiwillige"), 2), (second, first))
    assert (second.origin, third.origin) == ("a", "a")


def test_an_own_text_about_the_same_is_another_origin() -> None:
    assert trace(text("b", OTHER, 1), (trace(text("a", TEXT), ()),)).origin == "b"


def test_a_copy_inside_a_longer_text_is_still_a_copy() -> None:
    longer = f"{OTHER} {TEXT}"
    assert trace(text("b", longer, 1), (trace(text("a", TEXT), ()),)).origin == "a"


def test_the_same_agency_makes_a_half_rewritten_text_a_copy() -> None:
    half = ". ".join(TEXT.split(". ")[:2]) + ". " + OTHER
    first = trace(text("a", TEXT, agencies=("dpa",)), ())
    assert trace(text("b", half, 1, agencies=("dpa",)), (first,)).origin == "a"
    assert trace(text("c", half, 1, agencies=("AFP",)), (first,)).origin == "c"


def test_short_teasers_are_copies_only_when_they_are_equal() -> None:
    first = trace(text("a", "Die Brücke in Elschtal ist gesperrt."), ())
    assert trace(text("b", "Die Brücke in Elschtal ist gesperrt!", 1), (first,)).origin == "a"
    assert trace(text("c", "Die Brücke in Elschtal ist wieder frei.", 1), (first,)).origin == "c"


def test_an_item_keeps_its_origin_when_its_text_changes() -> None:
    first = trace(text("a", TEXT), ())
    copy = trace(text("b", TEXT, 1), (first,))
    assert trace(text("b", OTHER, 2, number=2), (first, copy)).origin == "a"


def test_footers_do_not_make_texts_alike() -> None:
    footer = (
        " Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen, was in der Region wichtig ist und wird."
    )
    one, two = (
        text(item, words + footer, marks=(Mark("footer", len(words), len(words + footer)),))
        for item, words in (("a", TEXT), ("b", OTHER))
    )
    first = trace(one, ())
    assert trace(two, (first,)).origin == "b"
    assert not first.shingles & shingle(footer)


def test_shingles_are_the_same_in_every_run_and_fit_the_store() -> None:
    (only,) = shingle("Die Brücke ist gesperrt.")
    assert only == -ONCE
    assert all(0 <= each < 2**63 for each in shingle(TEXT))
