"""Statements of one story that meet in other words, because their texts say what the sentences leave out."""

from tests.analyze.newsroom import Newsroom

FIRST = (
    "Die Seilbahn auf den Kestenberg steht seit Montag still. "
    "Ein Techniker der Betreiberin Alpwerk soll Risse im Zahnrad verschwiegen haben. "
    "63 Fahrgäste saßen in den Gondeln. "
    "Die Kosten der Reparatur werden auf 800.000 Euro geschätzt. "
    "Ob der Betrieb im Winter ruht, ließ Geschäftsführerin Ruth Amrein offen. "
    "Das Dorf Kestenberg lebt von den Ausflüglern."
)
SECOND = (
    "Nach dem Stillstand der Seilbahn auf den Kestenberg hat Alpwerk Fehler eingeräumt. "
    "Das Unternehmen bestätigte, dass die Schäden am Zahnrad lange bekannt waren. "
    "Die Instandsetzung wird teurer: Amrein nannte Kosten von 1,4 Millionen Euro. "
    "Im Winter ruht der Betrieb auf jeden Fall. "
    "An der benachbarten Bergbahn werden die Kosten der Sanierung auf 900.000 Euro beziffert. "
    "In den Gondeln saßen nach neuer Zählung 68 Menschen."
)


def _are_one(first: str, second: str, one: str, two: str) -> bool:
    room = Newsroom()
    room.print("Bergbote", first)
    room.print("Talkurier", second)
    return room.claim_of(one) == room.claim_of(two)


def test_a_confirmation_meets_what_it_confirms_by_a_word_that_both_texts_say_once() -> None:
    assert _are_one(FIRST, SECOND, "Risse im Zahnrad", "Schäden am Zahnrad")


def test_a_cost_that_both_texts_give_once_is_one_cost() -> None:
    assert _are_one(FIRST, SECOND, "800.000 Euro", "1,4 Millionen Euro")


def test_the_cost_of_a_neighbour_is_another_one() -> None:
    assert not _are_one(FIRST, SECOND, "800.000 Euro", "900.000 Euro")


def test_what_was_left_open_is_answered_by_the_same_deed() -> None:
    assert _are_one(FIRST, SECOND, "ließ Geschäftsführerin", "auf jeden Fall")


def test_large_counts_of_a_story_that_nearly_agree_are_one() -> None:
    assert _are_one(FIRST, SECOND, "63 Fahrgäste", "68 Menschen")


def test_a_text_of_another_story_is_not_asked() -> None:
    other = SECOND.replace("Kestenberg", "Hohenrain").replace("Alpwerk", "Senner").replace("Amrein", "Zgraggen")
    other = other.replace("Seilbahn", "Fähre").replace("Gondeln", "Kabinen").replace("Zahnrad", "Rumpf")
    assert not _are_one(FIRST, other, "800.000 Euro", "1,4 Millionen Euro")


def test_a_word_that_a_text_repeats_points_nowhere() -> None:
    again = SECOND + " Das Zahnrad stammt aus Italien. Am Tragseil hängen 20 Gondeln."
    assert not _are_one(FIRST, again, "Risse im Zahnrad", "Schäden am Zahnrad")


def test_a_denial_that_only_points_back_is_about_the_sentence_before() -> None:
    room = Newsroom()
    rumour = "Der Kurdirektor von Kestenberg soll Einnahmen der Seilbahn unterschlagen haben."
    room.print("Bergbote", f"{rumour} Die Gemeinde dementierte dies.")
    assert room.claim_of("unterschlagen") == room.claim_of("dementierte dies")


