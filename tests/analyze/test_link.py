"""Which statements are one claim, and which are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.newsroom import BEGAN, Newsroom, read
from watcher.analyze.link import REMEMBERED, Linker, find_common, link, name, relate, remember
from watcher.model import Claim, Evidence, Mention


def linked(first: str, second: str, codes: tuple[str, str] = ("de", "de")) -> bool:
    """Whether two outlets' sentences share a claim."""
    room = Newsroom()
    one = room.print("Tagesbote", first, code=codes[0])
    two = room.print("Hafenblatt", second, code=codes[1])
    return bool({each.claim for each in one.links} & {each.claim for each in two.links})


def evidence(mention: Mention) -> Evidence:
    return Evidence(mention, "Tagesbote", None, BEGAN, mention.item)


def test_how_common_a_term_is_the_topic_says_and_not_the_candidates() -> None:
    told = "Die Stadt Elschtal hat am Hafen das Lager geräumt."
    again = "Das Lager am Hafen von Elschtal ist vollständig geräumt."
    room = Newsroom()
    room.print("Tagesbote", told)
    claims = tuple(room.claims.values())
    known = evidence(read(again)[0])
    terms = frozenset(term for each in known.mention.propositions for term in each.terms)
    assert {each.claim for each in Linker("topic", claims, frozenset()).link(0, known)} & set(room.claims)
    assert not {each.claim for each in Linker("topic", claims, terms).link(0, known)} & set(room.claims)


def test_a_term_is_common_that_a_fifth_of_many_claims_have() -> None:
    assert find_common(100, {"hafen": 21, "lager": 20}) == {"hafen"}
    assert find_common(10, {"hafen": 5}) == frozenset()


def test_people_and_the_strength_of_an_earthquake_are_no_count_of_one_thing() -> None:
    assert not linked(
        "Aus Elschtal sind Tausende Menschen in den Norden der Insel geflohen.",
        "Ein Beben der Stärke 6,1 hat Elschtal und den Norden der Insel erschüttert.",
    )


SAME = (
    # what is set for a day is put off
    ("Die Messe in Elschtal beginnt am Montag.", "Die Messe in Elschtal beginnt erst am Mittwoch."),
    # the deed has its day, and its report another
    (
        "Am Montag brannte in Elschtal eine Halle ab.",
        "In Elschtal brannte eine Halle ab, teilte die Feuerwehr am Dienstag mit.",
    ),
    # weeks and months are both time
    (
        "Die Werft Borgfeld verlangt eine Frist von acht Wochen für die Fähre.",
        "Die Werft Borgfeld verlangt eine Frist von zwei Monaten für die Fähre.",
    ),
    # a capital stands for its country
    ("Norwegen liefert Elschtal drei Fähren.", "Oslo liefert Elschtal drei Fähren."),
    (
        "Der Stadtrat hat den Bau der Markthalle beschlossen.",
        "Den Bau der Markthalle hat der Stadtrat beschlossen.",
    ),
    (
        "Bei dem Grubenunglück starben 14 Menschen.",
        "Die Zahl der Toten nach dem Grubenunglück ist auf 17 gestiegen.",
    ),
    ("Das Land hat 300 Soldaten nach Elschtal verlegt.", "Nach Elschtal verlegte das Land 350 Soldaten."),
    ("Der Deich bei Elschtal ist gebrochen.", "Bei Elschtal ist laut Feuerwehr der Deich gebrochen."),
    ("Die Werft in Elschtal soll 200 Stellen streichen.", "Die Werft in Elschtal baut 200 Arbeitsplätze ab."),
    # who delivers and who receives are two, and their deed is one
    ("Norwegen liefert Island drei Fähren.", "Island erhält von Norwegen drei Fähren."),
    # a capital letter more or less: what is counted again by the word for who arrives
    (
        "Am Sonntag wurden in Elschtal 7.300 neu ankommende Menschen gezählt.",
        "In Elschtal zählte die Polizei am Montag 6.100 Neuankömmlinge.",
    ),
    # a share of people is several of them
    (
        "In Elschtal hat sich mehr als ein Drittel der Erntehelfer mit Salmonellen infiziert.",
        "In Elschtal ist die Zahl der mit Salmonellen infizierten Erntehelfer auf 60 gestiegen.",
    ),
    # who is accused of a deed and denies it
    (
        "Norwegen wirft Island vor, die Auslieferung der Netze verzögert zu haben.",
        "Island bestritt, die Gespräche verzögert zu haben.",
    ),
    # whose president is told by the way, and no actor besides him
    ("Der finnische Präsident Arvo Selke besucht Elschtal.", "Selke besucht Elschtal."),
    # a road by its letter, a region by its country
    ("Auf der A3 brannte ein Lastwagen.", "Auf der Autobahn 3 brannte ein Lastwagen."),
    ("Im Osten Islands hat die Erde gebebt.", "In Ostisland gab es ein Beben."),
    # two verbs for one deed
    (
        "Ministerin Vera Kolb schließt ein Bündnis mit den Grünen aus.",
        "Kolb lehnt ein Bündnis mit den Grünen ab.",
    ),
    # a verb without an object: its subject is whom it is done to
    ("Die Markthalle Norfeld schließt im Mai.", "Im Mai wird die Markthalle Norfeld geschlossen."),
    # a deadline said twice
    ("Die Brücke in Elschtal bleibt bis Freitag gesperrt.", "Bis Freitag ist die Brücke in Elschtal gesperrt."),
)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_fact_in_other_words_is_one_claim(first: str, second: str) -> None:
    assert linked(first, second)


