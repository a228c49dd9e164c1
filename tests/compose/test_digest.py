from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import DAM, DAY, MORNING, at, build, changed, coverage, number, other, said
from watcher.compose import alert, digest, kinds
from watcher.compose.kinds import EDITED, Kind
from watcher.compose.page import LEVELS, Page, gather, lay_out
from watcher.compose.telling.cards import Card, deal
from watcher.model import Backing, Change, Digest
from watcher.settings import AlertRule, Topic

FIRE = Topic("brand", "Brand", "Waldbrand")
RULE = replace(DAM, alert=AlertRule(("standing_changed", "contradicted"), ("desk",)))


def names(cards: tuple[Card, ...]) -> list[str]:
    return [card.kind.name for card in cards]


def page(built: Digest) -> Page:
    return lay_out(built, gather(built), LEVELS[0])


def confirmed(claim: str = "c1", **more: object) -> Change:
    return changed(
        "standing_changed",
        said("Der Damm soll brechen.", item="a/1", when=at(20), standing="unverified"),
        said("Der Damm ist gebrochen, bestätigt Kern.", item="b/1", standing="confirmed", **more),  # type: ignore[arg-type]
        claim=claim,
    )


def numbers(claim: str, old: str, new: str, item: str, hour: int) -> Change:
    return changed("quantity_changed", said(old, item="a/1", when=at(28, hour - 1)),
                   said(new, item=item, when=at(28, hour)), claim=claim)  # fmt: skip


def test_what_an_editor_must_act_on_comes_first() -> None:
    news = [
        changed("attribution_changed", said("A eins", item="p/1"), said("A eins", item="p/2"), claim="k1"),
        changed("corroborated", said("B zwei", item="q/1"), said("B zwei!", item="q/2"), claim="k2"),
        changed("new", None, said("C drei", item="r/1"), claim="k3"),
        changed("corrected", said("D vier", item="s/1"), said("D fünf", item="s/1", revision=2),
                claim="k4", axis="edit"),
        changed("contradicted", said("E sechs", item="t/1"), said("E sieben", item="t/2"), claim="k5"),
        numbers("k6", "F 8", "F 9", "u/1", 12),
        confirmed("k7"),
    ]  # fmt: skip
    cards = deal(build(*news).sections[0].changes)
    assert names(cards) == [
        "confirmed",
        "number",
        "contradicted",
        "corrected",
        "new",
        "corroborated",
        "speaker",
    ]


def test_of_one_kind_the_more_salient_comes_first() -> None:
    news = [
        changed("new", None, said(f"Satz {n}", item=f"a/{n}", salience=n / 10), claim=f"k{n}")
        for n in (2, 9, 5)
    ]
    built = build(*news)
    assert [each.item for each in built.sections[0].changes] == ["a/9", "a/5", "a/2"]


@pytest.mark.parametrize(
    "change",
    [
        changed("reworded", said("Alt"), said("Anders", revision=2), axis="edit"),
        changed("quantity_changed", said("Rund 100"), said("101", item="b/1"), reason="agrees: 100 → 101"),
        changed("contradicted", said("Gleich  wie zuvor"), said("gleich wie zuvor", item="b/1")),
    ],
    ids=["reworded", "agrees", "the same words"],
)
def test_some_changes_are_not_mailed_but_their_item_is_listed(change: Change) -> None:
    built = build(change, others=(other(change.item, "Die Überschrift"),))
    assert not built.sections[0].changes
    assert [each.first.title for each in page(built).topics[0].others] == ["Die Überschrift"]


def test_a_mention_below_the_topics_salience_is_kept_for_the_list_of_items() -> None:
    picky = replace(DAM, salience=0.4)
    news = (changed("new", None, said("Nebensache", salience=0.3)),)
    built = digest.build(MORNING, (picky,), news, (other("a/1", "Titel"),), coverage(), DAY)
    assert not built.sections[0].changes
    assert built.sections[0].others


