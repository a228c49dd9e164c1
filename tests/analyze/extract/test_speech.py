"""What is speech and what only looks like it: deeds, settings, people without a name."""

from __future__ import annotations

import pytest

from tests.analyze.extract.test_attribution import find_source, name_source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Wirt Jan Holm lobte den Plan. Andere sagten, der Plan sei teuer.", "Andere"),
        ("Der Wirt Jan Holm lobte den Plan. Viele fordern eine Umfrage.", "Viele"),
        ("Einige begrüßten die Sperrung.", "Einige"),
        ("60 Prozent befürworten, dass die Fähre öfter fährt.", "60 Prozent"),
        ("25 Prozent teilen die Meinung, der Deich sei zu niedrig.", "25 Prozent"),
    ],
)
def test_people_whom_nobody_names_speak_for_themselves(text: str, source: str) -> None:
    found = find_source(text)
    assert found is not None
    assert (found.text, found.resolved) == (source, True)


def test_a_share_that_a_body_reports_says_nothing() -> None:
    assert name_source("60 Prozent weniger Gäste meldete die Reederei.") == "die Reederei"


@pytest.mark.parametrize(
    "text",
    [
        "Das Land hatte dem Konzern Überfahrtsrechte eingeräumt.",  # a compound of „Rechte“
        "Die Kammer hatte einen Beweisantrag der Verteidigung zurückgewiesen.",
        "Der Senat hat ein Urteil zum Verkauf von Daten gesprochen.",  # „von“ is no content of speaking here
        "Der Kampfrichter erklärte den Sprung für gültig.",
        "Ein Team hatte an einer ähnlichen Stelle etwas gesehen.",  # „ähnlich“ must not stand before a noun
        "In der SPD gab es bis zur Wahl auch Bedenken gegen den Vertrag.",  # not „gab zu bedenken“
        "Das Amt beobachtet zwei Seen: Seddin und Krossin.",  # behind the colon stands no clause
        "Die Vorwürfe richten sich gegen das Amt.",
        "Die Radlerin Ute Klas verteidigte das Gelbe Trikot.",
        "Das Gesamtergebnis wurde bestätigt durch einen achten Platz von Ute Klas.",
        "Der Name der Fähre wurde von der Reederei nicht genannt.",
        "Nach Gerüchten über einen Verkauf streikten die Matrosen.",  # when, not who
        "Nach der Klage der Werft kam es zum Streit.",
        "Im Heft war vieles neu und, so der eigene Wunsch, auch bunt.",
        "Die Bürgermeisterin Ute Klas äußerte sich am Abend zu den Plänen.",  # not a word of what she said
        "Die Bürgermeisterin Ute Klas nahm zu der Frage Stellung.",
        "Die Bürgermeisterin Ute Klas gratulierte den Ruderern zum Sieg.",
        "Der Steuermann entschuldigte sich bei den Gästen.",
        "Der Landtag hat eine Sondersitzung beantragt.",
        "Das Amt ordnete die Räumung von 60 Häusern an.",
        "Die Reederei weigert sich, den Kai zu räumen.",
        "Die Stadt richtet die Spiele aus.",
        "Der Wirt weiß mit seinem Wesen zu überzeugen.",
        "Husum lehnt 993 Bewerber ab, während 40 aufgenommen werden.",
        "Von der See aus haben viele Lotsen schon das neue Jahr begrüßt.",
        "Die Fähre fährt weiter, wie die Reparatur eines Kessels beweist.",
        "Der Steuermann bat die Gäste um Entschuldigung.",
        "In dem Brief wird der Name der Fähre genannt.",
        "Die Kundin nahm den Dienst in Anspruch.",
        "Das Gericht sprach den Wirt schuldig.",
        "Die Bürger lehnten die Reform in einer Abstimmung ab.",
        "Das Kammergericht stufte die Band als Bande ein.",
        "Die Werft führte die Reparatur aus.",
        "Die Polizei stellte Spuren am Kai fest.",
        "Der Richter verkündete das Urteil.",
        "Der Stürmer empfahl sich mit drei Toren.",
        "Rund 200 Lotsen protestierten in Husum gegen die Gebühr.",
        "Die Grenzer wiesen die Flüchtlinge zurück.",
        "Die Stadt beklagt 20 Tote.",
        "Der Verlag gab Einzelheiten bekannt.",  # and the sentence tells none
        "Die Band hat einen Auftritt abgelehnt.",
        "Der Kreistag lehnte die Gebühr mit 40 zu 12 Stimmen ab.",  # decided
        "Das Landgericht bestätigte das Urteil gegen den Wirt.",
        "Der Klub lud 40 Lotsen ein, um den Kai zu feiern.",
        "Die Reederei plant, den Kai zu räumen.",
        "Der Wetterdienst hält an der höchsten Warnstufe fest.",
        "Der Bund der Lotsen, der sich „Die Flut am Kai“ (FaK) nennt, wuchs auf 57 Mitglieder.",
    ],
)
def test_a_deed_is_not_said(text: str) -> None:
    assert name_source(text) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Rat sprach von einem Verstoß gegen das Völkerrecht.", "Der Rat"),  # no object ends in „Recht“
        ("Der Grund für den Streit, so vermutet die Zeitung Der Deich, war Geld.", "die Zeitung Der Deich"),
        ("Zu der Tat bekannte sich nach lettischen Medien ein Matrose.", "lettischen Medien"),
        ("Der Flughafen nennt als Ursache den Nebel.", "Der Flughafen"),
        ("Der Sender will aber wissen, dass der Kapitän schlief.", "Der Sender"),
        ("Beobachter messen dem Besuch hohe Bedeutung zu.", "Beobachter"),
        ("Fischer sehen in dem Vertrag keine Lösung.", "Fischer"),
        ("Das Feuer ist aus, andere Quellen berichten, dass es noch glimmt.", "andere Quellen"),
        ("Der Anbau sei teuer, schreibt der AK Deichplanung auf seiner Seite.", "der AK Deichplanung"),
        ("Nach dem Antrag der Reederei soll der Kai wachsen.", "der Reederei"),
        ("Auch an die Fischer stellte Klas Forderungen.", "Klas"),
        ("Im Hafen wird die Gefahr von Rissen vom Wasseramt als „hoch“ eingestuft.", "Wasseramt"),
        ("Klas begründete den Schritt mit den nicht verkauften Booten.", "Klas"),  # only the boats are denied
        ("In dem Bericht steht allerdings nicht, wer den Kai bezahlt.", "dem Bericht"),
        ("Die Bürgermeisterin Ute Klas äußerte sich besorgt über die Lage.", "Die Bürgermeisterin Ute Klas"),
        ("Als wichtige Aufgabe sah es die Reederei an, den Kai zu räumen.", "die Reederei"),
        ("Die Ministerin rief beide Seiten zur Zurückhaltung auf.", "Die Ministerin"),
        ("„Der Deich ist gebaut und hat sich etabliert.“ erklärte Ministerin Klas.", "Ministerin Klas"),
        ("Nun sprach sich der Wirt Jan Holm für den Bau von Deichen aus.", "der Wirt Jan Holm"),
        ("Im Rat sprach sich eine Mehrheit der Wirte für mehr Geld aus.", "eine Mehrheit der Wirte"),
        ("Am Abend mahnte der Wirt Jan Holm im vollen Saal der Werft zur Eile.", "der Wirt Jan Holm"),
        ("Zitat von Klas: „Wir haben den Deich gehalten.“", "Klas"),
    ],
)
def test_speech_is_found_in_its_frame(text: str, source: str) -> None:
    assert name_source(text) == source


