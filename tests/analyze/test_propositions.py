"""What a sentence claims, clause by clause."""

from __future__ import annotations

import pytest

from tests.analyze.newsroom import propositions, read
from watcher.analyze.extract.terms import is_verb, lexicon
from watcher.analyze.extract.terms import read as read_word
from watcher.analyze.language import LANGUAGES, load


def test_a_statement_without_clauses_gives_one_proposition_within_its_span() -> None:
    (mention,) = read("Der Stadtrat von Mühlhafen hat den Bau der Markthalle beschlossen.")
    (proposition,) = mention.propositions
    assert mention.start <= proposition.start < proposition.end <= mention.end
    assert proposition.predicate == "beschließen"


def test_nominalisation_verb_and_separated_particle_are_one_predicate() -> None:
    sentences = (
        "Das Land zieht seine Truppen aus der Stadt Elschtal ab.",
        "Die Truppen wurden am Montag aus Elschtal abgezogen.",
    )
    assert {each.predicate for text in sentences for each in propositions(text)} == {"abziehen"}
    (noun,) = propositions("Der Abzug der Truppen aus Elschtal hat am Montag begonnen.")
    assert "abziehen" in noun.terms


def test_compounds_meet_their_parts() -> None:
    (compound,) = propositions("Die Truppenverlegung nach Elschtal wurde am Montag gestoppt.")
    assert "verlegen" in compound.terms
    (name,) = propositions("Der Raketenangriff auf Elschtal dauerte zwei Stunden.")
    assert {"rakete", "angreifen"} <= set(name.terms)


def test_a_compound_is_cut_at_the_longest_words_that_are_known() -> None:
    (compound,) = propositions("Die Krankenhausgesellschaft in Elschtal wurde verkauft.")
    assert "krankenhaus" in compound.terms
    assert not {"krank", "haus"} & set(compound.terms)


def test_a_phrase_that_is_one_word_in_the_other_language_is_one_term() -> None:
    (minister,) = propositions("The finance minister visited Elschtal.", "en")
    (colleague,) = propositions("Der Schatzkanzler besuchte Elschtal.")
    assert set(minister.terms) == set(colleague.terms)


def test_an_english_noun_is_not_its_verb() -> None:
    (proposition,) = propositions("A train carrying 200 passengers derailed near Elschtal.", "en")
    assert "zug" in proposition.terms
    assert "ausbilden" not in proposition.terms


def test_sixty_days_are_no_meeting() -> None:
    (proposition,) = propositions("Die Straße in Elschtal ist seit 60 Tagen gesperrt.")
    assert "tagen" not in proposition.terms


def test_what_was_stolen_is_counted_alike_by_noun_and_verb_and_its_magnitude_is_no_word() -> None:
    (noun,) = propositions("Ermittler schätzen die Beute in Elschtal auf 30 Mio. Euro.")
    (verb,) = propositions("In Elschtal wurden 40 Mio. Euro erbeutet.")
    assert noun.measures == verb.measures == ("gestohlen/euro",)
    assert "mio" not in {*noun.terms, *verb.terms}


def test_german_and_english_meet_in_countries_and_families() -> None:
    (german,) = propositions("Nordkorea hat Soldaten nach Russland entsandt.")
    (english,) = propositions("North Korea has sent soldiers to Russia.", "en")
    assert german.predicate == english.predicate == "entsenden"
    assert {"@kp", "@ru", "soldat"} <= set(german.terms) & set(english.terms)


@pytest.mark.parametrize(
    ("first", "second", "english"),
    [
        ("Rabatt", "Preisnachlass", "markdown"),
        ("Ortschefin", "Bürgermeister", "mayoress"),
        ("Anwesen", "Villa", "mansion"),
        ("Gehsteig", "Bürgersteig", "sidewalk"),
        ("Schwager", "Schwägerin", "brother-in-law"),
        ("Beerdigung", "Bestattung", "funeral"),
        ("Homeoffice", "Telearbeit", "telework"),
    ],
)
def test_words_that_newsrooms_have_for_one_thing_meet(first: str, second: str, english: str) -> None:
    german = [read_word(load("de"), word, "NN", word) for word in (first, second)]
    assert german[0] == german[1] == read_word(load("en"), english, "NN1", english)