def test_a_claim_that_is_new_and_changes_shows_both_in_one_card() -> None:
    first = changed("new", None, said("Es sind 3 Orte.", item="a/1", when=at(28, 11)))
    (card,) = deal(
        build(first, numbers("c1", "Es sind 3 Orte.", "Es sind 5 Orte.", "b/2", 12)).sections[0].changes
    )
    assert [kind.name for kind in card.kinds] == ["number", "new"]
    assert [line.text for line in card.lines] == ["Es sind 3 Orte.", "Es sind 5 Orte."]


def test_a_claim_that_changes_twice_leads_from_the_first_to_the_last() -> None:
    steps = [
        numbers("c1", f"Es sind {n} Orte.", f"Es sind {n + 1} Orte.", f"b/{n}", n + 5) for n in range(1, 7)
    ]
    (card,) = deal(build(*steps).sections[0].changes)
    assert [line.text for line in card.lines] == [f"Es sind {n} Orte." for n in (1, 5, 6, 7)]
    assert [line.role for line in card.lines] == ["before", "then", "then", "now"]
    assert card.between == 3


def test_what_one_card_tells_no_other_repeats() -> None:
    fact = said("Der Damm ist gebrochen, bestätigt Kern.", item="b/1", standing="confirmed")
    cards = deal(build(confirmed(), changed("new", None, fact, claim="c9")).sections[0].changes)
    assert names(cards) == ["confirmed"]


def test_two_claims_that_show_the_same_two_wordings_are_one_card() -> None:
    cards = deal(build(confirmed("c1"), confirmed("c2")).sections[0].changes)
    assert names(cards) == ["confirmed"]


def test_an_edit_of_one_outlet_stays_apart_from_the_story() -> None:
    edit = changed("standing_changed", said("Der Damm soll brechen.", item="d/1"),
                   said("Der Damm bricht.", item="d/1", revision=2), axis="edit")  # fmt: skip
    laid = page(build(confirmed(), edit)).topics[0]
    assert [group.name for group in laid.groups] == ["decisive", "edits"]


def test_edits_of_two_outlets_are_never_one_card() -> None:
    sides = [
        (said("Es sind 3 Orte.", item=item), said("Es sind 5 Orte.", item=item, revision=2))
        for item in ("d/1", "e/1")
    ]
    cards = deal([changed("quantity_changed", *each, axis="edit") for each in sides])
    assert [card.latest.mention.item for card in cards] == ["d/1", "e/1"]


def test_a_denial_is_called_one() -> None:
    change = changed("contradicted", said("Der Damm ist marode."),
                     said("Der Damm ist sicher, so Kern.", item="b/1", standing="denied"))  # fmt: skip
    (card,) = deal((change,))
    assert card.kind.name == "denied"
    assert [line.mark for line in card.lines] == ["mark", "mark"]
    assert card.turn == ("attributed", "denied")


def test_items_that_a_card_shows_are_not_listed_again() -> None:
    built = build(confirmed(), others=(other("b/1", "Gebrochen"), other("z/1", "Anderes")))
    assert [each.first.item for each in page(built).topics[0].others] == ["z/1"]


def test_copies_of_an_agency_text_belong_to_its_card() -> None:
    built = build(
        confirmed(origin="dpa/1", agencies=("dpa",)),
        others=(
            other("x/1", "Kopie", "Blatt X", origin="dpa/1"),
            other("y/1", "Kopie", "Blatt Y", origin="dpa/1"),
        ),
    )
    (topic,) = page(built).topics
    sources = topic.groups[0].cards[0].sources
    assert (sources.items, sources.origins, sources.agencies) == (3, 1, ("dpa",))
    assert [name for name, _ in sources.others] == ["Blatt X", "Blatt Y"]
    assert not topic.others


def test_copies_among_the_other_items_are_one_line() -> None:
    built = build(
        others=tuple(other(f"x/{n}", f"Titel {n}", origin="dpa/7", seen_at=at(28, n)) for n in (9, 8, 7))
    )
    (copies,) = page(built).topics[0].others
    assert copies.first.title == "Titel 7"
    assert (copies.sources.items, copies.sources.origins) == (3, 1)


