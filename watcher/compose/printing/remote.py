"""Remote: what a page would fetch from elsewhere, or run, when a mail program shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ACTIVE = {"script", "iframe", "object", "embed", "form", "link", "base", "svg"}
FETCHED = {"src", "srcset", "background", "poster", "data"}
INSIDE = re.compile(r"(?:cid|data):", re.IGNORECASE)
STYLE = re.compile(r"@import|url\(\s*[\"']?(?!cid:|data:)[^)]*", re.IGNORECASE)


class _Scanner(HTMLParser):
    """Looks at tags and styles only: in a text, "src=" is a word like any other."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.found += [f"<{tag}>"] if tag in ACTIVE else []
        for name, value in attrs:
            if name in FETCHED and value and not INSIDE.match(value.strip()):
                self.found.append(f"{name}={value}")
            if name == "style" and value:
                self.found += STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += STYLE.findall(data)


def find_remote(html: str) -> list[str]:
    """Each thing that is fetched or run, as it is written."""
    return _Scanner(html).found
