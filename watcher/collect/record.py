"""Record: what one entry says, by feedparser's names, kept in the order in which the document says it.

Each step is one of feedparser's (`pop`, `_start_link`, `_end_guid`, `_start_description`, `_start_content`);
what it takes otherwise than written makes us `Unsure`.
"""

from __future__ import annotations

import re
from typing import Any

from watcher.collect.grammar import ONCE, TYPED, Unsure

Raw = dict[str, Any]

ODD_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+-.]*:///")  # feedparser takes slashes out of it
STRAY_SEMICOLON = re.compile(r"&([A-Za-z0-9_]+);")
PAGES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})


class Record:
    """One entry; `raw` is what is known of it. `is_atom`: its texts are plain unless they say so."""

    def __init__(self, language: str | None, *, is_atom: bool) -> None:
        self.raw: Raw = {}
        self._language = language
        self._is_atom = is_atom
        self._has_content = False

    def link(self, attributes: Raw) -> bool:
        """A link begins; whether its address is in its text."""
        rel = attributes.get("rel", "alternate").lower()
        kind = attributes.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
        link = {"rel": rel, "type": kind}
        self.raw.setdefault("links", []).append(link)
        href = attributes.get("href")
        if href is None:
            if attributes or self._is_atom:
                raise Unsure("a link without an address")
            return True
        link["href"] = _address(href)
        if rel == "alternate" and kind in PAGES:
            self.raw["link"] = href
        return False

    def keep(self, name: str, text: str, attributes: Raw) -> None:
        """A text has ended."""
        if name in ONCE and name in self.raw:
            raise Unsure(f"two of {name}")
        if name == "title":
            self.raw["title"] = text
            self.raw["title_detail"] = {"language": self._language}
        elif name == "link":
            self._keep_link(text)
        elif name == "id":
            self._keep_id(text, attributes)
        elif name in ("summary", "content"):
            kind = TYPED[attributes.get("type", "text" if self._is_atom else "html").lower()]
            keep = self._keep_summary if name == "summary" else self._keep_content
            keep({"value": text, "type": kind, "language": self._language})
        else:
            self.raw[name] = text

    def _keep_link(self, text: str) -> None:
        address = STRAY_SEMICOLON.sub(r"&\1", _address(text).replace("&amp;", "&"))
        self.raw["link"] = address
        if address:
            self.raw["links"][-1]["href"] = address

    def _keep_id(self, text: str, attributes: Raw) -> None:
        """A guid is a link unless it says otherwise, or there is one before it."""
        is_link = attributes.get("isPermaLink", "true") == "true"
        self.raw["id"] = _address(text) if is_link else text
        self.raw["guidislink"] = is_link and "link" not in self.raw
        if is_link:
            self.raw.setdefault("link", text)

    def _keep_summary(self, detail: Raw) -> None:
        if "summary_detail" in self.raw or ("summary" in self.raw and not self._has_content):
            raise Unsure("two of summary")
        self.raw["summary"] = detail["value"]
        self.raw["summary_detail"] = detail

    def _keep_content(self, detail: Raw) -> None:
        self._has_content = True
        self.raw["content"] = [detail]
        self.raw.setdefault("summary", detail["value"])


def _address(text: str) -> str:
    if ODD_ADDRESS.match(text):
        raise Unsure(text)
    return text
