"""Headlines of agencies and papers: who says so, what is counted, what only teases."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

GERMAN = [
    ("Brodersen: Habe den Vertrag nie gesehen", "attributed", "Brodersen"),
    ("Brodersen: „Wir bleiben bis zum Frühjahr“", "attributed", "Brodersen"),
    ("Interview mit Ökonomin: „Wir zahlen zu viel für Holz“", "attributed", "Ökonomin"),
    ("Norwegen meldet Bergung zweier Schiffe", "attributed", "Norwegen"),
    ("Netzbetreiberchef weist Kritik an Leitung zurück", "denied", "Netzbetreiberchef"),
    ("19-Jähriger gesteht Diebstahl", "confirmed", "19-Jähriger"),
    ("Werft streicht 90 Stellen – Insider", "attributed", "Insider"),
    ("Ermittler: Brandstifter handelte allein", "attributed", "Ermittler"),
    ("Polizei zum Unfall in Plön: Der Fahrer war betrunken", "attributed", "Polizei"),
    ("Lübecks Innenministerin zur Deichwacht:Die Helfer sind ungeübt", "attributed", "Lübecks Innenministerin"),
    ("Studie zum Deichbau: Die Pflöcke sind zu kurz", "asserted", ""),
    ("Nebel in Husum: Marine meldet Zusammenstoß", "attributed", "Marine"),
    ("Küstenwache: Frachter vor Helgoland gesunken", "attributed", "Küstenwache"),
]
ENGLISH = [
    ("Centre party wins island vote, exit polls show", "attributed", "exit polls"),
    ("Norway to ban plastic nets from May", "asserted", ""),
    ("Brewer in talks to buy 20 pubs - sources", "attributed", "sources"),
    ("'The sea was on fire': sailor tells of tanker blast", "attributed", "sailor"),
    ("Survey finds one in four cooks smoke", "attributed", "Survey"),
    ("Harbour board dismisses report of sale as 'fantasy'", "denied", "Harbour board"),
    ("Cheese may protect teeth, study suggests", "attributed", "study"),
    ("Norway's Berg vows to stay on as mayor", "attributed", "Norway's Berg"),
    ("Three films win harbour prize", "asserted", ""),
    ("Tanker crew rescued off Cornwall", "asserted", ""),
]
TEASERS = [
    ("Kritik: Ein Abend ohne Ende", "de"),
    ("7 Gründe für einen Garten", "de"),
    ("12 things to do in Bergen this summer", "en"),
    ("Podcast: The harbour that vanished", "en"),
    ("How to mend a net", "en"),
    ("The 12 best harbours of the north", "en"),
    ("Five things we learned from the regatta", "en"),
]


@pytest.mark.parametrize(("title", "standing", "source"), GERMAN, ids=[title for title, _, _ in GERMAN])
def test_a_german_headline_has_its_standing_and_source(title: str, standing: str, source: str) -> None:
    (mention,) = read("", title=title)
    assert (mention.standing, mention.attribution.text if mention.attribution else "") == (standing, source)


@pytest.mark.parametrize(("title", "standing", "source"), ENGLISH, ids=[title for title, _, _ in ENGLISH])
def test_an_english_headline_has_its_standing_and_source(title: str, standing: str, source: str) -> None:
    (mention,) = read("", title=title, language="en")
    assert (mention.standing, mention.attribution.text if mention.attribution else "") == (standing, source)


@pytest.mark.parametrize(("title", "code"), TEASERS)
def test_a_teaser_claims_nothing(title: str, code: str) -> None:
    assert read("", title=title, language=code) == ()


def test_most_of_those_asked_are_a_source() -> None:
    (mention,) = read("Zwei Drittel der Befragten gaben an, selten zu kochen.")
    assert mention.attribution is not None
    assert mention.attribution.text == "Zwei Drittel der Befragten"
