"""What a query finds, as a table: query, text, and the words that prove it (None: no match)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from watcher.analyze import folding
from watcher.analyze.match import Index, Matcher
from watcher.analyze.nodes import leaves
from watcher.analyze.query import parse
from watcher.errors import QueryError
from watcher.model import Attribution, Mark, Match, Mention, Revision
from watcher.settings import Topic

REVISION = Revision(
    item="bote/1",
    number=2,
    feed="bote",
    outlet="Der Bote am Morgen",
    title="",
    text="",
    seen_at=datetime(2026, 1, 2, 8, tzinfo=UTC),
    cause="live",
    language="de",
)
ALIASES = (("Selenskyj", "Selenski", "Zelensky"), ("Kim Jong Un", "Kim Jong-un", "Kim Dzong Un"))

FINDS: list[tuple[str, str, list[str] | None]] = [
    # words, any order, all of them
    ("Kursk", "Kämpfe bei Kursk", ["Kursk"]),
    ("Kursk", "Kämpfe bei Belgorod", None),
    ("Soldaten Kursk", "In Kursk sind Soldaten", ["Kursk", "Soldaten"]),
    ("Soldaten Kursk", "In Kursk sind Panzer", None),
    ("Kursk OR Belgorod", "Alarm in Belgorod", ["Belgorod"]),
    ("Kursk OR Belgorod", "Alarm in Belgorod und Kursk", ["Belgorod", "Kursk"]),
    ("Kursk -Sport", "Kursk meldet Alarm", ["Kursk"]),
    ("Kursk -Sport", "Kursk meldet Sport", None),
    ("Kursk NICHT (Sport OR Wetter)", "Wetter in Kursk", None),
    ("(Kursk OR Belgorod) Drohne", "Drohnen über Belgorod", ["Drohnen", "Belgorod"]),
    # case, umlauts, ß, accents
    ("kursk", "KURSK", ["KURSK"]),
    ("Müller", "Frau Mueller", ["Mueller"]),
    ("Mueller", "Frau Müller", ["Müller"]),
    ("Straße", "die STRASSE", ["STRASSE"]),
    ("Elysee", "im Élysée", ["Élysée"]),
    ("Müller", "Frau Mu\u0308ller", ["Mu\u0308ller"]),
    ("Nordkorea", "Nord\u00adkorea schweigt", ["Nord\u00adkorea"]),
    # inflection
    ("Kursk", "Kursks Gouverneur", ["Kursks"]),
    ("Soldat", "den Soldaten", ["Soldaten"]),
    ("Soldaten", "ein Soldat", ["Soldat"]),
    ("Rakete", "mit Raketen", ["Raketen"]),
    ("Raketen", "eine Rakete", ["Rakete"]),
    ("Haus", "alle Häuser", ["Häuser"]),
    ("Häuser", "des Hauses", ["Hauses"]),
    ("Krankenhaus", "in Krankenhäusern", ["Krankenhäusern"]),
    ("Anschlag", "die Anschläge", ["Anschläge"]),
    ("Anschläge", "der Anschlag", ["Anschlag"]),
    ("Stadt", "vier Städte", ["Städte"]),
    ("Toter", "zwei Tote", ["Tote"]),
    ("Tote", "mit zwei Toten", ["Toten"]),
    ("Ergebnis", "die Ergebnisse", ["Ergebnisse"]),
    ("erneuerbar", "erneuerbare Energie", ["erneuerbare"]),
    ("Ministerin", "die Ministerinnen", ["Ministerinnen"]),
    ("Lehre", "der Lehrer", None),
    ("Wien", "er wies ihn ab", None),
    ("soldiers", "one soldier", ["soldier"]),
    ("city", "two cities", ["cities"]),
    # compounds and hyphens
    ("Kursk", "das Kursk-Gebiet", ["Kursk"]),
    ("Kursk-Gebiet", "im Kursk-Gebiet", ["Kursk-Gebiet"]),
    ("Kursk-Gebiet", "in den Kursk-Gebieten", ["Kursk-Gebieten"]),
    ("Crans-Montana", "in Crans Montana", ["Crans Montana"]),
    ("E-Mail", "per Email", ["Email"]),
    ("Strom", "der Stromausfall", None),
    ("Strom*", "der Stromausfall", ["Stromausfall"]),
    ("Nord-Korea*", "bei Nord-Koreanern", ["Nord-Koreanern"]),
    # countries
    ("Nordkorea", "Nordkoreas Armee", ["Nordkoreas"]),
    ("Nordkorea", "nordkoreanische Truppen", ["nordkoreanische"]),
    ("Berlin", "Berlinerinnen ohne Strom, Berliner Netz defekt", ["Berlinerinnen", "Berliner"]),
    ("Dresden", "Das Dresdner Rathaus", ["Dresdner"]),
    ("Bremen", "Ein Bremer Lotse", ["Bremer"]),
    ("Essen", "Der schnelle Esser", None),
    ("Halle", "Bernd Haller kommt", None),
    ("Hamm", "Ein Hammer im Kopf", None),
    ("=Berlin", "Das Berliner Netz", None),
    ("Nordkorea", "die Nordkoreaner", ["Nordkoreaner"]),
    ('"Nordkorea"', "nordkoreanische Truppen", None),
    ("=Nordkorea", "nordkoreanische Truppen", None),
    ("=Nordkorea", "in Nordkorea", ["Nordkorea"]),
    ("Russland", "zwei Russinnen", ["Russinnen"]),
    ("USA", "die Vereinigten Staaten", ["Vereinigten Staaten"]),
    ("USA", "der US-Botschafter", ["US"]),
    ("USA", "hilf us", None),
    ("Polen", "am Pol", None),
    # places: their adjectives and people, no other word, no longer name
    ("Sachsen", "die sächsische Regierung", ["sächsische"]),
    ("Sachsen", "Zwei Sachsen und eine Sächsin im sächsischen Landtag", ["Sachsen", "sächsischen"]),
    ("Saxony", "die sächsische Regierung", ["sächsische"]),
    ("Sachsen", "Herr Sachs kommt", None),
    ("Sachsen", "Wahl in Sachsen-Anhalt", None),
    ("Sachsen", "Sachsen-Anhalts Wähler, sachsen-anhaltische Dörfer", None),
    ("Sachsen", "in Sachsen-Anhalt und Sachsen", ["Sachsen"]),
    ("Sachsen", "die Sachsen-Koalition", ["Sachsen"]),
    ("Sachsen", "in Niedersachsen", None),
    ("Sachsen", "a town in Lower Saxony", None),
    ("Sachsen-Anhalt", "Sachsen-Anhalts Wähler", ["Sachsen-Anhalts"]),
    ("Sachsen-Anhalt", "die sachsen-anhaltische Küche", ["sachsen-anhaltische"]),
    ("=Sachsen", "Wahl in Sachsen-Anhalt", ["Sachsen"]),
    ("Sachsen*", "Wahl in Sachsen-Anhalt", ["Sachsen"]),
    ("Guinea", "Soldaten in Guinea-Bissau", None),
    ("Korea", "in Nordkorea", None),
    ("Sudan", "in South Sudan", None),
    ("Baden-Baden", "in Baden-Baden", ["Baden-Baden"]),
    ("Tirol", "Ein Tiroler Hüttenwirt und zwei Tirolerinnen", ["Tiroler", "Tirolerinnen"]),
    ("Bayern", "Ein Sieg für Bayer", None),
    ("Brandenburg", "vor dem Brandenburger Tor", None),
    ("Brandenburg", "ein Brandenburger Dorf", ["Brandenburger"]),
    ("München", "Präsident Münch und der Maler Munch", None),
    ("Zug", "im Zuge der Reform", None),
    ("Zug", "zwei Züge, im Zug", ["Züge", "Zug"]),
    # acronyms
    ("UN", "die UN tagt", ["UN"]),
    ("UN", "un poco", None),
    ("NATO", "die Nato", ["Nato"]),
    ("WHO", "who knows", None),
    # phrases
    ('"rote Linie"', "die rote Linie", ["rote Linie"]),
    ('"rote Linie"', "rote lange Linie", None),
    ('"rote Linie"', "Rote-Linie-Politik", ["Rote-Linie"]),
    ('"rote Linie"', "am Ende rote", None),
    # aliases
    ("Selenskyj", "Präsident Zelensky", ["Zelensky"]),
    ("Zelensky", "Selenskis Rede", ["Selenskis"]),
    ("=Selenskyj", "Präsident Zelensky", None),
    ('"Kim Jong Un"', "Kim Dzong Un sprach", ["Kim Dzong Un"]),
    # transliteration without an alias
    ("Selenskij", "Präsident Selenskyj", ["Selenskyj"]),
    ("Jermolenskyj", "Herr Jermolensky", ["Jermolensky"]),
    ("Lawrow", "Minister Lavrov", ["Lavrov"]),
    ("Lawrow", "Lawrows Rede", ["Lawrows"]),
    ("Medwedew", "Medvedev schweigt", ["Medvedev"]),
    ("=Lawrow", "Minister Lavrov", None),
    # names that German and English write in several ways
    ("Selenskyj", "President Zelenskiy spoke", ["Zelenskiy"]),
    ("Zelensky", "Präsident Selenskij", ["Selenskij"]),
    ("Gaddafi", "der Sturz von Kadhafi", ["Kadhafi"]),
    ("Gaddafi", "Qaddafis Sohn", ["Qaddafis"]),
    ("Tschernobyl", "the Chornobyl plant", ["Chornobyl"]),
    ("Chernobyl", "bei Tschernobyl", ["Tschernobyl"]),
    ("Peking", "officials in Beijing", ["Beijing"]),
    ("Kiew", "Bürgermeister von Kyjiw", ["Kyjiw"]),
    ("Charkiw", "Kharkivs Vororte", ["Kharkivs"]),
    ("Saporischschja", "das Atomkraftwerk Saporischja", ["Saporischja"]),
    ("Nawalny", "Alexei Navalny's widow", ["Navalny"]),
    ("Lukaschenko", "Lukashenka empfängt Gäste", ["Lukashenka"]),
    ("Hisbollah", "die Hizbullah-Miliz", ["Hizbullah"]),
    ("Huthi", "Houthis fired a missile", ["Houthis"]),
    ("Al-Kaida", "ein Ableger von Al-Qaeda", ["Al-Qaeda"]),
    ("Chamenei", "Ayatollah Khamenei", ["Khamenei"]),
    ("Chan Junis", "in Khan Younis", None),
    ('"Chan Junis"', "in Khan Younis", ["Khan Younis"]),
    ("Pjöngjang", "Pyongyang schweigt", ["Pyongyang"]),
    ('"Kim Jong Un"', "Machthaber Kim Dschong Un", ["Kim Dschong Un"]),
    ("Netanjahu", "Netanyahu's office", ["Netanyahu"]),
    ("Xinjiang", "Lager in Sinkiang", ["Sinkiang"]),
    ("Đoković", "Djokovic gewinnt", ["Djokovic"]),
    ("Kiew NEAR/3 Rakete", "a missile hit Kyiv, eine Rakete", ["Kyiv", "Rakete"]),
    ("=Kiew", "in Kyjiw", None),
    ('"Kiew"', "in Kyjiw", None),
    ("Kiew*", "in Kyjiw", None),
    # NEAR
    ("Kiew NEAR/3 Rakete", "Raketen auf Kiew", ["Raketen", "Kiew"]),
    ("Kiew NEAR/3 Rakete", "Kiew meldet: zwei Raketen", ["Kiew", "Raketen"]),
    ("Kiew NEAR/2 Rakete", "Kiew meldet: zwei Raketen", None),
    ("Kiew NEAR/1 Rakete", "Kiew-Raketen", ["Kiew", "Raketen"]),
    ("Kiew NEAR/8 Kiew", "in Kiew", None),
    ("Kiew NEAR/3 Rakete", "Kiew. Es war ein ruhiger Tag. Raketen", None),
    ('"rote Linie" NEAR/2 Kreml', "die rote Linie des Kreml", ["rote Linie", "Kreml"]),
    ("(Kiew OR Charkiw) NEAR/2 Drohne*", "Drohnenangriff auf Charkiw", ["Drohnenangriff", "Charkiw"]),
    ("Kiew -(Kiew NEAR/2 Wetter)", "Wetter in Kiew", None),
    # expressions
    (r"/Leopard ?2A\d/", "ein Leopard 2A6", ["Leopard 2A6"]),
    (r"/Leopard ?2A\d/", "ein leopard 2A6", None),
    (r"/leopard ?2a\d/i", "ein Leopard 2A6", ["Leopard 2A6"]),
    (r"Panzer /\bA\d+\b/", "🎈 Größe: Panzer auf der A7", ["Panzer", "A7"]),
    (r"Panzer /\bA\d+\b/", "die A7", None),
    (r"Panzer -/\bA\d+\b/", "Panzer auf der A7", None),
    ("/(a+)+b/", "a" * 5000, None),
    # the ledger's fields are open as far as a text goes
    ("Kursk speaker:Pistorius", "in Kursk", ["Kursk"]),
    ("Kursk -standing:denied", "in Kursk", ["Kursk"]),
    ("Kursk speaker:Pistorius", "in Kiew", None),
    ("speaker:Pistorius", "in Kiew", []),
    ("Kursk OR standing:denied", "in Kiew", []),
    # everything, prefixes, nothing
    ("*", "irgendetwas", []),
    ("* -Sport", "irgendetwas mit Sport", None),
    ("Drohne*", "ein Drohnenangriff", ["Drohnenangriff"]),
    ("Kursk", "", None),
    # outlet and language
    ("outlet:Bote Kursk", "in Kursk", ["Kursk"]),
    ('outlet:"Bote am" Kursk', "in Kursk", ["Kursk"]),
    ("outlet:Kurier Kursk", "in Kursk", None),
    ("lang:de Kursk", "in Kursk", ["Kursk"]),
    ("lang:en Kursk", "in Kursk", None),
]


def find(query: str, revision: Revision) -> Match | None:
    matches = Matcher([Topic("thema", query, "Thema", ALIASES)]).find(revision)
    return matches[0] if matches else None


def proof(match: Match | None, revision: Revision) -> list[str] | None:
    if match is None:
        return None
    texts = {"title": revision.title, "text": revision.text}
    return [texts[span.where][span.start : span.end] for span in match.spans]


@pytest.mark.parametrize(("query", "text", "expected"), FINDS, ids=[f"{q} in {t}" for q, t, _ in FINDS])
def test_a_query_finds_with_proof(query: str, text: str, expected: list[str] | None) -> None:
    revision = replace(REVISION, text=text)
    assert proof(find(query, revision), revision) == expected


MENTION = Mention(
    item="bote/1",
    revision=2,
    where="text",
    start=0,
    end=8,
    statement="in Kursk",
    kind="statement",
    standing="denied",
    attribution=Attribution("Verteidigungsminister Boris Pistorius", 0, 5, "Boris Pistorius", "sagte"),
)

# The query, and whether it keeps the mention above in a text on Kursk.
KEEPS = [
    ("Kursk", True),
    ("Kursk speaker:Pistorius", True),
    ('Kursk speaker:"Boris Pistorius"', True),
    ("Kursk speaker:Merz", False),
    ("Kursk speaker:(Merz OR Pistorius)", True),
    ("Kursk -speaker:Pistorius", False),
    ("Kursk standing:denied", True),
    ("Kursk standing:confirmed", False),
    ("Kursk (standing:confirmed OR speaker:pistorius)", True),
    ("Kiew OR standing:denied", True),
    ("Kiew OR standing:confirmed", False),
    ("Kursk speaker:Verteidigungsminister", True),
]


@pytest.mark.parametrize(("query", "kept"), KEEPS, ids=[query for query, _ in KEEPS])
def test_a_query_with_fields_of_the_ledger_is_decided_by_the_mention(query: str, kept: bool) -> None:
    matcher = Matcher([Topic("thema", query, "Thema", ALIASES)])
    assert matcher.keeps("thema", replace(REVISION, text="in Kursk"), [MENTION]) == (kept,)


def test_a_mention_that_nobody_said_has_no_speaker() -> None:
    matcher = Matcher([Topic("thema", "Kursk speaker:Pistorius", "Thema")])
    assert matcher.keeps("thema", REVISION, [replace(MENTION, attribution=None)]) == (False,)


def test_an_explanation_says_which_part_holds_and_which_is_missing() -> None:
    matcher = Matcher([Topic("thema", "Kursk (Drohne OR Rakete) -Sport speaker:Merz", "Thema")])
    parts = matcher.explain(replace(REVISION, text="Kursk, Sport"))["thema"]
    assert [(each.part, each.holds, len(each.spans)) for each in parts] == [
        ("Kursk", True, 1),
        ("Drohne OR Rakete", False, 0),
        ("-Sport", False, 0),
        ("speaker:Merz", None, 0),
    ]


def test_spans_come_from_the_title_first_and_say_where() -> None:
    revision = replace(REVISION, title="Alarm in Kursk", text="Kursk meldet Alarm.")
    match = find("Kursk", revision)
    assert match is not None
    assert [(s.where, s.start, s.end) for s in match.spans] == [("title", 9, 14), ("text", 0, 5)]
    assert (match.topic, match.item, match.revision) == ("thema", "bote/1", 2)


def test_a_title_word_is_looked_for_in_the_title_only() -> None:
    revision = replace(REVISION, title="Alarm", text="Kursk")
    assert find("title:Kursk", revision) is None
    assert proof(find("title:Alarm Kursk", revision), revision) == ["Alarm", "Kursk"]


def test_a_phrase_does_not_reach_from_the_title_into_the_text() -> None:
    assert find('"rote Linie"', replace(REVISION, title="rote", text="Linie")) is None


def test_english_forms_of_a_country_are_found_in_english_texts_and_in_those_of_unknown_language() -> None:
    text = "North Korean troops"
    assert find("Nordkorea", replace(REVISION, text=text, language="de")) is None
    for language in ("en", "en-GB", None):
        revision = replace(REVISION, text=text, language=language)
        assert proof(find("Nordkorea", revision), revision) == ["North Korean"]


def test_spans_are_code_points_of_the_original_although_folding_changes_lengths() -> None:
    revision = replace(REVISION, text="Große Straße, ﬁx: Müller aus Kursk 🎈 Kursk")
    match = find("Kursk", revision)
    assert [revision.text[s.start : s.end] for s in match.spans] == ["Kursk", "Kursk"] if match else False


def test_words_of_a_footer_or_promotion_do_not_match() -> None:
    text = "Regen. Mehr über Kursk lesen Sie im Bote."
    revision = replace(REVISION, text=text)
    assert find("Kursk", revision) is not None
    assert find("Kursk", replace(revision, marks=(Mark("footer", 7, len(text)),))) is None
    assert find("Regen -Kursk", replace(revision, marks=(Mark("promotion", 7, len(text)),))) is not None
    assert find("Kursk", replace(revision, marks=(Mark("dateline", 7, len(text)),))) is not None


def test_at_most_twenty_spans_are_kept() -> None:
    match = find("Kursk", replace(REVISION, text="Kursk " * 500))
    assert match is not None
    assert len(match.spans) == 20
    assert match.spans[0].start == 0


def test_each_topic_matches_for_itself_under_its_own_aliases() -> None:
    topics = [
        Topic("ja", "Krisenstab", "", (("Krisenstab", "Lagezentrum"),)),
        Topic("nein", "Krisenstab", ""),
        Topic("alles", "*", ""),
    ]
    found = Matcher(topics).find(replace(REVISION, text="Das Lagezentrum tagt."))
    assert [match.topic for match in found] == ["ja", "alles"]


def test_a_matcher_of_no_topics_finds_nothing() -> None:
    assert Matcher([]).find(replace(REVISION, text="Kursk")) == ()


def test_a_query_that_does_not_read_is_refused_when_the_matcher_is_made() -> None:
    with pytest.raises(QueryError):
        Matcher([Topic("kaputt", "(Kursk", "")])


def test_text_of_odd_characters_is_read_without_fault() -> None:
    text = "\ud800 \u202eKursk\u202c \x00 _Kursk_ ١٢ Kursk"
    assert find("Kursk", replace(REVISION, text=text)) is not None


def test_of_an_endless_word_only_its_beginning_is_remembered() -> None:
    folding.fold.cache_clear()
    matcher = Matcher((Topic("ort", "Deich", "Ort"),))
    assert matcher.find(replace(REVISION, text=f"Deich {'x' * 200_000}"))
    misses = folding.fold.cache_info().misses
    assert matcher.find(replace(REVISION, text=f"Deich {'x' * 300_000}"))
    assert folding.fold.cache_info().misses == misses, "both are known by their first letters"


def test_a_text_in_which_no_word_begins_a_pattern_is_not_read_on() -> None:
    index = Index(
        {(leaf, ()): number for number, leaf in enumerate(leaves(parse("Strom* OR G7 OR US").root))}, "de"
    )
    assert index.hears("Die Strompreise steigen")
    assert index.hears("Beim G7-Gipfel")
    assert index.hears("Die US-Regierung")
    assert not index.hears("Am 7. März sagte er etwas über 7 Dinge")
