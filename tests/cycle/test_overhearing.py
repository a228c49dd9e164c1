"""What may say something like a statement is found by its words."""

from __future__ import annotations

from dataclasses import replace

from tests.analyze.test_backing import only
from tests.cycle.test_certainty import BESIDES
from watcher.compose.selecting.kinship import Scale, read_words
from watcher.cycle.overhearing import Overheard
from watcher.model import Evidence

REPORTS = (
    "Die Feuerwehr von Celle löscht den Brand in der Mühle.",
    "In Celle brennt eine Mühle, die Feuerwehr löscht.",
    "Der Brand in der Mühle dauert mehrere Tage.",
    "Der Kanal bleibt bis Freitag gesperrt.",
    "Die Müller von Celle backen wieder.",
    "Der Jahrmarkt in Celle beginnt erst am Dienstag.",
    "Neue Kräne für den Hafen von Rauhtal sind bestellt.",
)


def tell(*texts: str) -> list[Evidence]:
    return [replace(only(text), origin=str(number)) for number, text in enumerate(texts)]


def test_whoever_is_akin_to_a_statement_or_covers_it_is_overheard() -> None:
    said = tell(*BESIDES, *REPORTS)
    scale = Scale(said)
    heard = Overheard(said, scale)
    akin = 0
    for shown in said:
        words = read_words(shown)
        near = {each.origin for each in heard.near(shown)}
        for each in said:
            other = read_words(each)
            if scale.kinship(words, other) or scale.cover(words, other):
                akin += each is not shown
                assert each.origin in near
    assert akin >= 6


def test_whoever_shares_a_single_word_with_it_is_not() -> None:
    said = tell(*BESIDES, *REPORTS)
    near = list(Overheard(said, Scale(said)).near(said[6]))
    assert near == [said[6]]


def test_of_few_statements_whoever_tells_of_the_same_is() -> None:
    said = tell(*REPORTS[:2], REPORTS[6])
    assert list(Overheard(said, Scale(said)).near(said[0])) == said[:2]
