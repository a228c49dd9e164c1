"""Who is said to have said it: the source of a text's last mention."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read
from watcher.model import Attribution


def find_source(text: str, language: str = "de") -> Attribution | None:
    """The source of the text's last mention."""
    return read(text, language=language)[-1].attribution


def name_source(text: str) -> str | None:
    source = find_source(text)
    return source.text if source else None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Die Taucher fanden heraus, dass der Rumpf seit Jahren leckt.", "Die Taucher"),
        ("Zudem verlangen die Imker, dass der Kreis die Linden stehen lässt.", "die Imker"),
        ("Der Küster gab an, nur den Schlüssel geholt zu haben.", "Der Küster"),
        ("Die Imkerei Voss verwies auf die Frist, die der Kreis gesetzt habe.", "Die Imkerei Voss"),
        ("Die IG Fischerei wertet den Beschluss als Erfolg.", "Die IG Fischerei"),
        ("Die Werft reagiert nach eigenen Worten auf den Markt.", "eigenen Worten"),
        ("Nach einem Plan der Reederei fährt das Boot zweimal.", "der Reederei"),
        ("Die Zeitung spekuliert, dass die Fähre verkauft werde.", "Die Zeitung"),
        ("Die Gegner der Mauer, darunter zwei Vereine, verwiesen auf den Deich.", "Die Gegner der Mauer"),
        ("Der Politik schlug er vor, die Brücke zu heben.", "er"),
        ("Die Werft schweigt und das Amt seinerseits versprach, die Pläne zu zeigen.", "das Amt"),
        ("Celles neue Bürgermeisterin Ute Klas bedauerte den Schritt.", "Celles neue Bürgermeisterin Ute Klas"),
        ("Die „Heide“-Zeitung berichtete, dass der Turm schief steht.", "Die „Heide“-Zeitung"),
        ("Die Reederei versprach, sich um die Gäste zu kümmern.", "Die Reederei"),
        ("Als Grund gab die Segelschule an, das Boot sei leck.", "die Segelschule"),
        ("Die Wirte gestanden ein, dass 30 Liter ausgelaufen sind.", "Die Wirte"),
        (
            "„Der Deich hält“, sagte der für das alte Netz zuständige Leiter.",
            "der für das alte Netz zuständige Leiter",
        ),
        ("Berichte, dass der Deich leckt, wies der Landrat zurück.", "der Landrat"),
        ("Die Werft wurde nicht müde zu betonen, dass das Dock dicht ist.", "Die Werft"),
        ("Das Gericht befand, dass der Kran zu nah am Haus steht.", "Das Gericht"),
        ("Jan Holm zog daraus den Schluss, dass die Fähre zu klein ist.", "Jan Holm"),
        ("Die Werft versichert, das Dock sei dicht.", "Die Werft"),
        ("Der Landrat prognostiziert: Im Mai sind alle Boote im Wasser.", "Der Landrat"),
        ("Der Lotse gab vor Gericht an, im Nebel nichts gesehen zu haben.", "Der Lotse"),
        ("Die Werft schließt einen Verkauf nicht aus.", "Die Werft"),
        ("Der Schaden wird von der Reederei auf zwei Millionen Euro geschätzt.", "der Reederei"),
        ("Als Beispiel nannte der Hamburger das Dock in Kiel.", "der Hamburger"),
        ("CDU/CSU und SPD fordern einen zweiten Deich.", "CDU/CSU und SPD"),
        ("Bündnis 90/Die Grünen fordern einen zweiten Deich.", "Bündnis 90/Die Grünen"),
        ("Die Küstenwache meldete am Abend zwei Boote in Seenot.", "Die Küstenwache"),
        ("Von der Leyen kündigte 50 Millionen Euro an.", "Von der Leyen"),
        ("Die Gewerkschaft ver.di fordert acht Prozent mehr Lohn.", "Die Gewerkschaft ver.di"),
        ("Die Feuerwehr berichtet von etwa 50 Gästen, die das Hotel verließen.", "Die Feuerwehr"),
        ("Als „Glücksfall“ bezeichnet die Imkerin Hanne Voss den Fund.", "die Imkerin Hanne Voss"),
        (
            "Vertreter aller im Kreistag sitzenden Parteien warnten vor dem Deich.",
            "Vertreter aller im Kreistag sitzenden Parteien",
        ),
    ],
)
def test_a_verb_of_speaking_has_its_subject(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nach Behnkes Meinung reicht das Geld.", "Behnkes Meinung"),
        ("Nach einer Auswertung des Instituts sinkt der Preis.", "des Instituts"),
        ("Am Kai ist nach ersten Untersuchungen nur Öl ausgelaufen.", "ersten Untersuchungen"),
        ("Nach deren Angaben sollten die Boote im Hafen bleiben.", "deren Angaben"),
        ("Nach den Worten der Sprecherin des Hafens fehle es an Schleppern.", "der Sprecherin des Hafens"),
        ("Der Fischer sei laut el-Amrani schon am Abend geborgen worden.", "el-Amrani"),
        ("Einer Mitteilung des Vereins Hafenfreunde (VHF) zufolge kamen 40 Boote.", "des Vereins Hafenfreunde"),
        ("Laut Aussage der Reederei in dem Hafen liegen 20 Boote.", "der Reederei"),
        ("Die Helfer zogen nach eigenen Angaben im Süden der Insel 60 Schafe ans Land.", "eigenen Angaben"),
        ("Der Konzern erwartet laut Werft Aufträge über 300 Millionen Euro.", "Werft"),
        ("Die Fähre müsse warten, heißt es in der Rede.", "der Rede"),
        ("Seitens der Werft sprach man von einem ruhigen Jahr.", "der Werft"),
        ("Der Zeitung nach bleibt der Kran bis Mai stehen.", "Der Zeitung"),
        ("Laut der Behörde BSH liegen 20 Boote im Dock.", "der Behörde BSH"),
        ("Laut „hafen.de“ liegen 20 Boote im Dock.", "hafen.de"),
        ("Nach ersten Untersuchungen war der Kessel alt.", "ersten Untersuchungen"),
        ("Denn wie die Zeitung berichtete, war der Kessel alt.", "die Zeitung"),
        ("In dem Bericht steht, dass der Kessel alt war.", "dem Bericht"),
        ("Nach den Vorstellungen der Reederei fährt das Boot ohne Lotsen.", "der Reederei"),
        ("Dem Vernehmen nach bleibt Holm bis zum Herbst im Amt.", "Dem Vernehmen"),
        ("Die Boote lagen am Kai, so die Funkerin der Fähre.", "die Funkerin der Fähre"),
    ],
)
def test_a_phrase_over_the_sentence_ends_with_its_source(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Holm wird auf der Seite des Vereins wie folgt zitiert: „Wir bauen im Mai.“", "Holm"),
        ("Auf dem Schild am Tor stand: „Der Hafen ist ab Montag zu.“", "dem Schild"),
        ("Die Losung lautete: „Wir bleiben am Fluss.“", "Die Losung"),
        ("Kapitän Jan Holm ließ sich nicht beirren: „Wir laufen am Montag aus.“", "Kapitän Jan Holm"),
        ("„Das Wort „Werft“ steht nicht im Vertrag“, sagte Kapitän Jan Holm.", "Kapitän Jan Holm"),
    ],
)
def test_a_quotation_has_who_introduces_it(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "Der Bund hatte dem Land Rechte eingeräumt.",
        "Das Gericht wies die Klage des Hafens zurück.",
        "Nach der Untersuchung legte die Fähre ab.",
        "Der Hafen von Riga ist für 40 Boote ausgerichtet.",
        "Die als Heidekönigin bekannte Hanne Voss kam nach Celle.",
        "Für den Bau der Mole zeichnet Jan Holm verantwortlich.",
        "Der Verein bezeichnet sich selbst als Hüter des Deichs.",
        "Drei Boote haben sich im Hafen gemeldet.",
        "Zwei Vereine bestreiten das Finale am Sonntag.",
        "Seitens der Werft wurde das Dock verlängert.",
        "Die Heidekönigin befand sich am Abend im Hafen, um das Fest zu sehen.",
        "Der Lotse rechnet in seinem Buch mit der Werft ab.",
        "Lotse verurteilt: Die Werft muss zahlen.",
        "Wie der Lotse auf die Werft kam, weiß man nicht.",
        "Der Wirt klagte am Morgen über Übelkeit.",
        "Der Turm ist 30, nach anderen Angaben 34 Meter hoch.",
        "Die Werft hat einen Anwalt beauftragt: Jan Holm, der schon den Hafen vertreten hatte.",
        "Das Amt fragte, wie die Fischer über die Frist informiert werden.",
    ],
)
def test_who_does_something_says_nothing(text: str) -> None:
    assert name_source(text) in (None, "Das Amt")