def test_the_speaker_is_no_part_of_what_is_claimed() -> None:
    (proposition,) = propositions("Nach Angaben der Feuerwehr brennt in Elschtal eine Lagerhalle.")
    assert "feuerwehr" not in proposition.terms
    assert "angabe" not in proposition.terms


def test_who_demands_or_rejects_is_part_of_what_is_claimed() -> None:
    (proposition,) = propositions("Die Gewerkschaft lehnte das Angebot der Werft ab.")
    assert "gewerkschaft" in proposition.terms
    assert proposition.predicate == "ablehnen"


def test_a_dateline_is_no_part_of_what_is_claimed() -> None:
    (proposition,) = propositions("Elschtal – Der Stausee ist nach dem Regen der letzten Woche wieder gefüllt.")
    assert "elschtal" not in " ".join(proposition.terms)


def test_two_tolls_in_one_sentence_are_two_propositions() -> None:
    found = list(propositions("Dabei wurden zwölf Menschen getötet, mindestens 30 Menschen wurden verletzt."))
    assert [each.measures for each in found] == [("töten/mensch",), ("verletzen/mensch",)]


def test_coordinated_figures_share_the_verb_they_wait_for() -> None:
    workers, firemen = propositions("Bei dem Unglück wurden 24 Arbeiter und drei Feuerwehrleute getötet.")
    assert {workers.measures[0].partition("/")[0], firemen.measures[0].partition("/")[0]} == {"töten"}
    assert (workers.quantities, firemen.quantities) == ((0,), (1,))


def test_dead_people_are_counted_alike_by_noun_verb_and_phrase() -> None:
    sentences = (
        "Bei dem Brand in Elschtal gab es 14 Tote.",
        "Bei dem Brand in Elschtal starben 14 Menschen.",
        "Bei dem Brand in Elschtal kamen 14 Menschen ums Leben.",
        "Die Zahl der Toten nach dem Brand in Elschtal stieg auf 14.",
    )
    measures = {measure for text in sentences for each in propositions(text) for measure in each.measures}
    assert measures == {"töten/mensch"}


def test_identified_dead_are_counted_as_identified() -> None:
    for text in (
        "In Elschtal wurden inzwischen elf Tote identifiziert.",
        "Die Ermittler kennen die Identität von elf Toten.",
    ):
        (found,) = propositions(text)
        assert found.measures == ("identifizieren/mensch",)


def test_negation_turns_a_clause_but_not_its_attributes() -> None:
    (denied,) = propositions("Der Stadtrat hat dem Verkauf der Werft nicht zugestimmt.")
    (plain,) = propositions("Der Stadtrat hat dem Verkauf der Werft zugestimmt.")
    (more,) = propositions("Der Stadtrat hat nicht nur dem Verkauf der Werft zugestimmt.")
    assert (denied.negated, plain.negated, more.negated) == (True, False, False)


def test_a_participle_counts_as_its_verb_and_a_noun_names_what_happens() -> None:
    (attribute,) = propositions("Die angegriffene Stadt Elschtal feiert.")
    assert "angreifen" in attribute.terms
    (running,) = propositions("In Elschtal läuft die Fahndung.")
    assert running.predicate == "suchen"


def test_a_body_goes_by_one_name_in_both_languages() -> None:
    (german,) = propositions("Der Europäische Gerichtshof kippt die Abgabe.")
    (short,) = propositions("Der EuGH kippt die Abgabe.")
    (english,) = propositions("On Monday the European Court of Justice met in Elschtal.", "en")
    assert all("eugh" in {term.removeprefix("@") for term in each.terms} for each in (german, short, english))


