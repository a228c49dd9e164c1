"""The subject line tells what a reader must know, not what kind of change comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.analyze.test_backing import only
from tests.compose.builders import DAM, DAY, MORNING, changed, coverage, mail
from watcher.compose import digest as digests
from watcher.compose.selecting.leading import lead_with, list_given, rate
from watcher.compose.selecting.weights import weigh_all
from watcher.compose.telling.cards import Card, deal
from watcher.model import Change, Evidence
from watcher.settings import Topic

HURT = "Beim Feuerwerk in Rauhtal wurden zwei Menschen verletzt."
HURT_MORE = "Beim Feuerwerk in Rauhtal wurden drei Menschen verletzt."
DEAD = "Beim Brand der Fähre in Elschtal sind 30 Menschen gestorben."
TALK = "Der Landrat von Celle lobt die neue Brücke."


def news(text: str, claim: str = "c1", salience: float = 0.6) -> Change:
    return replace(changed("new", None, weigh(text, salience)), claim=claim)


def recount(claim: str = "c2", topic: str = "staudamm") -> Change:
    moved = changed("quantity_changed", weigh(HURT), weigh(HURT_MORE, 0.6, "Hafenblatt", 1))
    return replace(moved, claim=claim, reason="update: 2 → 3 Mensch", topic=topic)


def weigh(text: str, salience: float = 0.6, outlet: str = "Tagesbote", hours: int = 0) -> Evidence:
    said = only(text, outlet, hours)
    return replace(said, mention=replace(said.mention, salience=salience, item=f"{outlet}/{text[:20]}"))


def make(change: Change) -> Card:
    (card,) = deal([change])
    return card


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (news(DEAD), recount()),
        (recount(), news(TALK)),
        (news(DEAD), news(DEAD.replace("30", "3"))),
        (news(DEAD), news(DEAD.replace("gestorben", "verletzt worden"))),
        (news("Beim Brand der Fähre ist der Kapitän gestorben."), news(TALK)),
        (news(TALK, salience=0.9), news(TALK, salience=0.4)),
        (recount(), news("Millionen Menschen feiern am Hafen von Celle.", salience=0.8)),
    ],
    ids=[
        "a toll",
        "a figure that changed",
        "more dead",
        "dead, not hurt",
        "one who died",
        "what weighs more",
        "no crowd",
    ],
)
def test_what_affects_more_people_or_is_surer_leads(first: Change, second: Change) -> None:
    cards = deal([replace(second, claim="c8"), replace(first, claim="c9")])
    assert lead_with(cards, cards)[0].latest == first.after


def test_a_toll_that_was_known_does_not_lead() -> None:
    known = weigh(DEAD)
    later = replace(known, seen_at=known.seen_at + timedelta(days=1))
    card = make(replace(changed("new", None, later), claim="c1"))
    assert rate(card, list_given([known], known.seen_at)) < rate(make(recount()))
    assert rate(card) > rate(make(recount()))


def test_a_large_toll_is_known_in_whatever_words_it_was_given() -> None:
    known = weigh(DEAD)
    later = weigh("Von den 30 Menschen sind zwölf identifiziert.", 0.6, "Hafenblatt", 30)
    card = make(replace(changed("new", None, later), claim="c1"))
    assert rate(card, list_given([known], known.seen_at)) < rate(card)


def test_only_what_is_shown_leads() -> None:
    cards = deal([news(DEAD, "c1"), news(TALK, "c2")])
    shown = [card for card in cards if card.claim == "c2"]
    assert [card.claim for card in lead_with(cards, shown)] == ["c2", "c1"]
    assert lead_with(cards, []) == cards


def test_the_subject_tells_of_the_dead_and_not_of_the_firework() -> None:
    message = mail(digests.build(MORNING, (DAM,), (recount(), news(DEAD)), (), coverage(), DAY))
    assert "30 Menschen gestorben" in message.subject
    assert message.text.startswith("Staudamm")
    assert "30 Menschen gestorben" in " ".join(message.text.partition("=====")[0].split())


def test_the_topic_with_the_dead_comes_before_the_one_with_the_firework() -> None:
    first, second = Topic("feuerwerk", "x", "Feuerwerk"), Topic("faehre", "x", "Fähre")
    told = (recount(topic="feuerwerk"), replace(news(DEAD), topic="faehre"))
    message = mail(digests.build(MORNING, (first, second), told, (), coverage(), DAY))
    assert message.subject.startswith("Fähre: ")


def test_a_correction_by_little_leads_no_more_than_who_answers_for_it() -> None:
    moved = changed(
        "quantity_changed",
        weigh("Bei dem Brand in Elschtal wurden 115 Menschen verletzt."),
        weigh("Bei dem Brand in Elschtal wurden 119 Menschen verletzt.", 0.8, "Hafenblatt", 1),
    )
    charged = weigh("Gegen die Betreiber in Elschtal wurde ein Verfahren wegen Brandstiftung eröffnet.", 0.7)
    cards = deal([replace(moved, claim="c8"), replace(changed("new", None, charged), claim="c9")])
    weights = weigh_all((), [card.latest for card in cards])
    assert lead_with(cards, cards, weights=weights)[0].latest == charged


def test_some_of_those_who_were_counted_lead_less() -> None:
    known = weigh("Bei dem Brand in Elschtal wurden 119 Menschen verletzt.")
    later = weigh("Nach dem Brand in Elschtal werden 50 Verletzte verlegt.", 0.6, "Hafenblatt", 30)
    said = [replace(known, mention=replace(known.mention, item=f"item/{at}")) for at in range(9)]
    card = make(replace(changed("new", None, later), claim="c1"))
    assert rate(card, list_given(said, known.seen_at)) < rate(card)


def test_what_only_its_text_makes_clear_leads_less() -> None:
    assert rate(make(news("Nun sucht die Polizei von Celle nach dem Boot."))) < rate(
        make(news("Die Polizei von Celle sucht nach dem Boot."))
    )
