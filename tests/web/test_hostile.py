"""The hostile corpus, collected as any feed, and then every page of the desk as Chromium understands it."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.collect.hostile.rows import Row, read_rows
from tests.collect.hostile.stage import Stage, set_stage, watch
from tests.web.waiting import free_port, wait_for
from watcher import store

CHROMIUM = shutil.which("chromium")
playwright_api = pytest.importorskip(
    "playwright.async_api", reason="playwright is not installed (extra `browser`)"
)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# What weighs, waits or never answers has nothing to say on a page.
SAYING = (
    "xss",
    "inject",
    "links",
    "encoding",
    "crash",
    "body",
    "dates",
    "formats",
    "xml",
    "items",
    "page",
    "misc",
)
LOOK = Path(__file__).with_name("dom.js").read_text("utf-8")
PLANTED = (
    "<b onclick=x>",
    "<b style=x>",
    "<a href=javascript:x>",
    "<img src=x>",
    "<form action=//x.example>",
    "<svg><animate /></svg>",
    "<a href=https://a:b@x.example>",
    "<meta http-equiv=refresh>",
)
FEWEST = 300
AT_ONCE = 4
WORDS = ("alert", "script", "onerror", '"><img', "{{7*7}}", "javascript:")
PAGES = ("/", "/topics", "/topic/alles", "/topic/alles?sort=latest", "/brief/alles", "/feeds", "/sent")


@pytest.fixture(scope="module")
def stage(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with set_stage(shared, tmp_path_factory.mktemp("hostile")) as built:
        rows = [row for row in read_rows(shared) if says_something(row)]
        built.write(rows, lambda row: True)
        told = watch(built.folder, "cycle", "--all")
        assert " checked" in told.stdout, told.stderr
        yield built


def says_something(row: Row) -> bool:
    return row.expect["group"] in SAYING and not row.is_heavy


@pytest.fixture(scope="module")
def desk(stage: Stage) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "watcher", "--config", str(stage.folder), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield wait_for(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()


def addresses(path: Path) -> list[str]:
    """Every item, claim and mail, and one page of every other kind."""
    with store.open(path, readonly=True) as kept:
        items = dict.fromkeys(revision.item for revision in kept.revisions.walk())
        claims = [each.id for each in kept.claims.walk()]
        mails = [each.number for each in kept.reading.messages(50, 0)]
    searches = [f"/search?q={quote(word)}" for word in WORDS]
    found = [*(f"/item/{quote(item, safe='')}" for item in items), *(f"/claim/{claim}" for claim in claims)]
    return [*PAGES, *searches, *(f"/sent/{n}" for n in mails), *(f"/sent/{n}/html" for n in mails), *found]


def test_nothing_on_any_page_can_act(stage: Stage, desk: str) -> None:
    asked = addresses(stage.store)
    assert len(asked) > FEWEST
    found: list[str] = []
    # In a thread: a loop may be running here, since Playwright's own tests leave theirs.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, crawl(desk, asked, found)).result()
    assert not found, "\n".join(found[:40])


async def crawl(desk: str, asked: list[str], found: list[str]) -> None:
    async with playwright_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = await browser.new_context(base_url=desk)
        await prove(await context.new_page())
        left = iter(asked)
        pages = [await context.new_page() for _ in range(AT_ONCE)]
        await asyncio.gather(*(look(page, left, desk, found) for page in pages))
        await browser.close()


async def prove(page: Any) -> None:
    """That a look sees each of these."""
    for each in PLANTED:
        await page.goto("/healthz")
        await page.evaluate("markup => { document.body.innerHTML = markup; }", each)
        assert await page.evaluate(LOOK), each


def is_ours(url: str, desk: str) -> bool:
    return url.startswith((f"{desk}/", "data:image/"))


async def look(page: Any, left: Iterator[str], desk: str, found: list[str]) -> None:
    page.on("console", lambda said: found.extend([f"{page.url} says {said.text}"]))
    page.on("dialog", lambda shown: found.extend([f"{page.url} shows {shown.message}"]))
    page.on("request", lambda sent: found.extend(() if is_ours(sent.url, desk) else (f"asks {sent.url}",)))
    for address in left:
        answer = await page.goto(address)
        if answer.status != 200:
            found.append(f"{address} answers {answer.status}")
        if not address.endswith("/html"):  # a mail has styles and pictures of its own, under its own policy
            found += [f"{address}: {each}" for each in await page.evaluate(LOOK)]
        elif await page.locator("script, iframe, form, object, embed, base, [onerror], [onload]").count():
            found.append(f"{address} holds what could act")
