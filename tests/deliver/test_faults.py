"""Mail servers at their worst, from the fault server beside the checkout."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.letterbox import letter
from watcher.deliver import mail
from watcher.errors import DeferredDelivery, DeliveryError, DoubtfulDelivery, RefusedDelivery
from watcher.settings import MailSettings

UNCLOSED = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning"
)  # by the server, which drops connections
pytestmark = UNCLOSED


@pytest.fixture(scope="module")
def faults(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("smtp_faults", shared / "hostile" / "smtp_faults.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def running(faults: Any, mode: str) -> Iterator[Any]:
    """The fault server in one mode; afterwards its loop is closed, which it leaves to the interpreter."""
    with faults.SmtpFaults(mode) as server:
        yield server
    server._t.join()
    server._loop.run_until_complete(_drain())
    server._loop.close()
    with (
        warnings.catch_warnings()
    ):  # a connection that it dropped half-way is collected here, not in a later test
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


async def _drain() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for _ in range(3):  # transports close in callbacks of their own
        await asyncio.sleep(0)


def settings(port: int, **more: Any) -> MailSettings:
    return MailSettings("127.0.0.1", port, sender="watcher@x.example", timeout_seconds=1.0, **more)


@pytest.mark.parametrize("mode", ["ok", "line-limit", "no-8bit", "utf8-reply"])
def test_it_is_taken_once(faults: Any, mode: str) -> None:
    with running(faults, mode) as server:
        mail.send(letter(), settings(server.port))
    assert list(server.copies().values()) == [1]


@pytest.mark.parametrize(
    "mode",
    ["no-banner", "drip", "garbage-banner", "421-banner", "554-banner", "drop-after-banner", "drop-after-ehlo",
     "drop-after-mail", "451-after-data", "greylist", "endless-reply", "long-reply", "bad-code"],
)  # fmt: skip
def test_it_stays_in_the_outbox(faults: Any, mode: str) -> None:
    with running(faults, mode) as server, pytest.raises(DeferredDelivery) as caught:
        mail.send(letter(), settings(server.port))
    assert not server.delivered
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("mode", ["reject-all", "reject-sender", "554-data"])
def test_it_is_refused_for_good(faults: Any, mode: str) -> None:
    with running(faults, mode) as server, pytest.raises(RefusedDelivery):
        mail.send(letter(), settings(server.port))


def test_a_connection_lost_after_the_dot_leaves_it_in_doubt(faults: Any) -> None:
    with (
        running(faults, "drop-after-data") as server,
        pytest.raises(DoubtfulDelivery, match="its answer was lost"),
    ):
        mail.send(letter(), settings(server.port))
    assert len(server.delivered) == 1


def test_a_connection_lost_inside_the_mail_is_tried_again(faults: Any) -> None:
    with running(faults, "drop-mid-data") as server, pytest.raises(DeliveryError) as caught:
        mail.send(letter(), settings(server.port))
    assert not isinstance(caught.value, RefusedDelivery)
    assert not server.delivered


@pytest.mark.parametrize(
    "mode", ["no-starttls", "starttls-refused", "starttls-selfsigned", "starttls-injection", "starttls-hang"]
)
def test_without_trusted_tls_neither_mail_nor_password_leaves(faults: Any, mode: str) -> None:
    with running(faults, mode) as server, pytest.raises(DeferredDelivery):
        mail.send(letter(), settings(server.port, security="starttls", user="user", password="smtp-pass-w0rd"))
    assert not server.delivered
    assert not any("auth_in_clear" in session for session in server.sessions)


@pytest.mark.parametrize("mode", ["auth-535", "auth-not-offered"])
def test_a_login_that_fails_can_be_mended(faults: Any, mode: str) -> None:
    with running(faults, mode) as server, pytest.raises(DeferredDelivery, match="in \\[mail\\]") as caught:
        mail.send(letter(), settings(server.port, user="user", password="wrong-one"))
    assert "wrong-one" not in str(caught.value)


def test_a_server_that_does_not_answer_quit_has_taken_it(faults: Any) -> None:
    with running(faults, "quit-hang") as server:
        mail.send(letter(), settings(server.port))
    assert len(server.delivered) == 1
