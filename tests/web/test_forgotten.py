"""What the pages show where a text was deleted on request."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from tests.store.make import write_message
from tests.web.asking import ask
from tests.web.conftest import NOW, OTHER
from watcher import store
from watcher.settings import Config

DELETED = "[Text gelöscht]"


async def test_a_forgotten_text_leaves_a_word_and_no_empty_quotes(config: Config) -> None:
    mail = replace(write_message("told", text=f"70 Millionen {OTHER['url']}"), subject="Brücke: „70 Millionen“")
    with store.open(config.store) as kept:
        (item,) = (each for each in kept.forgetting.find(OTHER["feed"]) if each.endswith(OTHER["id"]))
        kept.outbox.post_alert("alert/bruecke", [mail], 0)
        kept.outbox.accept("told", NOW)
        (claim,) = kept.claims.carried_now("bruecke", item)
        kept.forgetting.forget([item])
    async with ask(config) as browser:
        pages = ("/sent", "/sent/2", f"/item/{quote(item)}", f"/claim/bruecke/{claim}")
        for path in pages:
            page = await browser.get(path)
            assert page.status_code == 200, path
            assert DELETED in page.text, path
            assert "„<bdi></bdi>“" not in page.text, path
            assert "70 Millionen" not in page.text, path
