"""Entries: what a parser found becomes a document; the same for feedparser and for the fast lane.

A parser gives mappings with the names of feedparser: `title`, `title_detail`, `content`, `summary`,
`summary_detail`, `links`, `link`, `id`, `guidislink`, `published`, `updated`, ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from watcher.collect import dates
from watcher.collect.links import canonical
from watcher.collect.text import LONGEST_TEXT, clean, clean_title, digest, headline, plain
from watcher.model import Document, Entry

# Everything feedparser 6.0.14 was seen to raise under fuzzing; no OSError, no MemoryError.
CRASHES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

LONGEST_PACE = 30 * 86_400  # seconds; what a feed asks for beyond it is a mistake
PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
ENDING = re.compile(rb"</(?:\w+:)?(?:channel|rss|feed|rdf)\s*>", re.IGNORECASE)


def build(found: Any, url: str, max_items: int) -> Document:
    """The document of what a parser found; what cannot be used of it is in the warnings."""
    language = _language(found.feed.get("language") or found.feed.get("title_detail", {}).get("language"))
    entries: list[Entry] = []
    warnings: list[str] = []
    for number, raw in enumerate(found.entries[:max_items], 1):
        # One broken entry must not lose the feed.
        try:
            entry = _entry(raw, url, language)
        except CRASHES as error:
            warnings.append(f"entry {number} cannot be read ({type(error).__name__}) and is left out")
            continue
        if entry:
            entries.append(entry)
            if len(entry.text) >= LONGEST_TEXT:
                warnings.append(f"entry {number} is longer than {LONGEST_TEXT:,} characters and is cut there")
        else:
            warnings.append(f"entry {number} has neither title nor text nor link and is left out")
    if (left := len(found.entries) - max_items) > 0:
        warnings.append(f"{left} entries beyond max_items = {max_items} are left out; raise it in watcher.toml")
    title = clean_title(found.feed.get("title", ""))
    return Document(title, tuple(entries), language, _ttl(found.feed), tuple(warnings))


def is_regular(document: Document) -> bool:
    """Whether each of its entries can be told from the others by its guid, and by its link."""
    entries = document.entries
    guids, links = ({each.guid for each in entries}, {each.url for each in entries})
    alone = len(guids) == len(links) == len(entries) and None not in guids
    return alone and not document.warnings and not document.cut


def is_cut(body: bytes) -> bool:
    """Whether the document ends before its last element does; HTTP cannot tell when no length was given."""
    tail = body[-4_000:].replace(b"\x00", b"")
    return b">" in tail and not ENDING.search(tail)


def _entry(raw: Any, url: str, language: str | None) -> Entry | None:
    texts = tuple(_texts(raw))
    text = max((text for text, _ in texts), key=len, default="")
    title = clean_title(raw.get("title", "")) or headline(text)
    link = canonical(_link(raw), url)
    if not (title or text or link):
        return None
    declared = next((code for _, code in texts if code), None) or raw.get("title_detail", {}).get("language")
    text = "" if text == title else text
    return Entry(
        title=title,
        text=text,
        guid=" ".join(clean(str(raw.get("id", ""))).split()) or None,
        url=link,
        published=_date(raw, "published") or _date(raw, "created"),
        updated=_date(raw, "updated"),
        language=_language(declared) or language,
        hash=digest(title, text, is_clean=True),
    )


def _texts(raw: Any) -> Iterator[tuple[str, str | None]]:
    """Every form of the entry's text with its declared language; the longest is the one to follow.

    One that cannot be the longest is not read: composing (NFC) makes three characters of one at most, and all
    else takes away.
    """
    longest = 0
    forms = [*raw.get("content", []), raw.get("summary_detail"), {"value": raw.get("summary")}]
    seen: list[str] = []  # and no set, which would have to hash them
    for form in forms:
        value = (form or {}).get("value")
        kind = str((form or {}).get("type") or "text/html").lower()
        if value and value not in seen and ("text" in kind or "html" in kind or "xml" in kind):
            seen.append(value)
            text = plain(value) if 3 * len(value) > longest else ""
            longest = max(longest, len(text))
            yield text, form.get("language")


def _link(raw: Any) -> str:
    """The article's address: behind a proxy's if it says so, else the alternate link."""
    links = [link for link in raw.get("links", []) if link.get("href")]
    pages = [link for link in links if link.get("rel", "alternate") == "alternate"]
    chosen = next((link for link in pages if "html" in link.get("type", "html")), None)
    link = str(raw.get("feedburner_origlink") or raw.get("link") or (chosen or {}).get("href") or "")
    # A guid is a permalink unless it says otherwise, and "41" forgets to.
    return "" if raw.get("guidislink") and link == raw.get("id") and "/" not in link else link


def _date(raw: Any, key: str) -> datetime | None:
    # feedparser answers a missing `updated` with the published date, also through .get(): test with `in`.
    if key not in raw:
        return None
    return dates.read(str(raw[key]))


@lru_cache(256)
def _language(code: str | None) -> str | None:
    found = re.match(r"[A-Za-z]{2}(?![A-Za-z])", code or "")
    return found[0].lower() if found else None


def _ttl(feed: Any) -> int | None:
    """The pace the feed asks for: `<ttl>` in minutes, `sy:updatePeriod` divided by `sy:updateFrequency`."""
    asked = [_number(feed.get("ttl"), 0.0) * 60]
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    if period:
        asked.append(period / max(_number(feed.get("sy_updatefrequency"), 1.0), 0.01))
    longest = min(max(asked), LONGEST_PACE)
    return round(longest) if longest >= 1 else None


def _number(value: Any, otherwise: float) -> float:
    found = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,3})?)\s*", str(value), re.ASCII)
    return float(found[1]) if found and float(found[1]) > 0 else otherwise