def test_a_sentence_that_only_names_a_source_gives_it_to_the_one_before() -> None:
    (mention,) = read("Die Brücke bleibt zu. Das teilte das Amt am Montag mit.")
    assert mention.statement == "Die Brücke bleibt zu."
    assert mention.attribution is not None
    assert mention.attribution.text == "das Amt"
    assert len(read("Die Brücke bleibt zu, sagte Landrat Jan Holm. Das bestätigte das Amt am Montag.")) == 2


def test_konjunktiv_after_another_matter_takes_up_whom_it_is_about() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. "
    assert name_source(start + "Das Dach sei undicht.") == "Bürgermeisterin Ute Klas"
    changed = start + "Kapitän Jan Holm lief am Abend aus. Die See sei ruhig gewesen."
    assert name_source(changed) == "Kapitän Jan Holm"


def test_konjunktiv_far_from_its_source_stays_open() -> None:
    between = "Es regnete. Der Wind drehte auf West. Am Kai standen viele Leute. "
    source = find_source(f"Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. {between}Das Dach sei undicht.")
    assert source == Attribution(
        "Bürgermeisterin Ute Klas", 0, 24, "Bürgermeisterin Ute Klas", "Konjunktiv", resolved=False
    )
    assert find_source(f"Die Halle bleibt zu. {between}Das Dach sei undicht.") is None


