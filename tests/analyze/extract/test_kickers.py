"""Who speaks in a headline, and what before its verb or colon is only a label."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read


@pytest.mark.parametrize(
    "title",
    [
        "Prognose für Norwegen: Experte sieht Abgaben steigen",
        "Lautsprecher von Holm: Alle Boote sinken im Hafen",
        "Moorbrand aus norwegischer Sicht: Ein Dorf sinkt",
        "Erste Häfen begrüßen neues Jahr",
        "Tausende begrüßen 2027 mit Feuerwerk in Husum",
        "Er irrt durch Plön und droht zu ertrinken: Hund steckt fest",
        "Eisgrenze droht Norwegen zu teilen",
        "Plöner Markt: 21-Jähriger nach mutmaßlichen Umsturzplänen ausgereist",
    ],
)
def test_a_label_or_a_deed_is_nobody_who_speaks(title: str) -> None:
    assert [each.attribution for each in read("", title=title)] == [None]


@pytest.mark.parametrize("label", ["Stammhirn", "Diesel-Ende", "ExklusivGespräch", "Hafenpodcast"])
def test_a_thing_before_a_quotation_says_nothing(label: str) -> None:
    head, *_ = read("Der Rat tagt in Husum.", title=f"{label}: „Der Kai bleibt, wie er ist“")
    assert (head.where, head.attribution) == ("title", None)


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Schulweg Lehrerverband kritisiert Sperrung", "Lehrerverband"),
        ("Eilmeldung Ermittler gehen von Brandstiftung aus", "Ermittler"),
        ("Werftchef Jan Holm kritisiert Sperrung", "Jan Holm"),
        ("Werft begrüßt Urteil des Gerichts", "Werft"),
        ("Norwegen droht mit Abbruch der Gespräche", "Norwegen"),
        ("Studie aus Kiel: Jeder dritte Hof ist verschuldet", "Studie aus Kiel"),
    ],
)
def test_the_kicker_is_cut_from_who_speaks(title: str, speaker: str) -> None:
    (mention,) = read("", title=title)
    assert mention.attribution is not None
    assert mention.attribution.name == speaker


def test_a_bare_surname_speaks_where_the_text_knows_it() -> None:
    title = "Brodersen: „Der Kai bleibt, wie er ist“"
    for text, known in (("Lotsin Brodersen sprach in Husum.", True), ("Der Rat sprach in Husum.", False)):
        head = next(each for each in read(text, title=title) if each.where == "title")
        assert (head.attribution is not None) == known


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Für Husum forderte der Werftchef "so etwas wie einen Plan".', "Werftchef"),
        ("Zu dem Leck fordert die Abgeordnete Inga Brodersen Aufklärung.", "Inga Brodersen"),
        ("Nach Ostern hat Vorstand Stefan Holm den HSV um Auflösung gebeten.", "Stefan Holm"),
        ("Laut NDR-Informationen sank die Fähre.", "NDR"),
        ("Nach Regierungsangaben sank die Fähre.", "Regierung"),
    ],
)
def test_a_speaker_ends_where_the_name_ends(text: str, speaker: str) -> None:
    (mention,) = read(text)
    assert mention.attribution is not None
    assert mention.attribution.name == speaker


def test_words_that_nobody_owns_are_no_speaker() -> None:
    (first,) = read("Nach ersten Angaben sank die Fähre am Morgen.")
    assert first.attribution is not None
    assert not first.attribution.resolved


def test_the_words_belong_to_whoever_spoke_last() -> None:
    *_, last = read("Der Kai sei gesperrt, sagte Lotse Jan Holm. Den Angaben zufolge sank die Fähre.")
    assert last.attribution is not None
    assert last.attribution.name == "Jan Holm"


@pytest.mark.parametrize(
    "text",
    [
        "In Elschtal erbeuteten Diebe 40 Mio. Euro.",
        "In Kiel verwüsteten maskierte Randalierer 30 Gärten.",
        "Am Sonntag besetzten Aktivisten in Kiel einen Kran.",
        "Dort verletzten Hunde zwei Kinder.",
    ],
)
def test_a_verb_that_looks_like_an_adjective_states_something(text: str) -> None:
    (mention,) = read(text)
    assert mention.propositions


@pytest.mark.parametrize(
    "text", ["In Kiel erbeutete Segel, ein gestohlenes Boot.", "Bei Plön verletzte Hunde."]
)
def test_a_noun_with_its_adjective_states_nothing(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Rund 30 Boote sanken, Millionen wurden gezahlt.", ["Boot", None]),
        ("Etwa 400 Häuser brannten, Hunderte sind geflohen.", ["Haus", "Mensch"]),
        ("Tausende Fans kamen, Hunderte blieben.", ["Fan", "Fan"]),
        ("Rund 900 Boote sanken, davon wurden Hunderte gehoben.", ["Boot", "Boot"]),
    ],
)
def test_bare_hundreds_are_people_and_bare_millions_anything(text: str, nouns: list[str | None]) -> None:
    (mention,) = read(text)
    assert [each.noun for each in mention.quantities] == nouns


@pytest.mark.parametrize(
    "text",
    ["Er ist mit nur 37 Jahren gestorben.", "Sie starb mit gerade einmal 29 Jahren.", "Ein Lotse (40) starb."],
)
def test_an_age_is_no_figure(text: str) -> None:
    (mention,) = read(text)
    assert not mention.quantities


def test_a_topic_that_a_colon_glues_to_the_headline_says_nothing() -> None:
    (mention,) = read("", title="Bundesregierung:Lotsen hadern mit dem neuen Kai")
    assert mention.attribution is None