SPILL = (
    "Im Salzwerk Tiefenau ist am Freitag ein Stollen eingebrochen. "
    "Aus einem Becken liefen 300 Kubikmeter Sole in die Ulm. "
    "Der Betreiber Halit sprach von einem Einzelfall. "
    "Bergleute aus Tiefenau räumen den Schutt."
)
MORE = (
    "Nach dem Einbruch im Salzwerk Tiefenau ist die Ulm stärker belastet als gedacht. "
    "Das Umweltamt geht von 450 Kubikmetern aus. "
    "Halit will den Stollen verfüllen. "
    "Bergleute berichten von alten Mängeln in Tiefenau."
)


STOCK = (
    "Am Stauwehr in Lunden ist am Montag ein Lastkahn gekentert. "
    "Der Motor fiel nach Angaben der Reederei in der Nacht aus. "
    "Im Wasser trieben 400 Fässer. "
    "Auf dem Hof der Reederei lagern sonst 9.000 Fässer. "
    "Das Stauwehr ist bis Sonntag gesperrt."
)
LATER = (
    "Der Lastkahn am Stauwehr in Lunden ist gehoben. "
    "Aus der Strömung fischten Helfer bisher 520 Fässer. "
    "Am Ufer liegen noch 70 Fässer. "
    "Die Reederei will den Motor bis Sonntag prüfen. "
    "Lunden rechnet im Sommer mit vielen Gästen."
)


def test_of_several_figures_of_one_thing_those_nearest_to_each_other_are_one() -> None:
    assert _are_one(STOCK, LATER, "400 Fässer", "520 Fässer")


def test_large_figures_that_nearly_agree_are_one_whoever_is_named_beside_one_of_them() -> None:
    first = STOCK.replace("Im Wasser trieben 400 Fässer", "Vor Ostheim trieben 400 Fässer")
    assert _are_one(first, LATER.replace("520", "430"), "400 Fässer", "430 Fässer")
    assert not _are_one(first, LATER, "400 Fässer", "520 Fässer")


def test_a_figure_that_another_one_is_nearer_to_is_not_joined() -> None:
    nearer = STOCK.replace("9.000 Fässer", "500 Fässer")
    assert not _are_one(nearer, LATER, "400 Fässer", "520 Fässer")


def test_the_only_figure_of_a_unit_that_each_text_gives_is_one_figure() -> None:
    assert _are_one(SPILL, MORE, "300 Kubikmeter", "450 Kubikmetern")


PLAN = (
    "Der Neubau der Kanalbrücke kostet nach Angaben des Kreises rund 20 Millionen Euro. "
    "Die Stützen bröckeln, und Lastwagen fahren seit Ostern einen Umweg. "
    "Landrätin Edda Wolters hält eine Sanierung für aussichtslos. "
    "Im Ausschuss stimmte nur die Opposition dagegen. "
    "Ein Büro aus Lohne zeichnet die Pläne. "
    "Händler fürchten um das Weihnachtsgeschäft. "
    "Gutachter fanden morsche Pfähle und rostige Nieten. "
    "Schulbusse starten künftig zwanzig Minuten früher. "
    "Der Denkmalrat wehrt sich gegen das Vorhaben. "
    "Fördermittel beantragt die Kämmerei im Winter."
)
YEAR_ON = (
    "Bagger haben in der Nacht das letzte Gewölbe eingerissen. "
    "Schaulustige standen bis zum Morgen hinter den Zäunen. "
    "Der Neubau der Kanalbrücke kostet jetzt rund 31 Millionen Euro. "
    "Stahl ist teurer geworden, und eine Baufirma ging pleite. "
    "Radfahrer setzen mit einer Fähre über. "
    "Taucher bargen drei verrostete Fahrräder aus dem Schlamm. "
    "Angler klagen über trübes Wasser. "
    "Ein Museum will das alte Geländer ausstellen. "
    "Kräne liefert ein Verleih aus Norwegen. "
    "Zur Eröffnung soll eine Kapelle spielen."
)


def test_a_sentence_that_says_enough_speaks_for_itself_a_year_later() -> None:
    assert _are_one(PLAN, YEAR_ON, "20 Millionen", "31 Millionen")