def test_a_forecast_goes_on_over_one_assertion_in_its_paragraph() -> None:
    before = "Die Meteorologin Ute Klas warnte vor Sturm. Am Abend fiel die erste Böe auf. "
    assert name_source(before + "Die Fähren würden dann im Hafen bleiben.") == "Die Meteorologin Ute Klas"
    assert name_source(before.replace("auf. ", "auf.\n\n") + "Die Fähren würden im Hafen bleiben.") is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Das Fazit von Ute Klas überrascht nicht: „Die Saison war gut, und wir bleiben.“", "Ute Klas"),
        ("Auch Ute Klas ließ sich hinreißen: „Wir hätten früher fahren sollen.“", "Ute Klas"),
        ("Ute Klas lobte den Bau. Ihr Mut kommt nicht von ungefähr: „Der Deich hält.“", "Ute Klas"),
        ("Die Wirtin Ute Klas sagte der Zeitung: „Der Deich hält“, betonte sie.", "Die Wirtin Ute Klas"),
    ],
)
def test_a_quotation_behind_a_colon_is_somebody_s(text: str, source: str) -> None:
    assert name_source(text) == source


def test_a_quotation_in_brackets_is_nobody_s() -> None:
    before = "Die Wirtin Ute Klas lobte den Bau. "
    assert name_source(before + "Auf der Seite (Titel: „Wir bleiben hier“) steht kein Wort zum Deich.") is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Kreistag lehnte es ab, die Gebühr zu senken.", "Der Kreistag"),
        ("Kessel bestätigte, dass die Miete aussteht.", "Kessel"),  # a noun that is a name here
        ("Die Werft wollte das weder bestätigen noch dementieren.", "Die Werft"),
        ("Die Gruppe hat sich zu dem Brand bekannt.", "Die Gruppe"),
        ("Die Vermutung der Forscher geht dahin, dass der Ton älter ist.", "der Forscher"),
        ("Die Forderung der Lotsen lautet, der Kai müsse wachsen.", "der Lotsen"),
        ("Die Reederei bot sich als Vermittlerin an.", "Die Reederei"),
        ("Ein Experte stellt darin große Schwächen fest.", "Ein Experte"),
        ("Kurz vor dem Jahreswechsel verkündet der Ruderklub einen Neuzugang.", "der Ruderklub"),
        ("Sieben Köpfe der Wirtschaft geben Auskunft, wie sie rechnen.", "Sieben Köpfe der Wirtschaft"),
        ("Die Werft hatte eine Anhebung der Löhne um drei Prozent angeboten.", "Die Werft"),
        ("Als eine seiner Aufgaben sieht es der alte Holm an, den Kai zu räumen.", "der alte Holm"),
        (
            "Sie übergab am 16. und 17. Juni dem Kreis die Akten und das Amt versprach, den Kai zu räumen.",
            "das Amt",
        ),
        ("Der Kai sei nach bisherigen Erkenntnissen heil, so die Werft.", "die Werft"),
        ("Mehr als 200 Anwohner fordern, den Kai zu sperren.", "200 Anwohner"),
        ("Etwa 22 Prozent teilen die Meinung, der Deich sei zu niedrig.", "22 Prozent"),
        ("Bisher liegen laut Airbus Bestellungen für 184 Boote vor.", "Airbus"),
        ("Laut einem 40 Seiten langen Gutachten bricht der Kai.", "einem 40 Seiten langen Gutachten"),
        ("Die Boten, die am Kai standen, beschrieb die Zeitung als müde.", "die Zeitung"),  # they are several
    ],
)
def test_what_looks_like_no_speech_has_its_speaker(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Im Streit um den Kai stützt ein Gutachten die Werft. Der Rat hat demnach gelogen.", "ein Gutachten"),
        ("Der Rat schrieb einen Brief. Darin steht: „Der Kai bleibt zu.“", "einen Brief"),
        ("Der Rat schrieb einen Brief. Darin wird die Werft aufgefordert, den Kai zu räumen.", "einen Brief"),
        ("Der Wirt stützt ein Gutachten, sagte der Lotse. Demnach bricht der Kai.", "der Lotse"),
    ],
)
def test_a_text_that_was_just_named_says_what_follows(text: str, source: str) -> None:
    assert name_source(text) == source