def test_a_condition_behind_another_matter_is_of_whom_that_is_about() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. Der Verein legte eine Rechnung vor. "
    assert name_source(start + "So hätten die Spenden für ein neues Dach gereicht.") == "Der Verein"


def test_a_forecast_goes_on_in_a_run_of_reported_speech() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. Das Dach sei undicht. "
    mentions = read(start + "Der Abriss könnte im Mai beginnen.")
    assert [m.standing for m in mentions] == ["attributed"] * 3
    assert len(read(start[:52] + " Es regnete. Der Abriss könnte im Mai beginnen.")) == 2


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Es gibt eine Schätzung des Amtes, wonach der Kran noch 20 Jahre hält.", "eine Schätzung des Amtes"),
        ("Mit den Worten „Wir bauen im Mai“ eröffnete die Ministerin das Fest.", "die Ministerin"),
        ("Die Werft antwortete mit der Forderung, den Kai zu verlängern.", "Die Werft"),
        ("Es gibt Hinweise, dass der Kran schon länger schief steht.", "Hinweise"),
        ("In Emden kursiert das Gerücht, die Fähre werde verkauft.", "das Gerücht"),
        ("Im Rat wurden Rufe laut, die Stadt müsse den Kai selbst bauen.", "Rufe"),
        ("Im Heidekurier erschien ein Kommentar, der den Kai ein Grab nennt.", "ein Kommentar"),
        ("Seit Mai besteht der Vorwurf der Werft, dass die Stadt zu wenig zahlt.", "der Werft"),
        ("Von der Werft gibt es die Zusage, dass der Kai im Mai fertig wird.", "der Werft"),
        ("Das Fest endete mit dem Appell, den Kai zu erhalten.", "dem Appell"),
        ("Der Bericht schließt mit der Hoffnung, dass der Kai hält.", "Der Bericht"),
        ("40 Prozent sind der Meinung, dass der Kai hält.", "40 Prozent"),
        ("Aus Sicht von Werft und Hafenamt ist der Kai dicht.", "Werft und Hafenamt"),
        ("Geht es nach der Werft, wird der Kai im Mai verlängert.", "der Werft"),
        ("Glaubt man dem Hafenamt, ist der Kai dicht.", "dem Hafenamt"),
        ("Für die Lotsen steht fest, dass der Kai zu kurz ist.", "die Lotsen"),
        ("Wie von der Werft mitgeteilt wurde, ist der Kai dicht.", "der Werft"),
        ("Das Ministerium prüft den Kai. Es wies den Vorwurf zurück.", "Das Ministerium"),
        ("Die Wirtin fragte: „Wer baut denn nun den Kai?“", "Die Wirtin"),
        ("Die Wirtin sagte: „Der Kai ist alt und [...]“", "Die Wirtin"),
    ],
)
def test_a_noun_or_pronoun_of_saying_has_its_speaker(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "Es gibt Hinweise auf einen Brand, den ein Blitz auslöste.",
        "Zur Rede, die im Saal gehalten wurde, kamen 50 Gäste.",
        "Das Boot kam vom Hafen, wo es Kohle geladen hatte.",
    ],
)
def test_a_noun_of_saying_without_what_is_said_names_nobody(text: str) -> None:
    assert name_source(text) is None


