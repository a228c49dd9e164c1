"""Refusals: what a failed request is called, in one sentence with the address and what to do."""

from __future__ import annotations

from watcher.collect.links import redact
from watcher.errors import FetchError

STATUS = {
    204: "is empty; look whether the feed has moved",
    401: "wants a user and password; give `user` and `password_file` in feeds.toml",
    403: "refuses us; ask the outlet, or set `contact` in watcher.toml so that it knows who asks",
    404: "is not there; look whether the feed has moved",
    410: "is gone for good; look whether the feed has moved, or remove it from feeds.toml",
    429: "asks us to come less often; raise `every_minutes` of the feed",
    451: "is withheld for legal reasons; remove it from feeds.toml",
}


def refuse(url: str, what: str, status: int | None = None, retry_after: float | None = None) -> FetchError:
    shown = redact(url)
    return FetchError(f"{shown} {what}", shown, status, retry_after)


def refuse_status(url: str, status: int, retry_after: float | None) -> FetchError:
    """The error for a response that is neither a feed nor a 304."""
    what = STATUS.get(status)
    if what is None and 500 <= status < 600:
        what = "has trouble of its own; it is tried again later"
    if what is None:
        what = "does not give us the feed; check the address in a browser"
    return refuse(url, f"answers {status}: it {what}", status, retry_after)
