"""Lines of one digest that tell one thing, in topics of many statements and of few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import at, build, changed, number, said
from tests.compose.builders import other as report
from tests.compose.selecting.test_kinship import act, count, deal, new, statements, told
from watcher.compose import page
from watcher.model import Attribution, Evidence


def head(evidence: Evidence) -> Evidence:
    """The statement as its article's headline."""
    return replace(evidence, mention=replace(evidence.mention, where="title"))


def speak(evidence: Evidence, name: str) -> Evidence:
    source = Attribution(name, 0, len(name), name, "laut")
    return replace(evidence, mention=replace(evidence.mention, attribution=source))


TEASER = act(
    told("Seit Sonntag suchen Taucher im Rückhaltebecken nach einem Angler.", "Bote/1"),
    "suchen", "taucher", "becken", "angler",
)  # fmt: skip
HEADLINE = head(act(told("Bange Stunden: Taucher geben nicht auf", "Bote/1"), "suchen", "taucher", "bange"))


def test_a_headline_and_what_it_is_about_are_one_line() -> None:
    assert statements(deal(new(TEASER, "c1"), new(HEADLINE, "c2")).cards) == [TEASER.mention.statement]


def test_a_headline_of_another_deed_is_a_line_of_its_own() -> None:
    other = head(act(told("Taucher-Verein klagt gegen den Kreis", "Bote/1"), "klagen", "verein", "kreis"))
    assert len(deal(new(TEASER, "c1"), new(other, "c2")).cards) == 2


def test_who_died_leads_the_line_of_one_article() -> None:
    text = act(told("Ein Angler ist im Rückhaltebecken verunglückt.", "Bote/1"), "unfall", "angler", "becken")
    title = head(act(told("Angler stirbt im Rückhaltebecken", "Bote/1"), "töten", "angler", "becken", "unfall"))
    assert statements(deal(new(text, "c1"), new(title, "c2")).cards) == [title.mention.statement]


FED = act(told("Wiesing führt die Bäderkarte ein.", "Bote/2"), "einführen", "@wiesing", "karte", "bad")


@pytest.mark.parametrize(
    ("statement", "terms", "lines"),
    [
        ("Wiesing: Bäderkarte wird zum Jahreswechsel eingeführt", ("@wiesing", "karte", "bad"), 1),
        ("In Wiesing wird die Maut eingeführt.", ("@wiesing", "maut", "straße"), 2),
    ],
    ids=["the same thing", "another thing"],
)
def test_one_deed_of_one_thing_is_one_line_on_a_topic_of_few_statements(
    statement: str, terms: tuple[str, ...], lines: int
) -> None:
    twin = act(told(statement, "Blatt/2"), "einführen", *terms)
    few = build(changed("new", None, FED, claim="c1"), changed("new", None, twin, claim="c2"))
    assert len(page.gather(few)[0].cards) == lines


def test_what_two_speakers_demand_is_two_lines() -> None:
    texts = (
        "Der Landrat fordert eine Sperre der Talstraße.",
        "Der Sportbund fordert eine Sperre der Talstraße.",
    )
    lines = [
        speak(act(told(text, f"{n}/1"), "fordern", "sperre", "straße"), name)
        for n, (text, name) in enumerate(zip(texts, ("Landrat", "Sportbund"), strict=True))
    ]
    assert len(deal(*(new(each, f"c{n}") for n, each in enumerate(lines))).cards) == 2


def test_one_more_of_what_there_was_is_a_line_of_its_own() -> None:
    first = act(told("Gegen einen Baggerfahrer wird ermittelt.", "Bote/3"), "ermitteln", "bagger", "fahrer")
    more = act(
        told("Gegen einen weiteren Baggerfahrer wird ermittelt.", "Blatt/3"),
        "ermitteln",
        "bagger",
        "fahrer",
    )
    assert len(deal(new(first, "c1"), new(more, "c2")).cards) == 2


def test_a_vaguer_line_is_told_by_a_fuller_one_of_its_deed() -> None:
    full = act(
        told("Am Wehr bergen Soldaten mit schwerem Gerät verkeilte Baumstämme.", "Bote/3"),
        "bergen", "wehr", "soldat", "stamm", "gerät",
    )  # fmt: skip
    vague = act(told("Soldaten bergen Baumstämme.", "Blatt/3"), "bergen", "soldat", "stamm")
    for order in ((full, vague), (vague, full)):
        assert len(deal(*(new(each, f"c{n}") for n, each in enumerate(order))).cards) == 1


