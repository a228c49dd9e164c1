"""The subject line tells what a reader must know, not what kind of change comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.analyze.test_backing import only
from tests.compose.builders import DAM, DAY, MORNING, changed, coverage, mail
from watcher.compose import digest as digests
from watcher.compose.cards import Card, deal
from watcher.compose.leading import lead_with, list_given, rate
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
