"""The demo newsroom: feeds and article pages on loopback, as they stand at the time its clock shows."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from watcher.demo.documents import FEED_TYPES, Shown, show, write_feed, write_page
from watcher.demo.script import Outlet, Script

_FEED = "feed"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a path holds; `modified` is when it last changed, silently or not."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> str:
        return format_datetime(self.modified.astimezone(UTC), usegmt=True)


class Newsroom:
    """Serves a script while it is entered; `set_clock` decides what has been published."""

    def __init__(self, script: Script, port: int = 0) -> None:
        self.script = script
        self.now = script.moments[0]
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _bind(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.outlets = {each.name: self._place(each) for each in script.outlets}

    @property
    def address(self) -> str:
        """Host and port, as `allow_private` wants them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def _place(self, outlet: Outlet) -> Outlet:
        """Only an outlet whose pages are to be fetched has links that lead here; the rest stay .example."""
        return (
            replace(outlet, site=f"http://{self.address}/{outlet.name}") if outlet.body == "teaser" else outlet
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def set_clock(self, now: datetime) -> None:
        self.now = now

    def locate(self, outlet: str) -> str:
        """Return the address of the outlet's feed."""
        return f"http://{self.address}/{outlet}/{_FEED}"

    def answer(self, path: str) -> _Answer | None:
        """Return what stands at `path` now: `/<outlet>/feed` or `/<outlet>/<year>/<month>/<slug>.html`."""
        name, _, rest = path.strip("/").partition("/")
        outlet, now = self.outlets.get(name), self.now
        if outlet is None:
            return None
        shown = [show(outlet, each, now) for each in outlet.list_articles(now)]
        return _print_feed(outlet, shown) if rest == _FEED else _print_page(rest, shown)


def _print_feed(outlet: Outlet, shown: list[Shown]) -> _Answer:
    modified = max((each.version.at for each in shown), default=datetime(2024, 1, 1, tzinfo=UTC))
    return _Answer(write_feed(outlet, shown), FEED_TYPES[outlet.format], modified)


def _print_page(path: str, shown: list[Shown]) -> _Answer | None:
    for each in shown:
        if each.link.endswith(f"/{path}"):
            others = [other for other in shown if other is not each][:5]
            return _Answer(write_page(each, others), "text/html; charset=utf-8", each.version.at)
    return None


class _Handler(BaseHTTPRequestHandler):
    """Answers GET with validators, 304 and gzip, as a well kept server does."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body leave together; in two writes each answer waits 40 ms for an ACK
    newsroom: Newsroom

    def do_GET(self) -> None:
        answer = self.newsroom.answer(self.path)
        if answer is None:
            self._send(HTTPStatus.NOT_FOUND, b"", {})
        elif self._has(answer):
            self._send(HTTPStatus.NOT_MODIFIED, b"", _validators(answer))
        else:
            self._send_body(answer)

    def _has(self, answer: _Answer) -> bool:
        """If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
        tag, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tag is not None:
            return tag == answer.etag
        return since is not None and parsedate_to_datetime(since) >= answer.modified.replace(microsecond=0)

    def _send_body(self, answer: _Answer) -> None:
        headers = {"Content-Type": answer.content_type, "Vary": "Accept-Encoding", **_validators(answer)}
        body = answer.body
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body, headers = gzip.compress(body, mtime=0), {**headers, "Content-Encoding": "gzip"}
        self._send(HTTPStatus.OK, body, headers)

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the demo's terminal belongs to the digest."""


def _validators(answer: _Answer) -> dict[str, str]:
    return {"ETag": answer.etag, "Last-Modified": answer.last_modified}


def _bind(newsroom: Newsroom) -> type[_Handler]:
    """http.server makes a handler for each connection, so the newsroom travels on its class."""
    return type("BoundHandler", (_Handler,), {"newsroom": newsroom})
