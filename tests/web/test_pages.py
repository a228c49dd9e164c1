"""What the pages show of a small story: verbatim, escaped, in the reader's language, with the right status."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette

from tests.web.asking import ask
from tests.web.conftest import FIRST, NOW, OTHER, REST, SECOND, analyze
from watcher import records, store
from watcher.cycle.previewing import foresee, recall
from watcher.model import Claim, Digest, Evidence, Mention, Window
from watcher.settings import Config, DigestList
from watcher.store import Store
from watcher.store.catalog import Choice, Facets
from watcher.web.board import Board
from watcher.web.desk import Desk
from watcher.web.pages.claim import walk
from watcher.web.previews import Previews

ITEM = f"/item/{quote(FIRST['id'])}"


class Elements(HTMLParser):
    """Which elements there are, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def words_of(page: str) -> str:
    """Without tags: a redline marks single words."""
    return re.sub(r"<[^>]*>", "", page)


async def test_a_claim_shows_its_history_verbatim(browser: httpx.AsyncClient, claim: str) -> None:
    page = words_of((await browser.get(f"/claim/bruecke/{claim}")).text)
    for words in ("48 Millionen Euro", "61 Millionen Euro", "mehr als 70 Millionen Euro", "Zahl geändert"):
        assert words in page


async def test_a_claims_figures_are_drawn_by_outlet(browser: httpx.AsyncClient, claim: str) -> None:
    page = (await browser.get(f"/claim/bruecke/{claim}")).text
    assert 'class="area lower fill-s-attributed"' in page
    assert "Die Zahl nach Medium" in page
    assert "style=" not in page


async def test_the_short_address_of_a_claim_leads_to_it(browser: httpx.AsyncClient, claim: str) -> None:
    answer = await browser.get(f"/claim/{claim}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/claim/bruecke/{claim}"


async def test_a_topic_lists_its_claims(browser: httpx.AsyncClient) -> None:
    assert "Millionen Euro" in (await browser.get("/topic/bruecke")).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("outlet=Hafenblatt", True),
        ("outlet=Nirgends", False),
        ("kind=number", True),
        ("kind=denied", False),
        ("language=de&since=2026-11-20&until=2026-11-21", True),
        ("until=2026-11-19", False),
    ],
)
async def test_a_topics_claims_can_be_filtered(browser: httpx.AsyncClient, asked: str, found: bool) -> None:
    answer = await browser.get(f"/topic/bruecke?{asked}")
    assert answer.status_code == 200
    assert ('class="claim-title"' in answer.text) is found


@pytest.mark.parametrize(
    "asked",
    ["kind=x", "standing=' OR 1", "since=2026-13-01", "since=heute", "since=2026-02-01&until=2026-01-01",
     "page=0", "page=-1", "page=zwei", "page=99999999999", "sort=x", "format=xml", f"outlet={'x' * 300}"],
)  # fmt: skip
async def test_an_absurd_question_is_refused_in_a_sentence(browser: httpx.AsyncClient, asked: str) -> None:
    answer = await browser.get(f"/topic/bruecke?{asked}")
    assert answer.status_code == 400
    assert "Das geht nicht" in answer.text