def test_another_outlets_title_that_says_what_a_line_does_is_counted_and_not_listed() -> None:
    title = head(act(told("Taucher suchen Angler im Becken", "Blatt/4"), "suchen", "taucher", "becken"))
    found = deal(new(TEASER, "c1"), before=(title,))
    others = (
        report("Blatt/4", title.mention.statement, "Blatt"),
        report("Welle/4", "Was Angler lieben", "Welle"),
    )
    section = replace(found.section, others=others)
    again = page.gather(replace(build(), sections=(section,)))
    (topic,) = page.lay_out(build(), again, page.LEVELS[0]).topics
    assert [each.first.item for each in topic.others] == ["Welle/4"]
    assert topic.others_cut == 1


def test_a_source_is_told_with_the_line_that_tells_its_deed() -> None:
    before = said(
        "Taucher suchen im Rückhaltebecken einen Angler.", item="Welle/1", outlet="Welle", when=at(27, 9)
    )
    again = act(
        told("Im Rückhaltebecken suchen Taucher nach dem Angler.", "Blatt/5"), "suchen", "taucher", "becken"
    )
    joined = changed("corroborated", before, again, claim="c9")
    cards = deal(new(TEASER, "c1"), joined).cards
    assert [card.kind.name for card in cards] == ["new"]


def test_a_figure_of_one_thing_is_one_line() -> None:
    one = count("Helfer füllten am Wehr 4.000 Säcke mit Kies.", "Bote/6", "4.000", 4_000)
    other = count("Im Tal liegen nun 4.000 Säcke bereit.", "Blatt/6", "4.000", 4_000)
    assert len(deal(new(one, "c1"), new(other, "c2")).cards) == 2
    filled = [act(each, "füllen", "sack") for each in (one, other)]
    assert len(deal(*(new(each, f"c{n}") for n, each in enumerate(filled))).cards) == 1


def test_what_the_same_two_do_is_one_line_whatever_else_is_said() -> None:
    one = act(told("Wiesing klagt gegen Auenfeld", "Bote/7"), "klagen", "@wiesing", "@auenfeld", "wasser")
    other = act(
        told("Prozess: Die Stadt Wiesing klagt gegen Auenfeld an.", "Blatt/7"),
        "klagen", "@wiesing", "@auenfeld", "prozess", "stadt",
    )  # fmt: skip
    third = act(told("Wiesing klagt gegen Elschtal", "Kurier/7"), "klagen", "@wiesing", "@elschtal", "damm")
    assert len(deal(new(one, "c1"), new(other, "c2")).cards) == 1
    assert len(deal(new(one, "c1"), new(third, "c2")).cards) == 2


def test_what_happens_at_two_places_is_two_lines_however_alike() -> None:
    lines = [
        act(
            told(f"Der mutmaßliche Brandstifter von {place} ist gefasst.", f"{place}/8"),
            "fassen",
            name,
            "brand",
        )
        for place, name in (("Wiesing", "@wiesing"), ("Auenfeld", "@auenfeld"))
    ]
    texts = ("Der mutmaßliche Brandstifter ist gefasst.", "Gefasst ist der mutmaßliche Brandstifter.")
    unnamed = [act(told(text, f"{n}/9"), "fassen", "brand") for n, text in enumerate(texts)]
    here, there = (
        replace(
            each,
            mention=replace(
                each.mention, propositions=tuple(replace(p, about=(name,)) for p in each.mention.propositions)
            ),
        )
        for each, name in zip(unnamed, ("@wiesing", "@auenfeld"), strict=True)
    )
    assert len(deal(*(new(each, f"c{n}") for n, each in enumerate(lines))).cards) == 2
    assert len(deal(new(here, "c1"), new(there, "c2")).cards) == 2
    assert len(deal(new(unnamed[0], "c1"), new(unnamed[1], "c2")).cards) == 1


