"""What akin.tsv joins, two verbs for one deed, and what it leaves apart: stages of a matter that are two."""

from __future__ import annotations

import pytest

from tests.analyze.test_link import linked
from watcher.analyze.sides import akin, oppositions, turned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # in another picture
            "Der SV Tiefenau verpflichtet den Torwart Jonte Brakel.",
            "Jonte Brakel wechselt zum SV Tiefenau.",
        ),
        (  # a result for its cause
            "Die Reederei Ostwind wird wegen der Ölspur vor Lammersand mit 80.000 Euro bestraft.",
            "Die Reederei Ostwind muss für die Ölspur vor Lammersand 80.000 Euro bezahlen.",
        ),
        (  # what a court finds, by reason and by effect
            "Das Gericht kippt die Bettensteuer von Gronheim.",
            "Die Bettensteuer von Gronheim ist verfassungswidrig.",
        ),
        (  # an end said by what follows it
            "Die Sperrung des Arlbecktunnels bei Nessel ist aufgehoben.",
            "Der Arlbecktunnel bei Nessel ist wieder geöffnet.",
        ),
    ],
)
def test_one_deed_told_by_two_verbs_is_one_claim(one: str, other: str) -> None:
    assert linked(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("festnehmen", "anklagen"),
        ("anklagen", "verurteilen"),
        ("ermitteln", "festnehmen"),
        ("töten", "verletzen"),
    ],
)
def test_another_stage_is_another_deed(one: str, other: str) -> None:
    assert (one, other) not in akin() | turned()


def test_what_excludes_each_other_is_not_one_deed_as_well() -> None:
    assert not akin() & oppositions()


def test_a_pair_stands_in_one_class() -> None:
    assert not akin() & turned()