def test_a_body_that_is_spelled_out_is_one_term() -> None:
    (proposition,) = propositions("Der Europäische Gerichtshof hat die Gebühr verboten.")
    assert "eugh" in proposition.terms
    assert not {"europäisch", "gericht", "hof"} & set(proposition.terms)


def test_a_separated_particle_goes_to_the_verb_before_it_and_leaves_with_the_words_of_saying() -> None:
    (proposition,) = propositions("Der Bürgermeister reise nach Elschtal, teilte die Kanzlei mit.")
    assert proposition.predicate == "reisen"
    assert not any("mit" in term or "teil" in term for term in proposition.terms)


def test_of_two_verbs_a_figure_goes_with_the_nearer() -> None:
    (proposition,) = propositions(
        "Das Wohngeld wurde von 300 Familien bezogen und später in Elschtal versteuert."
    )
    assert [measure.partition("/")[0] for measure in proposition.measures] == ["beziehen"]


def test_who_acts_and_whom_it_is_done_to_are_told_apart() -> None:
    cases: tuple[tuple[str, set[str], set[str]], ...] = (
        ("Norwegen hat den dänischen Gesandten ausgewiesen.", {"@no"}, {"@dk"}),
        ("Der dänische Gesandte wurde von Norwegen ausgewiesen.", {"@no"}, {"@dk"}),
        ("Norwegens Hafen hat in Elschtal eröffnet.", set(), set()),
    )
    for sentence, agents, patients in cases:
        (found,) = propositions(sentence)
        assert (set(found.entities), set(found.patients)) == (agents, patients), sentence


def test_an_age_says_nothing_about_what_happened() -> None:
    (proposition,) = propositions("Der 34-jährige Fahrer wurde in Elschtal verletzt.")
    assert not any("34" in term for term in proposition.terms)


def test_what_only_sets_the_scene_is_not_what_a_sentence_tells() -> None:
    (proposition,) = propositions("Nach dem Stromausfall gehen die Behörden von einem Anschlag aus.")
    assert proposition.predicate != "stromausfall"
    (after,) = propositions("In Elschtal gibt es wegen der Sperrung Staus.")
    assert after.predicate != "schließen"


def test_the_main_clause_says_what_happened() -> None:
    (proposition,) = propositions(
        "Der Stadtrat hat den Bau beschlossen, von dem sich Elschtal Ruhe verspricht."
    )
    assert proposition.predicate == "beschließen"


def test_no_family_of_one_language_is_a_mere_word_of_another_family_in_the_other() -> None:
    names = {row[0] for code in LANGUAGES for row in load(code).rows("families")}
    rows = [row for row in load("de").rows("families") if len(row) > 1]
    words = {word.strip(): row[0] for row in reversed(rows) for word in row[1].split(",")}
    lost = {name: words[name] for name in names if words.get(name, name) != name}
    assert lost == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_stands_in_one_family(code: str) -> None:
    words = [
        (word.strip(), row[0]) for row in load(code).rows("families") for word in "".join(row[1:2]).split(",")
    ]
    several = {word: len({name for each, name in words if each == word}) for word, _ in words if word}
    assert {word for word, count in several.items() if count > 1} == set()


def test_a_phrase_has_a_word_that_says_something() -> None:
    idle = load("de").words("function_words")
    phrases = [
        word for row in load("de").rows("families") for word in "".join(row[1:2]).split(", ") if " " in word
    ]
    assert [phrase for phrase in phrases if all(word in idle for word in phrase.split())] == []


def test_every_family_reads_as_itself_in_german() -> None:
    """The names are German words: an English word's family is met by the German word of that name."""
    german, lists = load("de"), lexicon(load("de"))
    names = {row[0] for code in LANGUAGES for row in load(code).rows("families")}
    plain = {name for name in names if name.isalpha() and name not in lists.stops and not is_verb(name)}
    lost = {n: read_word(german, n.capitalize(), "NN", n.capitalize()) for n in plain}
    assert {name: found for name, found in lost.items() if found != (name,)} == {}
