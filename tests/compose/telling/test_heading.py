"""A line that does not say of itself what it is about stands with the headline of its article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.builders import at, build, changed, mail, other, said
from watcher.compose.telling.cards import Card, deal
from watcher.compose.telling.heading import head
from watcher.model import OtherItem

HEADLINE = "Kahn mit Kies sinkt vor Elschtal"


def lay(statement: str, *, names: tuple[str, ...] = (), where: str = "text", claim: str = "c1") -> Card:
    told = said(statement, item="a/1", when=at(28, 10))
    mention = replace(told.mention, entities=names, where=where)  # type: ignore[arg-type]
    (card,) = deal([changed("new", None, replace(told, mention=mention), claim=claim)])
    return card


def heads(*cards: Card, items: tuple[OtherItem, ...] = (other("a/1", HEADLINE),)) -> list[str]:
    return [card.headline for card in head(cards, items)]


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("Ein Angler bemerkte das Leck zuerst.", ()),
        ("Das hatte Folgen für Rauhtal.", ("Rauhtal",)),
        ("Ihre Fracht gehört der Werft Kranich.", ("Kranich",)),
        ("Der 52-Jährige aus Rauhtal war allein an Bord.", ("Rauhtal",)),
    ],
    ids=["names nobody", "points back", "whose", "who"],
)
def test_a_line_that_hangs_on_its_article_has_the_headline(statement: str, names: tuple[str, ...]) -> None:
    assert heads(lay(statement, names=names)) == [HEADLINE]


@pytest.mark.parametrize(
    "statement", ["Bei Elschtal sank ein Kahn.", "Das Wasseramt Elschtal sperrt den Fluss."]
)
def test_a_line_that_says_where_or_who_needs_none(statement: str) -> None:
    assert heads(lay(statement, names=("Elschtal",))) == [""]


def test_what_stands_below_its_headline_anyway_needs_none() -> None:
    assert heads(lay(HEADLINE, names=("Elschtal",), where="title"), lay("Es goss.", claim="c2")) == ["", ""]


def test_the_headline_is_the_one_that_stood_over_the_sentence() -> None:
    first = (other("a/1", "Kahn vor Elschtal vermisst", seen_at=at(28, 8)),)
    assert heads(lay("Ein Angler bemerkte das Leck zuerst."), items=first) == [""]
    title = said(HEADLINE, item="a/1", when=at(28, 10), revision=2)
    title = replace(title, mention=replace(title.mention, where="title"))
    (card,) = head([lay("Ein Angler bemerkte das Leck zuerst.")], first, [title])
    assert card.headline == HEADLINE


def test_the_headline_of_a_ticker_is_about_something_else() -> None:
    assert heads(lay("Ein Kahn ist leck."), items=(other("a/1", "Liveblog Region: Storch brütet"),)) == [""]


def test_lines_of_one_article_share_it() -> None:
    named = lay("Bei Elschtal sank ein Kahn.", names=("Elschtal",))
    assert heads(named, lay("Es goss.", claim="c2")) == [HEADLINE, HEADLINE]


@pytest.mark.parametrize(("language", "words"), [("de", "unter der Überschrift"), ("en", "under the headline")])
def test_a_mail_shows_it_below_the_line(language: str, words: str) -> None:
    digest = build(
        changed("new", None, said("Ein Angler bemerkte das Leck zuerst.", item="a/1", when=at(28, 10))),
        others=(other("a/1", HEADLINE),),
    )
    printed = mail(digest, language)
    for text in (" ".join(printed.text.split()), printed.html):
        assert words in text
        assert HEADLINE in text


HALVES = "Kahn gesunken! Sperrung vor Elschtal"


def test_a_part_of_a_headline_that_names_no_place_has_all_of_it() -> None:
    items = (other("a/1", HALVES),)
    assert heads(lay("Kahn gesunken!", where="title"), items=items) == [HALVES]
    assert heads(lay("Sperrung vor Elschtal", names=("Elschtal",), where="title"), items=items) == [""]
    assert heads(lay(HALVES, where="title"), items=items) == [""]


def test_a_headline_of_which_both_parts_are_shown_is_not_told_again() -> None:
    halves = lay("Kahn gesunken!", where="title"), lay("Sperrung", where="title", claim="c2")
    assert heads(*halves, items=(other("a/1", HALVES),)) == ["", ""]
