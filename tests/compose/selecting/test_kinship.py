"""Statements about one thing in other words, among invented statements of a flooded valley."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import SINCE, at, build, changed, number, said
from tests.compose.builders import other as report
from watcher.compose import page
from watcher.compose.selecting.kinship import Scale, leaves_open, read_sides, read_words
from watcher.compose.telling.cards import Card
from watcher.model import Change, Evidence, Proposition

TALK = (
    "Der Damm im Tal hält vorerst.",
    "Am Damm arbeiten Taucher der Bundeswehr.",
    "Die Schule im Tal bleibt geschlossen.",
    "Der Damm im Tal wurde 1961 errichtet.",
    "Landwirte im Tal fordern Entschädigung.",
    "Der Pegel am Damm sinkt seit dem Morgen.",
    "Eine Bürgerversammlung im Tal ist geplant.",
    "Am Damm fehlen noch Sandsäcke.",
)


def told(statement: str, item: str, hour: int = 12, day: int = 28) -> Evidence:
    return said(statement, item=item, outlet=item.partition("/")[0], when=at(day, hour))


def new(evidence: Evidence, claim: str) -> Change:
    return changed("new", None, evidence, claim=claim)


def deal(
    *news: Change,
    before: tuple[Evidence, ...] = (),
    known: frozenset[str] = frozenset(),
    akin: frozenset[tuple[str, str]] = frozenset(),
) -> page.Dealt:
    """The topic's cards, with the valley's talk of the day and what was said the day before."""
    digest = build(*news)
    talk = (told(text, f"talk/{n}", 13) for n, text in enumerate(TALK))
    said_lately = (*before, *talk, *(each.after for each in news if each.after))
    (section,) = digest.sections
    (found,) = page.gather(
        replace(digest, sections=(replace(section, said=said_lately, known=known, akin=akin),))
    )
    return found


def statements(cards: tuple[Card, ...]) -> list[str]:
    return [card.latest.mention.statement for card in cards]


LETTER = told("Beim Landrat ging ein Drohschreiben ein.", "Bote/1")
AGAIN = told("Das Drohschreiben ging auch beim Landrat ein, sagt ein Sprecher.", "Blatt/1")


def test_a_rare_word_weighs_more_than_three_that_everybody_says() -> None:
    scale = Scale([told(text, f"talk/{n}") for n, text in enumerate(TALK)] + [LETTER, AGAIN])
    rare = scale.kinship(read_words(LETTER), read_words(AGAIN))
    common = scale.kinship(read_words(told(TALK[0], "a/1")), read_words(told(TALK[3], "a/2")))
    assert rare > 0.4 > common


def test_a_word_that_says_nothing_of_a_thing_weighs_nothing() -> None:
    spectacular = told("Spektakuläre Bergung brachte Taucher weiterhin nach Wiesing.", "a/1")
    assert "~spektaku" not in read_words(spectacular)
    assert read_words(spectacular) >= {"~bergung", "~taucher", "~wiesing"}


@pytest.mark.parametrize(("times", "shared"), [(3, True), (8, False)], ids=["rare", "often said"])
def test_a_word_is_not_two_because_its_letters_are_there_too(times: int, shared: bool) -> None:
    slope = [act(told(f"Am Südwesthang fehlt {n}.", f"a/{n}"), "fehlen", "südwesthang") for n in range(times)]
    talk = [told(f"{text} ({n})", f"talk/{n}") for n in range(5) for text in TALK]
    one, other = (frozenset(("südwesthang", "~südwesth", word)) for word in ("schule", "bundeswehr"))
    assert (Scale([*slope, *talk]).kinship(one, other) > 0.0) is shared


def test_a_name_alone_is_nothing_that_two_statements_share() -> None:
    one, other = (
        frozenset(words) for words in (("@wiesing", "~wiesing", "damm"), ("@wiesing", "~wiesing", "schule"))
    )
    claim = act(told("Wiesing klagt.", "a/1"), "klagen", "@wiesing")
    scale = Scale([told(text, f"talk/{n}") for n, text in enumerate(TALK)] + [claim])
    assert (scale.kinship(one, other), scale.meets(one, other)) == (0.0, False)


def test_the_parts_of_a_compound_in_the_title_tell_nothing_unless_they_stand_alone() -> None:
    def state(text: str, *terms: str) -> Evidence:
        line = said(text)
        return replace(line, mention=replace(line.mention, propositions=(Proposition(0, 9, "", terms),)))

    league = [state(f"Regionalliga: Klub {n} gewinnt.", "region", "liga", f"klub{n}") for n in range(8)]
    parts = Scale(league, "Regionalliga")
    assert [parts.rate(word) > 0 for word in ("region", "liga", "klub1")] == [False, False, True]
    alone = [state(f"Die Region {n} hat Wasser.", "region", "wasser") for n in range(8)]
    assert Scale([*league, *alone], "Regionalliga").rate("region") > 0


def test_of_few_statements_all_words_tell_but_those_of_the_topics_title() -> None:
    scale = Scale([LETTER, AGAIN], "Drohschreiben")
    assert scale.kinship(read_words(LETTER), read_words(AGAIN)) == 0.0
    scale = Scale([LETTER, AGAIN], "Landrat")
    assert scale.weigh(read_words(LETTER)) > 0.0


def test_of_akin_lines_one_is_told_and_names_the_other() -> None:
    (card,) = deal(new(LETTER, "c1"), new(AGAIN, "c2")).cards
    assert card.latest == LETTER
    assert [each.outlet for each in card.akin] == ["Blatt"]


def act(evidence: Evidence, deed: str, *terms: str) -> Evidence:
    clause = Proposition(0, 1, deed, terms)
    return replace(evidence, mention=replace(evidence.mention, propositions=(clause,)))


DIVERS = act(
    told("Am Wehr bergen Soldaten verkeilte Baumstämme.", "Bote/3"), "bergen", "wehr", "soldat", "stamm"
)


@pytest.mark.parametrize(
    ("beside", "named"),
    [
        (("Soldaten bergen mehrere Baumstämme.", "bergen", "wald"), ["Blatt"]),
        (("Verkeilte Baumstämme und Soldaten prägen das Bild.", "prägen", "wald"), []),
        (("Dabei bergen Soldaten mehrere Baumstämme.", "bergen", "wald"), []),
    ],
    ids=["the same deed", "another deed", "nobody knows where"],
)
def test_only_who_says_what_the_line_does_is_named_beneath_it(
    beside: tuple[str, ...], named: list[str]
) -> None:
    statement, deed, *terms = beside
    other = act(told(statement, "Blatt/3"), deed, *terms)
    (card,) = deal(new(DIVERS, "c1"), new(other, "c2")).cards
    assert [each.outlet for each in card.akin] == named


@pytest.mark.parametrize(("name", "named"), [("", ["Blatt"]), ("@wiesing", [])], ids=["none", "somebody"])
def test_whoever_leaves_out_of_whom_the_line_is_is_not_named(name: str, named: list[str]) -> None:
    terms = ("wehr", "soldat", "stamm")
    line = act(
        told("Am Wehr birgt Wiesing mit Soldaten Baumstämme.", "Bote/3"),
        "bergen",
        *terms,
        *filter(None, [name]),
    )
    other = act(told("Soldaten bergen einige Baumstämme.", "Blatt/3"), "bergen", "wald")
    (card,) = deal(new(line, "c1"), new(other, "c2")).cards
    assert [each.outlet for each in card.akin] == named


def test_an_article_that_is_not_named_is_among_the_other_reports() -> None:
    picture = act(told("Verkeilte Baumstämme und Soldaten prägen das Bild.", "Blatt/3"), "prägen", "wald")
    found = deal(new(DIVERS, "c1"), new(picture, "c2"))
    section = replace(found.section, others=(report("Blatt/3", "Das Wehr", "Blatt"),))
    (topic,) = page.lay_out(build(), [replace(found, section=section)], page.LEVELS[0]).topics
    assert [each.first.item for each in topic.others] == ["Blatt/3"]


def test_lines_with_other_figures_stay_two() -> None:
    lines = [
        said(text, item=item, outlet=item, quantities=(number(text, figure, value, value),))
        for text, item, figure, value in (
            ("Das Drohschreiben nennt 4 Ziele beim Landrat.", "a/1", "4", 4),
            ("Das Drohschreiben nennt 9 Ziele beim Landrat.", "b/1", "9", 9),
        )
    ]
    assert len(deal(*(new(each, each.outlet) for each in lines)).cards) == 2


def test_what_was_said_before_the_window_is_known() -> None:
    yesterday = told("Beim Landrat ging am Sonntag ein Drohschreiben ein.", "Kurier/1", day=27)
    found = deal(new(LETTER, "c1"), before=(yesterday,))
    assert (statements(found.cards), statements(found.repeats)) == ([], [LETTER.mention.statement])


def test_a_claim_the_ledger_held_is_known_if_it_shares_a_word_with_what_was_said() -> None:
    text = "Wegen Post an den Landrat ermittelt die Kriminalpolizei, ein Drohschreiben wird untersucht."
    yesterday = told(text, "Kurier/1", day=27)
    other = told("Der Kreistag verlegt seine Sitzung in die Turnhalle.", "Blatt/2")
    found = deal(new(LETTER, "c1"), new(other, "c2"), before=(yesterday,), known=frozenset({"c1", "c2"}))
    assert statements(found.cards) == [other.mention.statement]


@pytest.mark.parametrize(("before", "known"), [(4_000, True), (300, False)])
def test_thousands_are_known_where_as_many_were_counted(before: int, known: bool) -> None:
    text, now = (
        f"Am Deich halfen {before} Freiwillige beim Stapeln.",
        "Tausende Freiwillige stapeln Säcke am Deich.",
    )
    counted = number(text, str(before), before, before, noun="Freiwilliger")
    vague = number(now, "Tausende", 1_000, None, "at_least", noun="Freiwilliger")
    yesterday = said(text, item="Kurier/1", when=at(27, 12), quantities=(counted,))
    today = said(now, item="Bote/1", quantities=(vague,))
    assert (deal(new(today, "c1"), before=(yesterday,)).cards == ()) is known


def test_what_was_a_rumour_is_news_when_it_is_so() -> None:
    rumour = told("Beim Landrat ging womöglich ein Drohschreiben ein.", "Kurier/1", day=27)
    rumour = replace(rumour, mention=replace(rumour.mention, standing="unverified"))
    assert statements(deal(new(LETTER, "c1"), before=(rumour,)).cards) == [LETTER.mention.statement]


def test_what_became_of_somebody_is_news_whatever_else_was_said_before() -> None:
    def state(evidence: Evidence, *acts: str) -> Evidence:
        clauses = tuple(Proposition(0, 1, act, (act,)) for act in acts)
        return replace(evidence, mention=replace(evidence.mention, propositions=clauses))

    yesterday = state(
        told("Unfall am Bahnübergang: Lokführer bremst, Radfahrer stürzt.", "Kurier/1", day=27), "bremsen"
    )
    today = "Unfall am Bahnübergang: Lokführer bremst, Radfahrer gestorben."
    dead, hurt = state(told(today, "Bote/2"), "bremsen", "töten"), state(told(today, "Bote/2"), "bremsen")
    assert statements(deal(new(dead, "c1"), before=(yesterday,)).cards) == [today]
    assert deal(new(hurt, "c1"), before=(yesterday,)).cards == ()


def test_what_an_outlet_said_word_for_word_before_is_known() -> None:
    yesterday = replace(told(LETTER.mention.statement, "Bote/0", day=27), outlet="Bote")
    assert deal(new(LETTER, "c1"), before=(yesterday,)).cards == ()


@pytest.mark.parametrize(
    ("question", "later"),
    [
        ("Wann die Brücke wieder öffnet, ist unklar.", "Die Sperrung dauert wohl bis Freitag."),
        ("Wer das Drohschreiben verfasste, ist unbekannt.", "Das Drohschreiben verfasste ein Schüler."),
    ],
)
def test_what_was_open_and_is_answered_by_now_is_no_news(question: str, later: str) -> None:
    asked, answer = told(question, "Bote/7", 8), told(later, "Blatt/7", 15)
    assert leaves_open(asked)
    assert statements(deal(new(asked, "c1"), new(answer, "c2")).cards) == [later]


def test_what_is_still_open_is_news() -> None:
    asked = told("Wann die Brücke wieder öffnet, ist unklar.", "Bote/7", 8)
    assert statements(deal(new(asked, "c1")).cards) == [asked.mention.statement]


def test_of_forecasts_of_one_end_the_latest_leads() -> None:
    first = told("Die Sperrung kann bis zum Abend dauern.", "Bote/8", 9)
    last = told("Die Straße bleibt wohl bis Freitag dicht.", "Blatt/8", 16)
    (card,) = deal(new(first, "c1"), new(last, "c2")).cards
    assert (card.latest, card.akin) == (last, ())


def test_the_mail_lists_what_is_known_apart_from_what_is_new() -> None:
    assert LETTER.seen_at > SINCE
    yesterday = told("Beim Landrat ging am Sonntag ein Drohschreiben ein.", "Kurier/1", day=27)
    found = deal(new(LETTER, "c1"), before=(yesterday,))
    laid = page.lay_out(build(new(LETTER, "c1")), [found], page.LEVELS[0])
    (topic,) = laid.topics
    assert (topic.groups, statements(topic.repeats)) == ((), [LETTER.mention.statement])


def count(statement: str, item: str, text: str, figure: float, day: int = 28) -> Evidence:
    evidence = told(statement, item, day=day)
    counted = number(statement, text, figure, figure, noun="Sandsack")
    return replace(evidence, mention=replace(evidence.mention, quantities=(counted,)))


@pytest.mark.parametrize(("figure", "known"), [("4.000", True), ("9.000", False)], ids=["known", "new"])
def test_a_figure_that_nobody_gave_before_is_news_in_whatever_words(figure: str, known: bool) -> None:
    before = count("Am Wehr füllten Soldaten 4.000 Säcke.", "Bote/4", "4.000", 4_000, day=27)
    text = f"Am Wehr füllten Soldaten {figure} Säcke ab."
    now = count(text, "Blatt/4", figure, float(figure.replace(".", "")))
    found = deal(new(now, "c1"), before=(before,))
    assert bool(found.repeats) is known
    assert bool(found.cards) is not known


def test_of_one_article_a_line_that_shares_a_rare_word_is_told_once() -> None:
    title = told(
        "Soldaten bergen Baumstämme, Taucher suchen Angler, Landrat verspricht Bewohnern Hilfe", "Bote/5"
    )
    teaser = told(
        "Seit Stunden bergen Soldaten mit schwerem Gerät verkeiltes Treibholz, während Anwohner Kaffee kochen.",
        "Bote/5",
    )
    assert len(deal(new(title, "c1"), new(teaser, "c2")).cards) == 1
    copied = replace(teaser, mention=replace(teaser.mention, item="Blatt/5"), outlet="Blatt")
    assert len(deal(new(title, "c1"), new(copied, "c2")).cards) == 1
    elsewhere = replace(copied, origin="Blatt/5")
    assert len(deal(new(title, "c1"), new(elsewhere, "c2")).cards) == 2


def toll(
    statement: str, item: str, place: str, figure: float, text: str, *states: str, day: int = 28
) -> Evidence:
    """What counts people at a place."""
    evidence = count(statement, item, text, figure, day)
    clause = Proposition(0, 1, states[0], (place, *states), quantities=(0,), measures=(f"{states[-1]}/mensch",))
    return replace(evidence, mention=replace(evidence.mention, propositions=(clause,)))


DEAD = toll("In Wiesing starben zwei Männer.", "Kurier/6", "@wiesing", 2, "zwei", "töten", day=27)


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (toll("Wiesing hat zwei Hochwassertote.", "Bote/6", "@wiesing", 2, "zwei", "töten"), True),
        (toll("Auenfeld hat zwei Hochwassertote.", "Bote/6", "@auenfeld", 2, "zwei", "töten"), False),
        (
            toll(
                "In Wiesing kennt man die zwei jetzt.",
                "Bote/6",
                "@wiesing",
                2,
                "zwei",
                "identifizieren",
                "töten",
            ),
            False,
        ),
    ],
    ids=["the same", "elsewhere", "who they are"],
)
def test_a_toll_of_one_place_is_known_in_whatever_words(now: Evidence, known: bool) -> None:
    assert bool(deal(new(now, "c1"), before=(DEAD,)).repeats) is known


def test_of_one_article_what_became_of_somebody_is_a_line_of_its_own() -> None:
    inquiry = act(
        told("Zum Dammbruch in Wiesing ermittelt die Staatsanwaltschaft.", "Bote/7"), "ermitteln", "x"
    )
    dead = act(
        told("Beim Dammbruch in Wiesing starben laut Staatsanwaltschaft Camper.", "Bote/7"), "töten", "y"
    )
    assert len(deal(new(inquiry, "c1"), new(dead, "c2")).cards) == 2


def test_who_counts_people_is_shown_however_faint_the_line() -> None:
    faint = [told(f"Stimmung am Wehr, Teil {n}: {word}.", f"Bote/{n + 20}") for n, word in enumerate(TALK)]
    faint = [replace(each, mention=replace(each.mention, salience=0.1)) for each in faint]
    text = "Inzwischen sind 16 weitere Anwohner zugeordnet."
    people = replace(number(text, "16", 16, 16, noun="Anwohner"), noun_class="person")
    counted = told(text, "Blatt/9")
    counted = replace(counted, mention=replace(counted.mention, salience=0.1, quantities=(people,)))
    changes = [new(each, f"c{n}") for n, each in enumerate((*faint, counted))]
    (topic,) = page.lay_out(build(), page.gather(build(*changes)), page.LEVELS[0]).topics
    assert text in [each for group in topic.groups for each in statements(group.cards)]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Es liegt nicht am Wetter: Auch der Läufer Talgrund scheidet aus.", {True, False}),
        ("Talgrund: Der Läufer scheidet nicht aus.", {True}),
        ("Der Läufer Talgrund scheidet aus.", {False}),
    ],
)
def test_what_only_one_sentence_denies_is_not_taken_for_the_opposite(text: str, sides: set[bool]) -> None:
    clause = Proposition(0, len(text), "ausscheiden", ("läufer",), negated="nicht" in text)
    evidence = told(text, "a/1")
    assert read_sides(replace(evidence, mention=replace(evidence.mention, propositions=(clause,)))) == sides