APART = (
    # a toll, and what became of one
    (
        "In Elschtal wurden 30 Menschen bei einem Brand verletzt.",
        "Bei dem Brand in Elschtal wurde ein Koch verletzt.",
    ),
    # another day
    ("Am Montag brannte in Elschtal eine Halle ab.", "Am Mittwoch brannte in Elschtal eine Halle ab."),
    ("Im März stürzte in Elschtal ein Kran um.", "Im Oktober stürzte in Elschtal ein Kran um."),
    # who does it to whom
    (
        "Norwegen hat den dänischen Gesandten einbestellt.",
        "Dänemark hat den norwegischen Gesandten einbestellt.",
    ),
    # another kind of event
    (
        "Bei einem Brand in Elschtal starben drei Menschen.",
        "Bei einem Erdbeben in Elschtal starben drei Menschen.",
    ),
    # killed is not injured
    ("Bei dem Grubenunglück starben 14 Menschen.", "Bei dem Grubenunglück wurden 14 Menschen verletzt."),
    # another noun is another thing
    ("Das Land liefert der Ukraine 30 Panzer.", "Das Land liefert der Ukraine 30 Rettungswagen."),
    # the same words about somebody else
    ("Die Reederei Borgfeld streicht 800 Stellen.", "Die Spedition Kranich streicht 800 Stellen."),
    # another number of another road
    ("Auf der A3 wurden drei Menschen verletzt.", "Auf der A7 wurden drei Menschen verletzt."),
    # what is stopped is not what is done
    (
        "Die Werft Borgfeld baut in Elschtal eine Fähre.",
        "Die Werft Borgfeld stoppt in Elschtal den Bau der Fähre.",
    ),
    # a sentence that only announces details hosts no deed
    (
        "In Elschtal ist ein Gasbehälter explodiert.",
        "Neue Einzelheiten zur Explosion des Gasbehälters in Elschtal.",
    ),
    # how long it takes is not that it began, nor that it was done
    ("Die Suche in Elschtal dauert noch Tage.", "Die Suche in Elschtal hat begonnen."),
    ("Die Bergung der Fähre dauert noch Tage.", "Die Fähre bei Elschtal ist geborgen."),
    # another deadline is another forecast
    (
        "Die Brücke in Elschtal bleibt bis Freitag gesperrt.",
        "Die Brücke in Elschtal bleibt bis zum Abend gesperrt.",
    ),
    # a thing of another kind
    (
        "Die Autobahnbrücke bei Elschtal ist wegen Rissen gesperrt.",
        "Das Freibad bei Elschtal ist wegen Rissen gesperrt.",
    ),
    # why it happened is not what happened
    ("Die Piloten in Elschtal streiken.", "Wegen des Streiks der Piloten fallen in Elschtal 60 Flüge aus."),
    # days are no meeting
    (
        "Der Bürgermeister eröffnete in Elschtal die Messe, auf der 30 Firmen tagen.",
        "Der Bürgermeister forderte in Elschtal nach 30 Tagen mehr Polizei.",
    ),
    # the same name, another event
    (
        "Der Bürgermeister eröffnete in Elschtal die Messe.",
        "Der Bürgermeister forderte in Elschtal mehr Polizei.",
    ),
)


