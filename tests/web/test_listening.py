"""Where the desk listens and by which names it is asked, from `[web]` and the options of `serve`."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.asking import ask
from watcher.errors import WatcherError
from watcher.settings import Config, WebSettings
from watcher.web.gate import LOOPBACK, Access
from watcher.web.serve import Listen, bind_port, open_to

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


def test_a_place_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = Listen(port=taken.getsockname()[1])
        with pytest.raises(
            WatcherError, match=r"^the desk cannot listen at http://127\.0\.0\.1:\d+: .+; name "
        ):
            bind_port(listen)


def test_a_host_is_listened_at_by_each_of_its_addresses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    bound = bind_port(Listen("localhost", port))
    assert {each.getsockname()[:2] for each in bound} <= {("127.0.0.1", port), ("::1", port)}
    for each in bound:
        each.close()
