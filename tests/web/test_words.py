"""Both languages say everything that a page asks for."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import watcher.web
from watcher.compose.kinds import KINDS
from watcher.web.filters import STANDINGS
from watcher.web.pages.feeds import REMEDIES
from watcher.web.words import desk_words

HOUSE = Path(watcher.web.__file__).parent
SOURCES = [*HOUSE.rglob("*.py"), *HOUSE.rglob("*.html")]
ASKED = re.compile(r"""\.(say|count)\(\s*(?:"([^"]+)"|'([^']+)')\s*(?=[,)])""")
CODES = ("new", "corroborated", "update", "agrees", "bound_changed", "conflict", "standing", "denied",
         "negated",
         "opposed", "attribution", "reworded", "retracted", "corrected")  # fmt: skip
NAMED = {
    *(f"kind: {kind.name}" for kind in KINDS),
    *(f"stand: {name}" for name in STANDINGS),
    *(f"why: {code}" for code in CODES),
    *(key for _, key in REMEDIES),
    *(f"health: {name}" for name in ("good", "failing", "silent", "waiting", "off")),
    *(f"state: {name}" for name in ("queued", "sending", "transit", "sent", "refused")),
    *(f"{name}: {order}" for name in ("sort", "sorted") for order in ("weight", "latest", "first")),
    "fault: 400",
    "fault: 404",
    "fault: 503",
}


def asked(*verbs: str) -> set[str]:
    texts = [path.read_text("utf-8") for path in SOURCES]
    return {plain or other for text in texts for verb, plain, other in ASKED.findall(text) if verb in verbs}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_word_is_in_the_catalogue(language: str) -> None:
    words = desk_words(language, ZoneInfo("UTC"))
    # English texts are their own keys, unless they have a plural or are names.
    wanted = (asked("say", "count") if language == "de" else asked("count")) | NAMED
    assert not [key for key in sorted(wanted) if not words.knows(key) and not key.endswith(": ")]


def test_no_entry_is_left_over() -> None:
    place = HOUSE / "locale" / "de" / "desk.po"
    keys = set(re.findall(r'^msgid "(.+)"$', place.read_text("utf-8"), re.MULTILINE))
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    assert not [key for key in keys if ": " not in key and key not in text]
