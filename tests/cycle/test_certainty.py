"""What the ledger compares is told as one matter only where it surely is: places, things, deeds, speakers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.test_backing import only
from tests.compose.builders import build, changed
from watcher.analyze.matter import is_another_day
from watcher.cycle.certainty import Certainty
from watcher.cycle.doubting import doubt, part
from watcher.model import Change, ChangeType, Evidence

# What else is said of the topic, so that it is known which words are rare.
BESIDES = (
    "Die Fähre nach Norden fährt am Montag wieder.",
    "In Celle beginnt am Montag der Jahrmarkt.",
    "Die Bahn ersetzt in Rauhtal zwei Weichen.",
    "Der Minister besucht am Dienstag eine Schule.",
    "Die Werft Kranich sucht hundert Lehrlinge.",
    "In Elschtal wird das Trinkwasser knapp.",
    "Ein Orchester aus Celle spielt im Rathaus.",
    "Der Hafen von Rauhtal bekommt neue Kräne.",
    "Bauern klagen über den trockenen Sommer.",
    "Die Universität nimmt mehr Studenten auf.",
    "Am Kanal werden Bäume gepflanzt.",
    "Ein Verein sammelt Bücher für Gefangene.",
)
CASES: list[tuple[str, ChangeType, str, str, bool]] = [
    ("one hall is opened and closed", "contradicted", "Das Hallenbad in Elschtal ist geöffnet.",
     "Das Hallenbad in Elschtal ist geschlossen.", True),
    ("a hall here and one elsewhere", "contradicted", "Das Hallenbad in Elschtal ist geöffnet.",
     "Das Hallenbad in Rauhtal ist geschlossen.", False),
    ("no more in common than a place", "contradicted", "Das Hallenbad in Elschtal ist geöffnet.",
     "In Elschtal hat die Bücherei geschlossen.", False),
    ("tolls of one place", "quantity_changed", "Beim Brand in Elschtal wurden 12 Menschen verletzt.",
     "Beim Brand in Elschtal wurden 15 Menschen verletzt.", True),
    ("tolls of two places", "quantity_changed", "Beim Brand in Elschtal wurden 12 Menschen verletzt.",
     "Beim Brand in Celle wurden 15 Menschen verletzt.", False),
    ("tolls without a place", "quantity_changed", "Vier Menschen wurden verletzt.",
     "In Elschtal wurden bei einem Sturz zwei Menschen schwer verletzt.", False),
    ("one toll without a place", "quantity_changed", "Beim Brand der Mühle wurden vier Menschen verletzt.",
     "Nach dem Brand der Mühle in Elschtal sind zwei Menschen verletzt.", True),
    ("a share of another year", "quantity_changed", "75 Prozent der Fähren nach Celle waren 2023 pünktlich.",
     "60 Prozent der Fähren nach Celle waren an Weihnachten pünktlich.", False),
    ("a share taken again", "quantity_changed", "75 Prozent der Fähren nach Celle sind pünktlich.",
     "60 Prozent der Fähren nach Celle sind pünktlich.", True),
    ("the same from another outlet", "corroborated", "Die Feuerwehr löscht den Brand in der Mühle von Celle.",
     "In Celle löscht die Feuerwehr den Brand in der Mühle.", True),
    ("one more of the same", "corroborated", "In Celle hat eine Mühle gebrannt.",
     "In Celle hat eine weitere Mühle gebrannt.", False),
    ("a figure that the other does not give", "corroborated",
     "Nach dem Brand der Mühle in Celle sind alle gerettet.",
     "Nach dem Brand der Mühle in Celle sind 14 Menschen gerettet.", False),
    ("how many of the dead are known by name", "corroborated", "In Celle sind 14 Tote identifiziert.",
     "In Celle gab es 14 Tote.", False),
    ("the same of somebody elsewhere", "corroborated", "Der Fahrer muss vor Gericht, heißt es in Celle.",
     "Der Fahrer muss vor Gericht, heißt es in Rauhtal.", False),
    ("another demands the same", "attribution_changed", "Der Nabu fordert ein Verbot von Feuerwerk.",
     "Der Tierschutzbund fordert ein Verbot von Feuerwerk.", False),
]  # fmt: skip


def moved(type: ChangeType, before: str, after: str) -> Change:
    return changed(type, only(before), only(after, "Hafenblatt", 1))


def judge(*statements: Evidence) -> Certainty:
    return Certainty((*map(only, BESIDES), *statements))


@pytest.mark.parametrize(
    ("type", "before", "after", "sure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_change_is_sure_where_both_sides_are_of_one_matter(
    type: ChangeType, before: str, after: str, sure: bool
) -> None:
    change = moved(type, before, after)
    assert change.before
    assert change.after
    assert judge(change.before, change.after).holds(change) is sure


@pytest.mark.parametrize(
    ("before", "after", "hours", "sure"),
    [
        ("Das Hallenbad in Elschtal ist geöffnet.", "Das Hallenbad in Elschtal ist geschlossen.", 5, True),
        ("Das Hallenbad in Elschtal ist geöffnet.", "Das Hallenbad in Elschtal ist geschlossen.", 20, False),
        ("Das Hallenbad in Elschtal sei geöffnet, sagt der Rat.",
         "Das Hallenbad in Elschtal ist laut Polizei geschlossen.", 20, True),
        ("Das Hallenbad in Elschtal ist geöffnet.", "Das Hallenbad in Elschtal ist wieder geschlossen.", 2,
         False),
    ],
)  # fmt: skip
def test_what_was_so_and_hours_later_is_not_is_no_contradiction(
    before: str, after: str, hours: int, sure: bool
) -> None:
    change = changed(
        "contradicted", only(before), only(after, "Hafenblatt", hours), reason="opposed: öffnen → schließen"
    )
    assert change.before
    assert change.after
    assert judge(change.before, change.after).holds(change) is sure


@pytest.mark.parametrize(
    ("denial", "sure"),
    [
        ("Die Reederei Möwe weist den Vorwurf zurück, sie habe Öl in den Hafen von Celle geleitet.", True),
        ("Die Reederei Möwe weist die Forderung von Bischof Anselm zurück.", False),
    ],
)
def test_a_denial_is_of_what_shares_a_word_or_a_name_with_it(denial: str, sure: bool) -> None:
    accused = "Die Werft Kranich soll in Celle Öl in den Hafen geleitet haben."
    change = changed("contradicted", only(accused), only(denial, "Hafenblatt", 1), reason="denied: by Möwe")
    assert change.before
    assert change.after
    assert judge(change.before, change.after).holds(change) is sure


def test_who_names_no_end_is_no_source_for_one() -> None:
    shown = "Die Händler sollen die Halle in Celle binnen 24 Stunden verlassen."
    one, other = only(shown), only("Die Händler sollen die Halle in Celle verlassen.", "Hafenblatt", 1)
    assert judge(one, other).says(one, only(shown, "Hafenblatt", 1))
    assert not judge(one, other).says(one, other)


def test_a_gathering_on_another_day_is_another() -> None:
    shown = only("Die Gemeinde Elschtal gedenkt am 14. März der Toten der Fähre.")
    said = only("Viele kommen am Donnerstag in Elschtal zusammen, um der Toten der Fähre zu gedenken.")
    assert is_another_day(shown, said)
    assert not is_another_day(shown, shown)
    assert not is_another_day(shown, only("Elschtal gedenkt der Toten der Fähre."))


def test_what_contradicts_something_else_is_told_as_news_of_its_own() -> None:
    change = moved("contradicted", CASES[1][2], CASES[1][3])
    (told,) = part([change], list(map(only, BESIDES)))
    assert (told.type, told.before, told.after) == ("new", None, change.after)


def test_an_edit_of_an_outlets_own_text_is_not_doubted() -> None:
    change = replace(moved("quantity_changed", CASES[4][2], CASES[4][3]), axis="edit")
    assert part([change], list(map(only, BESIDES))) == (change,)


def test_a_digest_puts_what_it_doubts_among_the_new() -> None:
    change = moved("contradicted", CASES[1][2], CASES[1][3])
    built = build(change)
    (section,) = built.sections
    heard = replace(built, sections=(replace(section, said=tuple(map(only, BESIDES))),))
    (doubted,) = doubt(heard).sections
    assert [each.type for each in doubted.changes] == ["new"]


def test_nobody_is_counted_while_another_outlet_may_say_it_too() -> None:
    shown = only("Die Feuerwehr löscht den Brand in der Mühle von Celle.")
    sure = only("In Celle löscht die Feuerwehr den Brand in der Mühle.", "Hafenblatt", 1)
    perhaps = only("Die Mühle in Celle brennt noch immer.", "Talbote", 2)
    certainty = judge(shown, sure, perhaps)
    assert certainty.says(shown, sure)
    assert not certainty.says(shown, perhaps)
    assert certainty.leaves_open(shown, [sure], [perhaps])
    assert not certainty.leaves_open(shown, [sure], list(map(only, BESIDES)))


def test_another_speaker_of_the_same_is_a_further_source_and_no_change_of_speaker() -> None:
    change = moved(
        "attribution_changed",
        "Die Mühle in Celle ist versichert.",
        "Die Mühle ist versichert, sagt die Feuerwehr in Celle.",
    )
    (told,) = part([change], list(map(only, BESIDES)))
    assert told.type == "corroborated"
