"""What is told by articles that are not there to tell news, or only to turn it over, weighs less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analyze.extract.revisions import read, revise
from watcher.analyze.extract import extract
from watcher.analyze.extract.genres import FEATURE, LEADS_TO, PAST, SERVICE
from watcher.analyze.language import load
from watcher.model import Mention

NEWS = "Die Reederei Holm kauft in Plön zwölf Fähren."
TITLE = "Holm kauft Fähren in Plön"


def read_at(address: str, title: str = TITLE) -> tuple[Mention, ...]:
    revision = replace(revise(f"{NEWS} Sie sind alt.", title=title), url=f"https://bote.example{address}")
    return extract(revision, (), languages=load)


def weigh(text: str, title: str = TITLE, language: str = "de") -> float:
    """What its first sentence weighs."""
    return next(each for each in read(text, title=title, language=language) if each.where == "text").salience


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("/wirtschaft/holm", 0.0),
        ("/reise/holm", FEATURE),
        ("/meinung/kolumnen/holm", FEATURE),
        ("/geschichte/holm", PAST),
        ("/sonderthemen/holm", PAST),
        ("/wirtschaft/reise-nach-ploen", 0.0),
        ("/wirtschaft/geschichte-einer-werft", 0.0),
    ],
)
def test_the_section_in_an_address_says_what_an_article_is(address: str, taken: float) -> None:
    (plain, *_), (told, *_) = read_at("/"), read_at(address)
    assert told.salience == pytest.approx(max(0.0, plain.salience + taken))


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("Lindes Roman „Kai 7“: Er ertrinkt", SERVICE),
        ("Krimiserie „Der Kai“ bei Holm TV: Er ertrinkt", SERVICE),
        ("Der Kai (2/5): Er ertrinkt", SERVICE),
        ("Lindes Roman „Kai 7“ gewinnt den Hafenpreis", 0.0),
    ],
)
def test_what_happens_in_a_work_is_no_news(title: str, taken: float) -> None:
    assert weigh(NEWS, title=title) == pytest.approx(max(0.0, weigh(NEWS) + taken))


@pytest.mark.parametrize(
    ("before", "taken"), [("Krimi-Podcast", SERVICE + FEATURE), ("Holm im Podcast", FEATURE)]
)
def test_what_is_labelled_as_a_series_is_no_news(before: str, taken: float) -> None:
    told, plain = (weigh(NEWS, title=f"{each}: Ein Toter am Kai") for each in (before, "Holm im Bericht"))
    assert told == pytest.approx(max(0.0, plain + taken))


def test_an_instalment_of_a_podcast_tells_tales() -> None:
    told = weigh(f"{NEWS} In dieser Folge reden wir über Fähren.")
    assert told == pytest.approx(max(0.0, weigh(NEWS) + SERVICE))


def test_of_an_address_on_a_host_named_so_nothing_is_taken() -> None:
    revision = replace(revise(NEWS, title=TITLE), url="https://reise.example/holm")
    assert extract(revision, (), languages=load)[0].salience == read(NEWS, title=TITLE)[0].salience


@pytest.mark.parametrize(
    "genre",
    ["Ein Gastbeitrag.", "Eine Vorschau auf das Jahr der Häfen.", "Ein Blick auf alte Werften.",
     "Wie es dazu kam – eine Chronologie der Ereignisse.", "Ortsbesuch in einer Werft."],
)  # fmt: skip
def test_a_sentence_without_a_verb_says_what_the_article_is(genre: str) -> None:
    assert weigh(f"{NEWS} {genre}") == pytest.approx(weigh(NEWS) + FEATURE)


@pytest.mark.parametrize(
    "other",
    ["Ein Kommentar sorgt für Streit.", "Der Blick auf das Meer ist frei.", "Eine Fähre nach Plön.",
     "Die Analyse dauert zwei Tage."],
)  # fmt: skip
def test_one_that_states_something_does_not(other: str) -> None:
    assert weigh(f"{NEWS} {other}") == weigh(NEWS)


@pytest.mark.parametrize(
    "title", ["Hafenfest 2026 Zeitplan, Schiffe, Karten", "Regatta:TV-Übertragung und Termine"]
)
def test_below_a_headline_that_offers_dates_stands_a_service(title: str) -> None:
    assert weigh(NEWS, title) == pytest.approx(max(0.0, weigh(NEWS) + SERVICE))
    assert weigh(NEWS, "Hafen streicht alle Termine im Mai") == weigh(NEWS)


def test_a_headline_may_say_that_it_looks_back() -> None:
    assert weigh(NEWS, "Best of 2025: Die Fähren von Plön") == pytest.approx(weigh(NEWS) + FEATURE)


def test_a_headline_with_a_date_long_past_heads_no_news() -> None:
    assert weigh(NEWS, "März 1962: Die Flut kommt") == 0.0
    assert weigh(NEWS, "2026: Die Flut kommt") == weigh(NEWS)


@pytest.mark.parametrize(
    "turn", ["Doch kein Schiff kommt.", "Allerdings fehlt das Geld.", "Aber keiner fährt."]
)
def test_what_the_next_sentence_turns_over_only_leads_to_it(turn: str) -> None:
    plain = weigh("Die Reederei Holm eröffnet den Kai in Plön. Nun kommen Schiffe.")
    assert weigh(f"Die Reederei Holm eröffnet den Kai in Plön. {turn}") == pytest.approx(plain + LEADS_TO)


def test_so_it_is_in_english() -> None:
    plain = weigh("The quay in Plön is finished. Ships are coming.", "Ships", "en")
    assert weigh("The quay in Plön is finished. But no ships are coming.", "Ships", "en") < plain


def test_people_who_are_counted_are_news_whatever_follows() -> None:
    text = "In Plön starben zwölf Matrosen."
    assert weigh(f"{text} Doch der Kai ist offen.") == weigh(text)