def test_further_criticism_is_of_who_just_spoke_and_other_criticism_of_nobody() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. "
    assert name_source(start + "Zudem wird kritisiert, dass das Dach leckt.") == "Bürgermeisterin Ute Klas"
    assert name_source(start + "Den Planern wird vorgeworfen, dass das Dach leckt.") is None


def test_who_is_named_in_a_clause_of_its_own_is_no_agent() -> None:
    told = "Kritisiert wird, dass die Partei, die Union von Jan Holm, die Deiche vergisst."
    assert name_source(told) is None


def test_konjunktiv_in_a_clause_goes_on_behind_reported_speech_only() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. "
    sure = "Als sicher gilt, dass das Dach im Winter nicht halte."
    assert name_source(start + sure) == "Bürgermeisterin Ute Klas"
    assert name_source("Die Halle bleibt zu. " + sure) is None


def test_to_whom_it_matters_to_say_so_speaks() -> None:
    assert name_source("Dem Landrat war es wichtig zu betonen, dass die Fähre bleibt.") == "Dem Landrat"
    assert name_source("Es ist wichtig zu betonen, dass die Fähre bleibt.") is None


def test_it_that_means_nobody_says_nothing() -> None:
    assert name_source("Das Ministerium prüft den Kai. Es erklärt sich von selbst, dass er alt ist.") is None


def test_a_condition_behind_reported_speech_goes_on_with_it() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. "
    goes_on = start + "Die Vereine würden sonst klagen, wenn das Dach im Winter einstürzte."
    assert name_source(goes_on) == "Bürgermeisterin Ute Klas"


def test_a_quotation_behind_another_matter_is_of_whom_that_is_about() -> None:
    start = "Bürgermeisterin Ute Klas sagte, die Halle bleibe zu. "
    told = start + "Kapitän Jan Holm lief am Abend aus. „Die See war ruhig wie ein Teich.“"
    assert name_source(told) == "Kapitän Jan Holm"


def test_hearsay_about_the_source_is_not_its_own() -> None:
    assert (
        name_source("Minsk und Riga bestätigten Gespräche. Minsk soll 40 Lastwagen festgehalten haben.") is None
    )
    heard = "Zeugen berichteten von einem Knall. Der Fahrer soll zu schnell gefahren sein."
    assert name_source(heard) == "Zeugen"


