"""What another outlet's item changes about a claim."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.analyze.newsroom import BEGAN, Newsroom, only, read, told
from watcher.analyze.conflicts import is_plain, opposed, undoes
from watcher.analyze.sides import side
from watcher.model import Revision

TOLL = "Bei dem Grubenunglück in Elschtal starben mindestens 14 Bergleute."


def wire(outlet: str, text: str) -> Revision:
    """A text of an agency."""
    return Revision(f"{outlet}/dpa", 1, outlet, outlet, "", text, BEGAN + timedelta(days=1), "live",
                    language="de", agencies=("dpa",))  # fmt: skip


def test_the_first_statement_is_new_and_has_nothing_before_it() -> None:
    (change,) = Newsroom().print("Tagesbote", TOLL).changes
    assert (change.type, change.axis, change.before, change.reason) == ("new", "story", None, "new:")
    assert change.after is not None


def test_another_outlet_corroborates_once() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen.")
    second = room.print("Hafenblatt", "Den Bau der Markthalle hat der Stadtrat von Elschtal jetzt beschlossen.")
    again = room.print("Hafenblatt", "In Elschtal beschloss der Stadtrat den Bau der Markthalle.")
    assert told(second) == [("corroborated", "corroborated: 2")]
    assert told(again) == []
    assert (only(second).origins, only(second).mentions) == (2, 2)


def test_who_said_it_first_is_what_a_further_source_is_told_against() -> None:
    room = Newsroom()
    for outlet in ("Tagesbote", "Hafenblatt"):
        room.print(outlet, "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen.")
    change = only(room.print("Kompass", "In Elschtal beschloss der Stadtrat den Bau der Markthalle."))
    assert change.before is not None
    assert (change.before.outlet, change.reason, change.origins) == ("Tagesbote", "corroborated: 2", 2)


def test_a_figure_has_no_support_from_who_gave_another_one() -> None:
    room = Newsroom()
    sentence = "Im Süden von Elschtal sind {} Haushalte ohne Strom."
    for outlet, figure in (("Tagesbote", "50.000"), ("Hafenblatt", "45.400")):
        room.print(outlet, sentence.format(figure))
    change = only(room.print("Kompass", "Ohne Strom sind im Süden von Elschtal 45.400 Haushalte."))
    assert (change.type, change.origins) == ("corroborated", 2)
    assert change.before is not None
    assert change.before.outlet == "Hafenblatt"


def test_an_outlet_that_has_taken_a_figure_back_is_no_source_for_it() -> None:
    room = Newsroom()
    sentence = "Im Süden von Elschtal sind {} Haushalte ohne Strom."
    room.print("Tagesbote", sentence.format("50.000"), item="tagesbote/strom")
    room.print("Tagesbote", sentence.format("45.400"), item="tagesbote/strom")
    room.print("Hafenblatt", sentence.format("50.000"))
    change = only(room.print("Kompass", "Ohne Strom sind im Süden von Elschtal 50.000 Haushalte."))
    assert (change.type, change.origins) == ("corroborated", 2)


def test_an_agency_text_beside_the_outlets_own_is_another_source() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen.")
    said = "In Elschtal beschloss der Stadtrat nach langem Streit den Bau der Markthalle am Fluss."
    first, again = (
        room.take(wire(outlet, text)) for outlet, text in (("Tagesbote", said), ("Hafenblatt", said))
    )
    assert told(first) == [("corroborated", "corroborated: 2")]
    assert told(again) == []


def test_an_outlet_that_has_printed_a_copy_is_no_further_source_by_its_own_words() -> None:
    room = Newsroom()
    said = "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen."
    for outlet in ("Tagesbote", "Hafenblatt"):
        room.print(outlet, said)
    assert told(room.print("Hafenblatt", "In Elschtal beschloss der Stadtrat den Bau der Markthalle.")) == []


def test_a_copy_of_the_same_text_changes_nothing() -> None:
    room = Newsroom()
    text = (
        "Das Wasserwerk in Elschtal geht nach Angaben der Betreiber am Freitag wieder in Betrieb. "
        "Die Reparatur der Pumpen dauerte drei Wochen länger als geplant. "
        "Die Stadt hatte in der Zwischenzeit Trinkwasser mit Tankwagen verteilt."
    )
    room.print("Tagesbote", text)
    copy = room.print("Hafenblatt", text)
    assert copy.changes == ()
    assert copy.trace.origin == "Tagesbote/1"


def test_a_rising_toll_is_an_update_with_both_sides() -> None:
    room = Newsroom()
    room.print("Tagesbote", TOLL)
    change = only(room.print("Hafenblatt", "Bei dem Grubenunglück in Elschtal sind 17 Bergleute gestorben."))
    assert (change.type, change.reason) == ("quantity_changed", "update: ≥ 14 → 17 Bergmann")
    assert change.before is not None
    assert "14" in change.before.mention.statement


def test_a_number_that_stood_there_before_is_no_first_figure() -> None:
    room = Newsroom()
    room.print("Tagesbote", "", title="Zwei tatverdächtige festgenommen: Mann in Elschtal erschossen")
    again = "Mann in Elschtal erschossen – Polizei nimmt zwei Verdächtige fest"
    assert told(room.print("Hafenblatt", "", title=again)) == []


def test_a_first_figure_for_what_nobody_had_counted_is_an_update() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Bei dem Brand in einer Bar in Elschtal wurden mehrere Menschen getötet.")
    change = only(
        room.print("Hafenblatt", "Bei dem Brand in einer Bar in Elschtal wurden zwölf Menschen getötet.")
    )
    assert (change.type, change.reason) == ("quantity_changed", "update:  → 12 Mensch")


def test_a_figure_that_somebody_says_already_is_no_news() -> None:
    room = Newsroom()
    room.print("Tagesbote", TOLL)
    room.print("Hafenblatt", "Bei dem Grubenunglück in Elschtal starben 17 Bergleute.")
    assert told(room.print("Kompass", "In Elschtal starben bei dem Grubenunglück 17 Bergleute.")) == [
        ("corroborated", "corroborated: 2")
    ]


def test_another_bound_that_can_still_be_true_is_no_increase() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Reederei Borgfeld will in Elschtal bis zu 1.200 Stellen streichen.")
    change = only(
        room.print("Hafenblatt", "Die Reederei Borgfeld will in Elschtal mehr als 1.000 Stellen streichen.")
    )
    assert change.reason == "bound_changed: ≤ 1200 → > 1000 Stelle"


def test_hearsay_that_is_confirmed_changes_its_standing_and_says_by_whom() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Nordkorea soll Soldaten nach Russland entsandt haben.")
    change = only(room.print("Hafenblatt", "Russland hat bestätigt, dass Nordkorea Soldaten entsandt hat."))
    assert change.type == "standing_changed"
    assert change.reason == "standing: unverified → confirmed by Russland"


def test_a_denial_contradicts_and_a_later_confirmation_turns_it() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Werft Borgfeld soll den Bau der Fähre gestoppt haben.")
    denied = only(
        room.print("Hafenblatt", "Die Werft Borgfeld hat dementiert, dass sie den Bau der Fähre gestoppt hat.")
    )
    turned = only(
        room.print("Kompass", "Die Werft Borgfeld hat bestätigt, dass sie den Bau der Fähre gestoppt hat.")
    )
    assert denied.type == "contradicted"
    assert denied.reason.startswith("denied: unverified → denied by")
    assert turned.type == "contradicted"
    assert turned.reason.startswith("standing: denied → confirmed by")


def test_what_only_its_denial_had_told_of_is_contradicted_by_who_says_it() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Werft Borgfeld hat dementiert, dass sie den Bau der Fähre gestoppt hat.")
    change = only(room.print("Hafenblatt", "Die Werft Borgfeld hat den Bau der Fähre gestoppt."))
    assert (change.type, change.reason) == ("contradicted", "standing: denied → asserted")


def test_who_repeats_what_was_denied_does_not_contradict_the_denial() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Werft Borgfeld hat den Bau der Fähre gestoppt.")
    room.print("Hafenblatt", "Die Werft Borgfeld hat dementiert, dass sie den Bau der Fähre gestoppt hat.")
    again = room.print("Kompass", "Den Bau der Fähre hat die Werft Borgfeld gestoppt.")
    assert "contradicted" not in {each.type for each in again.changes}


def test_who_rejects_an_accusation_undoes_no_deed() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Elschtal wirft der Werft Borgfeld vor, den Gutachter Ruhn bespitzelt zu haben.")
    room.print("Hafenblatt", "Die Werft Borgfeld wies den Vorwurf der Spionage gegen Gutachter Ruhn zurück.")
    again = room.print("Kompass", "Medien berichten, die Werft Borgfeld habe den Gutachter Ruhn bespitzelt.")
    assert "contradicted" not in {each.type for each in again.changes}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Die Reederei nannte die Berichte über Öl im Fluss frei erfunden.", "de"),
        ("Die Reederei bezeichnete die Berichte über Öl im Fluss als haltlos.", "de"),
        ("The company called reports of oil in the river baseless.", "en"),
    ],
)
def test_who_calls_a_report_false_denies_it(sentence: str, code: str) -> None:
    (change,) = Newsroom().print("Tagesbote", sentence, code=code).changes
    assert change.after is not None
    assert change.after.mention.standing == "denied"


def test_a_figure_is_told_before_a_confirmation_of_what_was_a_fact() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Bei dem Brand in Elschtal wurden 12 Menschen verletzt.")
    sentence = "Die Polizei bestätigte, dass bei dem Brand in Elschtal 17 Menschen verletzt wurden."
    change = only(room.print("Hafenblatt", sentence))
    assert (change.type, change.reason) == ("quantity_changed", "update: 12 → 17 Mensch")


def test_the_only_figure_of_its_kind_is_compared_whatever_the_verb() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Vor der Fähre in Elschtal stauen sich 40 Lastwagen.")
    change = only(room.print("Hafenblatt", "Vor der Fähre in Elschtal warten nun mehr als 90 Lkw."))
    assert (change.type, change.reason) == ("quantity_changed", "update: 40 → > 90 Lkw")


def test_a_negation_contradicts() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Der Stadtrat von Elschtal hat dem Verkauf der Werft zugestimmt.")
    change = only(
        room.print("Hafenblatt", "Der Stadtrat von Elschtal hat dem Verkauf der Werft nicht zugestimmt.")
    )
    assert (change.type, change.reason) == ("contradicted", "negated:")


def test_opposed_verbs_contradict() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Kaiserbrücke in Elschtal ist für Lastwagen gesperrt.")
    change = only(
        room.print("Hafenblatt", "Die Kaiserbrücke in Elschtal ist für Lastwagen wieder freigegeben.")
    )
    assert (change.type, change.reason) == ("contradicted", "opposed: schließen → öffnen")


def test_another_speaker_is_an_attribution_but_the_same_in_another_language_is_not() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Nach Angaben Südkoreas hat Nordkorea Soldaten nach Russland entsandt.")
    same = room.print(
        "Courier", "North Korea has sent soldiers to Russia, according to South Korea.", code="en"
    )
    other = room.print("Kompass", "Nach Angaben der Ukraine hat Nordkorea Soldaten nach Russland entsandt.")
    assert told(same) == []  # two outlets, and one source
    assert [kind for kind, _ in told(other)] == ["attribution_changed"]


def test_two_sides_of_a_change_always_differ() -> None:
    room = Newsroom()
    for number, toll in enumerate((14, 15, 15, 17, 17)):
        found = room.print(f"Blatt {number}", f"Bei dem Grubenunglück in Elschtal starben {toll} Bergleute.")
        for change in found.changes:
            if change.before and change.after and change.type != "corroborated":
                assert change.before.mention.statement != change.after.mention.statement


def test_headline_and_sentence_tell_one_change_once_and_the_sentence_shows_it() -> None:
    room = Newsroom()
    room.print("Tagesbote", TOLL)
    found = room.print(
        "Hafenblatt", TOLL.replace("mindestens 14", "17"), title="17 Tote bei Grubenunglück in Elschtal"
    )
    change = only(found)
    assert change.type == "quantity_changed"
    assert change.after is not None
    assert change.after.mention.where == "text"


def test_a_sentence_that_repeats_a_known_claim_is_not_new_for_its_other_half() -> None:
    room = Newsroom()
    room.print("Tagesbote", TOLL)
    found = room.print("Hafenblatt", TOLL.replace(".", ", und die Ursache wird noch untersucht."))
    assert [each.type for each in found.changes] == ["corroborated"]


OPPOSITES = (
    ("Die Piloten von Nordwind planen einen Streik.", "Der Streik der Piloten von Nordwind ist abgesagt."),
    ("Das Land schließt seine Grenze zu Belarus.", "Das Land öffnet seine Grenze zu Belarus wieder."),
    ("Der Trainer Timo Brandt verlässt den SC Elschtal.", "Timo Brandt bleibt Trainer des SC Elschtal."),
    # the verb of the one excludes a word of the other that is not its verb
    (
        "Elschtal hat die Markthalle für Besucher wieder geöffnet.",
        "Die Markthalle in Elschtal soll für Besucher noch lange geschlossen bleiben.",
    ),
)


@pytest.mark.parametrize(("first", "second"), OPPOSITES)
def test_a_state_that_is_over_is_contradicted_not_confirmed(first: str, second: str) -> None:
    room = Newsroom()
    room.print("Tagesbote", first)
    assert only(room.print("Hafenblatt", second)).type == "contradicted"


def test_a_deed_does_not_contradict_what_another_deed_names_by_the_way() -> None:
    (searched,) = read("Auf der Suche nach dem Leck prüft das Wasserwerk Elschtal einen Plan der Pumpen.")
    (found,) = read("Einen Plan der Pumpen hat das Wasserwerk Elschtal gefunden.")
    (closed,) = read("Das Freibad in Elschtal soll für Gäste noch lange gesperrt bleiben.")
    (opened,) = read("Elschtal hat das Freibad für Gäste wieder geöffnet.")
    assert opposed(side(searched, 0), side(found, 0))
    assert not is_plain(side(searched, 0), side(found, 0))
    assert is_plain(side(closed, 0), side(opened, 0))


def test_a_delay_beside_a_toll_undoes_no_death() -> None:
    (delay,) = read("Schwere Verbrennungen verzögern in Elschtal die Identifizierung der Toten.")
    (toll,) = read("In Elschtal starben drei Menschen.")
    assert not undoes(side(delay, 0), side(toll, 0))
    (ban,) = read("Die Stadt Elschtal verbietet den Bau der Markthalle.")
    (build,) = read("Elschtal baut eine Markthalle.")
    assert undoes(side(ban, 0), side(build, 0))


def test_a_figure_that_came_by_an_edit_moves_the_story_when_another_outlet_prints_it() -> None:
    room = Newsroom()
    dozens = "Bei dem Grubenunglück in Elschtal starben Dutzende Bergleute."
    room.print("Tagesbote", dozens, item="tagesbote/grube")
    edited = room.print("Tagesbote", dozens.replace("Dutzende", "rund 40"), item="tagesbote/grube")
    assert [(each.axis, each.type) for each in edited.changes] == [("edit", "quantity_changed")]
    change = only(room.print("Hafenblatt", dozens.replace("Dutzende", "etwa 40")))
    assert (change.axis, change.type) == ("story", "quantity_changed")
    again = room.print("Kompass", "Etwa 40 Bergleute kamen bei dem Grubenunglück in Elschtal ums Leben.")
    assert [each.type for each in again.changes] == ["corroborated"]


def test_a_negation_about_somebody_does_not_contradict_what_is_said_of_others() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Nach dem Brand in Elschtal wurden bislang keine norwegischen Toten identifiziert.")
    found = room.print("Hafenblatt", "Nach dem Brand in Elschtal wurden die ersten Toten identifiziert.")
    assert "contradicted" not in {each.type for each in found.changes}


def test_a_figure_that_agrees_with_one_of_two_told_before_is_no_news() -> None:
    room = Newsroom()
    sentence = "Im Süden von Elschtal sind {} Haushalte ohne Strom."
    for outlet, figure in (("Tagesbote", "mehr als 45.000"), ("Hafenblatt", "Tausende")):
        room.print(outlet, sentence.format(figure))
    found = room.print("Kompass", sentence.format("45.000"))
    assert not found.changes


def test_a_confirmation_contradicts_the_denial_and_not_what_came_before_it() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Werft Kranich baut in Elschtal eine Fähre.")
    room.print("Hafenblatt", "Die Werft Kranich soll den Bau der Fähre in Elschtal gestoppt haben.")
    room.print(
        "Kompass", "Die Werft Kranich hat dementiert, dass sie den Bau der Fähre in Elschtal gestoppt hat."
    )
    turned = only(
        room.print(
            "Courier", "Die Werft Kranich hat bestätigt, dass sie den Bau der Fähre in Elschtal gestoppt hat."
        )
    )
    assert turned.before is not None
    assert turned.before.outlet == "Kompass"
    assert turned.reason.startswith("standing: denied → confirmed by")


def test_a_vaguer_figure_than_one_that_is_known_is_no_news() -> None:
    room = Newsroom()
    sentence = "Bei dem Brand in Elschtal wurden {} Menschen verletzt."
    for outlet, figure in (("Tagesbote", "115"), ("Hafenblatt", "Dutzende")):
        room.print(outlet, sentence.format(figure))
    found = room.print("Kompass", "Der Brand in Elschtal hat mehr als 100 Menschen verletzt.")
    assert found.changes == ()


def test_hearsay_is_no_further_source_for_what_others_assert() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Die Werft Kranich soll den Bau der Fähre in Elschtal gestoppt haben.")
    room.print("Hafenblatt", "Die Werft Kranich hat den Bau der Fähre in Elschtal gestoppt.")
    assert (
        told(room.print("Kompass", "Den Bau der Fähre in Elschtal soll die Werft Kranich gestoppt haben."))
        == []
    )