def test_who_corroborates_a_changed_claim_is_named_in_its_card() -> None:
    more = changed("corroborated", said("Der Damm brach.", item="a/1"),
                   said("Der Damm brach am Morgen.", item="e/1", outlet="Abendblick"), claim="c1")  # fmt: skip
    (card,) = deal(build(confirmed(), more).sections[0].changes)
    assert [each.outlet for each in card.support] == ["Abendblick"]
    assert (card.sources.items, card.sources.origins) == (2, 2)


BROKE = said("Der Damm brach.", item="a/1", outlet="Talbote", when=at(28, 6))
LATER = said("Der Damm brach am Morgen.", item="e/1", outlet="Abendblick", when=at(28, 9))


def test_a_further_source_names_all_outlets_once_by_who_said_it_first() -> None:
    more = changed("corroborated", BROKE, LATER, claim="c1")
    twice = said("Es brach der Damm.", item="a/2", outlet="Talbote", when=at(28, 7))
    early = said("Es brach der Damm.", item="z/1", outlet="Frühpost", when=at(28, 5))
    backing = (Backing("c1", LATER, (BROKE, twice, early)),)
    (card,) = page(replace(build(more), backing=backing)).cards
    assert [name for name, _ in card.sources.others] == ["Frühpost", "Talbote"]
    assert (card.sources.items, card.sources.origins, card.sources.began) == (4, 3, early.seen_at)


def test_where_nobody_looked_a_further_source_names_whom_its_change_knows() -> None:
    (card,) = page(build(changed("corroborated", BROKE, LATER, claim="c1"))).cards
    assert ([name for name, _ in card.sources.others], card.sources.began) == (["Talbote"], BROKE.seen_at)


def test_a_further_source_of_what_an_edit_shows_is_told_by_the_edit() -> None:
    old = said("Der Damm hält.", item="e/1", outlet="Abendblick", when=at(28, 8))
    new = said("Der Damm brach.", item="e/1", outlet="Abendblick", revision=2, when=at(28, 9))
    third = said("Es brach der Damm.", item="u/1", outlet="Uferpost", when=at(28, 10))
    built = build(
        changed("contradicted", old, new, claim="c1", axis="edit"),
        changed("corroborated", BROKE, third, claim="c1"),
    )
    backing = (Backing("c1", new, (BROKE, third)), Backing("c1", third, (BROKE, new)))
    (card,) = page(replace(built, backing=backing)).cards
    assert card.kind is EDITED
    assert [name for name, _ in card.sources.others] == ["Talbote", "Uferpost"]
    (alone,) = page(replace(build(built.sections[0].changes[0]), backing=backing)).cards
    assert not alone.sources.told  # who else says so is no news beside the edit


def test_who_has_another_figure_is_no_source_and_is_listed_by_itself() -> None:
    shown = said("45 Häuser stehen leer.", item="a/1", outlet="Talbote", when=at(28, 6))
    item = replace(other("b/1", "45 Häuser stehen leer", "Uferpost"), claims=("c1",))
    built = replace(
        build(changed("new", None, shown, claim="c1"), others=(item,)),
        backing=(Backing("c1", shown, ()),),
    )
    (topic,) = page(built).topics
    assert not topic.groups[0].cards[0].sources.told
    assert [each.first.item for each in topic.others] == ["b/1"]


def test_what_is_cut_is_counted_and_its_items_are_listed() -> None:
    news = [
        changed("new", None, said(f"Satz {n}", item=f"a/{n}", salience=0.8), claim=f"k{n}") for n in range(20)
    ]
    built = build(*news, others=tuple(other(f"a/{n}", f"Titel {n}") for n in range(20)))
    (topic,) = page(built).topics
    (group,) = topic.groups
    assert len(group.cards) + group.cut == 20
    assert len(topic.others) == group.cut == 20 - LEVELS[0].rows


def test_the_topic_to_act_on_comes_first_and_quiet_ones_are_named() -> None:
    topics = (FIRE, Topic("ruhe", "Ruhe", "Ruhe"), DAM)
    news = (changed("new", None, said("Es brennt."), topic="brand"), confirmed())
    built = digest.build(MORNING, topics, news, (), coverage(), DAY)
    assert [each.topic for each in built.sections] == ["staudamm", "brand", "ruhe"]
    assert page(built).quiet == ("Ruhe",)