def test_a_headline_with_a_figure_of_its_own_leaves_its_text_a_line() -> None:
    title = count(
        "30 Einsätze: Taucher im Tal am Ende ihrer Kräfte, Landrat lobt Ausdauer", "Bote/10", "30", 30
    )
    title = head(act(title, "einsetzen", "taucher", "kraft", "ausdauer", "loben", "landrat"))
    text = act(
        told("Taucher setzen am Wehr gelbe Roboter ein, die der Kreis für Notfälle kauft.", "Bote/10"),
        "einsetzen", "taucher", "roboter", "kreis", "kaufen", "wehr", "gelb", "not",
    )  # fmt: skip
    assert len(deal(new(title, "c1"), new(text, "c2")).cards) == 2


def test_arrests_and_those_arrested_are_one_count() -> None:
    one = act(
        count("In Wiesing nahm die Polizei 412 Randalierer fest.", "Bote/11", "412", 412), "festnehmen", "x"
    )
    text = "Wiesing meldet mehr als 400 Festnahmen."
    bound = replace(number(text, "400", 400, None, "more_than"), noun_class="incident")
    other = told(text, "Blatt/11")
    other = act(
        replace(other, mention=replace(other.mention, quantities=(bound,))), "melden", "festnehmen", "y"
    )
    assert len(deal(new(one, "c1"), new(other, "c2")).cards) == 1


def test_headlines_of_one_agencys_text_are_one_line() -> None:
    one = head(act(told("Wiesing: Münzen aus Rathaus gestohlen", "Bote/12"), "stehlen", "münze", "rathaus"))
    other = head(act(told("Nächster Fall: Alte Münzen verschwunden", "Blatt/12"), "fehlen", "münze", "alt"))
    copied = replace(other, origin=one.origin)
    assert len(deal(new(one, "c1"), new(other, "c2")).cards) == 2
    assert len(deal(new(one, "c1"), new(copied, "c2")).cards) == 1


def test_who_is_in_custody_is_told_once() -> None:
    one = act(
        told("Wiesinger Unfallfahrer unter Verdacht verhaftet", "Bote/13"), "festnehmen", "@wiesing", "fahrer"
    )
    other = act(told("Ein Raser sitzt in Wiesing in Haft.", "Blatt/13"), "festnehmen", "@wiesing", "raser")
    there = act(told("Ein Dieb sitzt in Auenfeld in Haft.", "Kurier/13"), "festnehmen", "@auenfeld", "dieb")
    assert len(deal(new(one, "c1"), new(other, "c2"), new(there, "c3")).cards) == 2


CALLED = act(
    told(
        "Wegen des Bruchs am Wehr hat der Landrat nach einer Sitzung des Krisenstabs Notstand ausgerufen; "
        "Talsperre, Campingplatz und Jugendherberge sind geräumt.",
        "Kurier/9",
    ),
    "ausrufen", "bruch", "wehr", "landrat", "sitzung", "stab", "notstand", "talsperre", "platz", "herberge",
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "terms", "lines"),
    [
        ("Beamte riefen den Notstand aus.", ("beamter", "notstand"), 1),
        ("Beamte riefen zum Streik auf.", ("beamter", "streik"), 2),
        ("Beamte in Aalsum riefen den Notstand aus.", ("@aalsum", "beamter", "notstand"), 2),
    ],
    ids=["the same deed", "of another thing", "elsewhere"],
)
def test_who_only_says_a_part_of_a_deed_is_told_with_it(
    statement: str, terms: tuple[str, ...], lines: int
) -> None:
    short = act(told(statement, "Bote/9"), "ausrufen", *terms)
    assert len(deal(new(CALLED, "c1"), new(short, "c2")).cards) == lines


def test_what_is_only_like_another_like_line_is_a_line_of_its_own() -> None:
    first = act(
        told("Taucher bergen am Wehr verkeilte Stämme.", "Kurier/8"), "bergen", "taucher", "wehr", "stamm"
    )
    middle = act(
        told("Taucher bergen Stämme, Anlieger spenden Suppe.", "Bote/8"),
        "bergen", "taucher", "stamm", "anlieger", "suppe",
    )  # fmt: skip
    last = act(told("Anlieger spenden den Helfern Suppe.", "Blatt/8"), "spenden", "anlieger", "suppe")
    told_apart = statements(deal(new(first, "c1"), new(middle, "c2"), new(last, "c3")).cards)
    assert last.mention.statement in told_apart
    assert len(told_apart) == 2


