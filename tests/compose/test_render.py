from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import characters, text

from tests.bench.digest import make
from tests.compose.builders import (
    BERLIN,
    DAM,
    DAY,
    MORNING,
    NOW,
    READER,
    SENDER,
    at,
    build,
    busy,
    changed,
    coverage,
    mail,
    other,
    said,
)
from watcher.compose import alert as alerts
from watcher.compose import digest as digests
from watcher.compose.printing.envelope import slug
from watcher.compose.printing.press import WIDTH
from watcher.compose.render import Renderer
from watcher.model import Alert, ChangeType, Digest, Trouble
from watcher.settings import Topic

RUNS = 3
MOST_BYTES = 95_000  # Gmail cuts at about 102 kB
ELEMENTS = "html head meta title style body div p h1 h2 h3 span a b bdi ul li del ins mark img"
HOSTILE = (
    '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=x>',
    "=?utf-8?q?News=0d=0aBcc:_evil@x.example?=",
    "Zeile\r\nBcc: evil@x.example",
    "5000 " * 1_000,
    "\u202eגם\u202d שלום 👍 {{ 7 * 7 }} {% raw %}",
)


KINDS: tuple[ChangeType, ...] = (
    "standing_changed", "quantity_changed", "contradicted", "corroborated", "attribution_changed",
    "reworded", "new",
)  # fmt: skip


