"""Parse: the bytes of a feed document become entries. The only place that knows feedparser.

feedparser raises on small oddities (`&#xD800;`, a stray `</width>`, `encoding="punycode"`), so a crash is
followed by one more try on a salvaged body, and by a ParseError if that fails as well. It is slow on hostile
text, and no Python-level timeout stops it (feedparser #562): run it in a worker.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import feedparser

from watcher.collect import dates, healing, jsonfeed
from watcher.collect.links import canonical, redact
from watcher.collect.text import LONGEST_TEXT, clean, clean_title, headline, plain
from watcher.errors import ParseError
from watcher.model import Document, Entry

# Everything feedparser 6.0.14 was seen to raise under fuzzing; no OSError, no MemoryError.
CRASHES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

# A wrong label on a good document.
MISLABELLED = (feedparser.NonXMLContentType, feedparser.CharacterEncodingOverride)

LONGEST_PACE = 30 * 86_400  # seconds; what a feed asks for beyond it is a mistake
PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}

# Elements of geography and media that crash feedparser when they stand alone, and character references that
# are no characters.
CRASHING = re.compile(
    rb"</?(?:width|height|gml:\w+|georss:\w+|creativeCommons:license|cc:license|psc:\w+)\b[^>]*>?"
    rb"|&#(?:x(?:0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*(?:1[1-9a-fA-F]|[2-9a-fA-F][0-9a-fA-F])[0-9a-fA-F]{4,})|\d{7,});"
)
DECLARATION = re.compile(rb"^\s*<\?[^>]{0,200}?\?>")
NAMED_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"'>]*)["']""")
# Codecs of Python that are no text encodings, or that a feed uses only to hide something.
UNFIT_CODECS = re.compile(
    rb"punycode|undefined|idna|unicode_?escape|raw_?unicode|rot_?13|zip|zlib|bz2|hex|uu|base64|quopri|utf_?-?7",
    re.I,
)
# Expat and libxml2 compare every attribute of an element with every other.
LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")
MOST_ATTRIBUTES = 1_000
ENDING = re.compile(rb"</(?:\w+:)?(?:channel|rss|feed|rdf)\s*>", re.IGNORECASE)


