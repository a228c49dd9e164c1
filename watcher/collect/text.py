"""Text: what a feed's markup says, as plain paragraphs that are safe to store, search and mail.

Paragraphs are split by a blank line, lines within one by a newline. Nothing is reworded; what cannot be seen
(controls, direction overrides, soft hyphens) goes, because it hides words from a reader or from a query.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import accumulate

import nh3

from watcher.collect.skim import skim

LONGEST_TITLE = 500
LONGEST_TEXT = 2_000_000
DEEPEST = 2_000  # elements open at once; nh3 looks through all of them at each tag

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table "
        "tbody tfoot thead tr ul ",
    )
)
# What is inside is no text: code, controls, drawings, and what stands in for scripts.
SILENT = frozenset(
    re.findall(
        r"\w+",
        "script style noscript iframe object svg math template select textarea button audio video canvas head ",
    )
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b big cite code del em font i img ins mark q s small span strong sub sup u ",
    )
)
TAG = re.compile(r"<(/?)([a-z0-9]+)>")
MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(BLOCKS | SILENT | INLINE | {'br', 'td', 'th'}))})(?:\s[^<>]*)?/?>", re.IGNORECASE
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Controls but tab and newline, direction overrides (CVE-2021-42574), soft hyphen, zero width space, byte order
# mark, tag characters, surrogates, noncharacters. ZWJ and ZWNJ stay: emoji and Persian need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
PILED = re.compile(
    "([\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
# How the characters that PILED counts begin in UTF-8.
ACCENTS = (b"\xcc", b"\xcd", b"\xd2\x89", b"\xe1\xaa", b"\xe1\xab", b"\xe2\x83")
# A no-break space groups digits ("10 000"); anywhere else it is a space.
SPACES = re.compile(
    "(?<![0-9])[\xa0\u2000-\u200a\u202f\u205f\u3000]|[\xa0\u2000-\u200a\u202f\u205f\u3000](?![0-9])"
)
# What is none of these is visible, composed, and piles up on nothing: Latin, Cyrillic, punctuation, arrows.
UNCLEAR = re.compile(
    "[^\n -~\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]"
)
BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def clean(text: str) -> str:
    """Text without controls, overrides and other unseen characters; lines trimmed, at most one blank line."""
    if _is_clear(text):
        text = _unbind(text) if "\xa0" in text else text
    else:
        text = SPACES.sub(" ", UNSEEN.sub("", BREAKS.sub("\n", text)))
        text = PILED.sub(r"\1", unicodedata.normalize("NFC", text))
    text = text[:LONGEST_TEXT]
    if "  " in text or "\t" in text:
        text = re.sub(r"[ \t]+", " ", text)
    return _trim(text) if "\n" in text else text.strip()


def _unbind(text: str) -> str:
    """As SPACES has it, for the one space that is common: it stays between digits."""
    first, *rest = text.split("\xa0")
    pieces = [first]
    for before, after in zip([first, *rest], rest, strict=False):
        bound = before[-1:].isascii() and before[-1:].isdigit() and after[:1].isascii() and after[:1].isdigit()
        pieces += ["\xa0" if bound else " ", after]
    return "".join(pieces)


def _trim(text: str) -> str:
    """Lines without spaces around them, and of several empty ones the first."""
    lines = [line.strip(" ") for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip()


def _is_clear(text: str) -> bool:
    """Whether only visible characters, spaces and newlines are in it, composed, and no pile of accents.

    Whatever BREAKS, UNSEEN and SPACES look for is not printable; what may pile up has one of the ACCENTS.
    """
    if not UNCLEAR.search(text):
        return True
    if not text.replace("\n", "").replace("\xa0", "").isprintable():
        return False
    raw = text.encode()
    return not any(lead in raw for lead in ACCENTS) and unicodedata.is_normalized("NFC", text)


def clean_title(text: str) -> str:
    """One line of text; what was escaped twice is unescaped, inline markup is dropped."""
    if "&" in text and ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text and MARKUP.search(text):
        text = _read(text)
    text = re.sub(r"\s+", " ", clean(text))
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def plain(markup: str) -> str:
    """What HTML says, paragraph by paragraph. Markup that was escaped twice is read as markup."""
    text = _read(markup) if "<" in markup or "&" in markup else markup
    if "<" in text and MARKUP.search(text):
        text = _read(text)
    elif "&" in text and ENTITY.search(text):
        text = html.unescape(text)
    return clean(text)


def _read(markup: str) -> str:
    """Without tags, a break in their place; by a parser where the markup is not plain."""
    text = skim(markup)
    return _walk(markup) if text is None else text


def _walk(markup: str) -> str:
    if markup.count("<") > DEEPEST and _depth(markup) > DEEPEST:
        markup = re.sub(r"<[^<>]*>", " ", markup)
    # nh3 returns well-formed markup of the tags below without attributes, so a regular expression may read it.
    safe = nh3.clean(
        markup[: 4 * LONGEST_TEXT],
        tags={*BLOCKS, "br", "td", "th"},
        attributes={},
        clean_content_tags=set(SILENT),
        strip_comments=True,
        link_rel=None,
    )
    pieces: list[str] = []
    at = 0
    for tag in TAG.finditer(safe):
        pieces += [_flow(safe[at : tag.start()]), _break(tag[2])]
        at = tag.end()
    pieces.append(_flow(safe[at:]))
    return "".join(pieces)


def _depth(markup: str) -> int:
    """The most elements open at once; tags that nobody closes count too."""
    steps = (-1 if tag[1] else 1 for tag in re.finditer(r"<(/?)[A-Za-z]", markup))
    return max(accumulate(steps), default=0)


def _flow(text: str) -> str:
    """Running text: white space is one space, as a browser shows it. A no-break space is none of it."""
    return html.unescape(re.sub(r"[ \t\r\n\f]+", " ", text))


def _break(tag: str) -> str:
    return {"br": "\n", "td": " ", "th": " "}.get(tag, "\n\n")


def fold(text: str) -> str:
    """White space folded: what is hashed and compared, so that a line break makes no revision."""
    flat = text.replace("\n\n", " ").replace("\n", " ")
    # What is printable has no other white space.
    if "  " not in flat and flat.isprintable():
        return flat.strip(" ")
    return " ".join(text.split())


# Paywall marks that outlets put before or behind a headline.
PAYWALL = re.compile(
    r"(?:\((?:S|F|M|Z|SZ|WELT|taz)?\s?(?:\+|plus|abo|premium)\)|\[(?:\+|plus|abo|premium)\]"
    r"|^\s*(?:[SFMZ]\+|[\w-]*plus|abo|premium)\s*(?:\([\w ]*\))?\s*[:;|]"
    r"|[|:]\s*(?:[SFMZ]\+|[\w-]*plus|abo|premium)\s*$)",
    re.IGNORECASE,
)
# "3,4" and "34" differ, so do "-5" and "5", "5 %" and "5".
STYLE = re.compile(r"(?<!\d)[^\w\s%‰€$£+−-]|[^\w\s%‰€$£+−-](?!\d)|(?<=\w)[-–—]|[-–—−](?!\d)|_")


def same_but_style(one: str, other: str) -> bool:
    """The texts differ in case, punctuation, white space or paywall marks only."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    words = STYLE.sub(" ", PAYWALL.sub(" ", text).casefold())
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", words)


def headline(text: str, most: int = 100) -> str:
    """What stands in for a missing title: the text's first line, cut between words."""
    line = text.split("\n", 1)[0]
    if len(line) <= most:
        return line
    return f"{line[:most].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"