class Reader(HTMLParser):
    """Collects what a mail program would act on: elements, attributes, visible text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._hidden = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._hidden += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def hostile() -> Digest:
    sides = [
        said(text, item=f"a/{n}", outlet=text, speaker=text, url=f"javascript:{n}")
        for n, text in enumerate(HOSTILE)
    ]
    return build(
        *(changed("new", None, side, claim=side.mention.item) for side in sides),
        others=tuple(other(f"h/{n}", text, text, url=text) for n, text in enumerate(HOSTILE)),
        failing=tuple(Trouble(text, text, at(1)) for text in HOSTILE * 4),
        silent=tuple(Trouble(text, text) for text in HOSTILE * 4),
    )  # fmt: skip


def flood(n: int) -> Digest:
    words = "Satz Nummer {} " + "wort " * 60
    news = [changed("new", None, said(words.format(i), item=f"a/{i}"), claim=f"k{i}") for i in range(n)]
    figures = [
        changed("quantity_changed", said(f"Es waren {i} Orte {'und ' * 90}", item=f"b/{i}"),
                said(f"Es sind {i + 1} Orte {'und ' * 90}", item=f"c/{i}"), claim=f"m{i}")
        for i in range(n)
    ]  # fmt: skip
    return build(*news, *figures, others=tuple(other(f"a/{i}", f"Titel {i} " * 30) for i in range(n)))


def test_every_quote_is_in_text_and_html_word_for_word() -> None:
    message = mail(busy())
    words = Reader(message.html).words
    text = " ".join(message.text.split())
    for change in busy().sections[0].changes:
        for side in (change.before, change.after):
            if side and change.type != "corroborated":
                assert side.mention.statement in words
                assert side.mention.statement in text


def test_the_subject_leads_with_what_to_act_on() -> None:
    assert mail(busy()).subject == (
        "Staudamm Rauhtal: bestätigt – „der Damm im Januar aufgegeben wurde“ · 1 Zahl geändert · 1 Widerspruch"
        " · 2 Texte geändert · 2 neu"
    )
    assert mail(busy(), "en").subject == (
        "Staudamm Rauhtal: confirmed – “der Damm im Januar aufgegeben wurde” · 1 figure changed"
        " · 1 contradiction · 2 texts edited · 2 new"
    )


def test_a_changed_figure_leads_in_the_outlets_own_words() -> None:
    numbers = [each for each in busy().sections[0].changes if each.type == "quantity_changed"]
    assert mail(build(*numbers)).subject == "Staudamm Rauhtal: bis zu 120 → Mehr als 340 Häuser"


def test_kind_sign_speaker_time_and_link_stand_with_the_quote() -> None:
    words = Reader(mail(busy()).html).words
    assert "▲ bestätigt von Umweltministerium · unbestätigt → bestätigt" in words
    assert "Kreiszeitung · Mo 18:42 · Umweltministerium ·\u00a0Artikel".replace("\u00a0", " ") in words
    assert "3 Meldungen, 1 Quelle (dpa): Abendblick, Stadtkurier" in words
    assert "bis zu 120 → Mehr als 340 Häuser" in words


def test_own_words_name_nobody_and_leave_no_gap() -> None:
    side = said("Die Werft baut nach eigenen Angaben um.", item="a/1", speaker="eigenen Angaben")
    message = mail(build(changed("new", None, side)))
    assert not re.search(r"· *·", " ".join(Reader(message.html).words.split()))
    assert "· ·" not in " ".join(message.text.split())


def test_quotes_of_one_text_name_it_once() -> None:
    sentences = ("Der Damm hält.", "Der Pegel fällt.")
    sides = [
        said(each, item="a/1", speaker=f"Kern {n}", url="https://a.example/1")
        for n, each in enumerate(sentences)
    ]
    message = mail(build(*(changed("new", None, side, claim=side.mention.statement) for side in sides)))
    assert message.text.count("https://a.example/1") == 1
    assert message.html.count("https://a.example/1") == 1
    for words in (*sentences, "Kern 0", "Kern 1"):
        assert words in message.text
        assert words in message.html


@pytest.mark.parametrize(("speaker", "before"), [(None, "ohne Quelle"), ("Feuerwehr", "Feuerwehr")])
def test_a_new_speaker_stands_beside_the_one_before_or_none(speaker: str | None, before: str) -> None:
    sides = (
        said("Der Damm hält.", item="a/1", speaker=speaker),
        said("Der Damm hält.", item="a/2", speaker="Ministerium"),
    )
    message = mail(build(changed("attribution_changed", *sides)))
    assert f"zuvor: {before}" in message.text
    assert f"zuvor: {before}" in Reader(message.html).words


def test_a_sign_stays_with_its_count() -> None:
    changes = (changed(kind, said("A."), said(f"{n}."), claim=f"c{n}") for n, kind in enumerate(KINDS * 2))
    lines = mail(build(*changes)).text.splitlines()
    tally = lines[2 : lines.index("=" * WIDTH)]
    assert len(tally) > 1
    assert not [line for line in tally if line[-1] not in "·" and line != tally[-1]]
    assert not [part for line in tally for part in line.strip(" ·").split(" · ") if len(part.split()) < 2]


def test_the_text_version_carries_the_same_order_with_signs() -> None:
    text = mail(busy()).text
    places = [
        text.index(sign) for sign in ("▲ BESTÄTIGT", "◆ ZAHL", "✕ WIDER", "✎ REDAKTION", "● NEU", "≡ WEITERE")
    ]
    assert places == sorted(places)
    assert "  - „In der Nacht wurden bis zu 120 Häuser geräumt.“" in text
    assert "  + „Mehr als 340 Häuser sind inzwischen geräumt.“" in text


def test_text_lines_fit_a_terminal_and_addresses_stay_whole() -> None:
    long = "https://a.example/" + "pfad/" * 40
    text = mail(build(changed("new", None, said("Wort " * 50, url=long)))).text
    assert long in text
    assert all(len(line) <= WIDTH or "https://" in line for line in text.splitlines())


def test_the_page_says_its_language_and_asks_for_both_colour_schemes() -> None:
    html = mail(busy(), "en").html
    page = Reader(html)
    assert ("html", "lang", "en") in page.attributes
    assert ("meta", "content", "light dark") in page.attributes
    assert ("bdi", "lang", "de") in page.attributes  # quotes are not translated
    assert re.search(r"@media \(prefers-color-scheme: dark\)", html)
    assert "!important" in html


@pytest.mark.parametrize("digest", [busy(), hostile(), flood(50)], ids=["busy", "hostile", "flood"])
def test_nothing_is_remote_and_nothing_runs(digest: Digest) -> None:
    html = mail(digest).html
    page = Reader(html)
    assert set(page.tags) <= set(ELEMENTS.split())
    for tag, name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "background", "action", "data")
        assert name != "href" or (tag == "a" and value.startswith(("https://", "http://")))
    assert "url(" not in html
    assert "@import" not in html


def test_hostile_titles_neither_break_the_page_nor_the_subject() -> None:
    message = mail(hostile())
    assert message.subject.isprintable()
    assert "=?" not in message.subject
    assert "<script>alert(1)</script>" in Reader(message.html).words
    assert "\u202e" not in message.html
    assert "{{ 7 * 7 }}" in message.html
    assert len(message.html.encode()) <= MOST_BYTES


@pytest.mark.parametrize("n", [30, 500, 5_000])
def test_a_flood_stays_below_the_size_at_which_mails_are_cut(n: int) -> None:
    message = mail(flood(n))
    assert len(message.html.encode()) <= MOST_BYTES
    assert "weitere" in message.text


def test_ten_times_as_many_changes_cost_less_than_eight_times_as_much() -> None:
    """What is laid out is bounded; how long a digest takes is told by tests/bench/digest.py."""
    mail(make(100))
    few, many = (min(time_mail(make(count)) for _ in range(RUNS)) for count in (500, 5_000))
    assert many < 8 * few


def time_mail(built: Digest) -> float:
    """Processor seconds; the least of several runs is the one that nothing else disturbed."""
    start = time.process_time()
    mail(built)
    return time.process_time() - start


def test_many_topics_are_counted_or_named() -> None:
    topics = tuple(Topic(f"t{n}", "x", f"Thema {n}") for n in range(200))
    changes = [
        changed("new", None, said("Wort " * 200, item=f"a/{n}"), topic=f"t{n}", claim=f"k{n}")
        for n in range(200)
    ]
    message = mail(digests.build(MORNING, topics, changes, (), coverage(), DAY))
    assert len(message.html.encode()) <= MOST_BYTES
    assert "Themen fehlen aus Platzgründen" in message.text


def test_a_quiet_morning_is_said_with_its_coverage() -> None:
    message = mail(build(items_seen=900, items_matched=0))
    assert message.subject == "Morgenlage: nichts Neues"
    assert "Nichts Neues." in message.text
    text = " ".join(message.text.split())
    assert "212 Feeds geprüft · 900 Meldungen gesehen, 0 passend, 0 übersprungen." in text


def test_the_first_digest_says_what_is_watched() -> None:
    message = mail(digests.begin(build()))
    assert message.subject == "Morgenlage: ab jetzt beobachtet"
    assert "212 Feeds werden" in message.text
    assert "Staudamm Rauhtal" in message.text
    assert "bekannt und wird" in message.text


def test_coverage_names_what_fails_since_when_and_what_is_silent() -> None:
    for shown in (mail(busy()).text, Reader(mail(busy()).html).words):
        shown = " ".join(shown.split())
        assert "nicht erreichbar Bergbote (seit Sa, 26. Apr., 08:00): bergbote.example antwortet nicht" in shown
        assert "Still: Waldnachrichten (seit 19. Apr.)." in shown


def test_identity_and_headers_are_the_same_each_time() -> None:
    first, second = mail(busy()), mail(busy())
    assert first == second
    assert first.key == "digest/morgen/2025-04-29/desk@redaktion.example"
    assert re.fullmatch(r"<digest\.morgen\.2025-04-29\.[0-9a-f]{16}@redaktion\.example>", first.message_id)
    headers = dict(first.headers)
    assert headers["List-Id"] == "<morgen.watcher.redaktion.example>"
    assert headers["List-Unsubscribe"] == "<mailto:watcher@redaktion.example?subject=unsubscribe%20morgen>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert first.at == NOW


def test_each_recipient_has_a_mail_of_their_own() -> None:
    renderer = Renderer("de", BERLIN)
    ids = {renderer.digest(busy(), each, SENDER, NOW).message_id for each in (READER, "chef@redaktion.example")}
    assert len(ids) == 2


def test_lists_whose_names_look_alike_stay_apart() -> None:
    assert slug("morgen") == "morgen"
    assert slug("Früh") != slug("Fruh")
    assert slug("日本").isascii()


def test_an_alert_is_short_stable_and_continues_its_claims_thread() -> None:
    news = busy().sections[0].changes[:1]
    renderer = Renderer("de", BERLIN)
    first, second = (
        renderer.alert(Alert("staudamm", "Staudamm Rauhtal", news), READER, SENDER, NOW, "mail")
        for _ in range(2)
    )
    assert first == second
    assert first.subject.startswith("Staudamm Rauhtal: bestätigt – „")
    assert "▲ BESTÄTIGT" in first.text
    assert dict(first.headers)["References"].startswith("<claim.")
    to_channel = renderer.alert(Alert("staudamm", "Staudamm Rauhtal", news), "desk", SENDER, NOW, "desk")
    assert to_channel.channel == "desk"
    assert to_channel.key != first.key
    assert alerts.build(DAM, news) is None


@settings(max_examples=40, deadline=None)
@example("\ud800", "")
@given(text(alphabet=characters(), max_size=200), text(alphabet=characters(), max_size=200))
def test_whatever_a_feed_says_the_mail_is_valid(one: str, two: str) -> None:
    edit = changed(
        "corrected", said(one, item=one, outlet=two, url=two), said(two, item=one, outlet=one), axis="edit"
    )
    fresh = changed("new", None, said(two, item=two, speaker=one or "x", url=one), claim="c2")
    message = mail(build(edit, fresh, others=(other("h/1", one, two, url=one),)))
    page = Reader(message.html)
    assert set(page.tags) <= set(ELEMENTS.split())
    assert message.subject.isprintable()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", message.text + message.html)
    message.text.encode()
    message.html.encode()


def test_five_thousand_changes_in_a_day_are_bounded_counted_and_whole() -> None:
    message = Renderer("de", BERLIN).digest(make(5_000), READER, SENDER, NOW)
    assert max(len(message.html.encode()), len(message.text.encode())) <= MOST_BYTES
    page = Reader(message.html)
    assert set(page.tags) <= set(ELEMENTS.split())
    cuts = [
        int(each.replace(".", ""))
        for each in re.findall(r"^… und ([\d.]+) weitere", message.text, re.MULTILINE)
    ]
    assert sum(cuts) > 4_000
    assert message.text.count("watcher claims list --topic staudamm") + message.text.count(
        "watcher topics test"
    ) == len(cuts)


@pytest.mark.parametrize(
    ("statement", "led"),
    [
        ("Das Amt bestätigte, dass der Damm brach.", "„der Damm brach“"),
        ("Das Amt bestätigte nicht, dass der Damm brach.", "„Das Amt bestätigte nicht, dass der Damm brach“"),
        ("The office confirmed that the dam broke.", "„the dam broke“"),
        ("Der Damm brach, bestätigte das Amt.", "„Der Damm brach, bestätigte das Amt“"),
    ],
)
def test_the_subject_says_what_was_confirmed(statement: str, led: str) -> None:
    change = changed("standing_changed", said("Der Damm soll brechen.", standing="unverified"),
                     said(statement, item="b/1", standing="confirmed"))  # fmt: skip
    assert mail(build(change)).subject == f"Staudamm Rauhtal: bestätigt – {led}"
