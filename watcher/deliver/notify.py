"""Notify: alerts to channels besides mail, an https webhook or any apprise address (extra `alerts`).

A channel's address is a secret; sentences name the channel and, at most, its host.
"""

from __future__ import annotations

import hmac
import importlib
import ipaddress
import json
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from watcher.errors import DeferredDelivery, DoubtfulDelivery, RefusedDelivery
from watcher.model import Message
from watcher.settings import Channel

TIMEOUT_SECONDS = 20.0
REMEDY = "pip install 'watcher[alerts]'"
# Whatever failed while or before we wrote was not taken; what failed later may have been.
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.WriteError, httpx.WriteTimeout)
LOST = (httpx.HTTPError, httpx.StreamError, httpx.CookieConflict)
NEVER = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, ValueError)
FAULTS = (*UNSENT, *NEVER, *LOST)


def send(message: Message, channel: Channel, on_transit: Callable[[], None] = lambda: None) -> None:
    """Blocks until the channel has taken the message or has not; `on_transit` is called before anything leaves.

    Raises DeferredDelivery, RefusedDelivery or DoubtfulDelivery, each one sentence without the address.
    """
    scheme = channel.url.partition(":")[0].lower()
    if scheme in ("https", "http"):
        _post(message, channel, on_transit)
    else:
        _apprise(message, channel, on_transit)


def _post(message: Message, channel: Channel, on_transit: Callable[[], None]) -> None:
    """The key lets the far side know a second copy (draft-ietf-httpapi-idempotency-key-header)."""
    place = _place(channel)
    content = json.dumps(_body(message), ensure_ascii=False).encode()
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
            request = client.build_request(
                "POST",
                channel.url,
                content=content,
                headers=_headers(message, content, channel.secret),
            )
            on_transit()
            response = client.send(request, stream=True)  # the answer's body is nobody's business
            response.close()
    except UNSENT as error:
        raise DeferredDelivery(f"{place} cannot be reached ({type(error).__name__}).") from error
    except NEVER as error:
        raise RefusedDelivery(
            f"{place} has an address that cannot be used: correct it in channels.toml."
        ) from error
    except LOST as error:
        raise DoubtfulDelivery(
            f"{place} did not answer ({type(error).__name__}): it will be sent again."
        ) from error
    _judge(response.status_code, place)


def _headers(message: Message, content: bytes, secret: str | None) -> dict[str, str]:
    """The signature is the body's HMAC, so that the far side can tell our messages from anybody's."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": f'"{_ascii(message.key)}"'}
    if secret:
        headers["X-Watcher-Signature"] = f"sha256={hmac.new(secret.encode(), content, 'sha256').hexdigest()}"
    return headers


def _judge(status: int, place: str) -> None:
    if 200 <= status <= 299:
        return
    if status in (408, 425, 429) or status >= 500:
        raise DeferredDelivery(f"{place} answered {status}: it will be sent again later.")
    raise RefusedDelivery(f"{place} answered {status}: check its address in channels.toml.")


def _body(message: Message) -> dict[str, str]:
    return {
        "subject": message.subject,
        "text": message.text,
        "key": message.key,
        "topic": message.list,
        "channel": message.channel,
        "message_id": message.message_id,
        "at": message.at.isoformat(),
    }


def _place(channel: Channel) -> str:
    """Plain http shows the secret to everyone on the way: only this machine may be spoken to so."""
    try:
        parts = urlsplit(channel.url)
        host = parts.hostname or ""
    except ValueError as error:
        raise RefusedDelivery(f"channel '{channel.name}' has no usable address: correct it.") from error
    if parts.scheme == "http" and not _is_loopback(host):
        raise RefusedDelivery(f"channel '{channel.name}' must be https: correct its address in channels.toml.")
    return f"channel '{channel.name}' ({host})"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _ascii(key: str) -> str:
    return key.encode("ascii", "backslashreplace").decode().replace("\\", "_").replace('"', "_")


def _apprise(message: Message, channel: Channel, on_transit: Callable[[], None]) -> None:
    try:
        apprise = importlib.import_module("apprise")  # 1.5 s of plugins: only when it is used
    except ModuleNotFoundError as error:
        raise RefusedDelivery(
            f"channel '{channel.name}' needs apprise, which is not installed: run {REMEDY}."
        ) from error
    target = apprise.Apprise()
    if not target.add(channel.url):
        raise RefusedDelivery(
            f"channel '{channel.name}' has an address that apprise does not know: correct it."
        )
    on_transit()
    # apprise 2 answers with a result that is true only when every target took it, apprise 1 with a bool.
    if not target.notify(title=message.subject, body=message.text, body_format="text"):
        raise DeferredDelivery(
            f"channel '{channel.name}' did not take the message: it will be sent again later."
        )
