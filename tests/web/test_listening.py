"""Where the desk listens and by which names it is asked, from `[web]` and the options of `serve`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.asking import ask
from watcher.settings import Config, WebSettings
from watcher.web.gate import LOOPBACK, Access
from watcher.web.serve import Listen, open_to

PLACES = [
    ("127.0.0.1:8400", Listen("127.0.0.1", 8400)),
    ("[::1]:9000", Listen("::1", 9000)),
    ("desk.example:80", Listen("desk.example", 80)),
    ("unix:/run/watcher-web/desk.sock", Listen(path=Path("/run/watcher-web/desk.sock"))),
]


@pytest.mark.parametrize(("told", "listen"), PLACES)
def test_a_place_to_listen_is_read_as_it_is_configured(told: str, listen: Listen) -> None:
    assert Listen.read(told) == listen


def test_the_desk_is_asked_by_its_own_names_alone() -> None:
    web = WebSettings("https://Desk.example:8443/watcher", hosts=("inside",), editors=True)
    access = open_to(web, Listen("192.0.2.7"), ("more",), "x" * 16)
    assert set(access.hosts) == {*LOOPBACK, "192.0.2.7", "inside", "more", "desk.example"}
    assert (access.token, access.editors, access.trust_proxy) == ("x" * 16, True, False)


@pytest.mark.parametrize(("trusted", "scheme"), [(True, "https"), (False, "http")])
async def test_a_forwarded_scheme_is_believed_only_where_a_proxy_is_configured(
    config: Config, claim: str, trusted: bool, scheme: str
) -> None:
    async with ask(config, Access(trust_proxy=trusted)) as client:
        for told in ("https", "javascript"):
            answer = await client.get("/topic/bruecke/atom", headers={"x-forwarded-proto": told})
            expected = scheme if told == "https" else "http"
            assert f'href="{expected}://127.0.0.1:8400/topic/bruecke' in answer.text


def test_editors_are_a_choice_of_the_configuration(config: Config) -> None:
    assert not open_to(config.web, Listen()).editors
    assert open_to(replace(config.web, editors=True), Listen()).editors