async def test_a_page_past_the_last_is_not_there(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/topic/bruecke?page=7")).status_code == 404


async def test_an_item_shows_two_revisions_beside_each_other(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(ITEM)).text
    assert "<del>48</del>" in page
    assert "<ins>61</ins>" in page
    assert 'class="match mention"' in page or 'class="mention"' in page


async def test_any_two_revisions_can_be_chosen(browser: httpx.AsyncClient) -> None:
    assert "Beide sagen dasselbe" in (await browser.get(f"{ITEM}?old=1&new=1")).text
    assert "<ins>48</ins>" in (await browser.get(f"{ITEM}?old=2&new=1")).text
    assert (await browser.get(f"{ITEM}?old=9")).status_code == 400


@pytest.mark.parametrize(
    "asked",
    ["Brücke", "bruecke", "MÜHLENSTRASSE", "Mühlenstraße", "muehlenstrasse", "pumpe", "Wärmepumpe", "mueller",
     "Müller", '"61 Millionen"', "mill*"],
)  # fmt: skip
async def test_search_reads_german(browser: httpx.AsyncClient, asked: str) -> None:
    answer = await browser.get("/search", params={"q": asked})
    assert answer.status_code == 200
    assert "<mark>" in answer.text


@pytest.mark.parametrize(
    "asked",
    ["", '"', "*", "AND OR NOT", "title:x", "NEAR(a b)", "a^2", "-x", "((((", "'; DROP TABLE x;--", "\x00", 
     "x" * 199, "a* " * 60],
)  # fmt: skip
async def test_whatever_a_person_types_is_searched_for(browser: httpx.AsyncClient, asked: str) -> None:
    assert (await browser.get("/search", params={"q": asked})).status_code == 200


async def test_search_can_be_filtered(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/search?q=Brücke&outlet=Hafenblatt&what=items")).text
    assert "hafenblatt" in page.casefold()
    assert "gesperrt" not in page


async def test_feeds_tell_what_fails_and_what_to_do(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/feeds")).text
    assert "Die Adresse gibt es nicht mehr" in page
    assert "noch nicht geprüft" in page
    assert "secret" not in page
    assert "secret" not in (await browser.get("/feeds/opml")).text


async def test_the_outlet_that_edits_silently_is_named(browser: httpx.AsyncClient) -> None:
    assert "1 (100 %)" in (await browser.get("/feeds")).text


async def test_an_outlets_page_tells_what_it_changed_and_how_often(browser: httpx.AsyncClient) -> None:
    page = words_of((await browser.get("/outlet/Tagesbote")).text)
    for words in ("48 Millionen", "61 Millionen", "still geändert 1", "Nov. 2026"):
        assert words in page
    rows = json.loads((await browser.get("/outlet/Tagesbote?format=json")).text)
    assert [(row["item"], row["silent"]) for row in rows] == [(FIRST["id"], True)]


def test_copies_of_one_text_are_one_line_of_a_claims_history() -> None:
    said = "Die Brücke kostet 48 Millionen Euro."
    items = (("a", 1, "dpa"), ("b", 1, "dpa"), ("a", 2, "dpa"), ("c", 1, "c"))
    evidence = tuple(
        Evidence(
            Mention(item, number, "text", 0, len(said), said, "statement", "asserted"), item, None, NOW, origin
        )
        for item, number, origin in items
    )
    steps = {step.evidence.origin: step for step in walk(Claim("k", "bruecke", evidence), ())}
    assert [each.mention.item for each in steps["dpa"].copies] == ["b"]
    assert steps["dpa"].revisions == (1, 2)
    assert steps["c"].copies == ()


async def test_what_was_sent_is_shown_as_it_was(browser: httpx.AsyncClient) -> None:
    assert "Der Pegel steigt" in (await browser.get("/sent/1")).text
    mail = await browser.get("/sent/1/html")
    assert "<p style='color:red'>" in mail.text
    assert 'src="data:image/png;base64,iVBORwA="' in mail.text
    assert mail.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    page = (await browser.get("/sent")).text
    assert "desk@example.org" not in page + (await browser.get("/sent?format=json")).text


async def test_today_shows_the_last_day_when_nothing_waits(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/")).text
    assert "Der letzte Tag, an dem etwas war" in page
    assert "Millionen Euro" in page


async def test_a_day_shows_what_it_brought(browser: httpx.AsyncClient) -> None:
    assert "48 Millionen" in (await browser.get("/?day=2026-11-20")).text
    assert "48 Millionen" not in (await browser.get("/?day=2026-11-19")).text


async def test_a_day_gone_by_is_told_as_its_digest_would_have_been(config: Config) -> None:
    asked: list[Window] = []

    def listen(config: Config, kept: Store, chosen: DigestList, window: Window) -> Digest:
        asked.append(window)
        return recall(config, kept, chosen, window)

    day = date(2026, 11, 20)
    begun = datetime(2026, 11, 20, tzinfo=config.timezone)
    with closing(Desk(config, Previews(foresee, listen))) as desk:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(Starlette(routes=desk.routes())), base_url="http://127.0.0.1"
        ) as client:
            told = (await client.get("/?day=2026-11-20&format=json")).json()
    assert asked == [Window(day, begun, begun + timedelta(days=1))]
    assert [each["type"] for each in told] == ["new"] * len(told) != []


async def test_the_pages_speak_english_too(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/topic/bruecke?lang=en")
    assert "Changes per day" in answer.text
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    browser.cookies.set("language", "en")
    assert "Feeds and outlets" in (await browser.get("/feeds")).text


PAGES = ["/", "/topics", "/brief/bruecke", "/outlet/Tagesbote",
         "/topic/bruecke", ITEM, "/feeds", "/search?q=alert",
         "/search?q=Brücke", "/sent", "/sent/1", "/nope", "/topic/<script>", "/?day=<script>"]  # fmt: skip
KNOWN = {"script", "object", "embed", "base", "style", "math", "template", "video", "audio"}


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_that_a_feed_said_is_active(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    found = Elements(answer.text).found
    assert not KNOWN & {tag for tag, _ in found}
    assert "img" not in {tag for tag, _ in found}
    for _, attributes in found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not (attributes.get(name) or "").casefold().startswith(("javascript", "data", "//"))


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_has_one_heading_and_labels(browser: httpx.AsyncClient, path: str) -> None:
    found = Elements((await browser.get(path)).text).found
    assert [tag for tag, _ in found].count("h1") == 1
    labelled = {attributes.get("for") for tag, attributes in found if tag == "label"}
    fields = [attributes for tag, attributes in found if tag in ("input", "select")]
    assert not [each for each in fields if each.get("id") not in labelled]
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all({"aria-label", "aria-labelledby", "aria-hidden"} & set(attributes)
               for tag, attributes in found if tag == "svg")  # fmt: skip


async def test_json_and_csv_hold_what_the_page_shows(browser: httpx.AsyncClient, claim: str) -> None:
    answer = await browser.get("/topic/bruecke?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert claim in {row["claim"] for row in rows}
    whole = json.loads((await browser.get(f"/claim/bruecke/{claim}?format=json")).text)
    assert {each["type"] for each in whole["changes"]} >= {"quantity_changed"}
    assert "48 Millionen" in whole["evidence"][0]["statement"]


@pytest.mark.parametrize(
    "path", ["/topic/nope", "/claim/nope", "/claim/bruecke/nope", "/claim/nope/nope", "/item/nope",
    "/sent/9999",
             "/sent/99999999999999999999999", "/topic/nope/atom", "/claim/bruecke/nope/atom", "/?list=nope",
             "/outlet/nope"]
)  # fmt: skip
async def test_an_unknown_page_says_so(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


async def test_a_store_that_is_not_there_is_told_plainly(config: Config, browser: httpx.AsyncClient) -> None:
    config.store.unlink()
    answer = await browser.get("/topics")
    assert answer.status_code == 503
    assert "does not exist yet" in answer.text


@pytest.mark.parametrize(("version", "told"), [(1, "older watcher"), (999, "newer watcher")])
@pytest.mark.parametrize("seen", [False, True], ids=["from the start", "meanwhile"])
async def test_a_store_of_another_version_is_told_plainly(
    config: Config, seen: bool, version: int, told: str
) -> None:
    async with ask(config) as browser:
        if seen:
            assert (await browser.get("/topics")).status_code == 200
        with closing(sqlite3.connect(config.store)) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        answer = await browser.get("/topic/bruecke")
        assert answer.status_code == 503
        assert told in answer.text


async def test_a_brief_holds_old_and_new_wordings(browser: httpx.AsyncClient) -> None:
    page = words_of((await browser.get("/brief/bruecke")).text)
    text = (await browser.get("/brief/bruecke?format=markdown")).text
    for told in (page, text):
        assert "61 Millionen" in told
        assert "mehr als 70 Millionen" in told
    assert "\\<script\\>" in text
    assert "61 Millionen" not in (await browser.get("/brief/bruecke?since=2026-11-22&format=markdown")).text
    assert (await browser.get("/feeds?format=markdown")).status_code == 400


async def test_metrics_count_what_there_is(browser: httpx.AsyncClient, kept: store.Store) -> None:
    text = (await browser.get("/metrics")).text
    there = {
        "items": 2,
        "revisions": 3,
        "claims": len(list(kept.claims.walk())),
        "changes": len(kept.claims.changes()),
    }
    for table, n in there.items():
        assert f'watcher_rows{{table="{table}"}} {n}.0' in text
    assert 'watcher_feeds{health="failing"} 1.0' in text
    assert 'watcher_messages{state="queued"} 1.0' in text


def test_the_board_forgets_what_was_recomputed_away(config: Config) -> None:
    board = Board(config.timezone)
    with store.open(config.store) as kept:
        board.look(kept)
        assert board.catalog.size("bruecke")
        kept.claims.drop("bruecke")
        board._next = 0.0
        board.look(kept)
        assert not board.catalog.size("bruecke")


def test_the_board_that_reads_on_is_the_board_that_is_read_anew(config: Config) -> None:
    board, fresh = Board(config.timezone), Board(config.timezone)
    third = OTHER | {"id": "c", "feed": "Marktblatt", "seen": "2026-11-21T23:30:00Z"}
    edited = SECOND | {
        "text": f"Die Brücke kostet nun 75 Millionen Euro. {REST}",
        "seen": "2026-11-22T06:00:00Z",
    }
    with store.open(config.store) as kept:
        board.look(kept)
        before = board.catalog.size("bruecke")
        for number, line in enumerate((third, edited), 10):
            kept.revisions.add([records.read_article(json.dumps(line), "lines", number, NOW)])
        analyze(kept)
        board._next = 0.0
        board.look(kept)
        fresh.look(kept)
    every = Choice("bruecke")
    assert board.catalog.find(every, "weight", 100) == fresh.catalog.find(every, "weight", 100)
    for name in Facets.__slots__:
        shown = (dict(getattr(each.catalog.facets("bruecke"), name)) for each in (board, fresh))
        assert next(shown) == next(shown)
    assert board.days("bruecke") == fresh.days("bruecke")
    assert {*board.tallies} == {*fresh.tallies}
    assert board.edits == fresh.edits
    assert board.catalog.size("bruecke") >= before
    assert len(board.edits) == 2


async def test_today_corrects_what_the_mail_will_correct(config: Config, claim: str) -> None:
    with store.open(config.store) as kept:
        told = next(each for each in kept.claims.changes() if each.claim == claim and each.type == "new")
        assert told.position
        kept.telling.record("morgen", [(told.position, "told")], NOW, NOW.date())
        kept.verdicts.reject(claim, (), NOW)
        mailed = foresee(config, kept, config.digests[0], NOW)
    assert [each.change.key for each in mailed.corrections] == [told.key]
    async with ask(config) as browser:
        page = (await browser.get("/")).text
    assert "Berichtigung</h2>" in page
    assert "m Digest vom 22. Nov. 2026 gemeldet" in page
    assert re.search("<del>[^<]*48 Millionen", page)
    assert f"/claim/bruecke/{claim}" in page
