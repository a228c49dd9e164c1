"""Article: the text of an article's page. The only place that knows trafilatura and lxml.

It is handed bytes and fetches nothing (trafilatura's own fetching follows redirects to loopback, #910). Of 85
real German pages the fast mode gets F1 0.959; where it finds nothing, the page's own paragraphs stand in.
"""

from __future__ import annotations

import codecs
import logging
import re
from datetime import datetime
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from watcher.collect import dates
from watcher.collect.links import redact
from watcher.collect.text import clean, clean_title
from watcher.errors import PageError
from watcher.model import Article

# It reports each odd page as an error of its own; ours says it once, with the address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

SHORTEST = 80  # characters; less is a consent wall or an empty shell
DEEPEST = 2_000  # open elements; a real page has some thirty
# libxml2 compares every attribute of an element with every other.
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}")
MOST_ATTRIBUTES = 1_000
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
BYTE_ORDERS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What trafilatura and lxml raise on odd pages.
CRASHES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    lxml.etree.LxmlError,
)


def read(body: bytes, content_type: str | None, url: str) -> Article:
    """Title, text and date of the page. Raises PageError when it is no page or has no article."""
    shown = redact(url)
    kind = (content_type or "text/html").lower()
    if body[:5] in (b"%PDF-", b"\x89PNG\r") or not re.search(r"html|xml|text/plain|octet", kind):
        raise PageError(f"{shown} is no web page ({kind[:60]}); the feed's own text is kept", shown)
    page = decode(body, content_type)
    if not page.strip():
        raise PageError(f"{shown} is empty and has no article; the feed's own text is kept", shown)
    if _depth(page) > DEEPEST or any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(page)):
        raise PageError(f"{shown} is built to stall a reader; the feed's own text is kept", shown)
    try:
        found = _extract(page)
    except CRASHES as error:
        raise PageError(
            f"{shown} breaks the page reader ({type(error).__name__}); its teaser is kept", shown
        ) from error
    if len(found.text) < SHORTEST:
        raise PageError(f"{shown} has no article to be found; the feed's own text is kept", shown)
    return found


def decode(body: bytes, content_type: str | None) -> str:
    """Byte order mark, then the header's charset, then the page's own, then UTF-8, then Windows-1252."""
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type or "", re.IGNORECASE)
    own = CHARSET.search(body[:4_096])
    guesses = [name for mark, name in BYTE_ORDERS if body.startswith(mark)]
    guesses += [named[1]] if named else []
    guesses += [own[1].decode("ascii")] if own else []
    for guess in (*guesses, "utf-8"):
        # HTML's latin-1 is Windows-1252 (WHATWG Encoding).
        if guess.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
            continue
        try:
            return body.decode(guess)
        except (LookupError, ValueError):
            continue
    return body.decode("cp1252", "replace")


def _depth(page: str) -> int:
    """At least how many elements are open at once: enough to tell a page from an attack."""
    opened = len(re.findall(r"<(?:div|span|b|i|section|ul|table|font|blockquote)\b", page, re.IGNORECASE))
    closed = len(re.findall(r"</(?:div|span|b|i|section|ul|table|font|blockquote)\b", page, re.IGNORECASE))
    run = max((len(each) for each in re.findall(r"(?:<div[^<>]*>\s*){50,}", page)), default=0) // 5
    return max(opened - closed, run)


def _extract(page: str) -> Article:
    found: Any = trafilatura.bare_extraction(
        page,
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = _paragraphs(found.text or "") if found else ""
    if len(text) < SHORTEST:
        text = max(text, _own_paragraphs(page), key=len)
    title = clean_title((found.title if found else "") or "")
    # The headline opens the text on many pages; it is no part of it.
    text = text.removeprefix(f"{title}\n\n") if title else text
    return Article(title, text, _date(found.date if found else None))


def _paragraphs(text: str) -> str:
    """trafilatura ends a paragraph with one newline."""
    return clean("\n\n".join(line for line in text.split("\n") if line.strip()))


def _own_paragraphs(page: str) -> str:
    tree = lxml.html.document_fromstring(
        page.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    nodes = tree.xpath("//article//p[not(ancestor::aside or ancestor::footer or ancestor::nav)]")
    return clean("\n\n".join(" ".join(node.text_content().split()) for node in nodes))


def _date(found: str | None) -> datetime | None:
    """trafilatura gives the day only; without a clock it would claim midnight, so it stays unsaid."""
    return dates.read(found) if found and len(found) > 10 else None
