"""Headlines that only announce weigh nothing; what they name besides weighs as ever."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

FACT = "Rauhtal: Amt sperrt den Damm"


def weigh(title: str) -> float:
    (found,) = [each for each in read("Es regnet.", title=title) if each.where == "title"]
    return found.salience


@pytest.mark.parametrize(
    "title",
    [
        "Rauhtal: Amt spricht über den Dammbruch",
        "Hochwasser im Rauhtal: Hinweise auf Ursache des Dammbruchs – Amt spricht über den Hergang",
        "Spekulationen über mögliches Motiv – Zeugen sprechen über den Einbruch",
    ],
    ids=["a kicker and talk", "a hint and talk", "another hint"],
)
def test_a_headline_that_only_announces_weighs_nothing(title: str) -> None:
    assert weigh(title) < 0.1 < weigh(FACT)


@pytest.mark.parametrize(
    "title",
    [
        "Zwölf Tote im Rauhtal: Amt spricht über den Dammbruch",
        "Landrat spricht über Dammbruch: Schleuse war offen",
        "Spur zum Täter: Polizei nimmt Mann fest",
        "Hinweise auf Sabotage am Damm – Amt spricht über den Hergang",
    ],
    ids=["a figure before", "what was said", "a deed", "a hint that says at what"],
)
def test_a_headline_that_says_something_besides_weighs_something(title: str) -> None:
    assert weigh(title) > 0.1
