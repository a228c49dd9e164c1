"""The rows of the table, and where we judge otherwise than it, with the reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Expectation = dict[str, Any]

# Our own copy of these rows' expectations; the reason is part of it.
KEPT_AND_FLAGGED: Expectation = {"items": [1, 3], "flagged": True, "must_store_validators": False}
CUT = (
    "what came of a cut body is kept, and `status` says so; the validators are not, so the rest comes next time"
)
JUDGED_OTHERWISE: dict[str, tuple[Expectation, str]] = {
    "/transport/length-too-long": (KEPT_AND_FLAGGED, CUT),
    "/transport/truncated-chunked": (KEPT_AND_FLAGGED, CUT),
    "/dates/unix-ms": ({"date_flag": "parse"}, "13 digits are milliseconds since 1970, and the date is right"),
    "/dates/html": ({"date_flag": None}, "elements within a date hide it; the item is kept, first seen counts"),
    "/xss/json-feed": (
        {"items": 0, "flagged": True, "error_class": ["malformed"]},
        "an entry of which nothing can be read and nothing opened is left out, and `status` says so",
    ),
}

# The classes of the table, by the words of our sentences: one line in `status` says both.
CLASSES: dict[str, str] = {
    "blocked": r"private network|leads to port|no http or https address|to what is no address",
    "redirect": r"redirects (?:more than|to itself|to what is no)|no http or https address|leads to port",
    "too_large": r"is larger than|took too much memory|thousands of attributes|packed as",
    "timeout": r"did not answer in full|took longer than|took too much memory",
    "malformed": r"no feed that can be read|breaks the feed parser|JSON that cannot be read|cut short"
    r"|thousands of attributes|took too much memory|has entities|built to stall|left out|no article",
    "too_deep": r"built to stall",
    "not_html": r"is no web page",
    "unsafe_xml": r"has entities",
    "not_a_feed": r"is a web page, no feed|is no feed that can be read|JSON (?:but|that)|is empty",
    "empty": r"is empty|no feed that can be read|nothing in it",
    "protocol": r"rules of HTTP|no address|broke off|cut short|answers 304 though",
    "network": r"cannot be reached|broke off|rules of HTTP|cut short|has no valid TLS",
    "decode": r"packed (?:wrongly|as)|cut short|is larger than",
    "rate_limited": r"answers 429",
    "gone": r"answers 410",
    "auth": r"answers 40[137]",
    "http_4xx": r"answers 4\d\d",
    "http_5xx": r"answers 5\d\d",
    "http_other": r"answers [123679]\d\d|rules of HTTP",
    "not_modified_unexpected": r"answers 304 though",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One path of the hostile server and what must come of it; `name` is its feed's."""

    name: str
    path: str
    polls: int
    expect: Expectation

    @property
    def is_page(self) -> bool:
        return self.path.startswith("/page/")

    @property
    def is_heavy(self) -> bool:
        """Tens of thousands of items, which nobody needs analysed to see that they are kept."""
        return self.path in ("/items/n10k", "/items/n100k")


def read_rows(shared: Path) -> tuple[Row, ...]:
    table = json.loads((shared / "hostile" / "expectations.json").read_text(encoding="utf-8"))
    return tuple(_row(number, each) for number, each in enumerate(table["cases"]))


def _row(number: int, told: Expectation) -> Row:
    path = told["path"]
    own, _ = JUDGED_OTHERWISE.get(path, ({}, ""))
    name = path.strip("/").replace("/", ".").replace("*", "any")
    address = path.replace("*", "one") + (f"?{told['url_query']}" if "url_query" in told else "")
    return Row(f"{number:03}-{name}", address, told["polls"], told | own)