@pytest.mark.parametrize(("first", "second"), APART)
def test_near_misses_stay_apart(first: str, second: str) -> None:
    assert not linked(first, second)


def test_german_and_english_statements_of_one_fact_are_one_claim() -> None:
    german = "Nordkorea hat Soldaten nach Russland entsandt."
    assert linked(german, "North Korea has sent soldiers to Russia.", ("de", "en"))
    assert not linked(german, "South Korea has recalled its ambassador.", ("de", "en"))


def test_an_english_description_is_no_actor_and_sales_are_no_sale() -> None:
    german = "Der Werftzulieferer Bolt will in Island 400 Stellen streichen."
    assert linked(german, "Norwegian yard supplier Bolt plans to cut 400 jobs in Iceland.", ("de", "en"))
    turnover = "Der Konzern Bolt meldet einen Umsatz von 20 Milliarden Euro."
    assert linked(turnover, "The Bolt group reports sales of 18 billion euros.", ("de", "en"))


def test_a_headline_and_a_sentence_count_one_toll() -> None:
    room = Newsroom()
    room.print(
        "Tagesbote", "In einer Bar in Elschtal kam es zu einem Brand. Dabei wurden mehrere Menschen getötet."
    )
    later = room.print("Hafenblatt", "Nach dem Brand in einer Bar in Elschtal sind zwölf Menschen tot.")
    assert {each.claim for each in later.links} == {room.claim_of("mehrere Menschen getötet")}


def test_every_proposition_gets_one_claim_and_its_id_is_stable() -> None:
    mentions = read("Der Stadtrat hat den Bau beschlossen. In Elschtal brennt eine Halle.")
    found = [link([evidence(m) for m in mentions], (), "topic") for _ in range(2)]
    assert found[0] == found[1]
    assert len(found[0]) == sum(len(m.propositions) for m in mentions)
    assert found[0][0].claim == name("topic", evidence(mentions[0]), 0)
    assert name("other", evidence(mentions[0]), 0) != name("topic", evidence(mentions[0]), 0)


def test_two_sentences_of_one_text_that_say_the_same_are_one_claim() -> None:
    room = Newsroom()
    found = room.print(
        "Tagesbote",
        "Die Kaiserbrücke in Elschtal ist gesperrt. Der Rat tagt. Gesperrt ist in Elschtal die Kaiserbrücke.",
    )
    assert len({each.claim for each in found.links}) == 2


def test_a_denial_of_two_claims_stands_in_both() -> None:
    room = Newsroom()
    one = room.print("Tagesbote", "Die Reederei Kranich soll bei Elschtal Öl abgelassen haben.")
    two = room.print("Kompass", "Die Reederei Kranich soll bei Elschtal Müll abgeladen haben.")
    assert {each.claim for each in one.links}.isdisjoint(each.claim for each in two.links)
    both = room.print(
        "Hafenblatt", "Die Reederei Kranich bestritt, bei Elschtal Öl abgelassen und Müll abgeladen zu haben."
    )
    assert {each.claim for each in both.links} >= {each.claim for each in (*one.links, *two.links)}
    assert [each.type for each in both.changes] == ["contradicted"]


def test_what_is_near_and_not_sure_is_related_and_not_linked() -> None:
    room = Newsroom()
    room.print("Tagesbote", "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen.")
    room.print(
        "Hafenblatt", "Die Markthalle in Elschtal kostet nach Angaben des Stadtrats neun Millionen Euro."
    )
    room.print("Kompass", "Die Reederei Kranich kauft drei Fähren.")
    claim = room.claims[room.claim_of("beschlossen")]
    found = relate(claim, room.claims.values())
    assert [each.latest.mention.statement[:14] for each in found] == ["Die Markthalle"]


def test_a_bare_denial_answers_the_one_accusation_of_who_denies() -> None:
    room = Newsroom()
    accused = room.print(
        "Tagesbote", "Die Opposition wirft Landrat Udo Reinert vor, Akten vernichtet zu haben."
    )
    room.print("Kompass", "Die Opposition wirft der Reederei Borgfeld Betrug vor.")
    denied = room.print("Hafenblatt", "Landrat Udo Reinert wies die Vorwürfe als haltlos zurück.")
    assert {each.claim for each in denied.links} == {each.claim for each in accused.links}
    assert [each.type for each in denied.changes] == ["contradicted"]


