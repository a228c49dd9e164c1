"""Whether another number says another thing."""

from __future__ import annotations

import pytest

from watcher.analyze import figures
from watcher.model import Qualifier, Quantity


def figure(qualifier: Qualifier, low: float | None, high: float | None) -> Quantity:
    return Quantity("n", 0, 1, low, high, qualifier, "Soldat")


def exact(value: float) -> Quantity:
    return figure("exact", value, value)


CASES = (
    (exact(40), exact(40), "same"),
    (exact(40), figure("approx", 40, 40), "same"),
    (figure("approx", 2000, 2000), exact(2100), "agrees"),
    (figure("approx", 2000, 2000), exact(2600), "update"),
    (figure("at_least", 130, None), exact(157), "update"),
    (figure("at_least", 130, None), figure("at_least", 150, None), "update"),
    (figure("more_than", 10000, None), figure("at_most", None, 12000), "bound_changed"),
    (figure("at_most", None, 12000), figure("more_than", 10000, None), "bound_changed"),
    (exact(157), figure("at_least", 130, None), "agrees"),
    (figure("more_than", 100, None), figure("approx", 100, 100), "agrees"),
    (figure("more_than", 45000, None), exact(45000), "agrees"),
    (exact(2400), exact(1800), "conflict"),
    (figure("at_most", None, 100), exact(130), "update"),
    (figure("range", 10, 20), exact(15), "agrees"),
    (exact(62000), figure("more_than", 54000, None), "conflict"),
    (exact(55000), figure("more_than", 54000, None), "agrees"),
    (exact(620), figure("more_than", 500, None), "agrees"),
    (exact(620), figure("at_least", 540, None), "agrees"),
)


@pytest.mark.parametrize(("before", "after", "code"), CASES)
def test_intervals_decide_how_figures_stand_to_each_other(before: Quantity, after: Quantity, code: str) -> None:
    assert figures.agreement(before, after) == code


def about(number: float) -> Quantity:
    return figure("approx", number, number)


def above(number: float) -> Quantity:
    return figure("more_than", number, None)


SUPPORT = (
    (exact(40), exact(40), True),
    (exact(40), about(40), True),
    (exact(157), figure("at_least", 157, None), True),
    (exact(157), figure("at_least", 130, None), False),  # it may be any number above
    (figure("at_least", 130, None), exact(157), True),
    (about(50_000), exact(49_200), True),
    (exact(45_400), about(50_000), False),  # rounded so far it is another figure
    (exact(119), about(115), False),
    (exact(45_400), above(45_000), True),
    (above(45_000), exact(45_400), True),
    (exact(62_000), above(54_000), False),
    (exact(115), above(100), False),
    (above(100), exact(115), True),
    (above(100), about(100), False),  # nor is anybody one who counts a hundred
    (above(100), exact(100), False),
    (above(100), above(100), True),
    (exact(100), above(100), False),
    (figure("at_most", None, 100), exact(130), False),
    (exact(12.5), exact(12.4), False),
    (figure("range", 10, 20), exact(15), False),
)


@pytest.mark.parametrize(("shown", "said", "named"), SUPPORT)
def test_a_source_for_a_figure_has_it_or_one_that_makes_it_true(
    shown: Quantity, said: Quantity, named: bool
) -> None:
    assert figures.bears_out(shown, said) is named


def test_figures_are_written_in_signs() -> None:
    written = [
        figures.describe(each) for each in (figure("at_most", None, 12000), exact(0.5), figure("range", 10, 20))
    ]
    assert written == ["≤ 12000", "0.5", "10–20"]


def test_only_figures_of_one_thing_in_one_state_differ() -> None:
    before = [("töten/mensch", exact(14)), ("verletzen/mensch", exact(30))]
    after = [("töten/mensch", exact(17)), ("verletzen/mensch", exact(30)), ("einstürzen/haus", exact(2))]
    assert [(a.low, b.low) for a, b in figures.differing(before, after)] == [(14, 17)]


def test_who_is_hit_is_hit_by_what_the_claim_is_about_but_not_killed() -> None:
    assert figures.comparable("betreffen/haushalt", "stromausfall/haushalt")
    assert not figures.comparable("betreffen/mensch", "töten/mensch")
    assert not figures.comparable("versorgung/haushalt", "stromausfall/haushalt")


def test_people_without_further_mark_count_as_whoever_is_meant() -> None:
    assert figures.counts_same("töten/mensch", "töten/soldat")
    assert not figures.counts_same("töten/soldat", "töten/kind")
    assert not figures.counts_same("töten/mensch", "verletzen/mensch")


def test_a_number_commits_itself_more_than_a_bound_and_a_bound_more_than_dozens() -> None:
    said = [
        Quantity("24", 0, 1, 24, 24, "exact", "Boot"),
        Quantity("rund 24", 0, 1, 24, 24, "approx", "Boot"),
        Quantity("mindestens 24", 0, 1, 24, None, "at_least", "Boot"),
    ]
    loose = [Quantity(text, 0, 1, 24, None, "at_least", "Boot") for text in ("Dutzende", "mehrere hundert")]
    assert [figures.firmness(each) for each in (*said, *loose)] == [3, 2, 1, 0, 0]