@pytest.mark.parametrize(
    ("text", "source", "resolved"),
    [
        ("Landrat Jan Holm kam nach Celle. Der Deich halte, sagte er.", "Landrat Jan Holm", True),
        ("Landrat Jan Holm traf Ministerin Ute Klas. Der Deich halte, sagte sie.", "Ministerin Ute Klas", True),
        ("Landrat Jan Holm traf Pfarrer Lars Behn. Der Deich halte, sagte er.", "er", False),
        ("Mit dem Deich sei Landrat Jan Holm zufrieden, sagte er.", "Landrat Jan Holm", True),
        (
            "In einem Gespräch mit Pfarrer Lars Behn sagte dieser, der Turm stehe schief.",
            "Pfarrer Lars Behn",
            True,
        ),
    ],
)
def test_a_pronoun_is_resolved_where_only_one_fits(text: str, source: str, resolved: bool) -> None:
    found = find_source(text)
    assert found is not None
    assert (found.text, found.resolved) == (source, resolved)


@pytest.mark.parametrize(
    ("text", "names", "language"),
    [
        ("Der Pfarrer und die Senatorin sagten, das Geld reiche nicht.", ("Pfarrer", "Senatorin"), "de"),
        ("Laut Polizei und Feuerwehr gab es keine Verletzten.", ("Polizei", "Feuerwehr"), "de"),
        (
            "Nach Angaben von Stadt, Land und Bund kostet der Deich 30 Millionen.",
            ("Stadt", "Land", "Bund"),
            "de",
        ),
        ("„Wir bauen im Mai“, sagten Jan Holm und Lena Voss.", ("Jan Holm", "Lena Voss"), "de"),
        ("Der Landrat sowie der Verein teilten mit, dass der Weg zu sei.", ("Landrat", "Verein"), "de"),
        ("Ein Sprecher von Polizei und Feuerwehr sagte, das Boot sei leck.", (), "de"),
        ("Die Polizei sagte, das Boot sei leck.", (), "de"),
        ("Jan Holm, Lotse und Kapitän der Fähre, sagte, das Boot sei leck.", (), "de"),
        ("The mayor and the union said the bridge would stay open.", ("mayor", "union"), "en"),
        ("According to police and firefighters, nobody was hurt.", ("police", "firefighters"), "en"),
    ],
)
def test_several_sources_are_one_phrase_and_a_list_of_names(
    text: str, names: tuple[str, ...], language: str
) -> None:
    source = find_source(text, language)
    assert source is not None
    assert source.names == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Angaben aus Hafenkreisen liegen dort 3200 Fässer.", "Hafenkreisen"),
        ("Laut Hafenblatt-Informationen im Kern: Zwei Lotsen fehlen.", "Hafenblatt"),
        ("Laut einem Bericht im Hafenblatt ist der Kai gesperrt.", "Bericht im Hafenblatt"),
        ("Nach Angaben des Geheimdienstes sind 20 Boote unterwegs.", "Geheimdienst"),
        ("Laut Einschätzung des neuen Verbandes fehlen 300 Lehrer.", "neue Verband"),
        ("Die „Heide“-Zeitung berichtete, dass der Turm schief steht.", "Heide-Zeitung"),
        ("Werft-Chef Jan Holm sagte, das Dock sei voll.", "Jan Holm"),
    ],
)
def test_a_name_stands_in_the_nominative_without_marks(text: str, name: str) -> None:
    source = find_source(text)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Das Boot kenterte am Abend, teilte der GKVS in Husum mit.", "der GKVS in Husum"),
        (
            "Das Dock bleibt leer, teilte die zur Werft gehörende Hansa Marine mit.",
            "die zur Werft gehörende Hansa Marine",
        ),
        ("Dass die Schleuse bis Mai fertig wird, bezweifelt der Hafenmeister.", "der Hafenmeister"),
        ("Die Reederin musste einräumen, dass zwei Kessel lecken.", "Die Reederin"),
        ("Der Bürgermeister wollte nicht sagen, ob der Kran verkauft wird.", "Der Bürgermeister"),
        ("Jan Holm wollte den Vertrag nicht zeigen, sagte aber, dass er bis Mai gilt.", "Jan Holm"),
        ("Die Studie zeigt, dass der Pegel im Sommer sinkt.", "Die Studie"),
        ("Die Fischer setzten dem entgegen, dass die Netze leer bleiben.", "Die Fischer"),
        ("Von den Reedern erwartet die Ministerin von Anfang an Offenheit.", "die Ministerin"),
        ("In der Vorlage, die der Rat am Montag bekam, heißt es, dass der Kai absackt.", "der Vorlage"),
        (
            "Zur Sturmflut fordert die Landwirtschaftskammer Entschädigung und Aufschub.",
            "die Landwirtschaftskammer",
        ),
        ("Einen solchen Wirbel nennen Seeleute »Kehrwasser«.", "Seeleute"),
    ],
)
def test_a_source_is_found_wherever_its_verb_stands(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "Der Kapitän zeigte, dass er steuern kann.",
        "Der Minister muss erklären, warum die Fähre fehlt.",
        "Wie der Fall zeigt, ist das Eis zu dünn.",
        "Zwei Taucher hatten am Wrack etwas gesehen, was sie nicht kannten.",
        "Täglich haben tausend Leser die Seite aufgerufen.",
        "Die Tafeln aus dem Bericht hängen im Rathaus.",
        "Im Sommer schloss der Verein zwei Segler aus der Mannschaft und dem Verein aus.",
    ],
)
def test_what_is_shown_owed_or_merely_stands_somewhere_is_not_said(text: str) -> None:
    assert name_source(text) is None


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Laut Reederei ist der Motor alt.", "Er dürfte im Winter getauscht werden."),
        ("Laut Reederei ist der Motor alt.", "Zwei Fähren würden deshalb selten fahren."),
        ("Die Fischer verlangen Hilfe.", "Das Land sollte die Netze bezahlen."),
        ("Die Gewerkschaft fordert mehr Lohn.", "Außerdem soll die Schicht am Sonntag wegfallen."),
        ("Laut Polizei brannte ein Boot. Der Kai ist gesperrt.", "Ein Funke soll das Feuer ausgelöst haben."),
    ],
)
def test_forecast_plan_and_hearsay_go_on_with_their_source(before: str, text: str) -> None:
    source = find_source(f"{before} {text}")
    assert source is not None
    assert source.text in before