def parse(body: bytes, content_type: str | None, url: str, max_items: int = 2_000) -> Document:
    """RSS, RDF, Atom or JSON Feed. Raises ParseError when it is none of them or cannot be read.

    `url`: where it came from, final after redirects; relative links are made absolute against it.
    """
    shown = redact(url)
    start = body[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n\x00\xff\xfe")
    if not start:
        raise ParseError(f"{shown} is empty; look whether the feed has moved", shown)
    if start.startswith((b"{", b"[")):
        return jsonfeed.read(body, url, max_items)
    if any(tag[0].count(b"=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(body)):
        raise ParseError(f"{shown} has an element with thousands of attributes; look at it in an editor", shown)
    body, strays = healing.heal(body, content_type)
    found = _read(body, content_type, url)
    _demand_feed(found, body, shown)
    if cut := _is_cut(body):
        found.entries = found.entries[: -1 if _is_open(body) else None]
    document = replace(_document(found, url, max_items), cut=cut)
    if strays:
        document = replace(document, warnings=(_stray(strays), *document.warnings))
    return replace(document, regular=_is_sound(found) and _is_regular(document))


def _stray(count: int) -> str:
    return f"bytes that are no UTF-8 were replaced by \ufffd ({count} times); tell the outlet"


def _read(body: bytes, content_type: str | None, url: str) -> Any:
    try:
        found = _feed_parse(body, content_type)
        if found.entries or not found.bozo:
            return found
    except CRASHES:
        found = None
    try:
        # A wrong encoding in the declaration, too, may be all that hides the entries.
        saved = _feed_parse(_salvage(body), content_type)
    except CRASHES as error:
        if found is not None:
            return found
        raise ParseError(_broken(url, error), redact(url)) from error
    return saved if saved.entries or found is None else found


def _broken(url: str, error: Exception) -> str:
    kind = type(error).__name__
    return f"{redact(url)} breaks the feed parser ({kind}); tell the outlet, it is tried again later"


def _feed_parse(body: bytes, content_type: str | None) -> Any:
    # Never a str: feedparser would take it for a path or an address and open it. It is not told where the
    # document came from, as it would resolve guids against that, and they must outlive a move of the feed.
    return feedparser.parse(
        BytesIO(body),
        response_headers={"content-type": content_type} if content_type else {},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _salvage(body: bytes) -> bytes:
    """The body without what is known to crash feedparser, with an encoding that is one."""
    body = CRASHING.sub(b"", body.replace(b"\x00", b""))
    found = DECLARATION.match(body)
    if not found:
        return body
    named = NAMED_ENCODING.search(found[0])
    # What we read as bytes of ASCII is no UTF-16, whatever it says.
    if named and _is_encoding(named[1]) and b"16" not in named[1] and b"32" not in named[1]:
        return body
    return b'<?xml version="1.0" encoding="utf-8"?>' + body[found.end() :]


def _is_encoding(name: bytes) -> bool:
    if UNFIT_CODECS.search(name):
        return False
    try:
        codecs.lookup(name.decode("ascii"))
    except (LookupError, ValueError):
        return False
    return True


def _demand_feed(found: Any, body: bytes, shown: str) -> None:
    """A document without entries must be a feed in good order, or we would take an error page for silence."""
    if found.entries:
        return
    harmless = isinstance(found.get("bozo_exception"), MISLABELLED)
    whole = not found.bozo or harmless or (bool(ENDING.search(body[-2_000:])) and bool(found.feed.get("title")))
    if found.get("version") and found.feed and whole:
        return
    if re.search(rb"<(?:!doctype html|html|body|head)\b", body[:4_096], re.IGNORECASE):
        raise ParseError(
            f"{shown} is a web page, no feed; `watcher feeds add {shown}` looks for the feed behind it", shown
        )
    broken = found.bozo and not harmless
    reason = " ".join(str(found.bozo_exception).split())[:120] if broken else "it is something else"
    raise ParseError(f"{shown} is no feed that can be read ({reason}); check the address in a browser", shown)


def _document(found: Any, url: str, max_items: int) -> Document:
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


def _is_regular(document: Document) -> bool:
    """Whether each of its entries can be told from the others by its guid, and by its link."""
    entries = document.entries
    guids, links = ({each.guid for each in entries}, {each.url for each in entries})
    alone = len(guids) == len(links) == len(entries) and None not in guids
    return alone and not document.warnings and not document.cut


def _is_sound(found: Any) -> bool:
    """Nothing is amiss but a label. One stray byte elsewhere makes another encoding of the whole document."""
    mislabelled = isinstance(found.get("bozo_exception"), MISLABELLED)
    return not found.bozo or (mislabelled and str(found.get("encoding")).lower() == "utf-8")


def _is_cut(body: bytes) -> bool:
    """Whether the document ends before its last element does; HTTP cannot tell when no length was given."""
    tail = body[-4_000:].replace(b"\x00", b"")
    return b">" in tail and not ENDING.search(tail)


def _is_open(body: bytes) -> bool:
    """Whether the last entry of a cut document lacks its end; once it is whole, it would look edited."""
    return max(body.rfind(b"<item"), body.rfind(b"<entry")) > max(body.rfind(b"</item"), body.rfind(b"</entry"))


def _entry(raw: Any, url: str, language: str | None) -> Entry | None:
    texts = tuple(_texts(raw))
    text = max((text for text, _ in texts), key=len, default="")
    title = clean_title(raw.get("title", "")) or headline(text)
    link = canonical(_link(raw), url)
    if not (title or text or link):
        return None
    declared = next((code for _, code in texts if code), None) or raw.get("title_detail", {}).get("language")
    return Entry(
        title=title,
        text="" if text == title else text,
        guid=" ".join(clean(str(raw.get("id", ""))).split()) or None,
        url=link,
        published=_date(raw, "published") or _date(raw, "created"),
        updated=_date(raw, "updated"),
        language=_language(declared) or language,
    )


def _texts(raw: Any) -> Iterator[tuple[str, str | None]]:
    """Every form of the entry's text with its declared language; the longest is the one to follow."""
    forms = [*raw.get("content", []), raw.get("summary_detail"), {"value": raw.get("summary")}]
    seen: set[str] = set()
    for form in forms:
        value = (form or {}).get("value")
        kind = str((form or {}).get("type") or "text/html").lower()
        if value and value not in seen and ("text" in kind or "html" in kind or "xml" in kind):
            seen.add(value)
            yield plain(value), form.get("language")


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
