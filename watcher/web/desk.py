"""The pages: read, fill a template, answer. Each request has a reader of the store for itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from anyio import CapacityLimiter, sleep
from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from watcher.errors import StoreError
from watcher.settings import Config
from watcher.store import Store
from watcher.web import tables
from watcher.web.board import Board
from watcher.web.faults import Absurd, Moved, PageFault
from watcher.web.kept import Kept
from watcher.web.machine import HTML, Machine
from watcher.web.page import Templates, common
from watcher.web.pages import brief, claim, feeds, item, outlet, search, sent, today, topic, topics
from watcher.web.previews import Previews
from watcher.web.readers import Readers
from watcher.web.thrift import sweep
from watcher.web.verdicts import Judging
from watcher.web.visit import Visit
from watcher.web.vocabulary import Vocabulary
from watcher.web.words import LANGUAGES, Dates, Words, desk_words

Values = dict[str, Any]
Read = Callable[[Visit, Values], Values]
JSON, CSV = "application/json", "text/csv; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
FORMS = ("", "json", "csv", "markdown")
COOKIE = "language"
SLOW = ("today",)  # the whole next digest: made beside the one thread that all other pages wait for
AHEAD_SECONDS = 20.0  # between two looks whether it is stale: before a reader would have to wait for it
FRONT = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "path_params": {}}


class Desk:
    """Holds what outlives a request: the board, the vocabulary, and pages just made."""

    def __init__(self, config: Config, previews: Previews, clock: Callable[[], float] = time.monotonic) -> None:
        self.config = config
        self._previews = previews
        self._aside: CapacityLimiter | None = None
        self._templates = Templates()
        self._board = Board(config.timezone)
        self._vocabulary = Vocabulary()
        self._kept = Kept(clock)
        self._judging = Judging(self, config.web.editors)
        self._readers = Readers(config.store)

    def routes(self) -> list[Route | Mount]:
        return [
            self._route("/", "today", self._read_today),
            self._route("/topics", "topics", lambda visit, _: topics.read(visit)),
            self._route("/topic/{name}", "topic", lambda visit, given: topic.read(visit, given["name"])),
            self._route("/brief/{name}", "brief", lambda visit, given: brief.read(visit, **given)),
            self._route("/claim/{topic}/{claim}", "claim", self._read_claim),
            *self._judging.routes(),
            self._route("/feeds", "feeds", lambda visit, _: feeds.read(visit)),
            self._route(
                "/outlet/{name:path}", "outlet", lambda visit, given: outlet.read(visit, given["name"])
            ),
            self._route("/search", "search", lambda visit, _: search.read(visit, self._vocabulary)),
            self._route("/sent", "sent", lambda visit, _: sent.read(visit)),
            self._route("/sent/{number:int}", "message", lambda visit, given: sent.read_one(visit, **given)),
            *Machine(self).routes(),
            self._route("/item/{item:path}", "item", lambda visit, given: item.read(visit, given["item"])),
        ]

    def warm(self) -> None:
        """Read the store and make *today* once, so that no reader waits; a store not there yet can wait."""
        with suppress(StoreError), self.open() as kept:
            self._board.look(kept)
            self._vocabulary.read(kept)
        self._prepare(self.config.language)

    async def keep_ahead(self) -> None:
        """Until cancelled, *today* is made anew before anybody waits for it, in each language that is read."""
        while True:
            for language in LANGUAGES:
                if language == self.config.language or self._kept.holds(("/?", language)):
                    await run_sync(self._prepare, language, limiter=self._limit())
            await sleep(AHEAD_SECONDS)

    def _prepare(self, language: str) -> None:
        """The front page, as a reader of this language would ask for it."""
        asked = Request(FRONT | {"headers": [(b"cookie", f"{COOKIE}={language}".encode())]})
        self._kept.prepare(("/?", language), lambda: self._slow_page(asked, "today", self._read_today))

    def open(self) -> AbstractContextManager[Store]:
        """The store for one request."""
        return self._readers.lend()

    def close(self) -> None:
        self._kept.close()
        self._readers.close()

    def forget(self) -> None:
        """Somebody has judged: no page made before is shown again."""
        self._kept.forget()

    def _read_today(self, visit: Visit, _: Values) -> Values:
        return today.read(visit, self._previews)

    def _read_claim(self, visit: Visit, given: Values) -> Values:
        return claim.read(visit, **given) | self._judging.show(visit, **given)

    def visit(self, request: Request, kept: Store) -> Visit:
        words, dates = self._speak(request)
        now = datetime.now(UTC)
        return Visit(self.config, kept, self._board, words, dates, request.query_params, now)

    def refuse(self, request: Request, error: Exception) -> Response:
        """Every fault as a page with its status, in the reader's language."""
        if isinstance(error, Moved):
            return RedirectResponse(error.address, error.status)
        words, dates = self._speak(request)
        status, sentence = explain(error, words)
        values = {"w": words, "d": dates, "topics": self.config.topics, "path": "", "query": ""}
        page = self._templates.fill("fault", values | {"status": status, "sentence": sentence})
        return Response(page, status, media_type=HTML)

    def _route(self, path: str, name: str, read: Read) -> Route:
        make = self._slow_page if name in SLOW else self._page

        def answer(request: Request) -> Response:
            key = f"{request.url.path}?{request.url.query}", self._language(request)
            return self._kept.get(key, lambda: make(request, name, read))

        async def answer_aside(request: Request) -> Response:
            return await run_sync(answer, request, limiter=self._limit())

        return Route(path, answer_aside if name in SLOW else answer, name=name)

    def _limit(self) -> CapacityLimiter:
        """Of slow pages one at a time; made when a loop runs that it can belong to."""
        self._aside = self._aside or CapacityLimiter(1)
        return self._aside

    def _slow_page(self, request: Request, name: str, read: Read) -> Response:
        try:
            return self._page(request, name, read)
        finally:
            sweep()

    def _page(self, request: Request, name: str, read: Read) -> Response:
        form = request.query_params.get("format", "")
        if form not in FORMS:
            raise Absurd("format", form[:40])
        with self.open() as kept:
            visit = self.visit(request, kept)
            values = read(visit, request.path_params)
            if form:
                if form == "markdown" and name != "brief":
                    raise Absurd("format", form)
                return export(name, form, values)
            shown = common(visit, request.url.path) | {"form": forms(request)} | values
            answer = Response(self._templates.fill(name, shown), media_type=HTML)
        if request.query_params.get("lang") in LANGUAGES:
            chosen = self._language(request)
            answer.set_cookie(COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="strict")
        return answer

    def _speak(self, request: Request) -> tuple[Words, Dates]:
        language = self._language(request)
        return desk_words(language, self.config.timezone), Dates(language, self.config.timezone)

    def _language(self, request: Request) -> str:
        for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE), self.config.language):
            if asked in LANGUAGES:
                return asked
        return "en"


def explain(error: Exception, words: Words) -> tuple[int, str]:
    """Status and sentence."""
    if isinstance(error, Absurd):
        return error.status, words.say("This cannot be: {name} = {value}", name=error.name, value=error.value)
    if isinstance(error, PageFault):
        return error.status, str(error)
    if isinstance(error, HTTPException):
        return error.status_code, words.say("There is no such page.")
    return 503, str(error)


def export(name: str, form: str, values: Values) -> Response:
    """What the page tells as records; they are only made where somebody asks for them."""
    if form == "markdown":
        return Response(brief.write(values), media_type=MARKDOWN)
    if form == "json":
        make = values["whole" if "whole" in values else "records"]
        return Response(tables.to_json(make()), media_type=JSON)
    saved = {"content-disposition": f'attachment; filename="watcher-{name}.csv"'}
    return Response(tables.to_csv(values["records"]()), media_type=CSV, headers=saved)


def forms(request: Request) -> Callable[[str], str]:
    """The page's own address in another format."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in ("format", "lang")]
    return lambda form: f"?{urlencode([*pairs, ('format', form)])}"