def test_a_plan_of_a_new_paragraph_has_no_source() -> None:
    assert name_source("Die Gewerkschaft fordert mehr Lohn.\n\nDie neue Schleuse soll im Mai öffnen.") is None


def test_their_reports_are_of_whoever_spoke_before() -> None:
    text = "Anwältin Ute Klas nannte den Fund alt. Nach ihren Angaben fehlt die Akte. Niemand habe sie gesehen."
    source = find_source(text)
    assert source is not None
    assert source.name == "Ute Klas"


def test_a_line_that_only_announces_what_somebody_says_is_no_claim() -> None:
    found = read("Ein Kutter sank vor Husum. Das sagt die Feuerwehr zu dem Einsatz vor Husum.")
    assert [mention.statement for mention in found] == ["Ein Kutter sank vor Husum."]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Den Fischern wird vorgeworfen, die Netze zu weit ausgelegt zu haben.", "attributed"),
        ("Gestern war berichtet worden, dass der Kran kippt.", "attributed"),
        ("Es wird vermutet, dass ein Funke den Schuppen in Brand setzte.", "unverified"),
    ],
)
def test_what_nobody_named_says_is_not_the_outlet_s_own(text: str, standing: str) -> None:
    assert [(m.standing, m.attribution) for m in read(text)] == [(standing, None)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Von der Reederei kam die Auskunft, der Kessel sei alt.", "der Reederei"),
        ("Kritik kam vom Verband der Segler.", "Verband der Segler"),
        ("In einem Rundschreiben war von zwei leeren Docks die Rede.", "einem Rundschreiben"),
        ("Sein Fazit: „Der Deich hält auch den Winter aus.“", "Sein Fazit"),
        ("Ein Kutter sank. Das geht aus einem Bericht der Küstenwache hervor.", "der Küstenwache"),
        ("Wie von der Küstenwache berichtet wird, sank ein Kutter.", "der Küstenwache"),
        ("Drei von vier Booten sind zu alt, so das Ergebnis einer neuen Studie.", "einer neuen Studie"),
        ("Der Lärm nimmt zu, so die Sorge der Anwohner.", "der Anwohner"),
        ("Der durch die Werft verursachte Lärm wird von den Fischern bemängelt.", "den Fischern"),
        ("Zuerst hatte die „Woche am Sonntag“ darüber berichtet.", "die „Woche am Sonntag“"),
        ("Die Glaziologin rechnet damit, dass das Eis bis Mai hält.", "Die Glaziologin"),
    ],
)
def test_a_noun_of_saying_leads_to_its_source(text: str, source: str) -> None:
    assert name_source(text) == source