def test_hints_in_konjunktiv_are_of_who_just_spoke() -> None:
    text = "Die Lotsin sagte, der Kai sei morsch. Es gebe Hinweise, dass er bricht."
    assert name_source(text) == "Die Lotsin"


def test_who_is_only_quoted_is_not_meant_by_the_pronoun_behind() -> None:
    found = find_source("Der Wirt Jan Holm kennt den Kai. „Das glaubt jeder Lotse“, sagte er.")
    assert found is not None
    assert found.name == "Jan Holm"


def test_whoever_says_so_is_none_of_those_it_is_said_of() -> None:
    found = find_source("Der Wirt Jan Holm schwieg lange. Ein Lotse habe den Kai gesperrt, sagte er.")
    assert found is not None
    assert (found.name, found.resolved) == ("Jan Holm", True)


def test_a_share_of_something_is_nobody_s_antecedent() -> None:
    text = (
        "Zwei Drittel der Pfähle seien morsch, sagte Ute Klas. Die Kosten bezifferte sie auf 3 Millionen Euro."
    )
    found = find_source(text)
    assert found is not None
    assert (found.name, found.resolved) == ("Ute Klas", True)


@pytest.mark.parametrize(("source", "named"), [("das Amt", "das Amt"), ("Anwalt Jan Holm", None)])
def test_hearsay_is_not_put_in_the_mouth_of_one_person(source: str, named: str | None) -> None:
    text = f"Der Kai ist zu, sagte {source}. Die Gruppe soll den Kran gestohlen haben."
    assert name_source(text) == named


def test_whoever_is_found_or_seized_does_not_speak_on() -> None:
    found = find_source("Die Wirtin Ute Klas wurde tot gefunden. Eine Obduktion sei angeordnet worden.")
    assert found is None