def test_two_figures_that_a_card_has_are_told_by_it() -> None:
    def count_both(statement: str, item: str) -> Evidence:
        evidence = act(told(statement, item), "töten", "mensch")
        counted = tuple(number(statement, each, int(each), int(each), noun="Mensch") for each in ("40", "115"))
        return replace(evidence, mention=replace(evidence.mention, quantities=counted))

    before = act(told("Im Tal sterben Menschen.", "Bote/7", 8), "töten", "mensch")
    edited = changed("reworded", before, count_both("Im Tal sterben 40 Menschen, 115 sind verletzt.", "Bote/7"))
    edited = replace(edited, type="quantity_changed", axis="edit")
    again = new(
        count_both("Fackelzug der Blaskapelle endet furchtbar: 115 Verletzte, 40 Tote.", "Kurier/7"), "c2"
    )
    assert len(deal(edited, again).cards) == 1


def test_what_became_of_somebody_is_one_line_of_an_article_where_all_speak_of_it() -> None:
    talk = tuple(
        act(told(f"Nachruf {n}: Dirigent Morgenthal ist tot.", f"ruf/{n}", 13), "töten", "@morgenthal")
        for n in range(9)
    )
    title = head(act(told("Dirigent Morgenthal ist tot", "Bote/9"), "töten", "@morgenthal"))
    text = act(
        told("Zwei Orchester hat er gegründet: Nun ist Morgenthal gestorben.", "Bote/9"),
        "töten", "@morgenthal", "orchester", "gründen",
    )  # fmt: skip
    assert len(deal(new(title, "c1"), new(text, "c2"), before=talk).cards) == 1


KETTLE = act(told("Ein geborstener Wasserkessel ist der Grund.", "Bote/9"), "", "kessel", "wasser", "bersten")


@pytest.mark.parametrize(
    ("statement", "deed", "lines"),
    [("Ursache ist ein Kessel.", "auslösen", 1), ("Nun liefert ein Kessel Dampf.", "liefern", 2)],
    ids=["no deed", "a deed"],
)
def test_what_only_names_a_thing_that_another_line_names_is_told_by_it(
    statement: str, deed: str, lines: int
) -> None:
    bare = act(told(statement, "Blatt/9"), deed, "kessel")
    assert len(deal(new(KETTLE, "c1"), new(bare, "c2")).cards) == lines


ROWER = act(
    told("Dänischer Ruderer beim Dammbruch in Rauhtal schwer verletzt", "Bote/10"),
    "verletzen", "@dk", "@rauhtal", "ruderer", "dammbruch",
)  # fmt: skip


@pytest.mark.parametrize(("who", "lines"), [("Ruderer", 1), ("Taucher", 2)])
def test_what_became_of_one_of_a_rare_sort_is_one_line_whatever_else_is_named(who: str, lines: int) -> None:
    statement = f"Nach Aalsum geflogen: {who} beim Dammbruch in Rauhtal schwer verletzt"
    terms = ("@aalsum", "@rauhtal", who.lower(), "dammbruch" if lines == 1 else "kentern")
    other = act(told(statement, "Blatt/10"), "verletzen", *terms)
    assert len(deal(new(ROWER, "c1"), new(other, "c2")).cards) == lines


@pytest.mark.parametrize(
    ("place", "sort", "lines"),
    [("@rauhtal", "ruderer", 1), ("@dk", "ruderer", 2), ("@rauhtal", "@ruderer-profi", 1)],
    ids=["one town", "one country", "a name of his sort"],
)
def test_of_one_town_less_in_common_shows_that_the_same_one_was_hurt(place: str, sort: str, lines: int) -> None:
    klub = told("Ein Ruderer aus Jütland liegt nach Angaben seines Klubs in einer Klinik.", "Bote/12")
    flown = told("Nach Aalsum ausgeflogen: Ruderer bei Dammbruch schwer verletzt", "Blatt/12")
    one = act(klub, "verletzen", "ruderer", "jütland", "klub", "sommer", "turnier")
    other = act(flown, "verletzen", sort, "ausfliegen", "dammbruch", "schwer", "hubschrauber")
    assert len(deal(new(place_at(one, place), "c1"), new(place_at(other, place), "c2")).cards) == lines


def place_at(evidence: Evidence, name: str) -> Evidence:
    """The statement in a text that names so at its head."""
    (clause,) = evidence.mention.propositions
    return replace(evidence, mention=replace(evidence.mention, propositions=(replace(clause, about=(name,)),)))