def test_how_something_is_done_is_no_report() -> None:
    assert (
        name_source("Offen ist, wie lange die Bahn den Bau plant und wie die Leute informiert werden.") is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "Zudem ruhe der Streit seit Mai.",
        "Das begründe die Eile.",
        "Das Land propagiere den Verzicht.",
        "Der Film beschreibe das Watt.",
    ],
)
def test_konjunktiv_of_a_rarer_verb_goes_on_with_its_source(text: str) -> None:
    assert name_source(f"Die Reederei sagte, der Kessel sei alt. {text}") == "Die Reederei"


def test_a_noun_that_looks_like_konjunktiv_is_none() -> None:
    assert name_source("Die Reederei sagte, der Kessel sei alt. Auf dem Feld wächst Rote Bete.") is None


def test_what_was_planned_then_is_nobody_s_demand() -> None:
    text = (
        "Laut Reederei ist der Motor alt. Das Boot war in Husum gestartet und sollte am Abend in Cuxhaven sein."
    )
    assert name_source(text) is None


def test_who_is_missed_does_not_speak_behind_the_comma() -> None:
    assert (
        name_source("Jonna (13) aus Husum seit Sonntag vermisst, Feuerwehr bittet um Hinweise.") == "Feuerwehr"
    )
    assert name_source("Der Wirt, gestern in Husum gewählt, sagte, das Bier sei knapp.") == "Der Wirt"


