"""Lines that say nearly the same are one line; what differs in figure, name, day or side stays two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import build, changed, number, other, said
from watcher.compose import page
from watcher.compose.telling.cards import Card
from watcher.model import Change, Evidence, Proposition

SHOWN = page.LEVELS[0]


def state(evidence: Evidence, act: str, terms: str, *when: str, negated: bool = False) -> Evidence:
    """The evidence with one proposition."""
    words = tuple(terms.split())
    clause = Proposition(0, 1, act, words, negated=negated, when=when)
    return replace(evidence, mention=replace(evidence.mention, propositions=(clause,)))


def new(statement: str, act: str, terms: str, *when: str, item: str, claim: str, **more: object) -> Change:
    outlet = item.partition("/")[0]
    evidence = said(statement, item=item, outlet=outlet, **more)  # type: ignore[arg-type]
    return changed("new", None, state(evidence, act, terms, *when), claim=claim)


def dealt(*changes: Change) -> tuple[Card, ...]:
    (found,) = page.gather(build(*changes))
    return found.cards


OPENED = new("Ein Verfahren gegen den Wirt.", "öffnen", "verfahren wirt hafen", item="a/1", claim="c1")
TEACHING = new(
    "Verfahren gegen den Wirt am Hafen.", "einleiten", "verfahren wirt hafen", item="b/1", claim="c2"
)


def test_two_outlets_lines_of_one_content_are_one_that_names_both_and_counts_none() -> None:
    (card,) = dealt(OPENED, TEACHING)
    assert card.claim == "c1"
    assert [e.mention.item for e in card.akin] == ["b/1"]
    assert not card.sources.told


def test_the_line_with_more_sources_leads() -> None:
    weighty = replace(OPENED, after=replace(OPENED.after, mention=replace(OPENED.after.mention, salience=0.9)))  # type: ignore[type-var, union-attr]
    joined = changed("corroborated", TEACHING.after, said("Auch wir.", item="d/1", outlet="d"), claim="c2")
    (card,) = [each for each in dealt(weighty, TEACHING, joined) if each.kind.name == "new"]
    assert card.claim == "c2"
    assert {e.mention.item for e in card.support} == {"d/1"}
    assert {e.mention.item for e in card.akin} == {"a/1"}


@pytest.mark.parametrize(
    "twin",
    [
        new("Kein Verfahren gegen den Koch.", "öffnen", "verfahren koch markt", item="b/1", claim="c2"),
        new("Verfahren gegen Ozola.", "öffnen", "verfahren wirt hafen @ozola", item="b/1", claim="c2"),
        changed(
            "new",
            None,
            state(said("Kein Verfahren.", item="b/1"), "öffnen", "verfahren wirt hafen", negated=True),
            claim="c2",
        ),
    ],
    ids=["another subject", "a name that the first lacks", "the other side"],
)
def test_what_differs_stays_a_line_of_its_own(twin: Change) -> None:
    assert len(dealt(OPENED, twin)) == 2


def test_two_figures_are_two_lines() -> None:
    lines = [
        new(text, "sperren", "straße sperren tal", item=item, claim=item, quantities=(number(text, *figure),))
        for text, item, figure in (("4 Straßen", "a/1", ("4", 4, 4)), ("9 Straßen", "b/1", ("9", 9, 9)))
    ]
    assert len(dealt(*lines)) == 2


def test_a_date_that_both_give_joins_two_announcements() -> None:
    one = new("Am 3. Mai ruht der Betrieb.", "ruhen", "betrieb ruhen", "D5-3", item="a/1", claim="c1")
    other_day = new("Am 4. Mai ruht der Betrieb.", "ruhen", "betrieb ruhen", "D5-4", item="b/1", claim="c2")
    planned = new("Für den 3. Mai plant man es.", "planen", "betrieb planen", "D5-3", item="d/1", claim="c3")
    assert [card.claim for card in dealt(one, other_day, planned)] == ["c1", "c2"]


def test_title_and_teaser_of_one_article_with_one_figure_are_one_line() -> None:
    title, teaser = "40 Boote frei", "Rund 40 Boote sind frei, 9 warten."
    both = (number(teaser, "40", 40, 40, "approx"), number(teaser, "9", 9, 9))
    (card,) = dealt(
        new(title, "haben", "boot kanal", item="a/1", claim="c1", quantities=(number(title, "40", 40, 40),)),
        new(teaser, "sein", "boot warten", item="a/1", claim="c2", quantities=both),
    )
    assert card.latest.mention.statement == teaser
    assert card.sources.items == 1


def test_what_changed_takes_in_no_other_articles_news() -> None:
    old, fresh = (
        said("40 Boote", item="z/1"),
        state(said("50 Boote", item="z/2"), "öffnen", "verfahren wirt hafen"),
    )
    assert len(dealt(changed("contradicted", old, fresh, claim="c0"), TEACHING)) == 2


def test_the_words_of_the_topic_tell_nothing_apart() -> None:
    lines = [
        new(f"Satz {n}", f"tun{n}", f"damm tal fluss wort{n}", item=f"a{n}/1", claim=f"c{n}") for n in range(9)
    ]
    assert len(dealt(*lines)) == 9


def test_an_item_whose_claims_are_shown_is_counted_there_and_not_listed() -> None:
    repeated = other("d/1", "Verfahren gegen Wirt am Hafen", "d", claims=("c1",))
    section = build(OPENED, others=(repeated,))
    laid = page.lay_out(section, page.gather(section), SHOWN).topics[0]
    assert laid.others == ()
    assert laid.cards[0].sources.items == 2


@pytest.mark.parametrize(
    ("title", "claims"),
    [
        ("Verfahren gegen Wirt am Hafen", ("c1", "c9")),
        ("Verfahren gegen Wirt am Hafen", ()),
        ("Der Notausgang war verriegelt", ("c1",)),
    ],
    ids=["it says more", "nobody knows what it says", "its title tells another story"],
)
def test_an_item_that_says_more_than_is_shown_stays_listed(title: str, claims: tuple[str, ...]) -> None:
    section = build(OPENED, others=(other("d/1", title, "d", claims=claims),))
    assert len(page.lay_out(section, page.gather(section), SHOWN).topics[0].others) == 1


def test_a_mood_is_counted_and_its_item_listed() -> None:
    mood = changed("new", None, said("Kerzen am Hafen.", item="d/1", outlet="d", salience=0.1), claim="c5")
    section = build(OPENED, mood, others=(other("d/1", "Kerzen am Hafen", "d"),))
    laid = page.lay_out(section, page.gather(section), SHOWN).topics[0]
    (group,) = laid.groups
    assert ([card.claim for card in group.cards], group.cut) == (["c1"], 1)
    assert [each.first.item for each in laid.others] == ["d/1"]
