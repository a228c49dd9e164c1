"""The gate: every route, without a token, under another name, and by another method."""

from __future__ import annotations

import asyncio
import base64
import logging
from pathlib import Path

import httpx
import pytest
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from tests.web.asking import PREVIEWS, ask
from watcher.errors import ConfigError
from watcher.settings import Config
from watcher.web.desk import Desk
from watcher.web.gate import HEADERS, Access, Gate, host_name, is_loopback, read_token
from watcher.web.serve import Listen, bind, check

TOKEN = "a token of thirty-two characters"


def paths(config: Config) -> list[str]:
    """An address of every route of the table, and one that is in none."""
    fill = {
        "{name}": "bruecke",
        "{name:path}": "Tagesbote",
        "{topic}": "bruecke",
        "{claim}": "c1",
        "{number:int}": "1",
        "{item:path}": "a/b",
    }
    found = []
    for route in Desk(config, PREVIEWS).routes():
        assert isinstance(route, Route | Mount)
        path = route.path if isinstance(route, Route) else f"{route.path}/desk.css"
        for name, value in fill.items():
            path = path.replace(name, value)
        found.append(path)
    assert not [path for path in found if "{" in path]
    return [*found, "/nope"]


async def test_every_route_is_refused_without_the_token(config: Config) -> None:
    async with ask(config, Access(("desk.example",), TOKEN), "http://desk.example") as client:
        for path in paths(config):
            for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic ???"}):
                answer = await client.get(path, headers=headers)
                assert answer.status_code == 401, path
                assert "www-authenticate" in answer.headers


async def test_the_token_opens_every_route(config: Config) -> None:
    basic = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()
    async with ask(config, Access(("desk.example",), TOKEN), "http://desk.example") as client:
        for path in paths(config):
            for value in (f"Bearer {TOKEN}", f"Basic {basic}"):
                assert (await client.get(path, headers={"authorization": value})).status_code != 401, path


async def test_a_token_in_the_address_opens_nothing(config: Config) -> None:
    async with ask(config, Access(("desk.example",), TOKEN), "http://desk.example") as client:
        assert (await client.get(f"/?token={TOKEN}")).status_code == 401


async def test_every_answer_carries_every_header(config: Config) -> None:
    for access in (Access(), Access(token=TOKEN)):
        async with ask(config, access) as client:
            for path in paths(config):
                answer = await client.get(path)
                assert not [name for name in HEADERS if name not in answer.headers], path
                policy = answer.headers["content-security-policy"]
                assert "default-src 'none'" in policy
                assert "script-src" not in policy
                assert "server" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_no_method_writes(config: Config, method: str) -> None:
    async with ask(config, Access()) as client:
        for path in paths(config):
            assert (await client.request(method, path)).status_code == 405, path


async def test_reading_changes_nothing(config: Config) -> None:
    before = config.store.read_bytes()
    async with ask(config, Access()) as client:
        for path in paths(config):
            await client.get(path)
    assert config.store.read_bytes() == before


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "desk.example@evil.example"])
async def test_another_name_is_refused(config: Config, host: str) -> None:
    async with ask(config, Access()) as client:
        answer = await client.get("/", headers={"host": host, "x-forwarded-host": "127.0.0.1"})
        assert answer.status_code == 400


async def test_what_outlasts_the_end_is_told_so() -> None:
    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        raise asyncio.CancelledError  # as uvicorn does when its grace is over

    transport = httpx.ASGITransport(Gate(endless, Access()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/brief/x")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "content-security-policy" in answer.headers


async def test_an_endless_address_is_refused(config: Config) -> None:
    async with ask(config, Access()) as client:
        assert (await client.get("/search?q=" + "x" * 5_000)).status_code == 414


async def test_the_log_names_neither_token_nor_search(config: Config, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "watcher.web")
    async with ask(config, Access(("desk.example",), TOKEN), "http://desk.example") as client:
        await client.get("/search?q=geheim", headers={"authorization": f"Bearer {TOKEN}"})
    assert "GET /search 200" in caplog.text
    assert "geheim" not in caplog.text
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Access((), TOKEN))


def test_other_addresses_need_a_token() -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::", "desk.example"):
        with pytest.raises(ConfigError, match="a token is needed"):
            check(Listen(host), Access())
        check(Listen(host), Access(token=TOKEN))
    for listen in (Listen(), Listen("::1"), Listen("127.0.0.5"), Listen(path=Path("x"))):
        check(listen, Access())
    with pytest.raises(ConfigError, match="shorter"):
        check(Listen(), Access(token="short"))


def test_a_socket_is_only_for_its_group(tmp_path: Path) -> None:
    path = tmp_path / "web.sock"
    for _ in range(2):  # the second time over what a killed process left
        with bind(path):
            assert path.stat().st_mode & 0o777 == 0o660
    with pytest.raises(ConfigError, match="cannot be made"):
        bind(tmp_path / "nowhere" / "web.sock")


def test_tokens_and_names_are_read_strictly() -> None:
    assert read_token("bearer x") == b"x"
    assert read_token("Digest x") == b""
    assert read_token("Basic eDp5Og==") == b"y:"
    assert host_name("[::1]:8400") == "::1"
    assert is_loopback("::1")
    assert not is_loopback("localhost.evil.example")
