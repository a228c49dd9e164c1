"""What a line says of cause, blame, force and decisions makes it weigh more; that there is news does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.test_backing import only
from tests.compose.selecting.test_picking import FACTS
from watcher.compose.selecting.weights import weigh_all
from watcher.model import Evidence

PLAIN = "Die Feuerwehr zeigt in Rauhtal ihre neuen Wagen."


def say(text: str, outlet: str = "Bote", salience: float = 0.4) -> Evidence:
    found = only(text, outlet)
    return replace(found, mention=replace(found.mention, item=f"{outlet}/{text[:20]}", salience=salience))


@pytest.mark.parametrize(
    "text",
    [
        "Ein Kabelbrand ist die Ursache.",
        "Die Polizei in Rauhtal geht von Brandstiftung aus.",
        "Die Staatsanwaltschaft hat gegen den Müller Ermittlungen eingeleitet.",
        "Rebellen greifen den Hafen von Celle an.",
        "Der Rat von Celle verbietet die Jagd.",
        "Die Händler müssen die Halle bis Donnerstag räumen.",
        "Erstmals seit Jahren kehren Störche nach Celle zurück.",
        "Gegen den Müller wird wegen Betrugs ermittelt.",
    ],
)
def test_cause_blame_force_decision_and_end_weigh(text: str) -> None:
    said = [say(text), say(PLAIN)]
    weights = weigh_all(said, said)
    assert weights.gravity(said[0]) >= 0.1
    assert weights.gravity(said[1]) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "Über die Ursache des Brandes wird spekuliert.",
        "Die Polizei nennt Details zur Brandstiftung.",
        "Die Ermittlungen in Rauhtal laufen.",
        "Die Gewerkschaft warnt vor Angriffen auf Helfer.",
    ],
)
def test_that_something_is_looked_into_weighs_nothing(text: str) -> None:
    said = [say(text)]
    assert weigh_all(said, said).gravity(said[0]) == 0.0


def test_what_other_outlets_speak_of_is_heard() -> None:
    theme = "Der Müller von Rauhtal verkauft seine Mühle an einen Konzern aus Celle."
    others = [say(f"{theme[:-1]}, heißt es.", outlet) for outlet in ("Kurier", "Anzeiger")]
    alone, *more = [say(each, f"Blatt {at}") for at, each in enumerate(FACTS)]
    said = [say(theme), *others, alone, *more]
    weights = weigh_all(said, said)
    assert weights.heard(said[0]) == pytest.approx(0.1)
    assert weights.heard(alone) == 0.0
