"""An article that its outlet puts at another address is listed once."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.builders import at, build, other
from watcher.compose.page import LEVELS, gather, lay_out
from watcher.cycle.moving import find_moved
from watcher.model import OtherItem

TITLE = "Wie der Damm hielt"


def lists(title: str, address: str, *, outlet: str = "Talbote", hour: int = 10) -> OtherItem:
    url = f"https://talbote.example/{address}"
    return other(url, title, outlet, url=url, seen_at=at(28, hour))


def test_an_article_with_its_number_at_another_address_is_the_one_that_was_listed() -> None:
    before = lists(TITLE, "tal/wie-der-damm-hielt-4711002.html")
    now = lists("Warum der Damm hielt", "politik/warum-der-damm-hielt-4711002.html", hour=12)
    assert find_moved([now], [before]) == {now.item}


def test_a_long_number_of_letters_and_digits_is_an_articles_too() -> None:
    before = lists(TITLE, "plus5f3a9c0d7be1246a8c90d1e2/wie-der-damm-hielt.html")
    now = lists(TITLE, "plus5f3a9c0d7be1246a8c90d1e2/wie-der-damm-doch-hielt.html", hour=12)
    assert find_moved([now], [before]) == {now.item}


def test_another_number_a_date_and_another_outlet_are_other_articles() -> None:
    before = lists(TITLE, "2025/09/28/wie-der-damm-hielt-4711002.html")
    others = (
        lists(TITLE, "2025/09/28/damm-4711003.html"),
        lists(TITLE, "2025/09/28/damm.html"),
        lists(TITLE, "damm-4711002.html", outlet="Kurier"),
    )
    assert find_moved(others, [before]) == frozenset()


def test_a_page_of_news_keeps_its_number_and_is_no_article() -> None:
    before = lists("Sparkasse öffnet wieder", "nachrichten/sparkasse-4711002.html")
    now = lists("Lawine verschüttet Straße", "nachrichten/lawine-4711002.html", hour=12)
    assert find_moved([now], [before]) == frozenset()


def test_a_ticker_is_listed_with_each_of_its_titles() -> None:
    before = lists("Liveticker zum Hochwasser: Der Damm hält", "ticker-4711002.html")
    now = lists("Liveticker zum Hochwasser: Die Brücke ist offen", "ticker-neu-4711002.html", hour=12)
    assert find_moved([now], [before]) == frozenset()


def test_of_one_article_at_two_addresses_of_a_day_the_last_is_listed() -> None:
    first, last = (
        lists(TITLE, f"{place}/damm-4711002.html", hour=hour) for place, hour in (("a", 9), ("b", 11))
    )
    assert find_moved([last, first], []) == {first.item}


def test_what_was_moved_is_not_listed_and_heads_no_copies() -> None:
    first = lists(TITLE, "a/damm-4711002.html", hour=9)
    last = replace(lists(TITLE, "b/damm-4711002.html", hour=11), origin=first.item)
    built = build(others=(last, replace(first, origin=first.item)))
    (section,) = built.sections
    built = replace(built, sections=(replace(section, moved=frozenset({first.item})),))
    (topic,) = lay_out(built, gather(built), LEVELS[0]).topics
    assert [[each.item for each in copies.items] for copies in topic.others] == [[last.item]]
