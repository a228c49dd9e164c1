"""A reader's way through the demo newsroom in a real browser, with and without JavaScript."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.web.waiting import free_port, wait_for
from watcher.app import open_rooms
from watcher.cycle import cycle
from watcher.demo.play import play

CHROMIUM = shutil.which("chromium")
playwright_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (extra `browser`)"
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
    # Playwright's driver leaves its pipes to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# In CSS pixels; the narrowest phone, a tablet, a desk.
WIDTHS = (360, 800, 1400)

CHECKS = Path(__file__).with_name("checks.js").read_text("utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages over the demo's store, served by a process of their own."""
    out = tmp_path_factory.mktemp("demo")
    played = asyncio.run(play(out, open_rooms, cycle, lambda line: None))
    port = free_port()
    command = [sys.executable, "-m", "tests.web.desk_of_demo", str(played.store), str(port)]
    with subprocess.Popen(command) as process:
        try:
            yield wait_for(f"http://127.0.0.1:{port}", process)
        finally:
            began = time.monotonic()
            process.terminate()
            process.wait(60)
            assert time.monotonic() - began < 10
            assert process.returncode in (0, -15)


@pytest.fixture(scope="module")
def chromium(desk: str) -> Iterator[Any]:
    """After the demo was played: Playwright keeps an event loop running."""
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core as axe-playwright-python brings it along: MPL-2, so it is not ours to hold."""
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-playwright-python is not installed (extra `browser`)")
    return Path(package.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, chromium: Any, desk: str) -> Iterator[Any]:
    """A page that fails the test for a word on the console or a request to anywhere else."""
    context = chromium.new_context(java_script_enabled=request.param, base_url=desk)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on(
        "request", lambda asked: said.extend([] if asked.url.startswith((desk, "data:image/")) else [asked.url])
    )
    yield opened
    context.close()
    assert not said


def test_from_today_to_a_claim_and_its_plot(page: Any) -> None:
    page.goto("/?day=2025-09-03")
    assert "3. Sept. 2025" in page.inner_text("h1")
    page.goto("/?day=2025-09-02")
    card = page.locator(".card.number", has_text="mehr als 10.000")
    assert card.locator("del").count()
    follow(page, card.get_by_role("link", name="Verlauf der Aussage"))
    assert "Soldaten" in page.inner_text("h1")
    assert page.locator("svg .area.upper").count()
    assert page.locator("svg .area.lower").count()
    assert "bis zu 12.000" in page.locator("figure.strip").first.inner_text()
    assert "bestätigt" in page.inner_text("dl.keys")
    assert page.locator(".step.confirmed").count()


def test_both_revisions_of_the_silently_edited_article(page: Any) -> None:
    page.goto("/feeds")
    follow(page, page.get_by_role("link", name="Kaiserbrücke soll im November abgerissen werden").first)
    assert page.locator(".beside article").count() == 2
    assert page.locator(".beside del").inner_text() == "61"
    assert page.locator(".beside ins").inner_text() == "74"
    assert "Still geändert" in page.inner_text("main")


def test_a_mention_in_a_text_leads_to_its_claim(page: Any) -> None:
    page.goto("/feeds")
    follow(page, page.get_by_role("link", name="Kaiserbrücke soll im November abgerissen werden").first)
    follow(page, page.locator("a.mention", has_text="Millionen Euro").first)
    assert "/claim/kaiserbruecke/" in page.url
    assert "Millionen" in page.inner_text("main")


def test_an_outlets_silent_edits_are_shown_with_both_wordings(page: Any) -> None:
    page.goto("/feeds")
    follow(page, page.get_by_role("link", name="Mühlhafener Rundschau").first)
    edit = page.locator("article.edit", has_text="Kaiserbrücke soll im November abgerissen werden")
    assert "still geändert" in edit.inner_text()
    assert edit.locator("del", has_text="61").count()
    assert edit.locator("ins", has_text="74").count()


def test_a_word_is_found_in_its_compounds(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("brücke")
    with page.expect_navigation():
        page.get_by_role("searchbox").press("Enter")
    assert page.locator("mark", has_text="Kaiserbrücke").count()
    follow(page, page.get_by_role("link", name=re.compile("Kaiserbrücke")).first)
    assert re.search("/(claim|item)/", page.url)


def test_a_topic_is_filtered(page: Any) -> None:
    page.goto("/topics")
    follow(page, page.get_by_role("link", name="Nordkorea/Kursk"))
    everything = page.locator(".row").count()
    if not page.get_by_label("Änderung", exact=True).is_visible():
        page.locator(".filterbox summary").click()
    page.get_by_label("Änderung", exact=True).select_option("number")
    follow(page, page.get_by_role("button", name="Filtern"))
    assert "kind=number" in page.url
    assert 0 < page.locator(".row").count() < everything


def test_a_mail_is_shown_as_it_was_sent(page: Any) -> None:
    page.goto("/sent")
    follow(page, page.locator("main li a").first)
    frame = page.frame_locator("iframe.mail")
    assert frame.locator("h1").inner_text()
    assert "Alle Zitate wörtlich" in page.inner_text("pre")


def follow(page: Any, control: Any) -> None:
    """Clicks, and waits for the next page with its style sheet: a click alone returns before it is drawn."""
    with page.expect_navigation():
        control.click()


def check(page: Any, name: str) -> Any:
    """What one of the checks finds."""
    return page.evaluate(f"({CHECKS.strip()}).{name}()")


def addresses(page: Any) -> list[str]:
    """One page of every kind."""
    page.goto("/topic/nordkorea-kursk")
    claim = page.locator(".claim-title a").first.get_attribute("href")
    page.goto("/feeds")
    item = page.locator("#habits ~ ul a").first.get_attribute("href")
    fixed = ("/", "/?day=2025-09-02", "/topics", "/topic/nordkorea-kursk", "/feeds", "/search?q=soldaten",
             "/brief/kaiserbruecke", "/outlet/Hafenblatt")  # fmt: skip
    return [*fixed, claim, item, "/sent", "/sent/3", "/nope"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_by_everyone(chromium: Any, desk: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme, base_url=desk)
    page = context.new_page()
    for address in addresses(page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)
            assert check(page, "contrast") == [], (address, width)
        assert check(page, "nameless") == [], address
        levels = check(page, "levels")
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, desk: str, axe: str, scheme: str) -> None:
    """By the rules of axe-core (WCAG 2.2 A and AA, and its best practices), at the widest and on a phone."""
    context = chromium.new_context(color_scheme=scheme, base_url=desk)
    page = context.new_page()
    found = []
    for address in addresses(page):
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            page.evaluate(axe)
            said = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            found += [(address, width, each["id"], each["nodes"][0]["html"]) for each in said]
    context.close()
    assert not found


def test_labels_of_a_plot_do_not_cover_each_other_on_a_phone(chromium: Any, desk: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 900}, base_url=desk)
    page = context.new_page()
    page.goto("/topic/nordkorea-kursk")
    follow(page, page.locator(".claim-title a").first)
    assert check(page, "covered") == 0
    context.close()


def test_a_dark_page_prints_on_white(chromium: Any, desk: str) -> None:
    context = chromium.new_context(color_scheme="dark", base_url=desk)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto("/?day=2025-09-02")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert check(page, "contrast") == []
    controls = "[...document.querySelectorAll('nav, form, button')].filter((n) => n.checkVisibility()).length"
    assert page.evaluate(controls) == 0
    assert page.locator(".printed").is_visible()
    assert not any(each.is_visible() for each in page.locator(".away").all()), "nobody follows a link on paper"
    context.close()


def test_the_keyboard_reaches_the_content(chromium: Any, desk: str) -> None:
    context = chromium.new_context(base_url=desk)
    page = context.new_page()
    page.goto("/topic/nordkorea-kursk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    context.close()
