"""Verdicts given in the desk: by its own forms alone, and only where editors are allowed."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.routing import Route

from tests.web.asking import PREVIEWS, ask
from watcher.settings import Config, WebSettings
from watcher.store import Store
from watcher.web.desk import Desk
from watcher.web.gate import Access
from watcher.web.seal import LASTS, Seal

EDITORS = Access(editors=True)
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def editors(config: Config) -> Config:
    return replace(config, web=WebSettings(editors=True))


def pick(kept: Store, words: str) -> str:
    """The number of the claim whose first mention holds the words."""
    return next(each.id for each in kept.claims.walk() if words in each.first.mention.statement)


async def load(client: httpx.AsyncClient, claim: str) -> str:
    answer = await client.get(f"/claim/bruecke/{claim}")
    assert answer.status_code == 200
    return answer.text


def seal_in(page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


async def post(client: httpx.AsyncClient, claim: str, **fields: object) -> httpx.Response:
    """As a browser sends the form of the claim's page."""
    seal = seal_in(await load(client, claim))
    return await client.post(f"/claim/bruecke/{claim}/verdict", data={"seal": seal, **fields})


async def judge(client: httpx.AsyncClient, claim: str, **fields: object) -> str:
    """The page that the browser is led to."""
    answer = await post(client, claim, **fields)
    assert answer.status_code == 303, answer.text
    told = await client.get(answer.headers["location"])
    assert told.status_code == 200
    return told.text


def posting(config: Config) -> list[str]:
    """Every route of the table that takes a POST."""
    routes = [
        each
        for each in Desk(config, PREVIEWS).routes()
        if isinstance(each, Route) and "POST" in (each.methods or ())
    ]
    return [each.path.replace("{topic}", "bruecke").replace("{claim}", "{}") for each in routes]


async def test_every_post_is_refused_where_editors_are_not_allowed(config: Config, kept: Store) -> None:
    claim = pick(kept, "48 Millionen")
    assert posting(config) == []
    seal = Seal().make(f"bruecke\n{claim}", datetime.now(UTC))
    async with ask(config) as client:
        page = await load(client, claim)
        assert "<form class" not in page.replace('<form class="find"', "")
        for path in ("/claim/bruecke/{}/verdict", "/", "/claim/bruecke/{}", "/nope"):
            answer = await client.post(path.format(claim), data={"seal": seal, "do": "reject"})
            assert answer.status_code == 405
    assert kept.verdicts.walk() == ()


async def test_every_post_without_a_seal_that_holds_is_refused(editors: Config, kept: Store) -> None:
    claim, other = pick(kept, "48 Millionen"), pick(kept, "Wärmepumpen")
    assert posting(editors)
    async with ask(editors, EDITORS) as client:
        right = seal_in(await load(client, claim))
        wrong = (
            "",
            "x",
            "0.x",
            right[:-1],
            right.replace(".", "9."),
            seal_in(await load(client, other)),
            "٣.x",
        )
        for path in posting(editors):
            for seal in wrong:
                answer = await client.post(path.format(claim), data={"seal": seal, "do": "reject"})
                assert answer.status_code == 403, seal
            assert (await client.post(path.format(claim), content=b"", headers=FORM)).status_code == 403
    assert kept.verdicts.walk() == ()


async def test_a_form_of_another_site_is_refused_though_its_seal_holds(editors: Config, kept: Store) -> None:
    claim = pick(kept, "48 Millionen")
    async with ask(editors, EDITORS) as client:
        form = {"seal": seal_in(await load(client, claim)), "do": "reject"}
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://elsewhere.example"},
        ):
            path = f"/claim/bruecke/{claim}/verdict"
            assert (await client.post(path, data=form, headers=headers)).status_code == 403
        assert kept.verdicts.walk() == ()
        own = {"sec-fetch-site": "same-origin", "origin": "null"}
        assert (await client.post(path, data=form, headers=own)).status_code == 303
    assert [each.kind for each in kept.verdicts.walk()] == ["reject"]


async def test_what_is_no_form_or_too_long_is_refused(editors: Config, kept: Store) -> None:
    claim = pick(kept, "48 Millionen")
    path = f"/claim/bruecke/{claim}/verdict"
    async with ask(editors, EDITORS) as client:
        assert (await client.post(path, json={"do": "reject"})).status_code == 415
        assert (await client.post(path, content=b"x=" + b"y" * 70_000, headers=FORM)).status_code == 413
        assert (await client.post(path, content=b"&".join([b"a=1"] * 400), headers=FORM)).status_code == 400
        assert (await client.post(path, content=b"do=\xff", headers=FORM)).status_code == 400
        assert (await client.get(path)).status_code == 405
        assert (await post(client, claim, do="delete")).status_code == 400
        assert (await post(client, claim, do="mute", days="999999")).status_code == 400
    assert kept.verdicts.walk() == ()