@pytest.mark.parametrize(
    "text",
    [
        "Nach Auszählung aller Wahlkreise liegt die Partei vorn.",
        "Zwischen beiden liegen nach der Nachzählung noch 45 Stimmen.",
        "Nach Auswertung der Funkdaten stand die Weiche falsch.",
        "Zwei Wochen nach seiner Verurteilung ist der Lotse wieder im Dienst.",
        "Die Stadt hat das Hafenviertel zum Sperrgebiet erklärt.",
    ],
)
def test_what_was_done_before_or_by_words_is_no_source(text: str) -> None:
    assert name_source(text) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("„Ich war nicht dort“, sagte die ehemalige Ministerin der Abendzeitung.", "die ehemalige Ministerin"),
        ("„Ich war dort“, sagte der Redakteur der Abendzeitung.", "der Redakteur der Abendzeitung"),
        ("Die Werke gehen an Kvalheim, teilte Verwalter Till Brandis mit.", "Verwalter Till Brandis"),
        ("Gegenüber dem Hafenblatt räumte der Trainer Fehler ein.", "der Trainer"),
        ("Danach warf der Minister Kritikern Lügen vor.", "der Minister"),
        ("Danach fordert der Trainer Fischer mehr Geld.", "der Trainer Fischer"),
        ("Er hat nach Überzeugung der Hochschule Lindburg Messreihen erfunden.", "der Hochschule Lindburg"),
        ("Die Erben des Malers fordern vom Museum ein Gemälde zurück.", "Die Erben des Malers"),
        ("Die Ministerin erklärte zum Auftakt, sie bleibe im Amt.", "Die Ministerin"),
    ],
)
def test_a_speaker_ends_before_whom_and_what_it_is_told(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Pegel lag nach Messungen des Hydrologischen Amtes bei 4,2 Metern.", "des Hydrologischen Amtes"),
        ("Nach Erkenntnissen des Küstendienstes KDN in Dänemark lief das Boot voll.", "des Küstendienstes KDN"),
        ("Der Kran sei morsch, sagte die Werft der Deutschen Presse-Agentur.", "die Werft"),
        ("Er segle, sagte ein Sprecher des Vereins der Zeitung „Heidebote“.", "ein Sprecher des Vereins"),
        ("Bei der Suche nach der Quelle des Öls helfen Taucher.", ""),
        ("Nach bisherigen Erkenntnissen war der Segler allein.", ""),
        ("Der Lotse brachte sich mit guten Fahrten ins Spiel.", ""),
        ("Der Lotse brachte einen Verkauf des Kutters ins Spiel.", "Der Lotse"),
    ],
)
def test_a_source_is_whose_word_it_is_and_no_more(text: str, source: str) -> None:
    found = find_source(text)
    assert (found.text if found else "").startswith(source)
    assert bool(found) == bool(source)
    assert not found or not found.name.endswith(("Metern", "Dänemark"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Gewerkschaft hat den Kreis verklagt. Sie fordert 6 Euro für jede Linde.", "Gewerkschaft"),
        ("Das Wehr sei dicht, sagte Amtsleiterin Ute Klas. Sie warnte vor Treibeis.", "Ute Klas"),
        ("Der Lotsenverein trennt sich von Trainer Jan Holm, wie er mitteilte.", "Lotsenverein"),
        ("Der Bund habe versagt, sagte Lotse Jan Holm. Er verlangte Geld von Minister Olaf Behn.", "Jan Holm"),
    ],
)
def test_who_the_sentence_before_is_about_goes_on(text: str, name: str) -> None:
    found = find_source(text)
    assert found is not None
    assert (found.name, found.resolved) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "Lotse Jan Holm widersprach Trainer Olaf Behn. Er nannte den Plan falsch.",
        "Die Werft habe versagt, sagte Funkerin Ute Klas. Sie kündigte Gespräche an.",
    ],
)
def test_where_two_may_go_on_nobody_is_named(text: str) -> None:
    found = find_source(text)
    assert found is not None
    assert not found.resolved


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Der HKV warnte vor Treibeis.", "Der HKV", "HKV"),
        ("Nach Darstellung Oslos lief das Boot voll.", "Oslos", "Oslo"),
        (
            "Ein ranghoher Lotse, der ungenannt bleiben wollte, warnte vor Treibeis.",
            "Ein ranghoher Lotse",
            "ranghoher Lotse",
        ),
        ("Wie die „Küstenpost“ aus der Werft erfuhr, ruht der Bau.", "die „Küstenpost“", "Küstenpost"),
    ],
)
def test_a_source_is_called_by_its_name(text: str, source: str, name: str) -> None:
    found = find_source(text)
    assert found is not None
    assert found.text.strip("“") in source
    assert found.name == name


def test_what_threatens_to_fail_says_nothing() -> None:
    assert find_source("Der Lotse droht bis Mai auszufallen.") is None
    assert find_source("Der Lotse drohte, den Kai zu sperren.") is not None


def test_whom_a_second_verb_is_about_is_not_the_first_one_s_subject() -> None:
    assert find_source("Junge (12) meldet Feuer und rettet Wirtin.") is None
