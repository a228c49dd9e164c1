"""Safe: what may stand in a message, whatever a feed sent."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from watcher.compose.patterns import any_of
from watcher.compose.redline import clip

SUBJECT = 140  # code points; phones show about 40, desktop lists about 100
ARTICLE = re.compile(rf"{any_of('article')}\s+(?=\w)", re.IGNORECASE)
OWN = re.compile(rf"{any_of('own')}\b", re.IGNORECASE)  # „nach eigenen Angaben“: the sentence names who
LONGEST_NAME = 80
LONGEST_URL = 2_000
# Embeddings and overrides reorder what follows them, up to the end of the line (CVE-2021-42574).
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNUSABLE = {"Cc", "Cs", "Co", "Cn"}


def visible(text: str) -> str:
    """One line without control characters, bidi controls and lone surrogates; else as given."""
    folded = " ".join(BIDI.sub("", text).split())
    if folded.isprintable():
        return folded
    return "".join(each for each in folded if unicodedata.category(each) not in UNUSABLE)


def name(text: str) -> str:
    """An outlet, a speaker or a feed: what a line can bear of it."""
    return clip(visible(text), LONGEST_NAME)


def speaker(text: str) -> str:
    """Who is said to say it, without the article whose case belongs to another sentence; "" for „own words“."""
    shown = visible(text)
    if OWN.match(shown):
        return ""
    return name(shown[article.end() :] if (article := ARTICLE.match(shown)) else shown)


def header(text: str, most: int = SUBJECT) -> str:
    """Text for a header. `=?` is broken up: Python 3.11.7 decodes an encoded word that a feed wrote into a
    title and writes the line ends it holds (CVE-2024-6923), whatever the policy.
    """
    shown = "".join(each for each in visible(text) if each.isprintable())  # a soft hyphen in a title, say
    return clip(shown.replace("=?", "= ?"), most - 2)


def web(url: str | None) -> str | None:
    """The address if a reader can open it without danger: http or https, with a host, nothing odd inside."""
    if not url or len(url) > LONGEST_URL or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", url) or BIDI.search(url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def encodable(text: str) -> str:
    """The text without lone surrogates, which no mail and no page can carry (RFC 3629, section 3)."""
    return text.encode("utf-8", "replace").decode("utf-8")


# What the templates of mails and pages call them.
FILTERS = {"visible": visible, "name": name, "speaker": speaker, "web": web, "clip": clip}