def test_a_seal_ends() -> None:
    seal, now = Seal(), datetime(2026, 11, 22, tzinfo=UTC)
    made = seal.make("here", now)
    assert seal.holds(made, "here", now + LASTS - timedelta(seconds=1))
    assert not seal.holds(made, "here", now + LASTS + timedelta(seconds=1))
    assert not seal.holds(made, "there", now)
    assert not Seal().holds(made, "here", now)


async def test_two_claims_are_linked_and_the_page_of_the_other_leads_here(editors: Config, kept: Store) -> None:
    claim, other = pick(kept, "48 Millionen"), pick(kept, "Wärmepumpen")
    async with ask(editors, EDITORS) as client:
        page = await judge(client, claim, do="link", other=other)
        assert f"Festgehalten: </span>mit {other} verbunden" in page or f"mit {other} verbunden" in page
        assert 'role="status"' in page
        moved = await client.get(f"/claim/bruecke/{other}")
        assert (moved.status_code, moved.headers["location"]) == (307, f"/claim/bruecke/{claim}")
        short = await client.get(f"/claim/{other}")
        assert short.headers["location"] == f"/claim/bruecke/{claim}"
    assert kept.verdicts.resolve(other) == ("bruecke", claim)


async def test_a_mention_is_split_off_and_that_is_undone(editors: Config, kept: Store) -> None:
    claim = pick(kept, "48 Millionen")
    before = {(e.evidence.mention.span, e.evidence.mention.item, e.claim) for e in kept.claims.mentions()}
    async with ask(editors, EDITORS) as client:
        page = await load(client, claim)
        chosen = re.findall(r'name="mention" value="(m\w+)"', page)
        assert len(chosen) > 1
        page = await judge(client, claim, do="split", mention=[chosen[-1]])
        assert kept.verdicts.resolve("c" + chosen[-1][1:]) == ("bruecke", "c" + chosen[-1][1:])
        page = await judge(client, claim, do="undo", verdict="1")
        assert "Zurückgenommen" in page
        assert "<del>" in page
    assert {
        (e.evidence.mention.span, e.evidence.mention.item, e.claim) for e in kept.claims.mentions()
    } == before


async def test_what_is_not_a_claim_leaves_the_topics_page_at_once(editors: Config, kept: Store) -> None:
    claim = pick(kept, "Wärmepumpen")
    async with ask(editors, EDITORS) as client:
        page = await judge(client, claim, do="reject")
        assert "weder gemeldet noch gezählt" in page
        assert 'value="link"' not in page
        page = await judge(client, claim, do="undo", verdict="1")
        assert "weder gemeldet" not in page
    assert [each.undone_at is None for each in kept.verdicts.walk()] == [False]


async def test_a_claim_is_muted_and_told_of_again(editors: Config, kept: Store) -> None:
    claim, now = pick(kept, "48 Millionen"), datetime.now(UTC)
    async with ask(editors, EDITORS) as client:
        assert "stumm bis" in await judge(client, claim, do="mute", days="7")
        assert [each.claim for each in kept.mutes.walk(now)] == [claim]
        assert "wird wieder gemeldet" in await judge(client, claim, do="unmute")
    assert list(kept.mutes.walk(now)) == []


FAULTS = [
    ({"do": "link", "other": "c0"}, "Eine Aussage mit dieser Nummer gibt es nicht."),
    ({"do": "link", "other": "{claim}"}, "Das ist schon eine einzige Aussage."),
    ({"do": "split"}, "Bitte die Fundstellen auswählen"),
    ({"do": "reject mentions"}, "Bitte die Fundstellen auswählen"),
    ({"do": "split", "mention": "m0"}, "Diese Fundstelle gehört nicht zu der Aussage"),
    ({"do": "undo", "verdict": "77"}, "Dieses Urteil gibt es nicht."),
]


@pytest.mark.parametrize(("fields", "said"), FAULTS)
async def test_what_cannot_be_judged_is_one_sentence_in_the_readers_language(
    editors: Config, kept: Store, fields: dict[str, str], said: str
) -> None:
    claim = pick(kept, "48 Millionen")
    async with ask(editors, EDITORS) as client:
        answer = await post(client, claim, **{key: value.format(claim=claim) for key, value in fields.items()})
    assert answer.status_code == 409
    assert said in html.unescape(answer.text)
    assert kept.verdicts.walk() == ()


async def test_every_word_of_the_forms_is_in_both_catalogues(editors: Config, kept: Store) -> None:
    claim = pick(kept, "48 Millionen")
    async with ask(editors, EDITORS) as client:
        await judge(client, claim, do="mute", days="0")
        for language in ("de", "en"):
            page = (await client.get(f"/claim/bruecke/{claim}?lang={language}")).text
            part = page[page.index('id="verdicts"') :]
            assert "verdict:" not in part
            assert ("Judge this claim" in part) == (language == "en")