def test_a_list_hears_only_its_topics() -> None:
    only = replace(MORNING, topics=("staudamm",))
    built = digest.build(
        only, (FIRE, DAM), (changed("new", None, said("Es brennt."), topic="brand"),), (), coverage(), DAY
    )
    assert [each.topic for each in built.sections] == ["staudamm"]
    assert built.quiet


def test_an_alert_fires_for_what_the_rule_names() -> None:
    built = alert.build(RULE, (confirmed(), changed("new", None, said("Neu."), claim="c8")))
    assert built is not None
    assert [each.type for each in built.changes] == ["standing_changed"]


def test_an_alert_stays_silent_otherwise() -> None:
    assert alert.build(RULE, (changed("new", None, said("Neu.")),)) is None
    assert alert.build(RULE, (replace(confirmed(), topic="brand"),)) is None
    assert alert.build(DAM, (confirmed(),)) is None


def test_signs_tell_the_kinds_of_the_story_apart() -> None:
    story: list[Kind] = [kind for kind in kinds.KINDS if kind not in kinds.EDITS]
    assert len({kind.sign for kind in story}) == len(story)


def test_several_outlets_new_versions_of_one_claim_are_one_card() -> None:
    edits = [
        changed("quantity_changed", said("Es gab Dutzende Tote.", item=f"{outlet}/1", outlet=outlet),
                said(f"Es gab {n} Tote.", item=f"{outlet}/1", outlet=outlet, revision=2), axis="edit")
        for n, outlet in ((40, "Talbote"), (41, "Uferpost"), (42, "Bergpost"))
    ]  # fmt: skip
    struck = changed("retracted", said("Es brannte.", item="z/1"), None, axis="edit")
    (group,) = page(build(*edits, struck)).topics[0].groups
    assert [len(bundle) for bundle in group.bundles] == [1, 3]


def test_of_what_is_new_each_further_source_adds_weight() -> None:
    weighty = changed("new", None, said("Der Pegel fällt.", item="a/1", salience=0.6), claim="c1")
    shared = changed("new", None, said("Die Schule schließt.", item="a/2", salience=0.5), claim="c2")
    again = changed("corroborated", said("Die Schule schließt.", item="a/2"),
                    said("Die Schule macht zu.", item="b/2", outlet="Uferpost"), claim="c2")  # fmt: skip
    cards = deal(build(weighty, shared, again).sections[0].changes)
    assert [card.claim for card in cards] == ["c2", "c1"]


def test_an_outlets_new_toll_leads_before_a_dispute_about_words() -> None:
    old, new = "Es gab Dutzende Tote.", "Es gab 40 Tote."
    toll = changed(
        "quantity_changed",
        said(old, quantities=(number(old, "Dutzende", 24, None, "at_least", "Toter"),)),
        said(new, revision=2, quantities=(number(new, "40", 40, 40, noun="Toter"),)), claim="c1", axis="edit",
    )  # fmt: skip
    dispute = changed(
        "contradicted", said("Der Damm hält.", item="a/5"), said("Er bricht.", item="b/6"), claim="c2"
    )
    assert [card.claim for card in deal(build(dispute, toll).sections[0].changes)] == ["c1", "c2"]


def test_a_claim_whose_later_wording_is_told_is_not_told_anew() -> None:
    first = changed("new", None, said("Es gab Tote.", item="b/1", when=at(28, 8)), claim="c1")
    edit = changed("quantity_changed", said("Es gab Dutzende Tote.", when=at(28, 9)),
                   said("Es gab 40 Tote.", when=at(28, 11), revision=2), claim="c1", axis="edit")  # fmt: skip
    built = build(first, edit, others=(other("b/1", "Tote in Rauhtal"),))
    assert [card.kind.name for card in deal(built.sections[0].changes)] == ["edited"]
    assert [copies.first.item for copies in page(built).topics[0].others] == ["b/1"]
