"""JSON Feed 1 and 1.1 (jsonfeed.org), which feedparser 6 does not read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from watcher.collect import dates
from watcher.collect.links import canonical, redact
from watcher.collect.text import clean, clean_title, headline, plain
from watcher.errors import ParseError
from watcher.model import Document, Entry


def read(body: bytes, url: str, max_items: int) -> Document:
    """Raises ParseError when it is no JSON, or JSON that is no feed."""
    feed = _load(body, redact(url))
    items = feed["items"]
    language = _string(feed, "language")[:2].lower() or None
    made = [_entry(item, url, language) for item in items[:max_items] if isinstance(item, dict)]
    entries = tuple(entry for entry in made if entry is not None)
    warnings = (
        ()
        if len(items) == len(entries)
        else (f"{len(items) - len(entries)} of {len(items)} items are left out",)
    )
    return Document(clean_title(_string(feed, "title")), entries, language, None, warnings)


def _load(body: bytes, shown: str) -> Mapping[str, Any]:
    try:
        feed = json.loads(body)
    # 100,000 opening brackets end the decoder's stack.
    except (ValueError, RecursionError) as error:
        raise ParseError(
            f"{shown} is JSON that cannot be read; check the address in a browser", shown
        ) from error
    is_feed = isinstance(feed, dict) and isinstance(feed.get("items"), list)
    if not is_feed or not ("jsonfeed.org" in str(feed.get("version")) or "title" in feed):
        raise ParseError(f"{shown} is JSON but no JSON Feed; check the feed's address", shown)
    return feed  # type: ignore[no-any-return]


def _entry(item: Mapping[str, Any], base: str, language: str | None) -> Entry | None:
    # The longest form of the text is the one to follow; the others are teasers of it.
    forms: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("content_html", plain),
        ("content_text", clean),
        ("summary", clean),
    )
    text = max((turn(_string(item, key)) for key, turn in forms), key=len)
    link = canonical(_string(item, "url") or _string(item, "external_url"), base)
    title = clean_title(_string(item, "title")) or headline(text)
    if not (title or text or link):
        return None
    return Entry(
        title=title,
        text="" if text == title else text,
        guid=clean_title(_string(item, "id")) or None,
        url=link,
        published=dates.read(_string(item, "date_published")),
        updated=dates.read(_string(item, "date_modified")),
        language=_string(item, "language")[:2].lower() or language,
    )


def _string(item: Mapping[str, Any], key: str) -> str:
    """Numbers count as strings: ids often are, though the specification forbids it."""
    value = item.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