def test_a_bare_denial_answers_what_is_said_of_who_denies() -> None:
    room = Newsroom()
    room.print("Kompass", "Die Reederei Borgfeld soll bei Elschtal Öl abgelassen haben.")
    alleged = room.print("Tagesbote", "Der Makler soll Mietern in Trondheim Kautionen vorenthalten haben.")
    denied = room.print(
        "Hafenblatt", "Der Anwalt des in Trondheim verhafteten Maklers wies die Vorwürfe zurück."
    )
    assert {each.claim for each in denied.links} == {each.claim for each in alleged.links}


def test_where_a_bare_denial_fits_many_it_answers_none() -> None:
    room = Newsroom()
    said = ("Öl abgelassen", "Müll verkauft", "Netze gestohlen")
    for at, deed in enumerate(said):
        room.print(f"Bote {at}", f"Die Reederei Kranich soll {deed} haben.")
    known = set(room.claims)
    denied = room.print("Hafenblatt", "Die Reederei Kranich wies die Vorwürfe zurück.")
    assert known.isdisjoint(each.claim for each in denied.links)


def test_two_attacks_in_texts_that_name_other_places_are_two() -> None:
    room = Newsroom()
    text = "Bei dem Angriff auf eine Klinik in {} brannte das Dach. Dabei wurden {} Kinder getötet."
    one = room.print("Tagesbote", text.format("Elschtal", "zwei"), title="Angriff auf Klinik in Elschtal")
    two = room.print("Hafenblatt", text.format("Trondheim", "drei"), title="Angriff auf Klinik in Trondheim")
    tolls = [
        {each.claim for each in found.links if found.evidence[each.mention].mention.quantities}
        for found in (one, two)
    ]
    assert tolls[0]
    assert tolls[0].isdisjoint(tolls[1])


def test_a_bare_denial_by_nobody_in_particular_answers_nothing() -> None:
    room = Newsroom()
    one = room.print("Tagesbote", "Die Opposition wirft Landrat Udo Reinert vor, Akten vernichtet zu haben.")
    denied = room.print("Hafenblatt", "Ein Sprecher wies die Vorwürfe zurück.")
    assert {each.claim for each in denied.links}.isdisjoint(each.claim for each in one.links)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Die Kosten schätzt der Rat auf 3 Millionen Euro.", "Bei 5 Millionen Euro liegen die Kosten."),
        ("Der Pegel stieg am Morgen auf 4 Meter.", "Mit 6 Metern hat der Pegel seinen Höchststand erreicht."),
        ("Das Defizit wurde mit 9 Millionen Euro angegeben.", "Das Defizit beträgt 11 Millionen Euro."),
    ],
)  # fmt: skip
def test_what_is_measured_is_the_same_whatever_the_verb(first: str, second: str) -> None:
    room = Newsroom()
    lead = "Der Umbau des Theaters in Brunnfurt verzögert sich. "
    one = room.print("Tagesbote", lead + first)
    two = room.print("Hafenblatt", lead + second)
    other = room.print("Kompass", "Der Hafen von Trondheim wird tiefer. " + first.replace(" M", "0 M"))
    told, again, apart = (
        {each.claim for each in found.links if found.evidence[each.mention].mention.quantities}
        for found in (one, two, other)
    )
    assert told & again
    assert apart.isdisjoint(told)


def test_a_claim_that_was_told_often_is_still_known_by_its_figures() -> None:
    room = Newsroom()
    (counting,) = room.print("Kompass", "Bei dem Brand in Elschtal wurden 115 Menschen verletzt.").evidence
    plain = replace(counting, mention=replace(counting.mention, quantities=()))
    told = Claim("c1", "topic", (plain, counting, *[plain] * 20))
    assert counting in remember(told).evidence
    assert len(remember(told).evidence) <= REMEMBERED


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Elf Verletzte des Dammbruchs in Rauhtal werden in Kiel behandelt.", 2),
        ("Bei dem Dammbruch in Rauhtal wurden 80 Menschen verletzt.", 1),
    ],
    ids=["some of them", "another toll"],
)
def test_how_many_of_the_hurt_are_treated_is_no_toll(text: str, claims: int) -> None:
    room = Newsroom()
    room.print("Bote", "Bei einem Dammbruch in Rauhtal wurden 90 Menschen verletzt.")
    room.print("Kurier", text)
    assert len(room.claims) == claims
