"""What is told now, held against what was said before: known is the same deed, not the same nouns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import build, changed, number
from tests.compose.selecting.test_kinship import act, count, deal, new, statements, told
from watcher.compose import page
from watcher.model import Backing, Evidence

CLOSED = act(
    told("Die Kreisbahn legt den Bahnhof Wiesing im Herbst still.", "Kurier/1", day=27),
    "stilllegen", "@wiesing", "bahn", "bahnhof", "herbst",
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "deed", "known"),
    [
        ("Kreisbahn legt Bahnhof Wiesing im Herbst still", "stilllegen", True),
        ("Kreisbahn saniert Bahnhof Wiesing im Herbst", "sanieren", False),
    ],
    ids=["the same deed", "another deed"],
)
def test_a_new_deed_is_news_whichever_nouns_it_repeats(statement: str, deed: str, known: bool) -> None:
    now = act(told(statement, "Bote/1"), deed, "@wiesing", "bahn", "bahnhof", "herbst")
    found = deal(new(now, "c1"), before=(CLOSED,))
    assert bool(found.repeats) is known
    assert bool(found.cards) is not known


def test_what_was_threatened_is_news_when_it_is_done() -> None:
    threat = act(
        told("Der Kreis droht dem Verein mit Entzug der Lizenz für das Freibad.", "Kurier/2", day=27),
        "bedrohen", "verein", "lizenz", "bad", "entziehen",
    )  # fmt: skip
    done = act(
        told("Der Kreis entzieht dem Verein die Lizenz für das Freibad.", "Bote/2"),
        "entziehen", "verein", "lizenz", "bad",
    )  # fmt: skip
    assert statements(deal(new(done, "c1"), before=(threat,)).cards) == [done.mention.statement]
    assert deal(new(done, "c1"), before=(replace(done, seen_at=threat.seen_at),)).cards == ()


@pytest.mark.parametrize(
    ("text", "figure", "known"),
    [("Rund 3.100", 3_100, True), ("Mehr als 3.000", 3_000, True), ("Rund 4.000", 4_000, False)],
)
def test_a_figure_that_rounds_a_known_one_is_known(text: str, figure: float, known: bool) -> None:
    before = act(count("Am Deich liegen 3.120 Säcke.", "Kurier/3", "3.120", 3_120, day=27), "liegen", "sack")
    statement = f"{text} Säcke liegen am Deich bereit."
    evidence = told(statement, "Bote/3")
    rough = number(statement, text, figure, figure if "Rund" in text else None, "approx", noun="Sandsack")
    if "Mehr" in text:
        rough = replace(rough, qualifier="more_than")
    now = act(replace(evidence, mention=replace(evidence.mention, quantities=(rough,))), "liegen", "sack")
    assert bool(deal(new(now, "c1"), before=(before,)).repeats) is known


def backed(now: Evidence, *others: Evidence) -> page.Dealt:
    built = build(new(now, "c1"))
    (found,) = page.gather(replace(built, backing=(Backing("c1", now, others),)))
    return found


def test_what_a_source_surely_said_before_is_known() -> None:
    now = told("Am Wehr fehlen Taucher.", "Bote/4")
    earlier = told("Es mangelt an Tauchern.", "Kurier/4", day=27)
    assert backed(now, earlier).cards == ()
    assert statements(backed(now, told("Es mangelt an Tauchern.", "Kurier/4", 8)).cards) == [
        now.mention.statement
    ]


def test_a_new_case_is_news_however_alike_an_older_one_was() -> None:
    older = act(told("Kiosk am Hafen aufgebrochen, Kunden besorgt", "Kurier/5", day=27), "aufbrechen", "kiosk")
    newer = act(told("Neuer Fall: Kiosk am Hafen aufgebrochen", "Bote/5"), "aufbrechen", "kiosk")
    again = act(told("Kiosk am Hafen aufgebrochen", "Bote/6"), "aufbrechen", "kiosk")
    assert statements(deal(new(newer, "c1"), before=(older,)).cards) == [newer.mention.statement]
    assert deal(new(again, "c1"), before=(older,)).cards == ()


PARTS = (
    act(
        told("Taucher bergen nach dem Hochwasser einen Bagger.", "Kurier/6", day=27),
        "bergen", "taucher", "bagger",
    ),
    act(
        told("Der Bagger einer Tiefbaufirma versank bei Sprengarbeiten.", "Kurier/7", day=27),
        "versinken", "bagger", "tiefbaufirma", "sprengarbeit",
    ),
    act(
        told("Ein Kranwagen steht seit dem Hochwasser an der Staumauer bereit.", "Blatt/7", day=27),
        "bereitstehen", "kranwagen", "hochwasser", "staumauer",
    ),
)  # fmt: skip
THINGS = ("taucher", "bagger", "tiefbaufirma", "sprengarbeit", "kranwagen", "staumauer", "hochwasser")
BERGEN = (
    "Nach dem Hochwasser bergen Taucher den Bagger der Tiefbaufirma, bei Sprengarbeiten versunken, "
    "mit Kranwagen an der Staumauer."
)


@pytest.mark.parametrize(
    ("statement", "deed", "terms", "known"),
    [
        (BERGEN, "bergen", THINGS, True),
        (BERGEN, "bergen", ("@aalsum", *THINGS), False),
        (BERGEN.replace("bergen", "verfehlen"), "verfehlen", THINGS, False),
    ],
    ids=["nothing new", "somebody new", "a new deed"],
)
def test_what_several_statements_told_together_is_known(
    statement: str, deed: str, terms: tuple[str, ...], known: bool
) -> None:
    now = act(told(statement, "Bote/7"), deed, *terms)
    found = deal(new(now, "c1"), before=PARTS)
    assert bool(found.repeats) is known
    assert bool(found.cards) is not known


@pytest.mark.parametrize(("akin", "known"), [({("schließen", "stilllegen")}, True), (set(), False)])
def test_a_deed_is_known_by_a_verb_that_tells_the_same(akin: set[tuple[str, str]], known: bool) -> None:
    statement = "Kreisbahn schließt Bahnhof Wiesing im Herbst für immer"
    now = act(told(statement, "Bote/1"), "schließen", "@wiesing", "bahn", "bahnhof", "herbst")
    assert bool(deal(new(now, "c1"), before=(CLOSED,), akin=frozenset(akin)).repeats) is known


def set_for(evidence: Evidence, *codes: str) -> Evidence:
    """The evidence, whose clause names the days."""
    (clause,) = evidence.mention.propositions
    return replace(evidence, mention=replace(evidence.mention, propositions=(replace(clause, when=codes),)))


@pytest.mark.parametrize(
    ("codes", "known"), [(("D5-2",), True), (("D5-3",), False)], ids=["the same day", "another day"]
)
def test_what_was_announced_for_a_weekday_is_known_by_its_date(codes: tuple[str, ...], known: bool) -> None:
    announced = told("Für Freitag wurde eine Räumübung am Deich angekündigt.", "Kurier/1", day=27)
    before = set_for(act(announced, "ankündigen", "räumübung"), "w4")
    now = set_for(
        act(told("Am 2. Mai wird es eine große Räumübung geben.", "Bote/1"), "räumübung", "groß"), *codes
    )
    assert bool(deal(new(now, "c1"), before=(before,)).repeats) is known


PLANNED = act(
    told("Die Feuerwehr kündigt eine Räumübung am Deich an.", "Bote/8"),
    "ankündigen", "feuerwehr", "räumübung", "deich",
)  # fmt: skip
DATED = set_for(
    act(
        told("Am 2. Mai kündigt die Feuerwehr eine Räumübung am Deich an.", "Blatt/8"),
        "ankündigen", "feuerwehr", "räumübung", "deich",
    ),
    "D5-2",
)  # fmt: skip


def test_of_two_lines_of_a_plan_the_one_with_its_day_leads() -> None:
    (card,) = deal(new(PLANNED, "c1"), new(DATED, "c2")).cards
    assert (card.latest, [each.claim for each in card.within]) == (DATED, ["c1"])


def test_what_its_line_does_not_tell_is_counted_and_not_told_with_it() -> None:
    known = changed("corroborated", PLANNED, told("Auch die Wehr sagt es.", "Kurier/8"), claim="c1")
    found = deal(new(PLANNED, "c1"), known, new(DATED, "c2"))
    assert [(card.claim, card.aside, card.within) for card in found.cards if card.kind.name == "new"] == [
        ("c1", False, ()),
        ("c2", True, ()),
    ]
    assert [card.claim for card in found.picked] == ["c1"]


@pytest.mark.parametrize(("deed", "known"), [("tagelang", True), ("absperren", False)])
def test_how_long_it_lasts_is_no_deed_that_nobody_told(deed: str, known: bool) -> None:
    line = told("Am Hang steht die Talbahn, Pendler warten.", "Kurier/9", day=27)
    before = act(line, "stehen", "talbahn", "hang", "pendler")
    now = act(told("Pendler warten auf die Talbahn an der Böschung.", "Bote/9"), deed, "talbahn", "pendler")
    assert bool(deal(new(now, "c1"), before=(before,)).repeats) is known
