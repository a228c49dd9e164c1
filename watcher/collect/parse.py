"""Parse: the bytes of a feed document become entries. The only place that knows feedparser.

feedparser raises on small oddities (`&#xD800;`, a stray `</width>`, `encoding="punycode"`), so a crash is
followed by one more try on a salvaged body, and by a ParseError if that fails as well. It is slow on hostile
text, and no Python-level timeout stops it (feedparser #562): run it in a worker.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import feedparser

from watcher.collect import healing, jsonfeed
from watcher.collect.entries import CRASHES, ENDING, build, is_cut, is_regular
from watcher.collect.links import redact
from watcher.errors import ParseError
from watcher.model import Document

# A wrong label on a good document.
MISLABELLED = (feedparser.NonXMLContentType, feedparser.CharacterEncodingOverride)

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
    if cut := is_cut(body):
        found.entries = found.entries[: -1 if _is_open(body) else None]
    document = replace(build(found, url, max_items), cut=cut)
    if strays:
        document = replace(document, warnings=(_stray(strays), *document.warnings))
    return replace(document, regular=_is_sound(found) and is_regular(document))


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


def _is_sound(found: Any) -> bool:
    """Nothing is amiss but a label. One stray byte elsewhere makes another encoding of the whole document."""
    mislabelled = isinstance(found.get("bozo_exception"), MISLABELLED)
    return not found.bozo or (mislabelled and str(found.get("encoding")).lower() == "utf-8")


def _is_open(body: bytes) -> bool:
    """Whether the last entry of a cut document lacks its end; once it is whole, it would look edited."""
    return max(body.rfind(b"<item"), body.rfind(b"<entry")) > max(body.rfind(b"</item"), body.rfind(b"</entry"))
