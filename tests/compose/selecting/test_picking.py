"""Of a topic's new statements a digest shows those that a reader would miss, each with something of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.test_backing import only
from tests.compose.builders import DAM, DAY, MORNING, build, changed, coverage, mail, other, said
from watcher.compose import digest as digests
from watcher.compose.selecting.picking import HOLLOW, MANY_PEOPLE, pick
from watcher.compose.telling.cards import Card, deal
from watcher.model import Evidence
from watcher.settings import Topic

FACTS = (
    "Der Zoll in Celle beschlagnahmt vier Kisten mit Tabak.",
    "Die Werft Kranich stellt im Herbst hundert Lehrlinge ein.",
    "Die Bahn ersetzt zwischen Rauhtal und Elschtal drei Brücken.",
    "Der Bischof von Elschtal verkauft die Orgel.",
    "Das Theater in Rauhtal spielt wieder im Freien.",
    "Ein Storch brütet auf dem Rathaus von Celle.",
    "Die Bäcker der Stadt verteuern das Brot.",
    "Der Landrat tritt nach neun Jahren zurück.",
    "Forscher vermessen den Grund des Sees.",
    "Die Schule am Markt bekommt ein neues Dach.",
    "Ein Gericht verbietet die Jagd auf Biber.",
    "Die Post schließt zwei Filialen am Hafen.",
    "Der Fluss führt so wenig Wasser wie zuletzt vor Jahren.",
    "Imker melden eine gute Ernte.",
)


def weigh(text: str, salience: float) -> Evidence:
    said = only(text, f"{text.split()[1]}blatt")
    item = f"item/{text[:12]}"
    return replace(said, mention=replace(said.mention, item=item, salience=salience))


def lay(*evidence: Evidence) -> list[Card]:
    news = [replace(changed("new", None, each), claim=f"c{at}") for at, each in enumerate(evidence)]
    return list(deal(news))


def texts(cards: tuple[Card, ...]) -> list[str]:
    return [card.latest.mention.statement for card in cards]


def test_what_became_of_somebody_comes_before_what_weighs_a_little_more() -> None:
    said = [weigh(text, 0.5) for text in FACTS]
    dead = weigh("Ein Taucher stirbt im See bei Elschtal.", 0.4)
    assert dead.mention.statement in texts(pick(lay(*said, dead), (), (), 12))


def test_what_a_line_above_says_makes_room_for_another_fact() -> None:
    first, again = (weigh(text, 0.8) for text in (FACTS[1], "Hundert Lehrlinge stellt die Werft Kranich ein."))
    other = weigh("Die Post schließt in Celle zwei Filialen am Hafen.", 0.75)
    said = tuple(weigh(text, 0.5) for text in FACTS)
    assert other.mention.statement in texts(pick(lay(first, again, other), (), said, 2))


def test_the_fuller_a_page_is_the_more_a_line_must_weigh() -> None:
    said = [weigh(text, 0.69) for text in FACTS]
    assert len(pick(lay(*said), (), (), 12)) == 8
    heavy = [weigh(text, 0.9) for text in FACTS]
    assert len(pick(lay(*heavy), (), (), 12)) == 12


def test_of_one_event_with_room_left_a_faint_fact_is_shown() -> None:
    story = [weigh(f"In Elschtal {what}.", 0.6) for what in ("brennt die Mühle", "ist der Strom weg")]
    faint = weigh("Für Anwohner in Elschtal steht eine Turnhalle offen.", 0.5)
    mood = weigh("In Elschtal ist nichts mehr so.", 0.0)
    assert set(texts(pick(lay(*story, faint, mood), (), (), 12))) == set(texts(tuple(lay(*story, faint))))
    elsewhere = weigh("Für Anwohner in Celle steht eine Turnhalle offen.", 0.5)
    many = [weigh(text, 0.6) for text in FACTS[:3]]
    assert elsewhere.mention.statement not in texts(pick(lay(*many, elsewhere), (), (), 12))


def test_who_counts_people_is_shown_however_faint_the_line() -> None:
    said = [weigh(text, 0.6) for text in FACTS]
    counted = weigh("Bisher sind 40 Menschen in die Halle gekommen.", 0.1)
    assert counted.mention.quantities[0].low == MANY_PEOPLE * 4
    assert counted.mention.statement in texts(pick(lay(*said, counted), (), (), 12))


def test_who_counts_people_beside_the_topic_is_not_shown() -> None:
    said = [weigh(text, 0.6) for text in FACTS]
    beside = weigh("Bisher sind 40 Menschen in die Halle gekommen.", HOLLOW)
    assert beside.mention.statement not in texts(pick(lay(*said, beside), (), (), 12))


def test_a_page_of_faint_lines_shows_the_best_of_them_if_it_is_worth_anything() -> None:
    faint = [weigh(FACTS[0], 0.1), weigh(FACTS[1], 0.3), weigh(FACTS[2], 0.1)]
    assert texts(pick(lay(*faint), (), (), 12)) == [FACTS[1]]
    assert pick(lay(weigh(FACTS[0], 0.0), weigh(FACTS[1], 0.0)), (), (), 12) == ()


def test_why_it_happened_is_shown_however_plainly_it_is_said() -> None:
    said = [weigh(text, 0.7) for text in FACTS[:2]]
    why = weigh("Ein Kurzschluss am Hafen von Celle ist die Ursache.", 0.3)
    plain = weigh("Ein Kurzfilm am Hafen von Celle ist die Mode.", 0.3)
    shown = texts(pick(lay(*said, why, plain), (), (), 12))
    assert why.mention.statement in shown
    assert plain.mention.statement not in shown


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_whose_new_statements_are_worth_nothing_counts_and_lists(language: str) -> None:
    line = said("Am Damm ist nichts mehr, wie es war.", item="a/1", salience=0.0)
    printed = mail(build(changed("new", None, line), others=(other("a/1", "Damm im Nebel"),)), language)
    assert "Damm im Nebel" in printed.text
    assert "wie es war" not in printed.text + printed.html + printed.subject
    assert "claims list" in printed.text
    assert "1" in printed.subject


def test_a_subject_names_no_further_topic_without_a_line() -> None:
    worth = changed("new", None, said("340 Häuser sind geräumt.", item="a/1"))
    hollow = changed(
        "new",
        None,
        said("Am Wald ist nichts mehr, wie es war.", item="a/2", salience=0.0),
        topic="wald",
        claim="c2",
    )
    topics = (DAM, Topic("wald", "Wald", "Waldbrand"))
    others = (other("a/2", "Nebel am Waldrand", topic="wald"),)
    printed = mail(digests.build(MORNING, topics, (worth, hollow), others, coverage(), DAY))
    assert "WALDBRAND" in printed.text
    assert "Waldbrand" not in printed.subject
