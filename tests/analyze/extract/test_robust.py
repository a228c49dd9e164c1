"""Whatever a feed brings: no exception, every mention verbatim and in its place, the same again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.analyze.extract import extract
from watcher.analyze.language import load
from watcher.collect.marks import find_marks
from watcher.model import Mark, Mention, Revision

NOW = datetime(2025, 3, 3, 6, tzinfo=UTC)
NEWS = (
    "Bei dem Brand in Mühlhafen sind nach Angaben der Feuerwehr mindestens 14 Menschen verletzt worden.",
    "„Wir haben 30 Wohnungen geräumt“, sagte Einsatzleiter Jörn Stade am Abend.",
    "Das Feuer soll in einer Lagerhalle ausgebrochen sein.",
    "The mayor said on Monday that about 200 people had left their homes.",
    "Ein Sprecher wies den Vorwurf zurück; die Ermittlungen dauern an.",
)


def read(
    text: str, title: str = "", language: str | None = None, marks: tuple[Mark, ...] = ()
) -> list[Mention]:
    revision = Revision("o/1", 1, "o", "o", title, text, NOW, "live", language=language, marks=marks)
    mentions = extract(revision, (), languages=load)
    for mention in mentions:
        check(mention, revision)
    assert mentions == extract(revision, (), languages=load)
    return list(mentions)


def check(mention: Mention, revision: Revision) -> None:
    """The promises that hold for every mention, whatever the text."""
    text = revision.title if mention.where == "title" else revision.text
    assert 0 <= mention.start < mention.end <= len(text)
    assert text[mention.start : mention.end] == mention.statement
    for quantity in mention.quantities:
        assert text[quantity.start : quantity.end] == quantity.text
        assert mention.start <= quantity.start < quantity.end <= mention.end
    if said := mention.attribution:
        assert text[said.start : said.end] == said.text
    for part in mention.propositions:
        assert mention.start <= part.start < part.end <= mention.end
        assert all(index < len(mention.quantities) for index in part.quantities)
    if mention.where == "text":
        assert not [m for m in revision.marks if m.start < mention.end and mention.start < m.end]
    assert 0.0 <= mention.salience <= 1.0


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\x00", ".", "…", "?!", "\u2028"])
@pytest.mark.parametrize("language", [None, "de", "en"])
def test_an_empty_text_claims_nothing(text: str, language: str | None) -> None:
    assert read(text, text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a déclaré lundi que 14 personnes avaient été blessées dans l'incendie du port. Les "
        "pompiers sont intervenus dans la nuit et ont évacué les habitants de la rue.",
        "Bakan pazartesi günü yaptığı açıklamada limandaki yangında 14 kişinin yaralandığını söyledi. İtfaiye "
        "gece boyunca çalıştı ve sokakta oturanlar evlerinden çıkarıldı.",
        "Министр заявил в понедельник, что при пожаре пострадали 14 человек. Пожарные работали всю ночь.",
        "Il ministro ha detto lunedì che nell'incendio del porto sono rimaste ferite 14 persone.",
        "部长周一表示，港口火灾造成14人受伤。",
        "قال الوزير يوم الاثنين إن 14 شخصا أصيبوا في حريق الميناء.",
    ],
    ids=["French", "Turkish", "Russian", "Italian", "Chinese", "Arabic"],
)
def test_another_language_claims_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("language", ["fr", "xx", "DE-de", ""])
def test_a_language_we_do_not_have_claims_nothing_and_breaks_nothing(language: str) -> None:
    mentions = read("Le ministre a dit que 14 personnes avaient été blessées.", language=language)
    assert mentions == []


@pytest.mark.parametrize(
    "noise",
    ["\ud800", "\u202e", "\u200f", "\u200b", "\x00", "\u0301" * 40, "🚒🔥" * 30, "\t|\t" * 30, "�" * 20],
    ids=[
        "surrogate",
        "RTL override",
        "RTL mark",
        "zero width",
        "NUL",
        "accents",
        "emoji",
        "table",
        "replacement",
    ],
)
@pytest.mark.parametrize("place", ["before", "inside", "after", "between"])
def test_odd_characters_break_nothing(noise: str, place: str) -> None:
    text = " ".join(NEWS)
    texts = {
        "before": noise + text,
        "inside": text.replace("Menschen", f"Men{noise}schen"),
        "after": text + noise,
        "between": noise.join(NEWS),
    }
    read(texts[place], title=noise + NEWS[0], language="de")


def test_a_sentence_beside_odd_ones_is_still_read() -> None:
    text = f"🚒🔥🚒🔥\n\n{NEWS[0]}\n\n\ud800\ud800\n\n| Tag | Zahl |\n| Mo | 3 |"
    assert [mention.statement for mention in read(text, language="de")] == [NEWS[0]]


def test_capitals_alone_break_nothing() -> None:
    read(" ".join(NEWS).upper(), NEWS[0].upper(), "de")


def test_a_text_without_sentence_marks_is_read_or_left_but_never_cut() -> None:
    text = " ".join(NEWS[0].rstrip(".") for _ in range(400))
    assert all(mention.statement == text for mention in read(text, language="de"))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "„" * 20_000,
        '"' * 20_001,
        "Der " * 60_000,
        "1.000 " * 40_000,
        "und, " * 40_000,
        "(" * 20_000 + ")" * 20_000,
        "A. " * 30_000,
        "sagte er, " * 20_000,
        "\n" * 200_000,
        "Ja? " * 8_000,
        "-" * 100_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_monotonous_text_is_read_at_all(text: str) -> None:
    """Each of them took minutes where a rule looked ahead to the end from every place."""
    read(text, text[:500], "de")


@pytest.mark.long
def test_a_megabyte_of_news_is_read_whole() -> None:
    text = "\n\n".join(" ".join(NEWS) for _ in range(1_000_000 // len(" ".join(NEWS))))
    mentions = read(text, language="de")
    assert text.rfind(NEWS[0]) == max(m.start for m in mentions if m.statement == NEWS[0])


def test_a_mark_hides_its_sentence_and_no_other() -> None:
    text = "\n\n".join(NEWS[:3])
    at = text.index(NEWS[1])
    mentions = read(text, language="de", marks=(Mark("promotion", at, at + len(NEWS[1])),))
    assert [mention.statement for mention in mentions] == [NEWS[0], NEWS[2]]


# -- any text ------------------------------------------------------------------------------------------------

_piece = st.one_of(
    st.sampled_from(NEWS),
    st.sampled_from(
        ["„", "“", '"', "(", ")", ",", ":", "–", ". ", "\n", "\n\n", "laut ", "soll ", "10.000", "..."]
    ),
    st.text(max_size=12),
    st.characters(),
)
_texts = st.lists(_piece, max_size=14).map("".join)


@given(_texts, _texts, st.sampled_from([None, "de", "en"]))
@settings(max_examples=120, deadline=None)
def test_any_text_gives_verbatim_mentions_in_bounds_twice_the_same(
    text: str, title: str, language: str | None
) -> None:
    read(text, title, language, find_marks(text)[0])


@given(_texts, st.integers(0, 80), st.integers(1, 80))
@settings(max_examples=80, deadline=None)
def test_no_mention_overlaps_a_mark_wherever_it_is(text: str, start: int, size: int) -> None:
    end = min(len(text), start + size)
    read(text, language="de", marks=(Mark("promotion", start, end),) if start < end else ())


def test_a_text_may_end_in_a_bracket_of_a_subordinate_clause() -> None:
    assert len(read("Der Kreis meldet, dass der Kai gesperrt ist (seit Montag)")) <= 1
