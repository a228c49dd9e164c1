"""What other programs fetch: feeds to subscribe to, a mail as it was, health and metrics."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from watcher.model import Message
from watcher.web import feeds_out, metrics
from watcher.web.faults import Missing
from watcher.web.gate import MAIL_POLICY
from watcher.web.page import part
from watcher.web.pages import sent

if TYPE_CHECKING:
    from watcher.web.desk import Desk

HTML = "text/html; charset=utf-8"


class Machine:
    """Routes without templates."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route | Mount]:
        return [
            Route("/sent/{number:int}/html", self._mail),
            Route("/topic/{name}/atom", self._topic_feed),
            Route("/claim/{topic}/{claim}/atom", self._claim_feed),
            Route("/claim/{claim}", self._permalink),
            Route("/feeds/opml", self._opml),
            Route("/healthz", self._health),
            Route("/metrics", self._metrics),
            Mount("/static", StaticFiles(packages=[("watcher.web", "static")])),
        ]

    def _permalink(self, request: Request) -> Response:
        """The short address of a claim leads to the topic that had it first."""
        name = request.path_params["claim"]
        with self._desk.open() as kept:
            found = next(iter(kept.reading.numbers(name)), None)
            words = self._desk.visit(request, kept).words
            now = kept.verdicts.resolve(name) if found is None else (found, name)
        if now is None:
            raise Missing(words.say("There is no claim of this name."))
        return RedirectResponse(f"/claim/{part(now[0])}/{part(now[1])}", 307)

    def _mail(self, request: Request) -> Response:
        with self._desk.open() as kept:
            delivery = sent.find(self._desk.visit(request, kept), request.path_params["number"])
        return Response(
            embed(delivery.message), media_type=HTML, headers={"content-security-policy": MAIL_POLICY}
        )

    def _topic_feed(self, request: Request) -> Response:
        with self._desk.open() as kept:
            return feeds_out.topic(
                self._desk.visit(request, kept), request.path_params["name"], self._base(request)
            )

    def _claim_feed(self, request: Request) -> Response:
        given = request.path_params
        with self._desk.open() as kept:
            visit = self._desk.visit(request, kept)
            return feeds_out.claim(visit, given["topic"], given["claim"], self._base(request))

    def _base(self, request: Request) -> str:
        """Where readers open us: as configured, or as this one did; the name was checked at the gate."""
        return self._desk.config.web.address or f"{request.url.scheme}://{request.url.netloc}"

    def _opml(self, request: Request) -> Response:
        return feeds_out.opml(self._desk.config.feeds)

    def _health(self, request: Request) -> Response:
        with self._desk.open() as kept:
            kept.reading.last_change()
        return Response("ok\n", media_type="text/plain")

    def _metrics(self, request: Request) -> Response:
        with self._desk.open() as kept:
            body = metrics.measure(self._desk.config, kept, datetime.now(UTC))
        return Response(body, media_type=metrics.CONTENT_TYPE)


def embed(message: Message) -> str:
    """Its HTML with the pictures that came along inside: a browser knows no `cid:`."""
    html = message.html
    for each in message.attachments:
        content = base64.b64encode(each.content).decode()
        html = html.replace(f"cid:{each.cid}", f"data:{each.content_type};base64,{content}")
    return html
