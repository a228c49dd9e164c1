"""Boards: each outlet's latest figure of a counted thing, and what it said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.compose.builders import SINCE, at, build, changed, mail, said
from watcher.compose.telling.boards import Board, Row, set_up
from watcher.model import Evidence, Proposition, Qualifier, Quantity

EARLY, NIGHT, NOON, EVENING = at(27, 9), at(28, 6), at(28, 12), at(28, 18)
OPEN = ("at_least", "more_than")


def count(
    statement: str,
    *figures: tuple[str, float, Qualifier],
    outlet: str,
    when: datetime,
    measure: str = "töten/mensch",
    noun: str = "Mensch",
    kind: str = "person",
) -> Evidence:
    """Evidence that counts: each figure by its text, its value and its qualifier."""
    quantities = []
    for text, value, qualifier in figures:
        start = statement.index(text)
        high = None if qualifier in OPEN else value
        quantities.append(Quantity(text, start, start + len(text), value, high, qualifier, noun, kind))
    told = said(statement, item=f"{outlet}/{statement}", outlet=outlet, when=when, quantities=tuple(quantities))
    indexes = tuple(range(len(quantities)))
    clause = Proposition(
        0, len(statement), "", (), quantities=indexes, measures=tuple(measure for _ in quantities)
    )
    return replace(told, mention=replace(told.mention, propositions=(clause,)))


def tell(row: Row) -> str:
    also = "".join(f" ({step.text})" for step in row.also)
    chain = " → ".join(" · ".join(f"{s.text} {s.tail}".strip() for s in run) for run in row.runs)
    return f"{row.outlet}: {chain}{also}"


def rows(board: Board) -> list[str]:
    return [tell(row) for row in board.rows]


def dead(text: str, value: float, outlet: str, when: datetime, how: Qualifier = "exact") -> Evidence:
    return count(f"Im Tunnel starben {text} Menschen.", (text, value, how), outlet=outlet, when=when)


def test_each_outlet_stands_with_its_latest_figure_behind_its_earlier_ones() -> None:
    told = [
        dead("acht", 8, "Bote", NIGHT),
        dead("12", 12, "Bote", EVENING),
        dead("mindestens 9", 9, "Blatt", NOON, "at_least"),
    ]
    (board,) = set_up(told, SINCE)
    assert (board.state, rows(board)) == ("töten", ["Bote: acht → 12", "Blatt: mindestens 9"])


def test_who_said_nothing_in_the_window_stands_apart() -> None:
    (board,) = set_up([dead("8", 8, "Bote", EARLY), dead("9", 9, "Blatt", NOON)], SINCE)
    assert (rows(board), [tell(row) for row in board.before]) == (["Blatt: 9"], ["Bote: 8"])


def test_what_everybody_said_before_the_window_is_no_board() -> None:
    assert set_up([dead("8", 8, "Bote", EARLY), dead("9", 9, "Blatt", EARLY)], SINCE) == ()


def test_a_figure_that_is_only_said_again_is_no_board() -> None:
    told = [dead("8", 8, "Bote", EARLY), dead("9", 9, "Blatt", EARLY), dead("9", 9, "Blatt", NOON)]
    assert set_up(told, SINCE) == ()


def test_what_one_outlet_alone_counts_is_told_by_its_lines() -> None:
    assert set_up([dead("8", 8, "Bote", NOON), dead("9", 9, "Bote", EVENING)], SINCE) == ()


def test_a_figure_that_counts_some_of_the_dead_is_no_toll() -> None:
    told = [dead("80", 80, "Bote", NIGHT), dead("zwei", 2, "Blatt", NOON), dead("81", 81, "Kurier", NOON)]
    assert rows(set_up(told, SINCE)[0]) == ["Kurier: 81", "Bote: 80"]


def test_a_lower_bound_stands_beside_the_figure_that_it_leaves_as_it_is() -> None:
    told = [
        dead("Dutzende", 12, "Bote", NIGHT, "at_least"),
        dead("34", 34, "Bote", NOON),
        dead("mehr als 30", 30, "Bote", EVENING, "more_than"),
        dead("33", 33, "Blatt", NOON),
    ]
    assert rows(set_up(told, SINCE)[0]) == ["Bote: Dutzende → 34 (mehr als 30)", "Blatt: 33"]


def test_a_part_and_its_whole_are_one_figure() -> None:
    whole = count(
        "Gerettet sind 3 der 20 Bergleute.",
        ("3", 3, "exact"),
        ("20", 20, "exact"),
        outlet="Bote",
        when=NOON,
        measure="retten/mensch",
    )
    other = count("2 wurden gerettet.", ("2", 2, "exact"), outlet="Blatt", when=NIGHT, measure="retten/mensch")
    assert rows(set_up([other, whole], SINCE)[0]) == ["Bote: 3 der 20", "Blatt: 2"]


def test_things_counted_in_another_state_say_so() -> None:
    def homes(statement: str, text: str, value: float, outlet: str, state: str) -> Evidence:
        measure = f"{state}/wohnung"
        figure: tuple[str, float, Qualifier] = (text, value, "exact")
        return count(
            statement, figure, outlet=outlet, when=NOON, measure=measure, noun="Wohnung", kind="building"
        )

    told = [
        homes("900 Wohnungen sind betroffen.", "900", 900, "Bote", "betreffen"),
        homes("950 Wohnungen ohne Wasser.", "950", 950, "Blatt", "rohrbruch"),
        homes("300 Wohnungen haben wieder Wasser.", "300", 300, "Kurier", "haben"),
    ]
    (board,) = set_up(told, SINCE, "Rohrbruch Rauhtal")
    assert (board.noun, rows(board)) == (
        "Wohnungen",
        ["Blatt: 950", "Bote: 900", "Kurier: 300 Wohnungen haben wieder Wasser"],
    )


def test_ages_and_crowds_have_no_board() -> None:
    told = [
        count(f"{n} feierten.", (str(n), n, "exact"), outlet=f"Blatt {n}", when=NOON, measure="feiern/mensch")
        for n in (40, 60)
    ]
    assert set_up(told, SINCE) == ()


def loot(text: str, value: float, outlet: str, when: datetime, names: tuple[str, ...] = ()) -> Evidence:
    told = count(
        f"Die Diebe nahmen Beute für {text} Euro mit.", (text, value, "exact"), outlet=outlet, when=when,
        measure="gestohlen/euro", noun="Euro", kind="money",
    )  # fmt: skip
    clause = replace(told.mention.propositions[0], terms=names)
    return replace(told, mention=replace(told.mention, propositions=(clause,)))


def test_a_booty_that_two_outlets_count_has_a_board_where_it_is_of_one_event() -> None:
    place = ("@celle",)
    told = [loot("40.000", 4e4, "Bote", NIGHT, place), loot("90.000", 9e4, "Bote", NOON, place)]
    told += [loot("50.000", 5e4, "Blatt", EVENING), loot("50.000", 5e4, "Talpost", EVENING, place)]
    (board,) = set_up(told, SINCE)
    assert (board.state, board.thing) == ("gestohlen", "euro")
    assert rows(board) == ["Bote: 40.000 Euro → 90.000 Euro", "Blatt: 50.000 Euro", "Talpost: 50.000 Euro"]
    nowhere = [loot("40.000", 4e4, "Bote", NIGHT), loot("90.000", 9e4, "Blatt", NOON)]
    assert set_up(nowhere, SINCE) == ()
    elsewhere = [
        loot("40.000", 4e4, "Bote", NIGHT, ("@celle",)),
        loot("90.000", 9e4, "Blatt", NOON, ("@rauhtal",)),
    ]
    assert set_up(elsewhere, SINCE) == ()


def test_a_sentence_of_two_sums_has_no_board() -> None:
    two = [
        count(
            "In Celle Beute 5.000 Euro, Lohn 3.000 Euro.", ("5.000", 5e3, "exact"), ("3.000", 3e3, "exact"),
            outlet=outlet, when=NOON, measure="gestohlen/euro", noun="Euro", kind="money",
        )
        for outlet in ("Bote", "Blatt")
    ]  # fmt: skip
    clauses = [replace(each.mention.propositions[0], terms=("@celle",)) for each in two]
    placed = [
        replace(each, mention=replace(each.mention, propositions=(clause,)))
        for each, clause in zip(two, clauses, strict=True)
    ]
    assert set_up(placed, SINCE) == ()


def test_two_women_and_a_child_are_part_of_three_dead() -> None:
    some = count(
        "Zwei Frauen und ein Kind sind tot.", ("Zwei", 2, "exact"), outlet="Bote", when=NIGHT, noun="Frau"
    )
    told = [some, dead("drei", 3, "Bote", NOON), dead("drei", 3, "Blatt", NOON)]
    (board,) = set_up(told, SINCE)
    assert rows(board) == ["Bote: drei", "Blatt: drei"]


def test_the_mail_names_who_gives_which_figure() -> None:
    told = (dead("8", 8, "Bote", NIGHT), dead("12", 12, "Bote", NOON), dead("9", 9, "Blatt", EARLY))
    digest = build(changed("new", None, said("Der Tunnel bleibt gesperrt.", item="a/1")))
    (section,) = digest.sections
    message = mail(replace(digest, sections=(replace(section, said=told),)))
    assert "WER WELCHE ZAHL NENNT" in message.text
    assert "Bote             8 → 12 · Mo 14:00" in message.text
    assert "zuvor: Blatt 9" in message.text
    assert all(each in message.html for each in (">Tote<", ">12</b>", "https://"))
