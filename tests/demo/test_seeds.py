"""The bundled newsroom's texts: what the demo relies on."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from watcher.analyze.match import Matcher
from watcher.collect.text import plain
from watcher.demo.bundled import find
from watcher.demo.documents import show
from watcher.demo.play import read_script, read_topics
from watcher.demo.script import Article, Outlet, Version
from watcher.model import Revision

SCRIPT = read_script()
MATCHER = Matcher(read_topics(SCRIPT))
OUTLETS = {outlet.name: outlet for outlet in SCRIPT.outlets}
ARTICLES = [(outlet, article) for outlet in SCRIPT.outlets for article in outlet.articles]

# Facts of the running stories: outlet, the date of the version that states it, and its words.
FACTS = [
    ("tagesbote", "2024-10-18", "Nordkorea soll Soldaten nach Russland entsandt haben."),
    ("tagesbote", "2024-10-18", "Eine unabhängige Bestätigung dafür gibt es bislang nicht."),
    ("agenturen-ticker", "2024-10-21", "bis zu 12.000 Soldaten nach Russland entsandt"),
    ("hafenblatt", "2024-10-21", "Südkorea hat den russischen Botschafter in Seoul einbestellt."),
    ("kompass", "2024-10-21", "Die Nato warnt vor einer Ausweitung des Krieges"),
    ("kompass", "2024-10-22", "Nordkorea soll Soldaten in die russische Region Kursk entsandt haben."),
    ("kompass", "2024-10-22", "Der ukrainische Präsident Wolodymyr Selenskyj berichtete"),
    ("agenturen-ticker", "2025-02-04", "Mitte Januar verlassen. Grund seien hohe Verluste"),
    ("agenturen-ticker", "2025-02-04", "etwa 10.000 nordkoreanische Soldaten stationiert"),
    (
        "kompass",
        "2025-02-04",
        "Neue Einheiten sollen bereits unterwegs sein.",
    ),
    (
        "tagesbote",
        "2025-04-26",
        "Russland hat bestätigt, dass Nordkorea Soldaten in die Region Kursk entsandt hat.",
    ),
    ("kompass", "2025-04-26", "Machthaber Kim Jong Un soll den Einsatz angeordnet haben."),
    ("hafenblatt", "2025-04-28", "dass Machthaber Kim Jong Un den Einsatz angeordnet hat."),
    ("agenturen-ticker", "2025-04-28", "Eine Zahl veröffentlichte Pjöngjang nicht."),
    ("agenturen-ticker", "2025-04-28", "mindestens mehrere Tausend Soldaten"),
    ("agenturen-ticker", "2025-09-02", "mehr als 10.000 Soldaten nach Russland entsandt"),
    ("agenturen-ticker", "2025-09-02", "rund 2.000 nordkoreanische Soldaten getötet"),
]


def find_article(outlet: str, slug: str) -> Article:
    return next(article for article in OUTLETS[outlet].articles if article.slug == slug)


def tell(version: Version) -> str:
    return "\n\n".join(version.paragraphs)


def test_the_newsroom_is_large_enough_to_show_something() -> None:
    assert len(SCRIPT.outlets) >= 5
    assert sum(len(article.versions) for _, article in ARTICLES) >= 30


def test_one_outlet_is_english_and_one_is_a_blog_full_of_boilerplate() -> None:
    assert {outlet.language for outlet in SCRIPT.outlets} == {"de", "en"}
    blog = OUTLETS["technikpuls"]
    wrapped = " ".join([*blog.inside, *blog.after])
    assert blog.wordpress
    assert all(word in wrapped for word in ("Buchtipp", "(m/w/d)", "Kommentarregeln", "erschien zuerst auf"))


def test_every_feed_format_is_served() -> None:
    assert {outlet.format for outlet in SCRIPT.outlets} == {"rss2", "atom", "rdf", "json"}


@pytest.mark.parametrize(("outlet", "date", "words"), FACTS)
def test_a_fact_of_the_story_is_told_on_its_date(outlet: str, date: str, words: str) -> None:
    versions = [version for article in OUTLETS[outlet].articles for version in article.versions]
    assert any(words in tell(version) for version in versions if f"{version.at:%Y-%m-%d}" == date)


def test_moments_and_versions_run_forward() -> None:
    assert all(before < after for before, after in pairwise(SCRIPT.moments))
    for _, article in ARTICLES:
        assert all(before.at < after.at for before, after in pairwise(article.versions)), article.slug


def test_every_version_differs_and_is_on_show_when_watcher_looks() -> None:
    for outlet, article in ARTICLES:
        assert len({(v.title, v.paragraphs) for v in article.versions}) == len(article.versions)
        assert seen(outlet, article) == set(article.versions), f"{outlet.name}/{article.slug}"


def seen(outlet: Outlet, article: Article) -> set[Version]:
    looks = [now for now in SCRIPT.moments if article in outlet.list_articles(now)]
    return {article.read(now)[-1] for now in looks}


def test_a_slug_names_one_article_of_its_outlet() -> None:
    for outlet in SCRIPT.outlets:
        slugs = [article.slug for article in outlet.articles]
        assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize(
    "words",
    [
        "bis zu 12.000 Soldaten nach Russland entsandt",
        "Bei einer zweiten Prüfung wurden 27 Risse im Tragwerk entdeckt",
        "mehr als 10.000 Soldaten nach Russland entsandt. Im Krieg gegen die Ukraine wurden",
    ],
)
def test_agency_copy_stands_in_three_outlets_within_two_hours(words: str) -> None:
    told = [(o.name, a.versions[0]) for o, a in ARTICLES]
    copies = {name: v.at for name, v in told if words in tell(v) and "(dpa)" in tell(v)}
    assert set(copies) == {"agenturen-ticker", "tagesbote", "muehlhafener-rundschau"}
    assert min(copies, key=lambda name: copies[name]) == "agenturen-ticker"
    assert max(copies.values()) - min(copies.values()) < timedelta(hours=2)


def test_a_sum_changes_without_a_word_from_the_outlet() -> None:
    before, after = find_article("muehlhafener-rundschau", "kaiserbruecke-abriss-im-november").versions
    assert after.silent
    assert tell(before).replace("61 Millionen", "74 Millionen") == tell(after)


def test_a_number_is_corrected_with_a_note() -> None:
    before, after = find_article("muehlhafener-rundschau", "kaiserbruecke-fuer-lastwagen-gesperrt").versions
    assert "22.000 Fahrzeuge" in tell(before)
    assert "32.000 Fahrzeuge" in tell(after)
    assert after.paragraphs[-1].startswith("Korrektur:")
    assert not after.silent


def test_a_sentence_is_withdrawn_silently() -> None:
    before, after = find_article("hafenblatt", "nordkorea-soldaten-bilanz").versions
    gone = set(before.paragraphs) - set(after.paragraphs)
    assert gone == {"Pjöngjang soll im Gegenzug sogar Kampfflugzeuge erhalten haben."}
    assert set(after.paragraphs) < set(before.paragraphs)
    assert after.silent


def test_a_company_denies_what_was_reported_and_confirms_it_later() -> None:
    stopped = "Halvor soll den Bau des Chipwerks in Osterfelde gestoppt haben."
    assert stopped in tell(find_article("technikpuls", "halvor-soll-bau-gestoppt-haben").versions[0])
    assert "Halvor hat dementiert" in tell(find_article("hafenblatt", "halvor-dementiert-baustopp").versions[0])
    assert "Halvor hat bestätigt" in tell(find_article("kompass", "halvor-verschiebt-chipwerk").versions[0])


def match(outlet: Outlet, article: Article) -> set[str]:
    """Topics of the demo that the article touches as its feed or page prints it."""
    shown = show(outlet, article, SCRIPT.moments[-1])
    text = plain(shown.html)
    revision = Revision(
        article.slug, 1, outlet.name, outlet.title, shown.version.title, text, shown.edited, "live"
    )
    return {found.topic for found in MATCHER.find(revision)}


def test_each_article_is_matched_by_the_topic_it_belongs_to_and_by_no_other() -> None:
    told = {
        "nordkorea-kursk": r"(?=.*(Nordkorea|nordkorean|North Korea))(?=.*(Russ|russ|Kursk))",
        "kaiserbruecke": r".*Kaiserbrücke\b",
        "chipwerk": r".*Halvor",
    }
    for outlet, article in ARTICLES:
        text = f"{article.versions[-1].title} {' '.join(article.versions[-1].paragraphs)}"
        meant = {topic for topic, words in told.items() if re.match(words, text)}
        assert match(outlet, article) == meant, f"{outlet.name}/{article.slug}"


def test_an_english_outlet_reports_each_running_story() -> None:
    english = OUTLETS["harbour-courier"]
    topics = {topic for article in english.articles for topic in match(english, article)}
    assert topics == {"nordkorea-kursk", "kaiserbruecke", "chipwerk"}


def test_at_least_four_stories_belong_to_no_topic() -> None:
    texts = [tell(version) for _, article in ARTICLES for version in article.versions]
    for story in ("Klinikum Nordheide", "Solarpark", "Auental", "Passwortmanager", "Hafenfest"):
        told = [text for text in texts if story in text]
        assert told
        assert not any(re.search(r"Nordkorea|North Korea|Kaiserbrücke\b|Halvor", text) for text in told)


def test_seeds_hold_no_machine_paths_and_no_real_links_but_feeds() -> None:
    for path in find("seeds").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"/(home|root|tmp|work|opt|Users|var)/", text), path
    for path in find("seeds/newsroom").glob("*.toml"):
        links = re.findall(r"https?://([^/\"' ]+)", path.read_text(encoding="utf-8"))
        assert all(link.endswith(".example") for link in links), path
