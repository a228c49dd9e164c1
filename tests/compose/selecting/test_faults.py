"""What takes from the worth of a line, whatever it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import said
from watcher.compose.selecting.faults import counts_crowd, weigh_faults
from watcher.model import Quantity

PLAIN = "Der Hafen von Celle schließt am Montag."


@pytest.mark.parametrize(
    "statement",
    [
        "Der Bürgermeister findet den Hafen zu laut.",
        "„Der Hafen ist mein Leben“, so der Lotse.",
        "Der Hafen hatte im Sommer noch Kräne.",
        "Ein Ex-Hafenmeister eröffnet eine Bäckerei.",
        "Wie sicher ist der Hafen?",
        "1998 sank im Hafen ein Kahn.",
    ],
    ids=["a view", "of oneself", "before", "once", "a question", "long ago"],
)
def test_what_tells_no_news_weighs_less(statement: str) -> None:
    assert weigh_faults(said(statement)) > weigh_faults(said(PLAIN)) == 0


@pytest.mark.parametrize(
    "statement",
    ["Seit 1998 sank im Hafen kein Kahn.", "2024 sank im Hafen ein Kahn."],
)
def test_a_year_that_tells_of_today_takes_nothing(statement: str) -> None:
    assert weigh_faults(said(statement)) == 0


def test_thousands_are_a_crowd_and_two_thousand_are_not() -> None:
    crowd = Quantity("Tausende", 0, 8, 1000, None, "exact", "Mensch", "person")
    line = said("Tausende Menschen feiern am Hafen.", quantities=(crowd,))
    assert counts_crowd(line)
    counted = replace(crowd, text="2000")
    assert not counts_crowd(said("2000 Menschen feiern.", quantities=(counted,)))
    assert not counts_crowd(said(PLAIN))
