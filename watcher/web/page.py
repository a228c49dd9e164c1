"""Filling templates: everything in them is escaped text, and an address only if a browser may be sent there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import jinja2

from watcher.compose import safe
from watcher.compose.kinds import KINDS
from watcher.store.rows import moment
from watcher.web.reasons import explain, say_number
from watcher.web.visit import Visit

KIND_OF = {kind.name: kind for kind in KINDS}


class Templates:
    """One environment for all languages: words and dates are handed to each page."""

    def __init__(self) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.PackageLoader("watcher.web"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,  # it would look at every file for every page
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(safe.FILTERS, part=part, at=moment)

    def fill(self, name: str, values: Mapping[str, Any]) -> str:
        return self._environment.get_template(f"{name}.html").render(values)


def common(visit: Visit, path: str) -> dict[str, Any]:
    """What every page knows. `here`: the address without its language, for the switch of languages."""
    words, dates = visit.words, visit.dates
    return {
        "w": words,
        "d": dates,
        "topics": visit.config.topics,
        "path": path,
        "query": "",
        "kind_of": KIND_OF,
        "explain": lambda change: explain(change, words),
        "figure": lambda value: say_number(value, words),
        "title_of": visit.title_of,
        "now": visit.now,
    }


@lru_cache(maxsize=4096)
def part(text: str) -> str:
    """A part of an address's path; ids of items hold slashes, and those stay."""
    return quote(text, safe="/:,@~")
