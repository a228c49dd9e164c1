from __future__ import annotations

import hmac
import http.server
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import Message as Headers
from typing import Any

import httpx
import pytest

from tests.deliver.letterbox import letter
from tests.loopback import serving
from watcher.deliver import notify
from watcher.errors import DeferredDelivery, DeliveryError, DoubtfulDelivery, RefusedDelivery, StoreError
from watcher.settings import Channel

SECRET = "token-4711"


class Hook(http.server.BaseHTTPRequestHandler):
    """Answers with the status its path names; /drop closes without an answer."""

    taken: list[tuple[Headers, dict[str, Any]]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.taken.append((self.headers, body))
        if "drop" not in self.path:
            self.send_response(int(self.path.split("/")[1]))
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def hook(path: str) -> Iterator[tuple[Channel, list[tuple[Headers, dict[str, Any]]]]]:
    taken: list[tuple[Headers, dict[str, Any]]] = []
    handler = type("_Hook", (Hook,), {"taken": taken})
    with serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield Channel("desk", f"http://127.0.0.1:{port}/{path}/{SECRET}"), taken


def test_a_webhook_gets_the_message_and_its_key() -> None:
    with hook("204") as (channel, taken):
        notify.send(letter(channel="desk"), channel)
    ((headers, body),) = taken
    assert headers["Idempotency-Key"] == f'"{letter().key}"'
    assert headers["Content-Type"] == "application/json"
    assert body["subject"] == letter().subject
    assert body["text"] == letter().text
    assert body["topic"] == "morgen"


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("429", DeferredDelivery),
        ("503", DeferredDelivery),
        ("404", RefusedDelivery),
        ("302", RefusedDelivery),
        ("drop", DoubtfulDelivery),
    ],
)
def test_the_answer_decides_and_the_secret_stays_unsaid(path: str, error: type[DeliveryError]) -> None:
    with hook(path) as (channel, _), pytest.raises(error, match="desk") as caught:
        notify.send(letter(), channel)
    assert SECRET not in str(caught.value)


def test_a_webhook_that_is_not_there_defers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/{SECRET}"
    with pytest.raises(DeferredDelivery) as caught:
        notify.send(letter(), Channel("desk", url))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://hooks.example/x", "https://[::1/x", "https:///x", "https://x\x00.example/"]
)
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(RefusedDelivery, match="channel 'desk'"):
        notify.send(letter(), Channel("desk", url))


def test_apprise_addresses_name_the_extra_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    with pytest.raises(RefusedDelivery, match=r"pip install 'watcher\[alerts\]'") as caught:
        notify.send(letter(), Channel("desk", f"ntfy://{SECRET}"))
    assert SECRET not in str(caught.value)


def errors() -> list[type[Exception]]:
    found = [each for each in vars(httpx).values() if isinstance(each, type) and issubclass(each, Exception)]
    return sorted(set(found), key=lambda each: each.__name__)


@pytest.mark.parametrize("kind", errors(), ids=lambda kind: kind.__name__)
def test_every_error_of_httpx_is_caught_at_the_door(kind: type[Exception]) -> None:
    assert issubclass(kind, notify.FAULTS)


def test_a_channel_with_a_secret_signs_what_it_posts() -> None:
    with hook("204") as (channel, taken):
        notify.send(letter(channel="desk"), replace(channel, secret="geheim"))
        notify.send(letter(channel="desk"), channel)
    (signed, body), (plain, _) = taken
    content = json.dumps(body, ensure_ascii=False).encode()
    assert signed["X-Watcher-Signature"] == f"sha256={hmac.new(b'geheim', content, 'sha256').hexdigest()}"
    assert "X-Watcher-Signature" not in plain


def test_transit_is_told_before_anything_leaves_and_can_stop_it() -> None:
    def stop() -> None:
        raise StoreError("disk full")

    with hook("204") as (channel, taken), pytest.raises(StoreError):
        notify.send(letter(channel="desk"), channel, stop)
    assert not taken
